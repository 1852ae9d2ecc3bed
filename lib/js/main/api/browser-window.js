'use strict'

const { EventEmitter } = require('events')
const binding = process._linkedBinding('electron_browser_browser_window')
const lifecycle = require('../lifecycle')
const { Event, emitEvent, makeEmitter } = require('../event')
const { readOptions } = require('./browser-window-options')
const { WebContents } = require('./web-contents')

makeEmitter(binding.BrowserWindow)

let lastId = 0

class BrowserWindow extends binding.BrowserWindow {
  #parent = null
  #children = new Set()
  #closing = false
  #readyToShow = false

  constructor (options = {}) {
    const app = require('./app')
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const read = readOptions(options)
    const webContents = options.webContents instanceof WebContents ? options.webContents : new WebContents(options.webPreferences)
    super({ ...read, title: read.title ?? app.getName(), webContents })
    EventEmitter.call(this)
    Object.defineProperty(this, 'id', { value: ++lastId, enumerable: true })
    Object.defineProperty(this, 'webContents', { value: webContents, enumerable: true })
    webContents._owner = this
    lifecycle.windows.add(this)
    if (options.parent) this.#adoptBy(options.parent)
    this.#listenToPage(options)
    emitEvent(app, 'browser-window-created', this)
    if (options.show !== false) this.show()
    if (options.fullscreen) this.setFullScreen(true)
  }

  #adoptBy (parent) {
    this.#parent = parent
    parent.#children.add(this)
  }

  #listenToPage (options) {
    const { webContents } = this
    webContents.on('page-title-updated', (pageEvent, title, explicitSet) => {
      const event = new Event(this)
      this.emit('page-title-updated', event, title, explicitSet)
      if (!event.defaultPrevented && !this.isDestroyed()) this._setTitle(title)
    })
    webContents.on('dom-ready', () => {
      if (this.#readyToShow) return
      this.#readyToShow = true
      this.emit('ready-to-show')
    })
  }

  static getAllWindows () {
    return [...lifecycle.windows]
  }

  static getFocusedWindow () {
    return this.getAllWindows().find((window) => window.isFocused()) ?? null
  }

  static fromId (id) {
    return this.getAllWindows().find((window) => window.id === id) ?? null
  }

  static fromWebContents (webContents) {
    return webContents?._owner ?? null
  }

  loadURL (...args) { return this.webContents.loadURL(...args) }
  loadFile (...args) { return this.webContents.loadFile(...args) }
  reload () { this.webContents.reload() }

  setTitle (title) {
    this._setTitle(String(title))
  }

  setFullScreen (flag) {
    this._setFullScreen(Boolean(flag))
  }

  getParentWindow () {
    return this.#parent
  }

  getChildWindows () {
    return [...this.#children]
  }

  setBounds (bounds) {
    this._setBounds({ ...this.getBounds(), ...bounds })
  }

  getSize () {
    const { width, height } = this.getBounds()
    return [width, height]
  }

  setSize (width, height) {
    this.setBounds({ width, height })
  }

  getPosition () {
    const { x, y } = this.getBounds()
    return [x, y]
  }

  setPosition (x, y) {
    this.setBounds({ x, y })
  }

  /** show hide focus blur … as the native window reports them. */
  _onWindowEvent (name) {
    this.emit(name, new Event(this))
  }

  // Closing: 'close' may refuse, then the page's beforeunload may, then 'closed'.

  close () {
    if (this.#closing) return
    if (emitEvent(this, 'close')) {
      lifecycle.cancelQuit()
      return
    }
    if (this.isDestroyed()) return
    const { webContents } = this
    if (webContents.isDestroyed() || webContents.isCrashed() || !webContents.getURL()) {
      this.destroy()
      return
    }
    this.#closing = true
    webContents.close()
  }

  _onCloseRefused () {
    this.#closing = false
    lifecycle.cancelQuit()
  }

  _onPageClosed () {
    if (this.#closing) {
      this.destroy()
      return
    }
    // The page closed itself (window.close()): the window may still refuse.
    if (emitEvent(this, 'close')) return
    this.destroy()
  }

  destroy () {
    if (this.isDestroyed()) return
    for (const child of [...this.#children]) child.destroy()
    if (this.#parent) this.#parent.#children.delete(this)
    const { webContents } = this
    this._destroy()
    webContents.destroy()
    this.emit('closed', new Event(this))
    lifecycle.onWindowClosed(this)
  }
}

module.exports = BrowserWindow
