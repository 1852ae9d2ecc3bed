'use strict'

const fs = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')
const { BrowserWindow } = require('electron')
const { once, until } = require('./events')
const { tempFolder } = require('./temp-folder')

/**
 * A window that is not shown unless the options say so. The harness destroys it after the case.
 */
function openWindow (options = {}) {
  return new BrowserWindow({ show: false, width: 400, height: 300, ...options })
}

/** Writes `html` to a file of its own in the run's folder; answers its path. */
function pageFile (html, name = 'page.html') {
  const file = path.join(tempFolder('page'), name)
  fs.writeFileSync(file, html)
  return file
}

function pageUrl (html, name) {
  return pathToFileURL(pageFile(html, name)).href
}

/** Loads `html` from a file into `win`, and waits for 'did-finish-load'. Answers the file's path. */
async function loadPage (win, html = '<!DOCTYPE html><title>page</title><body>page</body>', name) {
  const file = pageFile(html, name)
  const finished = once(win.webContents, 'did-finish-load')
  win.loadURL(pathToFileURL(file).href)?.catch?.(() => {})
  await finished
  return file
}

/** openWindow and loadPage in one. */
async function openPage (html, options) {
  const win = openWindow(options)
  await loadPage(win, html)
  return win
}

/** Collects what the page writes to its console. */
function consoleOf (win) {
  const lines = []
  win.webContents.on('console-message', (event, level, text) => lines.push(text))
  return lines
}

/** Waits until the page has written a line for which `matches` (text, RegExp or function) holds. */
function consoleLine (win, matches, timeout) {
  const test = typeof matches === 'function' ? matches : matches instanceof RegExp ? (text) => matches.test(text) : (text) => text === matches
  return once(win.webContents, 'console-message', { timeout, filter: (event, level, text) => test(text) }).then((args) => args[2])
}

/** Waits until `script` answers something truthy in the page. */
function untilInPage (win, script, timeout) {
  return until(() => win.webContents.executeJavaScript(script), timeout, script)
}

module.exports = { openWindow, openPage, loadPage, pageFile, pageUrl, consoleOf, consoleLine, untilInPage }
