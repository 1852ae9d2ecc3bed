'use strict'

const { Event } = require('../event')
const { mayBeOlderThan } = require('../compat')
const { ipcMainInternal } = require('../api/ipc-main')

// window.open, links with a target, and their kin.

// What window.open's features may set of a window's options, and what they mean there.
const placeNames = { left: 'x', top: 'y' }
const numberOptions = new Set(['x', 'y', 'width', 'height', 'minWidth', 'maxWidth', 'minHeight', 'maxHeight', 'opacity'])
// Web preferences that features may only tighten.
const tightening = { nodeIntegration: false, contextIsolation: true, javascript: false, sandbox: true, webviewTag: false, nodeIntegrationInSubFrames: false }

function featureValue (text) {
  if (text === undefined || text === 'yes' || text === 'true') return true
  if (text === 'no' || text === 'false') return false
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/**
 * @param {string} features the third argument of window.open
 * @returns {{options: object, webPreferences: object}}
 */
function parseFeatures (features) {
  const options = {}
  const webPreferences = {}
  for (const part of features.split(/[\s,]+/)) {
    const [name, text] = part.split('=').map((piece) => piece.trim())
    if (!name) continue
    const key = placeNames[name] ?? placeNames[name.toLowerCase()] ?? name
    const value = featureValue(text)
    if (key in tightening) {
      if (value === tightening[key]) webPreferences[key] = value
    } else if (key === 'popup' || key === '__proto__' || (numberOptions.has(key) && typeof value !== 'number')) {
      continue
    } else {
      options[key] = value
    }
  }
  return { options, webPreferences }
}

const hasSize = (features) => /(?:^|[\s,])(?:width|height|left|top|popup)(?:[\s,=]|$)/i.test(features)

// QWebEngineNewWindowRequest::DestinationType
const BACKGROUND_TAB = 3

const defaultReferrer = () => ({ url: '', policy: 'strict-origin-when-cross-origin' })

const methods = {
  setWindowOpenHandler (handler) {
    this._windowOpenHandler = handler
  },

  /** The page's shim asks just before window.open. @returns {boolean} */
  _onWindowOpen (url, frameName, features) {
    this._windowOpenDecision = null
    const disposition = hasSize(features) ? 'new-window' : 'foreground-tab'
    const details = { url, frameName, features, disposition, referrer: defaultReferrer(), postBody: undefined }
    const answer = this._decide(details)
    this._windowOpenDecision = answer && { url, details, answer }
    return answer !== null
  },

  /** Gives the WebContents that shall be the new window's page, or nothing to refuse. */
  _onNewWindow (url, destination) {
    const decided = this._windowOpenDecision
    this._windowOpenDecision = null
    if (decided && sameUrl(decided.url, url)) return this._openWindow(decided.details, decided.answer)
    // A click on a link does not come through window.open.
    const disposition = destination === BACKGROUND_TAB ? 'background-tab' : 'foreground-tab'
    const details = { url: url || 'about:blank', frameName: '', features: '', disposition, referrer: defaultReferrer(), postBody: undefined }
    const answer = this._decide(details)
    return answer ? this._openWindow(details, answer) : undefined
  },

  /** @returns {{options: object, outlivesOpener: boolean, guest?: WebContents}|null} null refuses */
  _decide (details) {
    const answer = this._askWindowOpenHandler(details)
    if (!answer || this.isDestroyed()) return null
    const { overrideBrowserWindowOptions, outlivesOpener } = answer
    const parsed = parseFeatures(details.features)
    const options = {
      show: true,
      width: 800,
      height: 600,
      ...parsed.options,
      ...overrideBrowserWindowOptions,
      webPreferences: { ...this._givenPreferences, ...parsed.webPreferences, ...overrideBrowserWindowOptions?.webPreferences }
    }
    const guest = this._emitNewWindow(details, options)
    if (guest === null || this.isDestroyed()) return null
    return { options, outlivesOpener: Boolean(outlivesOpener), guest }
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

  _openWindow ({ url, frameName, disposition, referrer }, { options, outlivesOpener, guest }) {
    if (guest) return guest.isDestroyed() ? undefined : guest
    const BrowserWindow = require('../api/browser-window')
    const window = new BrowserWindow({ ...options, webContents: new this.constructor(options.webPreferences, { opener: this }) })
    const closeWithOpener = () => { if (!window.isDestroyed()) window.destroy() }
    if (!outlivesOpener) {
      this.once('destroyed', closeWithOpener)
      window.once('closed', () => this.removeListener('destroyed', closeWithOpener))
    }
    const { webContents } = window
    // It is told once the page is in its place.
    setImmediate(() => {
      if (this.isDestroyed() || window.isDestroyed()) return
      this.emit('did-create-window', window, { url, frameName, options, disposition, referrer, postData: null })
    })
    return webContents
  },

  /** The event of Electron up to 21. Undefined when nobody prevented it, else the page of the app's own window, or null. */
  _emitNewWindow ({ url, frameName, disposition, referrer }, options) {
    if (!mayBeOlderThan(22) || this.listenerCount('new-window') === 0) return undefined
    const event = new Event(this)
    this.emit('new-window', event, url, frameName, disposition, options, [], referrer, undefined)
    if (!event.defaultPrevented) return undefined
    const guest = event.newGuest?.webContents
    return guest instanceof this.constructor && guest.getURL() === '' ? guest : null
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

module.exports = { methods, parseFeatures }
