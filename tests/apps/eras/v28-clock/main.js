import { app, BrowserWindow, ipcMain } from 'electron'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stopwatch } from './stopwatch.js'

const here = dirname(fileURLToPath(import.meta.url))
const { description } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'))

ipcMain.handle('clock:about', () => description)
ipcMain.handle('clock:format', async (event, seconds) => {
  const { format } = await import('./format.mjs')
  return format(seconds)
})

const createWindow = async () => {
  const win = new BrowserWindow({
    width: 560,
    height: 380,
    webPreferences: { preload: join(here, 'preload.cjs') }
  })
  const stopwatch = new Stopwatch()
  stopwatch.on('tick', (laps) => win.webContents.send('clock:tick', laps))
  win.webContents.ipc.on('clock:lap', () => stopwatch.lap())

  await win.loadFile('index.html')
  console.log(`loaded ${win.getTitle()}`)
}

app.whenReady().then(createWindow)

app.on('window-all-closed', () => app.quit())
