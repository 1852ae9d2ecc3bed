'use strict'

const { ipcMain } = require('electron')
const { pssOf } = require('../../../lib/family')
const { inPage, mainPss, now, open } = require('../tools')

/** Calls `look` every so often until `promise` settles; gives the largest that it saw. */
async function peakOf (look, promise) {
  let peak = look()
  const timer = setInterval(() => { peak = Math.max(peak, look()) }, 500)
  await promise.finally(() => clearInterval(timer))
  return Math.max(peak, look())
}

/** Numbers from the page to main, as fast as the page can, a thousand a turn. */
async function up (win, total) {
  let next = 0
  let wrong = 0
  const heard = new Promise((resolve) => {
    ipcMain.on('count', (event, value) => {
      if (value !== next) wrong++
      next = value + 1
      if (next === total) resolve()
    })
  })
  inPage(win, `does.count(${total})`)
  await heard
  ipcMain.removeAllListeners('count')
  return wrong
}

/** Numbers from main to the page, a thousand a turn; main waits when it is 20,000 ahead. */
async function down (win, total) {
  let heard = 0
  let go = () => {}
  ipcMain.on('heard', (event, value) => {
    heard = value
    go()
  })
  const wrong = inPage(win, `does.hear(${total})`)
  for (let i = 0; i < total;) {
    for (const end = Math.min(i + 1000, total); i < end; i++) win.webContents.send('count', i)
    while (i - heard > 20_000) await new Promise((resolve) => { go = resolve })
    await new Promise(setImmediate)
  }
  ipcMain.removeAllListeners('heard')
  return wrong
}

/** As many messages as a long day has. */
module.exports = async ({ amount, figure }) => {
  const total = amount(1_000_000, 20_000)
  const win = await open()
  for (const [name, run] of [['page → main', up], ['main → page', down]]) {
    await run(win, Math.min(total, 50_000))
    await inPage(win, 'gc && gc()').catch(() => {})
    global.gc()
    const page = win.webContents.getOSProcessId()
    const [mainBefore, pageBefore] = [mainPss(), pssOf([page])]
    const start = now()
    let wrong
    let pagePeak = 0
    const mainPeak = await peakOf(() => {
      pagePeak = Math.max(pagePeak, pssOf([page]))
      return mainPss()
    }, run(win, total).then((count) => { wrong = count }))
    figure(`${name}: messages`, total)
    figure(`${name}: lost or out of order`, wrong, '', { max: 0 })
    figure(`${name}: thousands a second`, total / (now() - start), 'k/s')
    figure(`${name}: PSS of main, at most ÷ before`, mainPeak / mainBefore, '', { max: 1.1, isTime: true })
    figure(`${name}: PSS of the page, at most ÷ before`, pagePeak / pageBefore, '', { max: 1.5, isTime: true })
    await reload(win)
  }
}

const reload = (win) => new Promise((resolve) => {
  win.webContents.once('did-finish-load', resolve)
  win.webContents.reload()
})
