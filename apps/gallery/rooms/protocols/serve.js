const { BrowserWindow, protocol } = require('electron')

// Before the app is ready:  protocol.registerSchemesAsPrivileged([{ scheme: 'notes', privileges: { standard: true, … } }])

module.exports = async () => {
  protocol.registerStringProtocol('notes', ({ url }, callback) => {
    callback(url.endsWith('.txt') ? 'bread, cheese' : { mimeType: 'text/html', data: `<title>Notes</title>This is ${url}` })
  })
  const window = new BrowserWindow({ width: 480, height: 240, autoHideMenuBar: true })
  window.once('closed', () => protocol.unregisterProtocol('notes'))
  await window.loadURL('notes://today/')
  const list = await window.webContents.executeJavaScript("fetch('list.txt').then((response) => response.text())")
  return `${window.getTitle()} from ${window.webContents.getURL()}; a request of the page: ${list}`
}
