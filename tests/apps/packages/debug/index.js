// electron-debug: DevTools and reloading by keys.
const { app, BrowserWindow } = require('electron')
require('electron-debug')({ showDevTools: process.argv.includes('show'), devToolsMode: 'detach' })

app.whenReady().then(async () => {
  const win = new BrowserWindow({ width: 400, height: 300 })
  const { webContents } = win
  webContents.on('devtools-opened', () => console.log('opened'))
  webContents.on('devtools-closed', () => console.log('closed'))
  webContents.on('did-finish-load', () => console.log('loaded'))
  await win.loadURL('data:text/html,<title>debugged</title>')
})
