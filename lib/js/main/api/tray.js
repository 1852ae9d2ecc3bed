'use strict'

const { EventEmitter } = require('events')
const { launch } = process._linkedBinding('electron_browser_app')
const { TrayIcon } = process._linkedBinding('electron_browser_tray')
const lifecycle = require('../lifecycle')
const { Event, hideEmitterState, keyboardEvent } = require('../event')
const { raise } = require('../uncaught')
const { checkArguments, conversionError } = require('../argument-error')
const { Menu } = require('./menu')
const { NativeImage, nativeImage } = require('./native-image')

/** The picture that an argument stands for. */
function imageOf (image) {
  if (image instanceof NativeImage) return image
  if (typeof image !== 'string' && image !== null && image !== undefined) throw new Error('Argument must be a file path or a NativeImage')
  const file = image ?? ''
  const loaded = nativeImage.createFromPath(file)
  if (loaded.isEmpty()) throw new Error(`Failed to load image from path '${file}'`)
  return loaded
}

/** In each of its sizes. */
const picturesOf = (image) => image.isEmpty() ? [] : image.getScaleFactors().map((scaleFactor) => image.toPNG({ scaleFactor }))

/**
 * An icon where the desktop shows such. On this system Electron tells of 'click' only; here a desktop that tells more is heard:
 * of 'double-click' after the second 'click', of 'middle-click', and of 'right-click' where there is no context menu.
 */
class Tray extends EventEmitter {
  #native
  #view = null // of the context menu
  #menu = null
  #popup = null // a menu that popUpContextMenu() shows

  constructor (...args) {
    if (!lifecycle.state.ready) throw new Error('Cannot create Tray before app is ready')
    checkArguments(args, 'any')
    const image = imageOf(args[0])
    super()
    hideEmitterState(this)
    this.#native = new TrayIcon({ pictures: picturesOf(image) })
    this.#native._onActivated = (...activation) => this.#onActivated(...activation)
    if (!launch.headless) this.#native._show()
  }

  #onActivated (name, bits, bounds, position) {
    if (name === 'right-click' && this.#menu) return
    const tell = (which) => {
      if (this.isDestroyed()) return
      const event = Object.assign(new Event(this), keyboardEvent(bits))
      try {
        this.emit(which, event, bounds, position)
      } catch (error) {
        raise(error)
      }
    }
    if (name === 'double-click') tell('click')
    tell(name)
  }

  #check () {
    if (!this.#native) throw new Error('Tray is destroyed')
  }

  destroy () {
    if (!this.#native) return
    this.#setMenu(null)
    this.#popup?.destroy()
    this.#popup = null
    this.#native._destroy()
    this.#native = null
  }

  isDestroyed () { return this.#native === null }

  setImage (...args) {
    this.#check()
    checkArguments(args, 'any')
    this.#native._setPictures({ pictures: picturesOf(imageOf(args[0])) })
  }

  setToolTip (...args) {
    this.#check()
    checkArguments(args, 'string')
    this.#native._setToolTip(args[0])
  }

  #setMenu (menu) {
    const { MenuView } = require('./menu-view')
    const before = this.#view
    this.#menu = menu
    this.#view = menu ? new MenuView(menu, { withAccelerators: false }) : null
    this.#native._setMenu(this.#view?.native)
    before?.destroy()
  }

  setContextMenu (...args) {
    this.#check()
    checkArguments(args, 'any')
    if (args[0] !== null && !(args[0] instanceof Menu)) throw new TypeError('Must pass Menu or null')
    this.#setMenu(args[0])
  }

  /** At the mouse. */
  popUpContextMenu (...args) {
    this.#check()
    if (args.length > 0 && args[0] !== undefined && !(args[0] instanceof Menu)) throw conversionError(0, args[0])
    const menu = args[0] ?? this.#menu
    if (!menu || launch.headless) return
    const { MenuView } = require('./menu-view')
    this.#popup?.destroy()
    const view = new MenuView(menu, {
      onHidden: () => setImmediate(() => {
        if (this.#popup === view) this.#popup = null
        view.destroy()
      })
    })
    this.#popup = view
    view.native._popup(undefined, 0)
  }

  closeContextMenu () {
    this.#check()
    this.#popup?.close()
  }

  getBounds () {
    this.#check()
    return this.#native._bounds()
  }

  // What Linux has not: it takes what Electron takes there, and does nothing.

  setPressedImage (...args) {
    this.#check()
    checkArguments(args, 'any')
    imageOf(args[0])
  }

  setTitle (...args) {
    this.#check()
    checkArguments(args, 'string')
  }

  getTitle () {
    this.#check()
    return ''
  }

  setIgnoreDoubleClickEvents (...args) {
    this.#check()
    checkArguments(args, 'any')
  }

  getIgnoreDoubleClickEvents () {
    this.#check()
    return false
  }

  displayBalloon (...args) {
    this.#check()
    checkArguments(args, 'object')
    if (typeof args[0].title !== 'string' || typeof args[0].content !== 'string') throw new Error("'title' and 'content' must be defined")
  }

  removeBalloon () { this.#check() }
  focus () { this.#check() }
}

module.exports = { Tray }
