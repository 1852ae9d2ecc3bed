'use strict'

const { emitEvent } = require('../event')
const { loseFocus, passFocusOn, takeFocus } = require('./browser-window-focus')
const { isAlive, recordOf } = require('./browser-window-record')

/** A modal window keeps its parent from input for as long as it is shown. */
function holdParent (window, on) {
  const record = recordOf(window)
  const parent = record.parent && recordOf(record.parent)
  if (!record.modal || !parent || record.holds === on) return
  record.holds = on
  parent.modalChildren += on ? 1 : -1
  if (isAlive(record.parent)) record.parent._setEnabled(parent.enabled && parent.modalChildren === 0)
}

function isModal (window) {
  const { modal, parent } = recordOf(window)
  return modal && parent !== null
}

/** Links `window` to its parent, or to none. False when it would be its own ancestor. */
function setParent (window, parent) {
  for (let ancestor = parent; ancestor; ancestor = recordOf(ancestor).parent) {
    if (ancestor === window) return false
  }
  const record = recordOf(window)
  holdParent(window, false)
  if (record.parent) recordOf(record.parent).children.delete(window)
  record.parent = parent
  if (parent) recordOf(parent).children.add(window)
  if (parent && window._isVisible()) holdParent(window, true)
  return true
}

const methods = {
  show: [[], function () {
    const wasShown = this._isMapped()
    this._show()
    holdParent(this, true)
    if (wasShown) takeFocus(this)
    emitEvent(this, 'show')
  }],
  showInactive: [[], function () {
    this._showInactive()
    holdParent(this, true)
    emitEvent(this, 'show')
  }],
  hide: [[], function () {
    loseFocus(this)
    if (!isAlive(this)) return
    this._hide()
    holdParent(this, false)
    emitEvent(this, 'hide')
    passFocusOn(this)
  }],
  isVisible: [[], function () { return this._isVisible() }],
  focus: [[], function () {
    if (!this._isVisible() || !this._isFocusable()) return
    this._focus()
    takeFocus(this)
  }],
  blur: [[], function () {
    this._blur()
    loseFocus(this)
  }],
  isFocused: [[], function () { return recordOf(this).focused }],
  isFocusable: [[], function () { return this._isFocusable() }],
  setFocusable: [['bool'], function (focusable) { this._setFocusable(focusable) }],
  focusOnWebView: [[], function () { this._focusPage() }],
  blurWebView: [[], function () { this._blurPage() }],
  moveTop: [[], function () { this._moveTop() }],
  moveAbove: [['string'], function (mediaSourceId) {
    const match = /^window:(\d+):\d+$/.exec(mediaSourceId)
    if (!match || Number(match[1]) === this._getNativeId() || !this._moveAbove(Number(match[1]))) throw new Error('Invalid media source id')
  }],

  minimize: [[], function () { this._minimize() }],
  maximize: [[], function () {
    const hidden = !this._isMapped()
    this._maximize()
    if (hidden) this.show()
  }],
  unmaximize: [[], function () { this._unmaximize() }],
  restore: [[], function () { this._restore() }],
  isMinimized: [[], function () { return this._getState() === 'minimized' }],
  isMaximized: [[], function () { return this._getState() === 'maximized' }],
  isNormal: [[], function () { return this._getState() === 'normal' }],
  isFullScreen: [[], function () { return this._getState() === 'fullscreen' }],
  setFullScreen: [['bool'], function (on) { this._setFullScreen(on) }],
  isFullScreenable: [[], function () { return this._isFullScreenable() }],
  setFullScreenable: [['bool'], function (on) { this._setFullScreenable(on) }],
  // On Linux they are one and the same.
  isKiosk: [[], function () { return this._getState() === 'fullscreen' }],
  setKiosk: [['bool'], function (on) { this._setFullScreen(on) }],
  isSimpleFullScreen: [[], function () { return this._getState() === 'fullscreen' }],
  setSimpleFullScreen: [['bool'], function (on) { this._setFullScreen(on) }],

  isEnabled: [[], function () {
    const { enabled, modalChildren } = recordOf(this)
    return enabled && modalChildren === 0
  }],
  setEnabled: [['bool'], function (enabled) {
    const record = recordOf(this)
    record.enabled = enabled
    this._setEnabled(enabled && record.modalChildren === 0)
  }],
  isModal: [[], function () { return isModal(this) }],
  getParentWindow: [[], function () { return recordOf(this).parent }],
  getChildWindows: [[], function () { return [...recordOf(this).children] }],
  setParentWindow: [['any'], function (parent) {
    if (parent !== null && !isAlive(parent)) throw new Error('Must pass BaseWindow instance or null')
    if (setParent(this, parent)) this._setParent(parent)
  }],

  isAlwaysOnTop: [[], function () { return this._isAlwaysOnTop() }],
  setAlwaysOnTop: [['bool', 'any?', 'any?'], function (on) {
    if (this._isAlwaysOnTop() === on) return
    this._setAlwaysOnTop(on)
    emitEvent(this, 'always-on-top-changed', on)
  }],
  // The option `forward` is for other systems.
  setIgnoreMouseEvents: [['bool', 'object?'], function (ignore) { this._setIgnoreMouseEvents(ignore) }],
  isVisibleOnAllWorkspaces: [[], function () { return this._isOnAllDesktops() }],
  setVisibleOnAllWorkspaces: [['bool', 'object?'], function (visible) { this._setOnAllDesktops(visible) }]
}

module.exports = { holdParent, methods, setParent }
