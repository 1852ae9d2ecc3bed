'use strict'

// What the cases share: windows, and what the process holds.

const fs = require('fs')
const path = require('path')
const v8 = require('v8')
const { BrowserWindow, webContents } = require('electron')
const { anonymousOf, familyOf, pssOf } = require('../../lib/family')

const counter = require(process.env.LOAD_COUNTER)
const mark = `BENCH_MARK=${process.env.BENCH_MARK}`

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const now = () => Number(process.hrtime.bigint()) / 1e6
const sorted = (values) => Float64Array.from(values).sort()
const quantile = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))]
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length
const median = (values) => quantile(values, 0.5)

const kinds = {
  classic: { nodeIntegration: true, contextIsolation: false, sandbox: false },
  isolated: { contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') }
}

/** Resolves when the page is loaded. */
function open (kind = 'classic', options = {}) {
  const win = new BrowserWindow({ width: 400, height: 300, webPreferences: kinds[kind], ...options })
  return new Promise((resolve) => {
    win.webContents.once('did-finish-load', () => resolve(win))
    win.loadFile(path.join(__dirname, 'page.html'))
  })
}

const inPage = (win, script) => win.webContents.executeJavaScript(script)

const family = () => familyOf(process.pid, mark)
const mainPss = () => pssOf([process.pid])
const totalPss = () => pssOf(family())

/** What can leak. */
function counts () {
  global.gc()
  const heap = v8.getHeapStatistics()
  const objects = counter.count()
  return {
    descriptors: fs.readdirSync('/proc/self/fd').length,
    threads: fs.readdirSync('/proc/self/task').length,
    processes: family().length,
    handles: heap.used_global_handles_size,
    contexts: heap.number_of_native_contexts,
    detached: heap.number_of_detached_contexts,
    heap: heap.used_heap_size,
    pages: Object.entries(objects).reduce((sum, [name, count]) => sum + (/Page$/.test(name) ? count : 0), 0),
    objects: Object.values(objects).reduce((sum, count) => sum + count, 0),
    byClass: objects
  }
}

/** The counts once they stay the same: what is closed ends a moment later, and the spare page is made in an idle moment. */
async function settled () {
  let before = counts()
  for (let i = 0; i < 30 && before.pages <= webContents.getAllWebContents().length; i++) {
    await sleep(100)
    before = counts()
  }
  for (let quiet = 0, i = 0; quiet < 3 && i < 50; i++) {
    await sleep(100)
    const after = counts()
    quiet = ['descriptors', 'processes', 'objects'].every((key) => after[key] === before[key]) ? quiet + 1 : 0
    before = after
  }
  return before
}

/** Waits until main gives no more memory back: it does so when nothing happens, V8 after some seconds. */
async function rested () {
  let before = mainPss()
  for (let quiet = 0, i = 0; quiet < 4 && i < 10; i++) {
    await sleep(2000)
    const after = mainPss()
    quiet = after > before - 1 ? quiet + 1 : 0
    before = after
  }
}

/**
 * Does the same over and over; what there is more of after it than after its first rounds is what a round leaves behind.
 *
 * @param {string} title of a round
 * @param {(round: number) => Promise<void>} round
 */
async function repeated ({ amount, figure, isQuick }, title, round) {
  const total = amount(1000, 22)
  const warm = amount(100, 10)
  for (let i = 0; i < warm; i++) await round(i)
  const before = await settled()
  if (!isQuick) await rested()
  const heldBefore = held()
  const start = now()
  for (let i = warm; i < total; i++) await round(i)
  figure(title, (now() - start) / (total - warm), 'ms')
  const after = await settled()
  if (!isQuick) await rested()
  compareHeld(figure, heldBefore, held(), total - warm)
  compare(figure, before, after)
}

const bars = { descriptors: 2, processes: 0, handles: 4096, contexts: 0, detached: 0, pages: 0, objects: 5 }
const units = { handles: 'B' }

/** Judges what there is more of than before. */
function compare (figure, before, after) {
  for (const [key, max] of Object.entries(bars)) figure(`more ${key === 'objects' ? 'QObjects' : key === 'handles' ? 'global handles of V8' : key}`, after[key] - before[key], units[key], { max })
  if (process.env.LOAD_VERBOSE || after.objects - before.objects > bars.objects) {
    for (const [name, count] of Object.entries(after.byClass)) {
      const more = count - (before.byClass[name] ?? 0)
      if (more !== 0) figure(`  ${name}`, more)
    }
  }
}

/** What main holds: of shared files its share, which depends on what else runs on the machine; and what is its own. */
const held = () => ({ pss: mainPss(), own: anonymousOf(process.pid), allocated: counter.allocated() })

/** Judges what main holds more than before, after so many rounds of something. */
function compareHeld (figure, before, after, rounds) {
  figure('PSS of main before', before.pss, 'MB')
  figure('PSS of main after', after.pss, 'MB')
  figure('growth of what is its own, in % of its PSS before', 100 * (after.own - before.own) / before.pss, '%', { max: 5, isTime: true })
  figure('allocated more, a round', (after.allocated - before.allocated) / rounds / 1024, 'KB', { max: 8, isTime: true })
}

module.exports = { compare, compareHeld, counts, family, held, inPage, mainPss, mean, median, now, open, quantile, repeated, rested, settled, sleep, totalPss }
