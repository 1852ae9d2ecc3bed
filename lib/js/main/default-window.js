'use strict'

/**
 * Shows a page in a window of its own: what `runtime page.html` and `runtime https://…` do.
 */
async function open (url) {
  const { app, BrowserWindow } = require('./electron')
  app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 900, height: 600, webPreferences: { contextIsolation: true, nodeIntegration: false } })
    window.loadURL(url).catch(() => {})
  })
}

module.exports = { open }
