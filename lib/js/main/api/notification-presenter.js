'use strict'

const { Notifier, isAvailable } = process._linkedBinding('electron_browser_notification')

// What shows notifications, those of the app and those of its pages.

let notifier = null
let lastKey = 0

/** key → (name, detail) => {}; from show() until it is over. */
const listeners = new Map()

function onEvent (name, key, detail) {
  const listener = listeners.get(key)
  if (name === 'close' || name === 'failed') listeners.delete(key)
  listener?.(name, detail)
}

/**
 * @param {object} options title, body; isPlain: the body's markup means nothing; icon: bytes of a picture file; urgency: 0 low, 1 normal, 2 critical; silent; stays: until
 *   the user closes it; replaces: the key of another
 * @param {(name: 'show'|'click'|'close'|'failed', detail: string) => void} listener hears of nothing after 'close' and 'failed'
 * @returns {number} its key
 */
function show (options, listener) {
  if (!notifier) {
    notifier = new Notifier({ appName: require('./app').getName() })
    notifier._onEvent = onEvent
  }
  const key = ++lastKey
  listeners.delete(options.replaces)
  listeners.set(key, listener)
  notifier._show(key, options)
  return key
}

/** 'close' tells when it is gone. */
function close (key) {
  if (listeners.has(key)) notifier._close(key)
}

module.exports = { close, isAvailable, show }
