const { BrowserWindow, protocol } = require('electron')

// Before the app is ready, main.js calls protocol.registerSchemesAsPrivileged for it.

module.exports = async () => {
  protocol.registerStringProtocol('notes', ({ url }, callback) => {
    if (url.endsWith('.txt')) callback('bread, cheese')
    else callback({ mimeType: 'text/html', data: `<title>Notes</title>This is ${url}` })
  })
  const window = new BrowserWindow({ width: 480, height: 240, autoHideMenuBar: true })
  window.once('closed', () => protocol.unregisterProtocol('notes'))
  await window.loadURL('notes://today/')
  const list = await window.webContents.executeJavaScript("fetch('list.txt').then((r) => r.text())")
  return `${window.getTitle()} from ${window.webContents.getURL()}; its page got: ${list}`
}
