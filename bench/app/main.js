'use strict'

// The main process of the benchmark, the same on this runtime and on Electron. bench/lib/driver.js starts it; BENCH_MODE says
// what for, and lines that begin with BENCH tell the driver what came out.

const { app, BrowserWindow, ipcMain, MessageChannelMain } = require('electron')
const fs = require('fs')
const os = require('os')
const path = require('path')

const { BENCH_MODE: mode = 'ipc', BENCH_ROWS: rows = '', BENCH_MS: ms = '500', BENCH_REMOTE: remotePath = '' } = process.env
const count = Number(process.env.BENCH_COUNT || 1)
const rest = Number(process.env.BENCH_REST || 0)
const megabyte = 1 << 20

const report = (result) => process.stdout.write(`BENCH ${JSON.stringify(result)}\n`)

// Where `remote` is not built in, it comes from a package.
const remote = remotePath ? require(remotePath + '/main') : null
if (remote) remote.initialize()

global.benchTarget = {
  value: 42,
  add (a, b) { return a + b }
}

const text = 'x'.repeat(megabyte)
const bytes = Buffer.alloc(megabyte, 7)

let echoes = 0
ipcMain.handle('echo', (event, value) => {
  echoes++
  return value
})
ipcMain.on('ping', (event, value) => event.reply('pong', value))
ipcMain.on('echo-sync', (event, value) => { event.returnValue = value })
ipcMain.handle('take', (event, value) => value.length)
ipcMain.handle('give-text', () => text)
ipcMain.handle('give-bytes', () => bytes)
const many = new Map()
ipcMain.handle('give-many', (event, count) => {
  if (!many.has(count)) many.set(count, Buffer.alloc(count * megabyte, 7))
  return many.get(count)
})
ipcMain.handle('take-stream', async (event, stream) => {
  let length = 0
  for await (const chunk of stream) length += chunk.length
  return length
})
ipcMain.handle('give-stream', async function * (event, kind, count) {
  for (let i = 0; i < count; i++) yield kind === 'bytes' ? bytes : { id: i, name: 'item', list: [1, 2, 3] }
})
// Gives the page a port whose other end answers with what comes: main's own, or another page's.
ipcMain.on('open-port', async ({ sender }, kind) => {
  const { port1, port2 } = new MessageChannelMain()
  if (kind === 'main') {
    port1.on('message', ({ data }) => port1.postMessage(data))
    port1.start()
  } else {
    const { webContents } = await open()
    webContents.postMessage('echo-port', null, [port1])
  }
  sender.postMessage('port', null, [port2])
})
ipcMain.on('result', (event, result) => {
  report(result)
  app.exit(0)
})

const classic = { nodeIntegration: true, contextIsolation: false, sandbox: false, enableRemoteModule: true }
const isolated = { preload: path.join(__dirname, 'preload.js'), contextIsolation: true, sandbox: false }

// Resolves when the page is loaded.
function open (query = {}, webPreferences = classic) {
  const win = new BrowserWindow({ width: 800, height: 600, webPreferences })
  if (remote) remote.enable(win.webContents)
  return new Promise((resolve) => {
    win.webContents.once('did-finish-load', () => resolve(win))
    win.loadFile(path.join(__dirname, 'page.html'), { query })
  })
}

const modes = {
  async launch () {
    await open()
    report({ loaded: true })
    app.exit(0)
  },

  async 'launch-preload' () {
    await open({}, isolated)
    report({ loaded: true })
    app.exit(0)
  },

  async ipc () {
    const files = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'))
    process.on('exit', () => fs.rmSync(files, { recursive: true, force: true }))
    fs.writeFileSync(path.join(files, '1k'), bytes.subarray(0, 1024))
    fs.writeFileSync(path.join(files, '1m'), bytes)
    await open({ rows, ms, remote: remotePath, files })
  },

  // The driver looks at what the processes have used between two reports.
  async cost () {
    await open({ rows, ms })
    setInterval(() => report({ echoes }), 500)
  },

  async bridge () {
    await open({ rows, ms }, isolated)
  },

  // The time from `new BrowserWindow` to the loaded page, for every window after the first.
  async windows () {
    await open()
    const times = []
    for (let i = 0; i < count; i++) {
      if (rest) await new Promise((resolve) => setTimeout(resolve, rest))
      const start = process.hrtime.bigint()
      const win = await open()
      times.push(Number(process.hrtime.bigint() - start) / 1e6)
      win.destroy()
    }
    report({ times })
    app.exit(0)
  },

  // Opens windows and stays, for the driver to look at.
  async memory () {
    for (let i = 0; i < count; i++) await open()
    report({ loaded: true })
  }
}

app.on('window-all-closed', () => {})
app.whenReady().then(modes[mode]).catch((error) => {
  console.error(error)
  app.exit(1)
})
