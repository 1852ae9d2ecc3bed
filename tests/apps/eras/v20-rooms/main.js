const { app, BrowserWindow, ipcMain, MessageChannelMain } = require('electron')
const path = require('node:path')

function createWindow (page, options) {
  const win = new BrowserWindow({
    width: 560,
    height: 380,
    ...options,
    webPreferences: {
      preload: path.join(__dirname, 'preload.js')
    }
  })
  // Only our own pages get a window.
  win.webContents.setWindowOpenHandler(({ url, frameName }) => {
    if (!url.startsWith('file:')) return { action: 'deny' }
    return { action: 'allow', overrideBrowserWindowOptions: { width: 320, height: 180, title: frameName } }
  })
  win.loadFile(page)
  return win
}

let guests = 0
ipcMain.handle('rooms:enter', (event, name) => {
  if (typeof name !== 'string' || name === '') throw new TypeError('A guest needs a name')
  return { number: ++guests, greeting: `Hello ${name}`, since: new Map([[name, guests]]) }
})

// One end of a channel for each room: from then on they need no main process.
ipcMain.on('rooms:open-door', (event) => {
  const { port1, port2 } = new MessageChannelMain()
  const second = createWindow('second.html', { x: 700, y: 40 })
  const first = BrowserWindow.fromWebContents(event.sender)
  second.webContents.once('did-finish-load', () => {
    first.webContents.postMessage('door', { room: 'second' }, [port1])
    second.webContents.postMessage('door', { room: 'first' }, [port2])
  })
})

app.whenReady().then(() => {
  createWindow('index.html', { x: 40, y: 40 })

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) createWindow('index.html')
  })
})

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})
