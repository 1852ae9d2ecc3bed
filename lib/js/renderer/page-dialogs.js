'use strict'

const channels = require('../common/channels')

/**
 * alert() and confirm() of a page stop that page alone. The engine's own would stop the whole main process's share of it,
 * and with it every other window, until the user answers. prompt() is what Electron makes of it.
 *
 * @param {(channel: string, text: string) => any} ask main, synchronously
 */
exports.installPageDialogs = (ask) => {
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true })
  define('alert', function alert (message = '') {
    ask(channels.PAGE_ALERT, `${message}`)
  })
  define('confirm', function confirm (message = '') {
    return ask(channels.PAGE_CONFIRM, `${message}`) === true
  })
  define('prompt', function prompt () {
    throw new Error('prompt() is and will not be supported.')
  })
}
