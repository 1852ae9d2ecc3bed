'use strict'

const { conversionError } = require('../argument-error')
const { isAlive, recordOf } = require('./browser-window-record')
const drag = require('./browser-window-drag')

// The BrowserViews above a window's page, the lowest first.

/** A BrowserView that is not destroyed. */
function checkView (value) {
  const { BrowserView } = require('./browser-view')
  if (!(value instanceof BrowserView) || value.isDestroyed()) throw conversionError(0, value)
  return value
}

function checkOwn (window, value) {
  const view = checkView(value)
  if (view._window !== window) throw new Error('Given BrowserView is not attached to the window')
  return view
}

function add (window, view) {
  if (view._window === window) return
  recordOf(window).viewsSize ??= sizeOf(window)
  view._enter(window)
  if (!recordOf(window).frame) drag.watchRegions(view.webContents)
}

function removeAll (window) {
  for (const view of [...recordOf(window).views]) view._leave()
}

function sizeOf (window) {
  const { width, height } = window._getBounds()
  return { width, height }
}

/** Views that resize themselves do so before the app hears of it. */
function onResize (window) {
  const record = recordOf(window)
  if (!record.viewsSize) return
  const before = record.viewsSize
  const now = record.viewsSize = sizeOf(window)
  for (const view of [...record.views]) view._onResize(before, now)
}

const methods = {
  setBrowserView: [['any?'], function (view) {
    if (view !== null && view !== undefined) checkView(view)
    for (const other of [...recordOf(this).views]) if (other !== view) other._leave()
    if (view) add(this, view)
  }],
  getBrowserView: [[], function () {
    const { views } = recordOf(this)
    if (views.length > 1) throw new Error('BrowserWindow have multiple BrowserViews, Use getBrowserViews() instead')
    return views[0] ?? null
  }],
  addBrowserView: [['any?'], function (view) { add(this, checkView(view)) }],
  removeBrowserView: [['any?'], function (view) { if (view?._window === this) view._leave() }],
  setTopBrowserView: [['any?'], function (value) {
    const view = checkOwn(this, value)
    const record = recordOf(this)
    record.views = [...record.views.filter((other) => other !== view), view]
    view._raise()
  }],
  getBrowserViews: [[], function () { return [...recordOf(this).views] }]
}

/** The window that shows a view, or null. */
function fromBrowserView (view) {
  const window = view._window
  return isAlive(window) ? window : null
}

module.exports = { fromBrowserView, methods, onResize, removeAll }
