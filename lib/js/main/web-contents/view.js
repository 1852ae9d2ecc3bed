'use strict'

const { checkArguments, conversionError } = require('../argument-error')
const { emitEvent, Event } = require('../event')
const { warnOnce } = require('../report')

/** In inches. */
const pageSizes = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11]
}

/** page → the promise of its last PDF */
const printing = new WeakMap()

const zoomStep = 1.2
// A hidden page draws no frames that could be waited for.
const hiddenPaintTime = 250

const methods = {
  // Zoom

  setZoomFactor (...args) {
    checkArguments(args, 'number')
    if (args[0] <= 0) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this._setZoomFactor(Math.min(Math.max(args[0], 0.25), 5))
  },

  getZoomFactor () {
    return this._getZoomFactor()
  },

  setZoomLevel (...args) {
    checkArguments(args, 'number')
    this.setZoomFactor(zoomStep ** args[0])
  },

  getZoomLevel () {
    const level = Math.log(this._getZoomFactor()) / Math.log(zoomStep)
    return Math.round(level * 1e6) / 1e6 || 0
  },

  async setVisualZoomLevelLimits (...args) {
    checkArguments(args, 'number', 'number')
    warnOnce('webContents.setVisualZoomLevelLimits is not supported and has no effect')
  },

  // Sound

  setAudioMuted (...args) {
    checkArguments(args, 'any')
    this._setAudioMuted(Boolean(args[0]))
  },

  _onAudibleChanged (audible) {
    const event = new Event(this)
    event.audible = audible
    this.emit('audio-state-changed', event)
    if (!this.isDestroyed()) emitEvent(this, audible ? 'media-started-playing' : 'media-paused')
  },

  // Editing

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

  // Searching

  findInPage (...args) {
    checkArguments(args, 'string')
    const [text, { forward = true, matchCase = false } = {}] = args
    if (text === '') throw new Error('Must provide a non-empty search content')
    const requestId = ++this._lastFind
    this._findText(text, Boolean(forward), Boolean(matchCase), (matches, activeMatchOrdinal) => {
      if (this.isDestroyed()) return
      const result = { requestId, activeMatchOrdinal, matches, selectionArea: { x: 0, y: 0, width: 0, height: 0 }, finalUpdate: true }
      emitEvent(this, 'found-in-page', result)
    })
    return requestId
  },

  stopFindInPage (...args) {
    checkArguments(args, 'string')
    if (!['clearSelection', 'keepSelection', 'activateSelection'].includes(args[0])) throw new Error('Invalid action')
    this._stopFinding()
  },

  // Pictures

  async capturePage (rect) {
    const { createFromCapture } = require('../api/native-image')
    const valid = rect !== null && typeof rect === 'object'
    const { x = 0, y = 0, width = 0, height = 0 } = valid ? rect : {}
    const area = { x: Math.trunc(x) || 0, y: Math.trunc(y) || 0, width: Math.trunc(width) || 0, height: Math.trunc(height) || 0 }
    if (this.getURL() === '' || this.isCrashed()) return createFromCapture(null)
    const hidden = this.getOwnerBrowserWindow()?.isVisible() === false
    // What is not seen is not drawn, unless the engine believes that it is.
    if (hidden) this._drawHidden(true)
    await this._painted(hidden ? hiddenPaintTime : 0)
    if (this.isDestroyed()) return createFromCapture(null)
    const picture = createFromCapture(this._capture(area))
    if (hidden) {
      this._drawHidden(false)
      this._applyThrottling()
    }
    return picture
  },

  /** Settles when what the page has sent until now is there, and then after `time`, for what it draws. */
  _painted (time) {
    return new Promise((resolve) => {
      this._scripts.barrier(() => time > 0 ? setTimeout(resolve, time) : resolve())
    })
  },

  async printToPDF (options = {}) {
    if (typeof options !== 'object' || options === null) throw conversionError(0, options)
    const { landscape = false, pageSize = 'Letter', margins = {}, pageRanges = '' } = options
    const size = typeof pageSize === 'string' ? pageSizes[pageSize] : [pageSize.width, pageSize.height]
    if (!size || !size.every((length) => length > 0 && length < 1000)) throw new Error(`Invalid pageSize ${String(pageSize)}`)
    const { top = 0.4, right = 0.4, bottom = 0.4, left = 0.4 } = margins
    if (![top, right, bottom, left].every((length) => length >= 0 && length < 1000)) throw new Error('margins must be numbers of inches')
    const ranges = typeof pageRanges === 'string' ? pageRanges : ''
    const native = { landscape: Boolean(landscape), width: size[0], height: size[1], top, right, bottom, left, pageRanges: ranges }
    const print = () => new Promise((resolve, reject) => {
      this._printToPdf(native, (bytes) => {
        const buffer = Buffer.from(bytes)
        if (buffer.length > 0) resolve(buffer)
        else reject(new Error('Failed to generate PDF'))
      })
    })
    // The engine ends the program when a page is asked for a second one before it has the first.
    const printed = (printing.get(this) ?? Promise.resolve()).then(print, print)
    printing.set(this, printed)
    return printed
  },

  setBackgroundThrottling (...args) {
    checkArguments(args, 'any')
    this._preferences.backgroundThrottling = Boolean(args[0])
    this._applyThrottling()
  },

  getBackgroundThrottling () {
    return this._preferences.backgroundThrottling !== false
  },

  // Before the first load it would have no effect.
  _applyThrottling () {
    if (this.getURL() !== '' && !this.isCrashed()) this._setBackgroundThrottling(this.getBackgroundThrottling())
  }
}

for (const action of ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll', 'unselect']) {
  methods[action] = function () {
    this._triggerAction(action)
  }
}

module.exports = { methods }
