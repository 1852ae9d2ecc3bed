const { BrowserWindow, session } = require('electron')
const serve = require('../../serve')

module.exports = async () => {
  const own = session.fromPartition('requests')
  own.webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
    callback({ requestHeaders: { ...requestHeaders, 'X-Gallery': 'yes' } })
  })
  const filter = { urls: ['*://*/blocked*'] }
  own.webRequest.onBeforeRequest(filter, (details, callback) => callback({ cancel: true }))

  const server = await serve((request) => `X-Gallery: ${request.headers['x-gallery']}`)
  const window = new BrowserWindow({ show: false, webPreferences: { session: own } })
  await window.loadURL(server.url)
  const text = await window.webContents.executeJavaScript('document.body.innerText')
  const blocked = await window.webContents.executeJavaScript(
    "fetch('/blocked').then(() => 'answered', (error) => error.message)")
  window.destroy()
  server.close()
  return `${text}; /blocked: ${blocked}`
}
