// @electron/remote: the page does the work, in tests.js, and tells main its results.
const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')
const remoteMain = require('@electron/remote/main')

remoteMain.initialize()
global.shared = { answer: 42, list: [1, { deep: true }], when: new Date(0), bytes: Buffer.from('bytes') }

const preloaded = process.argv.includes('preload')

app.whenReady().then(async () => {
  if (process.argv.includes('release')) {
    console.log(JSON.stringify(await require('./release').run()))
    app.exit(0)
    return
  }
  const webPreferences = preloaded
    ? { preload: path.join(__dirname, 'preload.js'), sandbox: false, contextIsolation: true }
    : { nodeIntegration: true, contextIsolation: false }
  const win = new BrowserWindow({ width: 420, height: 310, show: false, title: 'remote', webPreferences })
  if (!process.argv.includes('not-enabled')) remoteMain.enable(win.webContents)
  ipcMain.on('result', (event, result) => {
    console.log(JSON.stringify(result))
    app.exit(0)
  })
  win.loadFile('index.html')
})
