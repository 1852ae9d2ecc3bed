// What pages hold of main's objects, and that they let go of them: when they load anew, crash, or are closed.
const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')
const remoteMain = require('@electron/remote/main')
const { default: registry } = require('@electron/remote/dist/src/main/objects-registry')

const held = () => Object.keys(registry.owners).length
const event = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve))

app.on('window-all-closed', () => {})

exports.run = async () => {
  const win = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false } })
  const { webContents } = win
  remoteMain.enable(webContents)
  const hold = async () => {
    const holding = event(ipcMain, 'holding')
    await win.loadFile(path.join(__dirname, 'release.html'))
    await holding
    return held()
  }
  const result = { first: await hold(), second: await hold() }
  const gone = event(webContents, 'render-view-deleted')
  webContents.forcefullyCrashRenderer()
  await gone
  result.crashed = held()
  result.third = await hold()
  const destroyed = event(webContents, 'destroyed')
  win.destroy()
  await destroyed
  result.closed = held()
  return result
}
