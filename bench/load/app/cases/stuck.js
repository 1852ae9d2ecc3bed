'use strict'

const fs = require('fs')
const { app, ipcMain } = require('electron')
const { pssOf } = require('../../../lib/family')
const { inPage, mainPss, now, open, sleep } = require('../tools')

const text = 's'.repeat(64 * 1024)
const goOn = `${process.env.HOME}/go-on`

// How a page is kept from reading, and let go on.
const ways = [
  { name: 'endless loop', stop: (win) => win.webContents.send('stick', goOn), goOn: () => fs.writeFileSync(goOn, '') },
  { name: 'stopped process', stop: (win) => process.kill(win.webContents.getOSProcessId(), 'SIGSTOP'), goOn: (win) => process.kill(win.webContents.getOSProcessId(), 'SIGCONT') }
]

/** A page does not read while main goes on sending to it: four times what may wait. */
module.exports = async ({ figure, isQuick }) => {
  const bound = isQuick ? 8 : 256
  if (isQuick) app.commandLine.appendSwitch('page-backlog-mb', String(bound))
  for (const way of ways) {
    const win = await open()
    const pid = win.webContents.getOSProcessId()
    let unresponsive = 0
    win.webContents.on('unresponsive', () => unresponsive++)
    const responsive = new Promise((resolve) => win.webContents.on('responsive', resolve))
    await inPage(win, 'does.getStuck()')
    const [mainBefore, pageBefore] = [mainPss(), pssOf([pid])]
    way.stop(win)
    await sleep(300)
    const start = now()
    let peak = 0
    for (let sent = 0; sent < 4 * bound * 16; sent++) {
      win.webContents.send('more', sent, text)
      if (sent % 16 === 0) await new Promise(setImmediate)
      if (sent % 1024 === 0) peak = Math.max(peak, mainPss())
    }
    for (let i = 0; i < 50 && unresponsive === 0; i++) await sleep(100)
    peak = Math.max(peak, mainPss())
    figure(`${way.name}: sent to it`, 4 * bound, 'MB')
    figure(`${way.name}: each MB takes main`, (now() - start) / 4 / bound, 'ms')
    figure(`${way.name}: main holds more`, peak - mainBefore, 'MB', { max: 1.5 * bound, isTime: true })
    figure(`${way.name}: the page holds more`, pssOf([pid]) - pageBefore, 'MB', { max: 1.5 * bound, isTime: true })
    figure(`${way.name}: 'unresponsive'`, unresponsive, '', { min: 1 })
    way.goOn(win)
    await responsive
    const [count, wrong] = await new Promise((resolve) => {
      const ask = setInterval(() => win.webContents.send('how-many'), 50)
      ipcMain.once('heard', (event, ...answer) => {
        clearInterval(ask)
        resolve(answer)
      })
    })
    figure(`${way.name}: of these the page gets`, count / 16, 'MB', { min: bound * 0.9, max: bound * 1.1 })
    figure(`${way.name}: out of order`, wrong, '', { max: 0 })
    win.destroy()
  }
}
