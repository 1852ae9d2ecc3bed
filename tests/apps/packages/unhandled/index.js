// electron-unhandled: errors of main and of a page end in a box, from which they can be copied.
const { app, BrowserWindow, clipboard, ipcMain } = require('electron')
const unhandled = require('electron-unhandled')

const reported = []
unhandled({
  showDialog: true,
  logger: ({ name, message }) => console.log(`logged ${name}: ${message.split('\n')[0]}`),
  reportButton: ({ message }) => reported.push(message)
})

if (process.argv.includes('early')) unhandled.logError(new Error('before ready'))

app.whenReady().then(async () => {
  setTimeout(() => { throw new Error('thrown in main') })
  Promise.reject(new TypeError('rejected in main'))
  unhandled.logError(new RangeError('told by main'), { title: 'Told' })
  const win = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false } })
  ipcMain.on('done', () => {
    console.log(JSON.stringify({ reported, copied: clipboard.readText() }))
    app.quit()
  })
  await win.loadFile('index.html')
})
