'use strict'

const { ipcMain } = require('electron')
const { inPage, mainPss, mean, now, open, quantile, sleep } = require('../tools')

/** How late a timer of main's is, at most. */
function watchTimer (period) {
  let last = now()
  let latest = 0
  const timer = setInterval(() => {
    const at = now()
    latest = Math.max(latest, at - last - period)
    last = at
  }, period)
  return () => {
    clearInterval(timer)
    return latest
  }
}

/** One page sends without end while another one has round trips with main. */
module.exports = async ({ amount, figure }) => {
  const ms = amount(5000, 400)
  ipcMain.handle('echo', (event, value) => value)
  let next = 0
  let wrong = 0
  ipcMain.on('flood', (event, value) => {
    if (value !== next) wrong++
    next = value + 1
  })
  const [bad, good] = await Promise.all([open(), open()])
  await inPage(good, 'does.roundTrips(200)')
  const alone = mean(await inPage(good, `does.roundTrips(${Math.min(ms, 2000)})`))
  figure('a round trip of another page, alone', alone, 'ms')

  for (const [name, way, length] of [
    ['small messages, one turn', 'floodInOneTurn', 0], ['1 KB, one turn', 'floodInOneTurn', 1024], ['100 KB, one turn', 'floodInOneTurn', 100 * 1024],
    ['small, a microtask each', 'floodInMicrotasks', 0], ['small, a turn each', 'floodInTurns', 0]
  ]) {
    next = 0
    const before = mainPss()
    const lateness = watchTimer(10)
    const sent = inPage(bad, `does.${way}(${ms + 200}, 'f'.repeat(${length}))`)
    await sleep(100)
    const times = await inPage(good, `does.roundTrips(${ms})`)
    const late = lateness()
    const count = await sent
    const growth = mainPss() - before
    const stopped = now()
    for (const end = stopped + 20_000; next < count && now() < end;) await sleep(1)
    figure(`${name}: messages a second`, count / (ms + 200 + now() - stopped), 'k/s')
    figure(`${name}: lost or out of order`, wrong + count - next, '', { max: 0 })
    figure(`${name}: round trip of the other page ÷ alone`, mean(times) / alone, '', { max: 5, isTime: true })
    figure(`${name}: 99 of 100 within`, quantile(times, 0.99), 'ms')
    figure(`${name}: the slowest`, quantile(times, 1), 'ms')
    figure(`${name}: a timer of main is late by at most`, late, 'ms', { max: 100, isTime: true })
    figure(`${name}: main holds more`, growth, 'MB', { max: 64, isTime: true })
  }
}
