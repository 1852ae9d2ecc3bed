'use strict'

const path = require('path')
const { Worker } = require('worker_threads')
const { ipcMain } = require('electron')
const { inPage, open, sleep } = require('../tools')

/** The longest pause between two of the times that begins while main is busy, and what is left of it when main is not. */
function pause (times, from, to) {
  let longest = 0
  let over = 0
  for (let i = 1; i < times.length; i++) {
    if (times[i] <= from || times[i - 1] >= to) continue
    longest = Math.max(longest, times[i] - times[i - 1])
    if (times[i] > to) over = times[i] - to
  }
  return { longest, over }
}

/** The times at which a pixel in the middle of the window changes on the screen; of the display that the driver started. */
function watchScreen (win) {
  const { x, y, width, height } = win.getContentBounds()
  const worker = new Worker(path.join(__dirname, '..', 'screen.js'), {
    workerData: { display: Number(process.env.DISPLAY.slice(1)), x: x + Math.round(width / 2), y: y + Math.round(height / 2) }
  })
  const times = []
  worker.on('message', (at) => times.push(at))
  return times
}

/** Main does something long. */
module.exports = async ({ amount, figure }) => {
  const ms = amount(2000, 500)
  const win = await open()
  let next = 0
  let wrong = 0
  const arrived = []
  ipcMain.on('count', (event, value) => {
    if (value !== next) wrong++
    next = value + 1
    arrived.push(Date.now())
  })
  await inPage(win, 'does.watch()')
  const screen = watchScreen(win)
  await sleep(500)
  const from = Date.now()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  const to = Date.now()
  await sleep(500)
  const seen = await new Promise((resolve) => {
    ipcMain.once('seen', (event, value) => resolve(value))
    win.webContents.send('seen')
  })
  seen.screen = screen
  const rows = [['timers', "the page's timers"], ['worker', 'its worker'], ['frames', 'its animation frames', true], ['screen', 'what the screen shows', true]]
  for (const [name, what, isHeld] of rows) {
    const { longest, over } = pause(seen[name], from, to)
    figure(`${what}: longest pause`, longest, 'ms', isHeld ? {} : { max: 100, isTime: true })
    figure(`${what}: from the end of main's work to the next`, over, 'ms', { max: 100, isTime: true })
  }
  const during = seen.timers.filter((at) => at > from && at < to).length
  figure('timers of 10 ms that ran meanwhile', during, '', { min: ms / 40, isTime: true })
  figure('messages of that time that came afterwards', arrived.filter((at) => at >= to && at < to + 100).length, '', { min: during, isTime: true })
  figure('lost or out of order', wrong, '', { max: 0 })
}
