'use strict'

const { emitEvent } = require('../event')
const lifecycle = require('../lifecycle')
const { dismissDialogs } = require('../page-dialogs')
const { forget, passFocusOn } = require('./browser-window-focus')
const { isAlive, recordOf } = require('./browser-window-record')
const { holdParent } = require('./browser-window-state')
const views = require('./browser-window-views')

// 'close' may refuse, then the page's beforeunload may; then the page is 'destroyed' and the window 'closed'.

/** How long a page may take for its beforeunload before it counts as hung, and how long after that it is waited for. */
const PATIENCE = 5000
const GRACE = 5000

function close (window) {
  if (emitEvent(window, 'close')) {
    lifecycle.cancelQuit()
    return
  }
  const record = recordOf(window)
  if (!isAlive(window) || record.closing) return
  record.closing = true
  const { webContents } = record
  if (webContents.isDestroyed() || webContents.isCrashed() || !webContents.getURL()) {
    setImmediate(finish, window)
    return
  }
  dismissDialogs(webContents)
  webContents._requestClose()
  watch(window, PATIENCE, () => {
    // A window that answers 'unresponsive' decides for itself, as far as it can: it may destroy(), or wait.
    emitEvent(webContents, 'unresponsive')
    if (isAlive(window) && record.closing) watch(window, GRACE, () => finish(window))
  })
}

/** Calls `late` when `window` still waits for its page after `time`. Main's own business with the page does not count. */
function watch (window, time, late) {
  const record = recordOf(window)
  clearTimeout(record.watch)
  record.watch = setTimeout(() => {
    if (!isAlive(window) || !record.closing) return
    if (record.webContents.isDestroyed() || !record.webContents._inSyncCall()) late()
    else watch(window, time, late)
  }, time)
}

/** The page's beforeunload said no. */
function onCloseRefused (window) {
  const record = recordOf(window)
  if (!record) return
  record.closing = false
  clearTimeout(record.watch)
  lifecycle.cancelQuit()
}

/** The page is done: asked by close(), or of itself by window.close(), which the window may refuse. */
function onPageClosed (window) {
  const record = recordOf(window)
  if (!isAlive(window)) return
  if (!record.closing) {
    if (emitEvent(window, 'close')) return
    if (!isAlive(window)) return
    record.closing = true
  }
  setImmediate(finish, window)
}

/** The page first, then the window. */
function finish (window) {
  if (!isAlive(window)) return
  const { webContents } = recordOf(window)
  recordOf(window).finishing = true
  if (!webContents.isDestroyed()) webContents.destroy()
  destroyNow(window)
}

/** A page that dies while it is asked says no more. */
function onPageCrashed (window) {
  if (isAlive(window) && recordOf(window).closing) setImmediate(finish, window)
}

function onPageDestroyed (window) {
  if (isAlive(window) && !recordOf(window).finishing) destroyNow(window)
}

/** The window goes at once, with its children before it; its page in the next turn. */
function destroyNow (window) {
  const record = recordOf(window)
  if (!isAlive(window) || record.going) return
  record.going = true
  clearTimeout(record.watch)
  for (const child of [...record.children]) destroyNow(child)
  const hadFocus = record.focused || record.focusTold
  holdParent(window, false)
  if (record.parent) recordOf(record.parent).children.delete(window)
  const { webContents } = record
  views.removeAll(window)
  window._destroy()
  forget(window)
  record.focused = record.focusTold = false
  lifecycle.windows.delete(window)
  emitEvent(window, 'closed')
  window.removeAllListeners()
  lifecycle.onWindowClosed(window)
  if (!webContents.isDestroyed()) setImmediate(() => { if (!webContents.isDestroyed()) webContents.destroy() })
  if (hadFocus) passFocusOn(window)
}

module.exports = { close, destroyNow, onCloseRefused, onPageClosed, onPageCrashed, onPageDestroyed }
