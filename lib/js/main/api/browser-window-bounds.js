'use strict'

const { conversionError } = require('../argument-error')

// Size and place. The menu bar is inside the window: what is below it is the content.

const sides = ['x', 'y', 'width', 'height']

const int32 = (value) => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value)))

function rectangle (value, shown) {
  const result = {}
  for (const side of sides) {
    if (typeof value[side] !== 'number' || Number.isNaN(value[side])) throw conversionError(0, shown)
    result[side] = int32(value[side])
  }
  return result
}

function contentOf (window) {
  const { x, y, width, height } = window._getBounds()
  const bar = window._getBarHeight()
  return { x, y: y + bar, width, height: Math.max(0, height - bar) }
}

/** The bounds of a window whose content has these. */
function withBar (window, { x, y, width, height }) {
  const bar = window._getBarHeight()
  return { x, y: y - bar, width, height: height + bar }
}

module.exports = {
  getBounds: [[], function () { return this._getBounds() }],
  getContentBounds: [[], function () { return contentOf(this) }],
  getNormalBounds: [[], function () { return this._getNormalBounds() }],
  setBounds: [['any?'], function (bounds) {
    this._setBounds(rectangle({ ...this._getBounds(), ...bounds }, {}))
  }],
  setContentBounds: [['any'], function (bounds) {
    this._setBounds(withBar(this, rectangle(Object(bounds), bounds)))
  }],
  getSize: [[], function () {
    const { width, height } = this._getBounds()
    return [width, height]
  }],
  setSize: [['int', 'int'], function (width, height) {
    this._setBounds({ ...this._getBounds(), width, height })
  }],
  getContentSize: [[], function () {
    const { width, height } = contentOf(this)
    return [width, height]
  }],
  setContentSize: [['int', 'int'], function (width, height) {
    this._setBounds({ ...this._getBounds(), width, height: height + this._getBarHeight() })
  }],
  getPosition: [[], function () {
    const { x, y } = this._getBounds()
    return [x, y]
  }],
  setPosition: [['int', 'int'], function (x, y) {
    this._setBounds({ ...this._getBounds(), x, y })
  }],
  center: [[], function () { this._center() }],
  getMinimumSize: [[], function () { return this._getMinimumSize() }],
  setMinimumSize: [['int', 'int'], function (width, height) {
    this._setSizeLimits(Math.max(0, width), Math.max(0, height), ...this._getMaximumSize())
  }],
  getMaximumSize: [[], function () { return this._getMaximumSize() }],
  setMaximumSize: [['int', 'int'], function (width, height) {
    this._setSizeLimits(...this._getMinimumSize(), Math.max(0, width), Math.max(0, height))
  }],
  isResizable: [[], function () { return this._isResizable() }],
  setResizable: [['bool'], function (resizable) { this._setResizable(resizable) }]
}
