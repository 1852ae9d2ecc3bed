'use strict'

const { ipcMain } = require('electron')
const { pssOf } = require('../../../lib/family')
const { inPage, now, open } = require('../tools')

const megabyte = 1 << 20
const bytes = Buffer.alloc(megabyte, 7)

ipcMain.handle('give', async function * (event, count) { for (let i = 0; i < count; i++) yield bytes })
ipcMain.handle('give-one', () => bytes)
ipcMain.handle('take', async (event, stream) => {
  let length = 0
  for await (const chunk of stream) length += chunk.length
  return length
})
ipcMain.handle('take-one', (event, chunk) => chunk.length)

const ways = {
  'main → page': ['does.takeStream', 'does.takeChunks'],
  'page → main': ['does.giveStream', 'does.giveChunks']
}

/** A gigabyte each way. */
module.exports = async ({ amount, figure }) => {
  const total = amount(1024, 32)
  for (const [name, [stream, chunks]] of Object.entries(ways)) {
    const win = await open()
    const pids = [process.pid, win.webContents.getOSProcessId()]
    const perSecond = async (what, count) => {
      const start = now()
      const length = await inPage(win, `${what}(${count})`)
      return length === count * megabyte ? count / (now() - start) * 1000 : NaN
    }
    const invokes = await perSecond(chunks, Math.min(total, 128))
    await perSecond(stream, Math.min(total, 32))
    await inPage(win, 'gc()')
    global.gc()
    const before = pssOf(pids)
    let peak = before
    const timer = setInterval(() => { peak = Math.max(peak, pssOf(pids)) }, 100)
    const streamed = await perSecond(stream, total)
    clearInterval(timer)
    figure(`${name}: megabytes in a stream`, total)
    figure(`${name}: megabytes a second`, streamed, 'MB/s')
    figure(`${name}: the same by invokes of 1 MB`, invokes, 'MB/s')
    figure(`${name}: stream ÷ invokes`, streamed / invokes, '', { min: 1, isTime: true })
    figure(`${name}: PSS of main and the page, more than before`, peak - before, 'MiB', { max: 32, isTime: true })
    win.destroy()
  }
}
