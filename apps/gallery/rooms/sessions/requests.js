const { BrowserWindow, session } = require('electron')
const http = require('http')

module.exports = () => new Promise((resolve) => {
  const own = session.fromPartition('requests')
  own.webRequest.onBeforeSendHeaders((details, callback) => callback({ requestHeaders: { ...details.requestHeaders, 'X-Gallery': 'yes' } }))
  own.webRequest.onBeforeRequest({ urls: ['*://*/blocked*'] }, (details, callback) => callback({ cancel: true }))
  const server = http.createServer((request, response) => response.end(`X-Gallery: ${request.headers['x-gallery']}`)).listen(0, '127.0.0.1', async () => {
    const window = new BrowserWindow({ show: false, webPreferences: { session: own } })
    await window.loadURL(`http://127.0.0.1:${server.address().port}`)
    const text = await window.webContents.executeJavaScript('document.body.innerText')
    const blocked = await window.webContents.executeJavaScript("fetch('/blocked').then(() => 'answered', (error) => error.message)")
    window.destroy()
    server.close()
    resolve(`${text}; /blocked: ${blocked}`)
  })
})
