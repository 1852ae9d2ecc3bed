'use strict'

const path = require('path')
const { setLauncherProgress } = process._linkedBinding('electron_browser_browser_window')
const bars = require('./menu-bars')
const { conversionError } = require('../argument-error')
const { colorText, parseColor } = require('./color')
const { recordOf } = require('./browser-window-record')

// Title, icon, colours, menu bar.

function setBackground (window, color) {
  const record = recordOf(window)
  record.background = color
  window._setBackgroundColor(color.red, color.green, color.blue, record.transparent ? color.alpha : 255)
}

/** True when `icon` is a picture. A NativeImage gives its bytes. */
function applyIcon (window, icon) {
  if (typeof icon === 'string') return window._setIconFile(path.resolve(icon))
  if (typeof icon?.toPNG !== 'function') return false
  const bytes = icon.toPNG()
  return bytes.length === 0 || window._setIconData(bytes)
}

function shapeOf (value) {
  if (!Array.isArray(value)) throw conversionError(0, value)
  return value.map((item) => {
    const numbers = ['x', 'y', 'width', 'height'].map((side) => item?.[side])
    if (!numbers.every((number) => typeof number === 'number')) throw conversionError(0, {})
    const [x, y, width, height] = numbers.map(Math.trunc)
    return { x, y, width, height }
  })
}

const methods = {
  getTitle: [[], function () { return this._getTitle() }],
  setTitle: [['string'], function (title) { this._setTitle(title) }],
  setIcon: [['any'], function (icon) {
    if (typeof icon !== 'string' && typeof icon?.toPNG !== 'function') throw new Error('Argument must be a file path or a NativeImage')
    if (!applyIcon(this, icon)) throw new Error(`Failed to load image from path '${icon}'`)
  }],
  getBackgroundColor: [[], function () { return colorText(recordOf(this).background) }],
  setBackgroundColor: [['string'], function (color) { setBackground(this, parseColor(color)) }],
  getOpacity: [[], function () { return this._getOpacity() }],
  setOpacity: [['number'], function (opacity) {
    if (!Number.isNaN(opacity)) this._setOpacity(Math.min(1, Math.max(0, opacity)))
  }],
  setShape: [['any'], function (rectangles) { this._setShape(shapeOf(rectangles)) }],
  flashFrame: [['bool'], function (on) { this._flash(on) }],
  // One progress for the app, as on Unity; the option `mode` is for other systems.
  setProgressBar: [['number', 'object?'], (progress) => {
    setLauncherProgress(Number.isNaN(progress) ? -1 : progress)
  }],
  setAspectRatio: [['number', 'object?'], function (ratio) { this._setAspectRatio(ratio) }],
  // Compositors that draw shadows by their own lights do not ask.
  hasShadow: [[], function () { return recordOf(this).shadow }],
  setHasShadow: [['bool'], function (shadow) {
    recordOf(this).shadow = shadow
    this._setShadow(shadow)
  }],
  setSkipTaskbar: [['bool'], function (skip) { this._setSkipTaskbar(skip) }],
  getNativeWindowHandle: [[], function () {
    // A window of the X server is a number of four bytes.
    const handle = Buffer.alloc(4)
    handle.writeUInt32LE(this._getNativeId() >>> 0)
    return handle
  }],
  getMediaSourceId: [[], function () { return `window:${this._getNativeId()}:1` }],

  setMenu: [['any'], function (menu) {
    if (menu !== null && typeof menu?.popup !== 'function') throw new TypeError('Invalid Menu')
    bars.setMenu(this, menu)
  }],
  removeMenu: [[], function () { bars.setMenu(this, null) }],
  isMenuBarVisible: [[], function () { return bars.isVisible(this) }],
  setMenuBarVisibility: [['bool'], function (visible) { bars.setVisible(this, visible) }],
  isMenuBarAutoHide: [[], function () { return recordOf(this).autoHideMenuBar }],
  setAutoHideMenuBar: [['bool'], function (hide) { bars.setAutoHide(this, hide) }],

  _getAccessibleTitle: [[], function () { return recordOf(this).accessibleTitle }],
  _setAccessibleTitle: [['string'], function (title) {
    recordOf(this).accessibleTitle = title
    this._setAccessibleName(title)
  }]
}

module.exports = { applyIcon, methods }
