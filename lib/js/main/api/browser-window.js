'use strict'

const { EventEmitter } = require('events')
const lifecycle = require('../lifecycle')
const { refuse, refuseEvents } = require('../refuse')
const refusals = require('../refusals/browser-window')
const { emitEvent, makeEmitter } = require('../event')
const { conversionError } = require('../argument-error')
const { defineMethods, defineProperties } = require('./typed-methods')
const { BaseWindow, createRecord, isAlive, recordOf } = require('./browser-window-record')
const { readOptions } = require('./browser-window-options')
const { WebContents } = require('./web-contents')
const bars = require('./menu-bars')
const bounds = require('./browser-window-bounds')
const close = require('./browser-window-close')
const elsewhere = require('./browser-window-elsewhere')
const events = require('./browser-window-events')
const look = require('./browser-window-look')
const state = require('./browser-window-state')
const views = require('./browser-window-views')

makeEmitter(BaseWindow)

let lastId = 0

class Window extends BaseWindow {
  constructor (given) {
    const app = require('./app')
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const options = readOptions(given)
    const { red, green, blue } = options.background
    const parent = isAlive(options.parent) ? options.parent : null
    const webContents = options.webContents instanceof WebContents && !options.webContents.isDestroyed()
      ? options.webContents
      : new WebContents(options.webPreferences, { frameless: !options.frame })
    super({
      ...options, parent, webContents, title: options.title ?? app.getName(), background: [red, green, blue, options.alpha]
    })
    EventEmitter.call(this)
    Object.defineProperty(this, 'id', { value: ++lastId, enumerable: true })
    createRecord(this, {
      given: given ?? {},
      webContents,
      modal: options.modal,
      background: options.background,
      transparent: options.transparent,
      useContentSize: options.useContentSize,
      paintsHidden: options.paintWhenInitiallyHidden,
      autoHideMenuBar: options.autoHideMenuBar,
      frame: options.frame
    })
    webContents._owner = this
    lifecycle.windows.add(this)
    bars.update(this)
    if (parent) state.setParent(this, parent)
    if (options.icon !== undefined) look.applyIcon(this, options.icon)
    if (typeof given?.hasShadow === 'boolean') this.setHasShadow(given.hasShadow)
    if (options.opacity !== 1) this.setOpacity(options.opacity)
    events.listenToPage(this, webContents)
    if (!options.frame) require('./browser-window-drag').watchRegions(webContents)
    emitEvent(app, 'browser-window-created', this)
    if (!isAlive(this)) return
    if (options.fullscreen) this._setFullScreen(true)
    if (options.show) this.show()
  }
}

/**
 * Electron's BrowserWindow: one top-level window with one page.
 */
function BrowserWindow (options) {
  if (!new.target) throw new Error('Requires constructor call')
  return Reflect.construct(Window, [options], new.target)
}

Object.defineProperty(BrowserWindow, 'prototype', { value: Window.prototype, writable: false })
Object.defineProperty(BrowserWindow.prototype, 'constructor', { value: BrowserWindow, writable: true, configurable: true })
Object.setPrototypeOf(BrowserWindow, BaseWindow)

const statics = {
  getAllWindows () {
    return [...lifecycle.windows]
  },

  getFocusedWindow () {
    return BrowserWindow.getAllWindows().find((window) => recordOf(window).focused) ?? null
  },

  fromId (id) {
    if (!Number.isInteger(id)) throw conversionError(0, id)
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  },

  fromWebContents (webContents) {
    const window = webContents.getOwnerBrowserWindow()
    return isAlive(window) && (recordOf(window).webContents === webContents || webContents._host === window) ? window : null
  },

  fromBrowserView: views.fromBrowserView
}
for (const [name, value] of Object.entries(statics)) {
  Object.defineProperty(BrowserWindow, name, { value, writable: true, configurable: true })
}
refuse(BrowserWindow, 'BrowserWindow', { methods: refusals.statics })

const own = {
  getWebContents: [[], function () { return recordOf(this).webContents }],
  _getDevToolsWebContents: [[], function () { return recordOf(this).webContents.devToolsWebContents }],
  close: [[], function () { close.close(this) }]
}
for (const table of [bounds, state.methods, look.methods, views.methods, elsewhere.methods, own]) {
  defineMethods(BrowserWindow.prototype, isAlive, table)
}
for (const [name, value] of Object.entries(events.methods)) {
  Object.defineProperty(BrowserWindow.prototype, name, { value, configurable: true })
}
// No error for what is gone already.
Object.defineProperty(BrowserWindow.prototype, 'destroy', {
  value: function destroy () { if (isAlive(this)) close.destroyNow(this) }, writable: true, configurable: true
})

refuse(BrowserWindow.prototype, 'BrowserWindow', refusals)
refuseEvents(BrowserWindow.prototype, 'BrowserWindow', refusals.events)

defineProperties(BrowserWindow.prototype, {
  webContents: ['getWebContents'],
  devToolsWebContents: ['_getDevToolsWebContents'],
  accessibleTitle: ['_getAccessibleTitle', '_setAccessibleTitle'],
  autoHideMenuBar: ['isMenuBarAutoHide', 'setAutoHideMenuBar'],
  closable: ['isClosable', 'setClosable'],
  documentEdited: ['isDocumentEdited', 'setDocumentEdited'],
  focusable: ['isFocusable', 'setFocusable'],
  fullScreen: ['isFullScreen', 'setFullScreen'],
  fullScreenable: ['isFullScreenable', 'setFullScreenable'],
  kiosk: ['isKiosk', 'setKiosk'],
  maximizable: ['isMaximizable', 'setMaximizable'],
  menuBarVisible: ['isMenuBarVisible', 'setMenuBarVisibility'],
  minimizable: ['isMinimizable', 'setMinimizable'],
  movable: ['isMovable', 'setMovable'],
  representedFilename: ['getRepresentedFilename', 'setRepresentedFilename'],
  resizable: ['isResizable', 'setResizable'],
  shadow: ['hasShadow', 'setHasShadow'],
  simpleFullScreen: ['isSimpleFullScreen', 'setSimpleFullScreen'],
  title: ['getTitle', 'setTitle'],
  visibleOnAllWorkspaces: ['isVisibleOnAllWorkspaces', 'setVisibleOnAllWorkspaces']
})

module.exports = BrowserWindow
