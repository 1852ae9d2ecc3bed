'use strict'

const { Event, emitEvent } = require('../event')
const { loseFocus, onFocusChange, passFocusOn } = require('./browser-window-focus')
const { isAlive, recordOf } = require('./browser-window-record')
const bars = require('./menu-bars')
const close = require('./browser-window-close')
const views = require('./browser-window-views')

/** A world of the page that nobody else uses. */
const OWN_WORLD = 17

const PAINT_POLL = 16
const PAINT_PATIENCE = 1000
/** A page that nobody sees may not be painted at all. */
const HIDDEN_PATIENCE = 80

/** What the native window tells. */
const methods = {
  _onWindowEvent (name) {
    if (name === 'minimize') loseFocus(this)
    if (name === 'resize') views.onResize(this)
    if (name.endsWith('-full-screen')) bars.updateVisibility(this)
    if (isAlive(this)) emitEvent(this, name)
    if (name === 'minimize' && isAlive(this)) passFocusOn(this)
  },
  _onAppCommand (name) { emitEvent(this, 'app-command', name) },
  _onFocusChange (focused) { onFocusChange(this, focused) },
  _onCloseRequest () { close.close(this) },
  // From the page.
  _onCloseRefused () { close.onCloseRefused(this) },
  _onPageClosed () { close.onPageClosed(this) },
  /** The page wants all of the screen, or gives it back; a window that had it before keeps it. */
  _setHtmlFullScreen (on) {
    const record = recordOf(this)
    if (on) record.fullScreenByPage = !this.isFullScreen()
    if (record.fullScreenByPage) this._setFullScreen(on)
  }
}

/**
 * 'ready-to-show': the document has been painted, or is as ready as a page gets that nobody sees.
 */
function watchPaint (window, webContents) {
  let document = null
  const tell = (painted) => {
    if (painted !== document || !isAlive(window) || webContents.isDestroyed()) return
    document = null
    emitEvent(webContents, 'ready-to-show')
    if (isAlive(window)) window.emit('ready-to-show')
  }
  webContents.on('did-start-navigation', (event, url, isInPlace, isMainFrame) => {
    if (isMainFrame !== false && !isInPlace) document = null
  })
  // A window that does not paint before it is shown has nothing to show until then.
  let seen = recordOf(window).paintsHidden
  if (!seen) {
    window.once('show', () => {
      seen = true
      if (document && !webContents.isDestroyed()) watch()
    })
  }
  webContents.on('dom-ready', () => {
    document = {}
    if (seen) watch()
  })
  const watch = () => {
    const painted = document
    painted.since = Date.now()
    const look = () => {
      if (painted !== document || webContents.isDestroyed()) return
      webContents._runScriptWithResult('String(globalThis.painted === true)', OWN_WORLD, (answer) => {
        const patience = isAlive(window) && !window._isVisible() && !webContents.isLoading() ? HIDDEN_PATIENCE : PAINT_PATIENCE
        if (answer === 'true' || Date.now() - painted.since > patience) tell(painted)
        else setTimeout(look, PAINT_POLL)
      })
    }
    webContents._runScript('requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.painted = true }))', OWN_WORLD)
    look()
  }
}

/** The page's events that are the window's as well. */
function listenToPage (window, webContents) {
  webContents.on('page-title-updated', (event, ...args) => {
    if (!isAlive(window)) return
    const ownEvent = new Event(window)
    window.emit('page-title-updated', ownEvent, ...args)
    if (isAlive(window) && !ownEvent.defaultPrevented) window._setTitle(String(args[0]))
  })
  for (const name of ['unresponsive', 'responsive', 'enter-html-full-screen', 'leave-html-full-screen']) {
    webContents.on(name, () => { if (isAlive(window)) emitEvent(window, name) })
  }
  webContents.on('render-process-gone', () => close.onPageCrashed(window))
  webContents.on('destroyed', () => close.onPageDestroyed(window))
  watchPaint(window, webContents)
}

module.exports = { listenToPage, methods }
