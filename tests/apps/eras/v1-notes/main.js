const electron = require('electron')
const path = require('path')
const url = require('url')

// Module to control application life.
const app = electron.app
// Module to create native browser windows.
const BrowserWindow = electron.BrowserWindow
const ipcMain = electron.ipcMain

// Read by the page with remote.getGlobal().
global.settings = { fileName: 'note.txt', pages: 1 }

// A global reference, so that the window is not closed when the object is garbage collected.
let mainWindow

function createWindow () {
  mainWindow = new BrowserWindow({ width: 640, height: 420 })

  mainWindow.loadURL(url.format({
    pathname: path.join(__dirname, 'index.html'),
    protocol: 'file:',
    slashes: true
  }))

  mainWindow.webContents.on('did-finish-load', function () {
    mainWindow.webContents.send('greeting', 'Welcome, writer')
  })

  // Links belong into a window of our own kind.
  mainWindow.webContents.on('new-window', function (event, target, frameName, disposition, options) {
    event.preventDefault()
    const child = new BrowserWindow({ width: 320, height: 200, parent: mainWindow })
    child.loadURL(target)
    event.newGuest = child
    console.log('new-window', frameName, path.basename(target))
  })

  mainWindow.on('closed', function () {
    mainWindow = null
  })
}

ipcMain.on('count-words', function (event, text) {
  event.sender.send('words', text.split(/\s+/).filter(Boolean).length)
})

ipcMain.on('next-page', function (event, step) {
  global.settings.pages += step
  event.returnValue = global.settings.pages
})

app.on('ready', createWindow)

app.on('window-all-closed', function () {
  if (process.platform !== 'darwin') {
    app.quit()
  }
})

app.on('activate', function () {
  if (mainWindow === null) {
    createWindow()
  }
})
