'use strict'

const { open, repeated } = require('../tools')

/** One window with Node and one without, reloaded over and over. */
module.exports = async (run) => {
  const windows = [await open('classic'), await open('isolated')]
  await repeated(run, 'a reload', (i) => new Promise((resolve) => {
    const { webContents } = windows[i % 2]
    webContents.once('did-finish-load', resolve)
    webContents.reload()
  }))
}
