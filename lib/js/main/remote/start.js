'use strict'

const { ipcMainInternal } = require('../api/ipc-main')
const codec = require('../codec')
const electron = require('../electron')
const { createRemoteServer } = require('./server')

module.exports = createRemoteServer({
  ipc: ipcMainInternal,
  electron,
  requireFromMain: (name) => process.mainModule.require(name),
  isAllowed: (webContents) => webContents.getLastWebPreferences().enableRemoteModule !== false,
  encode: (answer) => codec.encodeList([true], [answer])
})
