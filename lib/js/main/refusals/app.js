'use strict'

const { notYet } = require('./reasons')

const inProcess = "the engine's GPU and network parts are in the main process"

// Names of Electron's app.
module.exports = {
  methods: {
    importCertificate: notYet
  },
  events: {
    'child-process-gone': inProcess,
    'gpu-process-crashed': inProcess
  }
}
