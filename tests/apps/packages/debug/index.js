// electron-debug: DevTools and reloading by keys.
const { app, BrowserWindow, Menu } = require('electron')
require('electron-debug')({ showDevTools: process.argv.includes('show'), devToolsMode: 'detach' })

// The default menu has the same keys.
Menu.setApplicationMenu(null)

app.whenReady().then(async () => {
  const win = new BrowserWindow({ width: 400, height: 300 })
  const { webContents } = win
  webContents.on('devtools-opened', () => console.log('opened'))
  webContents.on('devtools-closed', () => console.log('closed'))
  webContents.on('did-finish-load', () => console.log('loaded'))
  // What "inspect an element" asks of DevTools.
  webContents.on('devtools-opened', () => {
    win.devToolsWebContents.on('console-message', (event, level, text) => console.log(text))
    win.devToolsWebContents.executeJavaScript("DevToolsAPI.enterInspectElementMode = () => console.log('inspecting'); 0")
  })
  await win.loadURL('data:text/html,<title>debugged</title>')
})
