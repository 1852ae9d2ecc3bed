'use strict'

/**
 * Shows a page in a window of its own: what `runtime page.html` and `runtime https://…` do.
 */
function open (url) {
  const { app, BrowserWindow } = require('./electron')
  app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 960, height: 620, webPreferences: { contextIsolation: true, nodeIntegration: false } })
    // The page that the engine shows instead tells what went wrong.
    window.loadURL(url).catch(() => {})
  })
}

module.exports = { open }
