'use strict'

const { PageView } = process._linkedBinding('electron_browser_browser_view')
const { parseColor } = require('./color')
const { conversionError } = require('../argument-error')
const { convertArguments } = require('./typed-methods')
const { recordOf } = require('./browser-window-record')
const { WebContents } = require('./web-contents')

// A page that a window shows above its own. It lives on when it is taken out of its window, or the window is closed: until its
// page is destroyed, or nobody knows the BrowserView any more.

/** page → WeakRef of its view. Nothing here may hold a view, but the window that shows it. */
const views = new Map()
let lastId = 0

const unreachable = new FinalizationRegistry((webContents) => { if (!webContents.isDestroyed()) webContents.destroy() })

const sides = ['x', 'y', 'width', 'height']

function readBounds (value) {
  const bounds = {}
  for (const side of sides) {
    const number = value?.[side]
    if (typeof number !== 'number' || Number.isNaN(number)) throw conversionError(0, value)
    bounds[side] = Math.trunc(number)
  }
  return bounds
}

class BrowserView {
  #native
  #webContents
  #window = null
  #bounds = { x: 0, y: 0, width: 0, height: 0 }
  #autoResize = { width: false, height: false, horizontal: false, vertical: false }
  #proportions = null // the bounds and the window's size that horizontal and vertical go by

  /** @param {{webPreferences?: object}} [options] */
  constructor (options) {
    if (!require('./app').isReady()) throw new Error('Cannot create BrowserView before app is ready')
    const given = options?.webContents
    const webContents = given instanceof WebContents && !given.isDestroyed() && !given._owner
      ? given
      : new WebContents(options?.webPreferences, { type: 'browserView' })
    this.#webContents = webContents
    this.#native = new PageView({ webContents })
    Object.defineProperty(this, 'id', { value: ++lastId })
    const self = new WeakRef(this)
    const native = this.#native
    views.set(webContents, self)
    unreachable.register(this, webContents)
    webContents.once('destroyed', () => {
      views.delete(webContents)
      self.deref()?.#leave()
      native.destroy()
    })
  }

  static getAllViews () {
    return [...views.values()].map((view) => view.deref()).filter(Boolean)
  }

  static fromId (id) {
    return BrowserView.getAllViews().find((view) => view.id === id) ?? null
  }

  static fromWebContents (webContents) {
    return views.get(webContents)?.deref() ?? null
  }

  /** Null once it is destroyed. */
  get webContents () { return this.isDestroyed() ? null : this.#webContents }

  isDestroyed () {
    return this.#webContents.isDestroyed()
  }

  destroy () {
    this.#webContents.destroy()
  }

  getBounds () {
    return { ...this.#bounds }
  }

  setBounds (...args) {
    if (args.length === 0) throw conversionError(0, undefined)
    this.#bounds = readBounds(args[0])
    this.#proportions = null
    this.#place()
  }

  setAutoResize (...args) {
    const [options] = convertArguments(args, ['object'])
    for (const name of Object.keys(this.#autoResize)) this.#autoResize[name] = options[name] === true
    this.#proportions = null
  }

  setBackgroundColor (...args) {
    const [text] = convertArguments(args, ['string'])
    if (this.isDestroyed()) return
    const { red, green, blue, alpha } = parseColor(text)
    this.#native.setBackgroundColor(red, green, blue, alpha)
  }

  #place () {
    if (!this.isDestroyed()) this.#native.setBounds(this.#bounds)
  }

  #leave () {
    if (!this.#window) return
    const window = this.#window
    this.#window = null
    const record = recordOf(window)
    record.views = record.views.filter((view) => view !== this)
    this.#webContents._host = null
    if (!this.isDestroyed()) this.#native.detach()
  }

  // For browser-window-views.js

  get _window () { return this.#window }

  _enter (window) {
    this._leave()
    this.#window = window
    recordOf(window).views.push(this)
    this.#webContents._host = window
    this.#native.attach(window)
    this._raise()
  }

  _leave () { this.#leave() }

  _raise () {
    if (!this.isDestroyed()) this.#native.raise()
  }

  /** The window has another size. */
  _onResize (before, now) {
    const { width, height, horizontal, vertical } = this.#autoResize
    if (!width && !height && !horizontal && !vertical) return
    this.#proportions ??= { bounds: { ...this.#bounds }, window: before }
    const { bounds, window } = this.#proportions
    if (horizontal) {
      this.#bounds.x = Math.round(bounds.x * now.width / window.width)
      this.#bounds.width = Math.round(bounds.width * now.width / window.width)
    } else if (width) {
      this.#bounds.width = Math.max(0, this.#bounds.width + now.width - before.width)
    }
    if (vertical) {
      this.#bounds.y = Math.round(bounds.y * now.height / window.height)
      this.#bounds.height = Math.round(bounds.height * now.height / window.height)
    } else if (height) {
      this.#bounds.height = Math.max(0, this.#bounds.height + now.height - before.height)
    }
    this.#place()
  }
}

module.exports = { BrowserView }
