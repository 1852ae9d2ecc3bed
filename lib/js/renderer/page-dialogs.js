'use strict'

const channels = require('../common/channels')

/**
 * alert() and confirm() of a page stop that page alone. The engine's own would stop the whole main process's share of it,
 * and with it every other window, until the user answers. prompt() is what Electron makes of it.
 */
exports.installPageDialogs = ({ ipcRendererInternal }) => {
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true })
  define('alert', function alert (message = '') {
    ipcRendererInternal.sendSync(channels.PAGE_ALERT, `${message}`)
  })
  define('confirm', function confirm (message = '') {
    return ipcRendererInternal.sendSync(channels.PAGE_CONFIRM, `${message}`) === true
  })
  define('prompt', function prompt () {
    throw new Error('prompt() is and will not be supported.')
  })
}
