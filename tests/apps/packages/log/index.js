// electron-log: one file for the main process and all pages.
const { app, BrowserWindow, ipcMain } = require('electron')
const log = require('electron-log/main')

log.initialize({ spyRendererConsole: true })
log.transports.console.level = false
log.transports.file.format = '[{level}]{scope} {text}'
log.errorHandler.startCatching({ showDialog: true })
log.eventLogger.startLogging({ level: 'warn' })
Object.assign(console, log.functions)

log.info('before ready', { nested: { list: [1] } }, new Map([['key', 1]]))
log.scope('main').debug('scoped')

app.whenReady().then(async () => {
  const done = new Set()
  ipcMain.on('done', (event, name) => {
    done.add(name)
    if (done.size < 3) return
    // What a page sent before has arrived by now.
    setTimeout(() => { throw new Error('thrown in main') })
    Promise.reject(new TypeError('rejected in main'))
    setTimeout(() => {
      app.quit()
    }, 300)
  })
  app.on('window-all-closed', () => {})
  const open = (name, file, webPreferences) => {
    new BrowserWindow({ show: false, webPreferences }).loadFile(file, { query: { name } })
  }
  open('node', 'node.html', { nodeIntegration: true, contextIsolation: false })
  open('sandboxed', 'isolated.html', { nodeIntegration: false, contextIsolation: true, preload: `${__dirname}/preload.js` })
  open('preloaded', 'isolated.html', { nodeIntegration: false, contextIsolation: true, sandbox: false, preload: `${__dirname}/preload.js` })
})
