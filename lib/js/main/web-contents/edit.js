'use strict'

const { checkArguments } = require('../argument-error')
const { randomToken } = require('../random-token')

// Text and pictures of a page, and what is done with the place at a point of it.

const HIT_TIME = 1000

// The engine knows a place by a context menu that was opened there. The page must not notice that click.
const shield = (name) => `(() => {
  const names = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'auxclick', 'contextmenu']
  const stop = (event) => {
    event.stopImmediatePropagation()
    if (event.type === 'mousedown') event.preventDefault()
  }
  for (const name of names) addEventListener(name, stop, true)
  Object.defineProperty(globalThis, '${name}', { configurable: true, value () {
    for (const name of names) removeEventListener(name, stop, true)
    delete globalThis['${name}']
  } })
})()`

const methods = {
  async insertText (...args) {
    checkArguments(args, 'string')
    this._runScript(`document.execCommand('insertText', false, ${JSON.stringify(args[0])})`, 0)
  },

  replace (...args) {
    checkArguments(args, 'string')
    this._runScript(`document.execCommand('insertText', false, ${JSON.stringify(args[0])})`, 0)
  },

  delete () {
    this._runScript("document.execCommand('delete')", 0)
  },

  /** In the place of the wrong word that a context menu was opened on, or of what is selected. */
  replaceMisspelling (...args) {
    checkArguments(args, 'string')
    this._evaluate('getSelection().toString()', this._shimWorld, (text) => {
      if (this.isDestroyed()) return
      if (text && JSON.parse(text) !== '') this.replace(args[0])
      else this._replaceMisspelling(args[0])
    })
  },

  copyImageAt (...args) {
    checkArguments(args, 'int', 'int')
    this._withPlace(args[0], args[1], () => this._triggerAction('copyImage'))
  },

  /** Calls `then` once the engine has looked at what is at a point of the page; not at all when it cannot. */
  _withPlace (x, y, then) {
    const name = `runtime:${randomToken()}`
    this._evaluate(shield(name), this._shimWorld, () => {
      if (this.isDestroyed()) return
      const end = (found) => {
        clearTimeout(timer)
        this._whenHit = null
        if (this.isDestroyed()) return
        this._expectHit(false)
        if (found) then()
        this._runScript(`globalThis['${name}']?.()`, this._shimWorld)
      }
      const timer = setTimeout(end, HIT_TIME, false)
      this._whenHit = () => end(true)
      this._expectHit(true)
      this._sendMouseEvent('mouseDown', { x, y }, 'right', 1, 0)
      if (!this.isDestroyed()) this._sendMouseEvent('mouseUp', { x, y }, 'right', 1, 0)
    })
  },

  _onHit () {
    this._whenHit?.()
  },

  /** Drags files to another program, or another page. */
  startDrag (...args) {
    checkArguments(args, 'object')
    const { file, files, icon } = args[0]
    const paths = Array.isArray(files) ? files : typeof file === 'string' ? [file] : []
    if (icon === undefined) throw new Error("'icon' parameter is required")
    const { nativeImage } = require('../api/native-image')
    const image = typeof icon === 'string' ? nativeImage.createFromPath(icon) : icon
    if (typeof image?.toPNG !== 'function' || image.isEmpty()) {
      if (typeof icon === 'string') throw new Error(`Failed to load image from path '${icon}'`)
      return
    }
    if (paths.length === 0 || !paths.every((one) => typeof one === 'string')) throw new Error("Must specify either 'file' or 'files' option")
    this._startDrag(paths, image.toPNG())
  }
}

for (const action of ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll', 'unselect']) {
  methods[action] = function () {
    this._triggerAction(action)
  }
}

module.exports = { methods }
