'use strict'

const { EventEmitter } = require('events')

/** macOS's menu of what can be done with something. On Linux, as in Electron, it can be made and holds nothing. */
module.exports = class ShareMenu extends EventEmitter {
  popup () {}
  closePopup () {}
}
