'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { BrowserWindow } = require('electron')

// Windows with pages of the tests' own.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-pages-'))
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
let count = 0

/** Writes a page and gives its file: URL. */
function pageUrl (body, { head = '' } = {}) {
  const file = path.join(folder, `page-${++count}.html`)
  fs.writeFileSync(file, `<!DOCTYPE html><html><head><meta charset="utf-8"><title>page</title>${head}</head><body>${body}</body></html>`)
  return `file://${file}`
}

/** A window that has loaded a page with that body. */
async function openPage (body, { head, ...options } = {}) {
  const win = new BrowserWindow({ width: 400, height: 300, ...options })
  await win.loadURL(pageUrl(body, { head }))
  return win
}

function destroyAll () {
  for (const win of BrowserWindow.getAllWindows()) win.destroy()
}

/** Waits until `condition` is true; throws when the deadline comes first. */
async function until (condition, { timeout = 10_000 } = {}) {
  const deadline = Date.now() + timeout
  while (!await condition()) {
    if (Date.now() > deadline) throw new Error(`Not so within ${timeout} ms: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

module.exports = { destroyAll, openPage, pageUrl, until }
