const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')

function createWindow () {
  const win = new BrowserWindow({
    width: 640,
    height: 420,
    webPreferences: {
      preload: path.join(__dirname, 'preload.js')
    }
  })

  win.loadFile('index.html')

  win.webContents.once('did-finish-load', async () => {
    // The page's own world is another one than that of the preload script.
    const kinds = await win.webContents.executeJavaScript('[typeof require, typeof process, typeof files.read, typeof leaked].join()')
    win.webContents.send('checked', kinds)
  })
}

ipcMain.on('opened', (event, name) => {
  event.reply('announce', { name, at: new Date(0) })
})

app.whenReady().then(() => {
  createWindow()

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) {
      createWindow()
    }
  })
})

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') {
    app.quit()
  }
})
