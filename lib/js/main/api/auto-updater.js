'use strict'

const { EventEmitter } = require('events')

/** As in Electron, Linux has nothing that updates apps but their packages: calls do nothing, and nothing is emitted. */
class AutoUpdater extends EventEmitter {
  getFeedURL () { return '' }
  setFeedURL () {}
  checkForUpdates () {}
  quitAndInstall () {}
}

module.exports = new AutoUpdater()
