'use strict'

const binding = process._linkedBinding('electron_browser_native_theme')

const listeners = []
let native = null

/** The desktop's settings; the first question to it connects the bus. */
exports.settings = () => {
  if (native === null) {
    native = new binding.DesktopSettings({})
    native._onChanged = (key) => { for (const listener of listeners) listener(key) }
  }
  return native
}

/** @param {(key: 'color-scheme'|'accent-color') => void} listener */
exports.onChanged = (listener) => { listeners.push(listener) }
