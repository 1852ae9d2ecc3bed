const { app, BrowserWindow, ipcMain, protocol } = require('electron')
const fs = require('fs')
const path = require('path')
const rooms = require('./rooms')

// What the room "Protocols" shows; privileges are given before the app is ready.
protocol.registerSchemesAsPrivileged([{ scheme: 'notes', privileges: { standard: true, secure: true, supportFetchAPI: true } }])

const fileOf = (room, demo) => path.join(__dirname, 'rooms', room, `${demo}.js`)

/** The rooms with the text of each of their demos. */
const describe = () => rooms.map((room) => ({
  ...room,
  demos: room.demos.map((demo) => ({ ...demo, code: fs.readFileSync(fileOf(room.id, demo.id), 'utf8').trim() }))
}))

ipcMain.handle('rooms', describe)

// A demo is a function of the window that it is shown in. What it returns, or tells by `say`, is shown below its button.
ipcMain.handle('run', async (event, roomId, demoId) => {
  const demo = rooms.find((room) => room.id === roomId)?.demos.find(({ id }) => id === demoId)
  if (!demo || demo.page) throw new Error(`There is no demo ${roomId}/${demoId}`)
  const say = (text) => { if (!event.sender.isDestroyed()) event.sender.send('say', roomId, demoId, String(text)) }
  return require(fileOf(roomId, demoId))(BrowserWindow.fromWebContents(event.sender), say)
})

function createWindow () {
  const window = new BrowserWindow({
    width: 1080,
    height: 760,
    minWidth: 560,
    minHeight: 400,
    show: false,
    title: 'Gallery',
    icon: path.join(__dirname, 'icon.png'),
    autoHideMenuBar: true,
    webPreferences: { preload: path.join(__dirname, 'preload.js'), contextIsolation: true, sandbox: true }
  })
  window.once('ready-to-show', () => window.show())
  window.loadFile('index.html')
}

app.whenReady().then(createWindow)
app.on('window-all-closed', () => app.quit())
