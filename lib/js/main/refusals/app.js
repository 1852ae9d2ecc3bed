'use strict'

const inProcess = "the engine's GPU and network parts are in the main process"

// Names of Electron's app.
module.exports = {
  events: {
    'child-process-gone': inProcess,
    'gpu-process-crashed': inProcess
  }
}
