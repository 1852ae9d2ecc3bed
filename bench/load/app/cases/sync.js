'use strict'

const { ipcMain } = require('electron')
const { inPage, mainPss, median, now, open, quantile, rested } = require('../tools')

/** Synchronous calls from four windows at once. A wrong answer makes a page throw. */
module.exports = async ({ amount, figure, isQuick }) => {
  const total = amount(10_000, 300)
  const lasts = new Map()
  let wrong = 0
  ipcMain.on('double', (event, value) => {
    if (value !== (lasts.get(event.sender) ?? -1) + 1) wrong++
    lasts.set(event.sender, value)
    event.returnValue = 2 * value
  })
  const windows = await Promise.all([open(), open(), open(), open()])
  await Promise.all(windows.map((win) => inPage(win, 'does.sync(100)')))
  lasts.clear()
  if (!isQuick) await rested()
  const before = mainPss()
  const start = now()
  const times = (await Promise.all(windows.map((win) => inPage(win, `does.sync(${total})`)))).flat()
  figure('calls', times.length, '', { min: 4 * total })
  figure('lost or out of order', wrong, '', { max: 0 })
  figure('thousands a second', times.length / (now() - start), 'k/s')
  figure('median of the waits', median(times), 'ms')
  for (const part of [0.99, 0.999, 0.9999]) figure(`${part * 100} % of the waits within`, quantile(times, part), 'ms')
  const slowest = times.reduce((a, b) => Math.max(a, b))
  figure('the slowest', slowest, 'ms')
  figure('the slowest ÷ median', slowest / median(times), '', { max: 20, isTime: true })
  if (!isQuick) await rested()
  figure('PSS of main: after ÷ before', mainPss() / before, '', { max: 1.1, isTime: true })
}
