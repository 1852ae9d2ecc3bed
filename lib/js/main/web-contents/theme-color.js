'use strict'

const { colorText, readColor } = require('../api/color')
const { emitEvent } = require('../event')
const { ipcMainInternal } = require('../api/ipc-main')

// 'did-change-theme-color': a page tells of its <meta name="theme-color"> (renderer/theme-color.js) while somebody listens.

const EVENT = 'did-change-theme-color'

/** What the first of these that is a color is, '#RRGGBB', or null. */
function firstColor (texts) {
  for (const text of texts) {
    const trimmed = String(text).trim()
    // Unlike Electron's own, a page's notation has its alpha last, which does not count here.
    const color = readColor(/^#(?:\w{4}|\w{8})$/.test(trimmed) ? trimmed.slice(0, trimmed.length === 5 ? 4 : 7) : trimmed)
    if (color) return colorText(color)
  }
  return null
}

const methods = {
  /** The first listener: what the document that is there says is nothing new. */
  _watchThemeColor () {
    this._themeColor = undefined
    this._sendInternal('watch-theme-color')
  },

  _onThemeColor (texts) {
    const color = firstColor(texts)
    const last = this._themeColor
    this._themeColor = color
    if (last !== undefined && color !== last) emitEvent(this, EVENT, color)
  }
}

ipcMainInternal.on('document-created', ({ sender, _frame: frame }) => {
  if (frame !== sender.mainFrame || sender.listenerCount(EVENT) === 0) return
  sender._themeColor ??= null
  sender._sendInternal('watch-theme-color')
})

ipcMainInternal.on('theme-color', ({ sender, _frame: frame }, texts) => {
  if (frame === sender.mainFrame && Array.isArray(texts)) sender._onThemeColor(texts)
})

module.exports = { EVENT, methods }
