'use strict'

const { ipcMain } = require('electron')
const { compare, inPage, mainPss, median, now, open, rested, settled, totalPss } = require('../tools')

const text = 'k'.repeat(1024)

/** Resolves when every page has answered one message. */
function broadcast (windows) {
  return new Promise((resolve) => {
    let missing = windows.length
    ipcMain.removeAllListeners('pong')
    ipcMain.on('pong', () => {
      if (--missing === 0) resolve()
    })
    for (const win of windows) win.webContents.send('ping', text)
  })
}

async function timed (times, task) {
  const taken = []
  for (let i = 0; i < times; i++) {
    const start = now()
    await task()
    taken.push(now() - start)
  }
  return median(taken)
}

/** Many windows open at once, a broadcast to all of them, and all closed again. */
module.exports = async ({ amount, figure, isQuick }) => {
  const total = amount(50, 4)
  // What the first windows bring along stays.
  for (let i = 0; i < 2; i++) await Promise.all([open(), open('isolated')]).then((windows) => windows.forEach((win) => win.destroy()))
  const before = await settled()
  if (!isQuick) await rested()
  const [mainBefore, allBefore] = [mainPss(), totalPss()]

  const windows = []
  const times = []
  for (let i = 0; i < total; i++) {
    const start = now()
    const win = await open()
    times.push(now() - start)
    windows.push(win)
    await inPage(win, 'does.echo()')
  }
  const part = Math.max(2, Math.floor(total / 5))
  const [first, last] = [median(times.slice(0, part)), median(times.slice(-part))]
  figure(`opening one of the first ${part}`, first, 'ms')
  figure(`opening one of the last ${part}`, last, 'ms')
  figure('last ÷ first', last / first, '', { max: 1.5, isTime: true })
  figure('all processes, a window', (totalPss() - allBefore) / total, 'MB')

  await broadcast(windows)
  const one = await timed(amount(200, 10), () => broadcast(windows.slice(0, 1)))
  const all = await timed(amount(50, 3), () => broadcast(windows))
  figure('1 KB to one window, until it has answered', one, 'ms')
  figure(`1 KB to all ${total}, until all have answered`, all, 'ms')
  figure('all ÷ one', all / one, '', { max: total, isTime: true })

  for (const win of windows) win.destroy()
  windows.length = 0
  const after = await settled()
  if (!isQuick) await rested()
  figure('PSS of main: after ÷ before', mainPss() / mainBefore, '', { max: 1.1, isTime: true })
  figure('PSS of all processes: after ÷ before', totalPss() / allBefore, '', { max: 1.1, isTime: true })
  compare(figure, before, after)
}
