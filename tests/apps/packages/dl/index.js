// electron-dl: downloads with progress, to a folder, under a free name, cancelled, broken off. argv: server, folder
const { app, BrowserWindow } = require('electron')
const fs = require('fs')
const electronDl = require('electron-dl')
const { download, CancelError } = electronDl

const [server, folder] = process.argv.slice(-2)

app.whenReady().then(async () => {
  const win = new BrowserWindow({ show: false })
  await win.loadURL('data:text/html,<title>downloads</title>')
  const result = {}
  const options = { directory: folder, showBadge: false, showProgressBar: false }

  const progress = []
  let completed
  let started
  const item = await download(win, `${server}/data.bin`, {
    ...options,
    onStarted: (item) => { started = item.getURL() },
    onProgress: (now) => progress.push(now),
    onCompleted: (file) => { completed = file }
  })
  result.first = { started, completed, savePath: item.getSavePath(), state: item.getState(), last: progress.at(-1) }

  // The name is taken; a name of the app's own; no name in the URL but a type.
  result.second = (await download(win, `${server}/data.bin`, options)).getSavePath()
  result.named = (await download(win, `${server}/data.bin`, { ...options, filename: 'own name.bin' })).getSavePath()
  result.overwritten = (await download(win, `${server}/data.bin`, { ...options, overwrite: true })).getSavePath()
  result.typed = (await download(win, `${server}/typed`, options)).getSavePath()

  result.cancelled = await download(win, `${server}/slow.bin`, { ...options, onProgress: ({ transferredBytes }) => { if (transferredBytes > 0) slow.cancel() }, onStarted: (item) => { slow = item } })
    .then(() => 'saved', (error) => error instanceof CancelError)
  result.broken = await download(win, `${server}/broken.bin`, options).then(() => 'saved', ({ message }) => message)

  // Also those that nobody asked for by name.
  await new Promise((resolve) => {
    electronDl({ ...options, filename: 'by link.bin', onCompleted: resolve })
    const other = new BrowserWindow({ show: false, webPreferences: { partition: 'another' } })
    other.loadURL(`${server}/page`)
    other.webContents.once('did-finish-load', () => other.webContents.executeJavaScript('document.querySelector("a").click()'))
  })
  result.files = fs.readdirSync(folder).sort()
  console.log(JSON.stringify(result))
  app.quit()
})

let slow
