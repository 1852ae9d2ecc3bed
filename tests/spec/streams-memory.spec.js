'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { after, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { openPage } = require('../support/windows')

const megabyte = 1 << 20
const total = 192
/** Far less than what goes through, and more than what collectors of garbage leave for later. */
const most = 112

const pssOf = (pid) => Number(/^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024

// Sanitizers keep what is freed.
const skip = process.env.ASAN_OPTIONS !== undefined

describe('a long stream', { skip, timeout: 60_000 }, () => {
  let win
  const inPage = (code) => win.webContents.executeJavaScript(`(async () => { const { ipcRenderer } = require('electron'); ${code} })()`)

  before(async () => {
    win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const bytes = Buffer.alloc(megabyte, 7)
    ipcMain.handle('give', async function * (event, count) { for (let i = 0; i < count; i++) yield bytes })
    ipcMain.handle('take', async (event, stream) => {
      let length = 0
      for await (const chunk of stream) length += chunk.length
      return length
    })
  })
  after(() => {
    ipcMain.removeHandler('give')
    ipcMain.removeHandler('take')
  })

  const ways = {
    'from main to a page': (count) => `let length = 0
      for await (const chunk of await ipcRenderer.invoke('give', ${count})) length += chunk.length
      return length`,
    'from a page to main': (count) => `const bytes = new Uint8Array(${megabyte}).fill(9)
      return ipcRenderer.invoke('take', (async function * () { for (let i = 0; i < ${count}; i++) yield bytes })())`
  }
  for (const [way, code] of Object.entries(ways)) {
    it(`${way} needs little memory`, { timeout: 60_000 }, async () => {
      await inPage(code(16))
      await inPage('gc()')
      global.gc()
      const pids = [process.pid, win.webContents.getOSProcessId()]
      const held = () => pids.reduce((sum, pid) => sum + pssOf(pid), 0)
      const start = held()
      let peak = start
      const timer = setInterval(() => { peak = Math.max(peak, held()) }, 50)
      const length = await inPage(code(total))
      clearInterval(timer)
      assert.equal(length, total * megabyte)
      assert.ok(peak - start < most, `${Math.round(peak - start)} MB more`)
    })
  }
})
