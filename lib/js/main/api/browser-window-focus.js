'use strict'

const { losesFocus } = process._linkedBinding('electron_browser_browser_window')
const { emitEvent } = require('../event')
const lifecycle = require('../lifecycle')
const { isAlive, recordOf } = require('./browser-window-record')

// The keyboard's way: the page first, then its window, then the app. focus() and blur() change what isFocused() answers at
// once; the window's own events wait until the system has agreed.

/** Windows that had the keyboard, the last one at the end. */
const history = []

function emitToPage (window, name) {
  const { webContents } = recordOf(window)
  if (!webContents.isDestroyed()) emitEvent(webContents, name)
}

function takeFocus (window) {
  const record = recordOf(window)
  if (record.focused || [...lifecycle.windows].some((other) => recordOf(other).focused)) return
  record.focused = true
  emitToPage(window, 'focus')
}

function loseFocus (window) {
  const record = recordOf(window)
  if (!record.focused) return
  record.focused = false
  emitToPage(window, 'blur')
}

function tellFocus (window) {
  // Qt tells the new window before the old one.
  for (const other of [...lifecycle.windows]) {
    if (other !== window && isAlive(other)) tellBlur(other)
  }
  if (!isAlive(window)) return
  takeFocus(window)
  const record = recordOf(window)
  if (!isAlive(window) || record.focusTold) return
  forget(window)
  history.push(window)
  record.focusTold = true
  emitEvent(window, 'focus')
  emitEvent(require('./app'), 'browser-window-focus', window)
}

function tellBlur (window) {
  loseFocus(window)
  const record = recordOf(window)
  if (!isAlive(window) || !record.focusTold) return
  record.focusTold = false
  emitEvent(window, 'blur')
  emitEvent(require('./app'), 'browser-window-blur', window)
}

function onFocusChange (window, focused) {
  if (focused) tellFocus(window)
  else tellBlur(window)
}

function forget (window) {
  const index = history.indexOf(window)
  if (index >= 0) history.splice(index, 1)
}

/** What a window manager does when the window with the keyboard goes: the one before gets it. */
function passFocusOn (window) {
  if (!losesFocus()) return
  setImmediate(() => {
    if ([...lifecycle.windows].some((other) => isAlive(other) && (recordOf(other).focused || recordOf(other).focusTold))) return
    const next = history.filter((other) => other !== window && isAlive(other) && other._isVisible()).pop()
    next?._focus()
  })
}

module.exports = { forget, loseFocus, onFocusChange, passFocusOn, takeFocus }
