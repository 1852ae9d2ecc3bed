'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { after, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { sleep } = require('../support/events')
const { openPage } = require('../support/windows')

const megabyte = 1 << 20
const total = 160
/** Far less than what goes through, and more than what collectors of garbage leave for later. Sanitizers keep what is freed. */
const most = process.env.ASAN_OPTIONS === undefined ? 80 : Infinity

const pssOf = (pid) => Number(/^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024

describe('a long stream', { timeout: 120_000 }, () => {
  let win
  let made = 0
  const inPage = (code) => win.webContents.executeJavaScript(`(async () => { const { ipcRenderer } = require('electron'); ${code} })()`)

  /** Resolves when the producer, whose progress `count` gives, rests. */
  const untilItRests = async (count) => {
    for (let last = -1, next = await count(); next !== last; next = await count()) {
      last = next
      await sleep(100)
    }
  }

  before(async () => {
    win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const bytes = Buffer.alloc(megabyte, 7)
    ipcMain.handle('give', async function * (event, count) {
      for (made = 0; made < count; made++) yield bytes
    })
    ipcMain.handle('rest', () => untilItRests(() => made))
    ipcMain.handle('take', async (event, stream) => {
      let length = 0
      for await (const chunk of stream) {
        if (length === 0) await untilItRests(() => inPage('return made'))
        length += chunk.length
      }
      return length
    })
  })
  after(() => { for (const channel of ['give', 'rest', 'take']) ipcMain.removeHandler(channel) })

  const ways = {
    'from main to a page': (count) => `let length = 0
      for await (const chunk of await ipcRenderer.invoke('give', ${count})) {
        if (length === 0) await ipcRenderer.invoke('rest')
        length += chunk.length
      }
      return length`,
    'from a page to main': (count) => `const bytes = new Uint8Array(${megabyte}).fill(9)
      return ipcRenderer.invoke('take', (async function * () { for (globalThis.made = 0; made < ${count}; made++) yield bytes })())`
  }
  for (const [way, code] of Object.entries(ways)) {
    it(`${way} needs little memory, though its reader takes a rest`, { timeout: 120_000 }, async () => {
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
