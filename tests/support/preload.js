'use strict'

const fs = require('fs')
const path = require('path')
const { openPage } = require('./windows')
const { tempFolder } = require('./temp-folder')

/** Writes a preload script to a file of its own in the run's folder; answers its path. */
function preloadFile (source, name = 'preload.js') {
  const file = path.join(tempFolder('preload'), name)
  fs.writeFileSync(file, source)
  return file
}

/**
 * A window with a page and an isolated preload script, whose scope has `contextBridge` and `ipcRenderer`.
 *
 * @param {string} source of the preload script
 * @param {{html?: string, webPreferences?: object}} [options]
 */
function openBridged (source, { html, webPreferences } = {}) {
  const preload = preloadFile(`const { contextBridge, ipcRenderer } = require('electron')\n${source}`)
  return openPage(html, { webPreferences: { contextIsolation: true, sandbox: false, preload, ...webPreferences } })
}

module.exports = { openBridged, preloadFile }
