const { app, BrowserWindow, ipcMain } = require('electron')
const { promises: fs } = require('fs')
const path = require('path')

const file = () => path.join(app.getPath('userData'), 'tasks.json')

function createWindow () {
  const win = new BrowserWindow({
    width: 640,
    height: 420,
    webPreferences: {
      nodeIntegration: true
    }
  })

  win.loadFile('index.html')

  win.webContents.on('new-window', (event, url, frameName, disposition, options) => {
    if (frameName !== 'modal') return
    event.preventDefault()
    Object.assign(options, { modal: true, parent: win, width: 320, height: 180 })
    event.newGuest = new BrowserWindow(options)
    event.newGuest.loadURL(url)
  })
}

ipcMain.handle('save-tasks', async (event, tasks) => {
  await fs.writeFile(file(), JSON.stringify(tasks))
  return { count: tasks.length, window: BrowserWindow.fromWebContents(event.sender).id }
})

ipcMain.handle('remove-task', async (event, index) => {
  throw new RangeError(`There is no task ${index}`)
})

app.whenReady().then(createWindow)

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') {
    app.quit()
  }
})

app.on('activate', () => {
  if (BrowserWindow.getAllWindows().length === 0) {
    createWindow()
  }
})
