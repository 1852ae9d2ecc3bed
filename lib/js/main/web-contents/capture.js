'use strict'

const { checkArguments } = require('../argument-error')

// Pictures of a page, and what keeps it drawing while nobody sees it.

// A hidden page draws no frames that could be waited for.
const hiddenPaintTime = 250

const methods = {
  /** @param {{x, y, width, height}} [rect] of the page; all of it when it is left out */
  async capturePage (rect) {
    const { createFromCapture } = require('../api/native-image')
    const valid = rect !== null && typeof rect === 'object'
    const { x = 0, y = 0, width = 0, height = 0 } = valid ? rect : {}
    const area = { x: Math.trunc(x) || 0, y: Math.trunc(y) || 0, width: Math.trunc(width) || 0, height: Math.trunc(height) || 0 }
    if (this.getURL() === '' || this.isCrashed()) return createFromCapture(null)
    return this._whileDrawn(async (hidden) => {
      await this._painted(0)
      if (hidden) await this._drive()
      return createFromCapture(this.isDestroyed() ? null : this._capture(area))
    })
  },

  /** Calls `task` while the page draws also what is not seen. */
  async _whileDrawn (task) {
    const hidden = this.getOwnerBrowserWindow()?.isVisible() === false
    this._captures++
    // What is not seen is not drawn, unless the engine believes that it is.
    if (hidden && this._hiddenCaptures++ === 0) this._drawHidden(true)
    try {
      return await task(hidden)
    } finally {
      this._captures--
      if (hidden && --this._hiddenCaptures === 0 && !this.isDestroyed()) {
        this._drawHidden(false)
        this._applyThrottling()
      }
    }
  },

  /** Nobody takes the pictures of what is not seen, and the engine makes the next when the last is taken. */
  async _drive () {
    for (let i = 0; i < 5 && !this.isDestroyed(); i++) {
      await new Promise((resolve) => setTimeout(resolve, hiddenPaintTime / 5))
      if (!this.isDestroyed()) this._capture({ x: 0, y: 0, width: 1, height: 1 })
    }
  },

  /** Settles when what the page has sent until now is there, and then after `time`, for what it draws. */
  _painted (time) {
    return new Promise((resolve) => {
      this._scripts.barrier(() => time > 0 ? setTimeout(resolve, time) : resolve())
    })
  },

  /** The page counts as visible until decrementCapturerCount, unless it shall stay hidden. There is no use for `size`. */
  incrementCapturerCount (size, stayHidden = false, stayAwake = false) {
    (stayHidden ? this._capturers.hidden : this._capturers.visible).push(stayAwake)
    this._applyThrottling()
  },

  decrementCapturerCount (stayHidden = false) {
    (stayHidden ? this._capturers.hidden : this._capturers.visible).pop()
    this._applyThrottling()
  },

  isBeingCaptured () {
    return this._captures + this._capturers.visible.length + this._capturers.hidden.length > 0
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
    if (this.getURL() === '' || this.isCrashed()) return
    this._setBackgroundThrottling(this.getBackgroundThrottling() && this._capturers.visible.length === 0)
  },

  isOffscreen () { return false },
  isPainting () { return false }
}

module.exports = { methods }
