// Packages that keep values on disk, used by a page with Node and by a preload script.
const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')
const Store = require('electron-store')

Store.initRenderer()

app.whenReady().then(() => {
  const results = {}
  ipcMain.on('result', (event, name, result) => {
    results[name] = result
    if (Object.keys(results).length < 2) return
    console.log(JSON.stringify(results))
    app.quit()
  })
  new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true } }).loadFile('page.html')
  const preload = path.join(__dirname, 'preload.js')
  new BrowserWindow({ show: false, webPreferences: { preload, sandbox: false, contextIsolation: true } }).loadURL('data:text/html,<title>preload</title>')
})
