'use strict'

const { Event } = require('../event')
const { mayBeOlderThan } = require('../compat')
const { ipcMainInternal } = require('../api/ipc-main')
const { raise } = require('../uncaught')
require('./form-posts')
const { childDefaults, childOptions } = require('./child-options')
const { parseFeatures, readFeatures, referrerOf } = require('./window-features')

// window.open, links with a target, and their kin. A page whose preferences say nativeWindowOpen: false has the windows of
// guest-windows.js instead.

// QWebEngineNewWindowRequest::DestinationType
const BACKGROUND_TAB = 3

const methods = {
  setWindowOpenHandler (handler) {
    this._windowOpenHandler = handler
  },

  /** The page's shim asks just before window.open. @returns {boolean|number} false refuses; a number is a guest's id */
  _onWindowOpen (url, frameName, features) {
    this._windowOpenDecision = null
    const { isPopup, hasOpener, hasReferrer } = readFeatures(features)
    const disposition = isPopup ? 'new-window' : 'foreground-tab'
    const details = { url, frameName, features, disposition, referrer: referrerOf(this.getURL(), url, hasReferrer), postBody: undefined }
    if (!this._preferences.nativeWindowOpen) return this._openGuest(details, hasOpener)
    const answer = this._decide(details, hasOpener)
    this._windowOpenDecision = answer && { details, answer, hasOpener }
    return answer !== null
  },

  /** Gives the WebContents that shall be the new window's page, or nothing to refuse. */
  _onNewWindow (url, destination, geometry, isUserInitiated) {
    const contents = this._newWindow(url, destination)
    if (isUserInitiated) contents?._navigations.activate()
    return contents
  },

  _newWindow (url, destination) {
    const decided = this._windowOpenDecision
    this._windowOpenDecision = null
    const post = this._formPost
    this._formPost = null
    if (decided && sameUrl(decided.details.url, url)) return this._openWindow(decided)
    // A click on a link does not come through window.open.
    const disposition = destination === BACKGROUND_TAB ? 'background-tab' : 'foreground-tab'
    const referrer = referrerOf(this.getURL(), url, true)
    const { frameName, postBody } = post && sameUrl(post.url, url) ? post : { frameName: '', postBody: undefined }
    const details = { url: url || 'about:blank', frameName, features: '', disposition, referrer, postBody }
    const answer = this._decide(details, false)
    return answer ? this._openWindow({ details, answer, hasOpener: false }) : undefined
  },

  /** @returns {{options: object, outlivesOpener: boolean, createWindow?: Function, guest?: WebContents}|null} null refuses */
  _decide (details, hasOpener) {
    const answer = this._askWindowOpenHandler(details)
    if (!answer || this.isDestroyed()) return null
    const { overrideBrowserWindowOptions, outlivesOpener, createWindow } = answer
    const options = childOptions(this, parseFeatures(details.features), overrideBrowserWindowOptions)
    const guest = this._emitNewWindow(details, options, hasOpener)
    if (guest === null || this.isDestroyed()) return null
    return { options, outlivesOpener: Boolean(outlivesOpener), createWindow, guest }
  },

  /** @returns {object|null} null refuses */
  _askWindowOpenHandler (details) {
    const handler = this._windowOpenHandler
    if (!handler) return { action: 'allow' }
    const response = handler(details)
    if (typeof response !== 'object') {
      console.error(`The window open handler response must be an object, but was instead of type '${typeof response}'.`)
    } else if (response === null) {
      console.error('The window open handler response must be an object, but was instead null.')
    } else if (response.action === 'allow') {
      return response
    } else if (response.action !== 'deny') {
      console.error("The window open handler response must be an object with an 'action' property of 'allow' or 'deny'.")
    }
    return null
  },

  /** The page of a window that this one opens. */
  _createChild (options, hasOpener) {
    const frameless = options.frame === false || options.titleBarStyle === 'hidden'
    const child = new this.constructor({ ...childDefaults(this), ...options.webPreferences }, { opener: this, frameless })
    if (!hasOpener) child._opener = null
    return child
  },

  _openWindow ({ details, answer, hasOpener }) {
    const { options, outlivesOpener, createWindow, guest } = answer
    if (guest?.isDestroyed()) return undefined
    if (guest?._owner) return guest // the app has made its window
    const child = guest ?? this._createChild(options, hasOpener)
    if (typeof createWindow === 'function') {
      letAppCreate(createWindow, child, options)
      if (!outlivesOpener && child._owner) this._closeWithMe(child._owner)
      return child.isDestroyed() ? undefined : child
    }
    const BrowserWindow = require('../api/browser-window')
    const window = new BrowserWindow({ ...options, webContents: child })
    if (!outlivesOpener) this._closeWithMe(window)
    this._announceWindow(window, details, options)
    return child
  },

  /** It is told once the page is in its place. */
  _announceWindow (window, { url, frameName, disposition, referrer, postBody }, options) {
    setImmediate(() => {
      if (this.isDestroyed() || window.isDestroyed()) return
      try {
        this.emit('did-create-window', window, { url, frameName, options, disposition, referrer, postData: postBody?.data ?? null })
      } catch (error) {
        raise(error)
      }
    })
  },

  /** Closes `window` when this page's window is closed. */
  _closeWithMe (window) {
    if (!this._openedWindows) {
      const opened = this._openedWindows = new Set()
      this.once('destroyed', () => { for (const window of opened) window.destroy() })
    }
    this._openedWindows.add(window)
    window.once('closed', () => this._openedWindows.delete(window))
  },

  /** The event of Electron up to 21. Undefined when nobody prevented it, else the page of the app's own window, or null. */
  _emitNewWindow ({ url, frameName, disposition, referrer, postBody }, options, hasOpener) {
    if (!mayBeOlderThan(22) || this.listenerCount('new-window') === 0) return undefined
    let child
    if (this._preferences.nativeWindowOpen) {
      // The app may take the new window's page, for a window of its own.
      const get = () => (child ??= this._createChild(options, hasOpener))
      Object.defineProperty(options, 'webContents', { get, enumerable: true, configurable: true })
    }
    const event = new Event(this)
    this.emit('new-window', event, url, frameName, disposition, options, [], referrer, postBody)
    delete options.webContents
    if (!event.defaultPrevented) return child
    const guest = event.newGuest?.webContents
    if (guest === child && guest) return guest
    child?.destroy()
    return guest instanceof this.constructor && guest.getURL() === '' ? guest : null
  }
}

function letAppCreate (createWindow, child, options) {
  try {
    if (createWindow({ webContents: child, ...options }) !== child) {
      throw new Error('Invalid webContents. Created window should be connected to webContents passed with options object.')
    }
  } catch (error) {
    raise(error)
  }
}

function sameUrl (a, b) {
  if (a === b || (b === '' && a === 'about:blank')) return true
  try {
    return new URL(a).href === new URL(b).href || decodeURI(a) === decodeURI(b)
  } catch {
    return false
  }
}

ipcMainInternal.on('window-open', (event, url, frameName, features) => {
  let allowed = false
  try {
    allowed = event.sender._onWindowOpen(String(url), String(frameName), String(features))
  } catch (error) {
    process.nextTick(() => { throw error }) // the app's, not the page's
  }
  event.returnValue = allowed
})

module.exports = { methods }
