'use strict'

const { requestPermission } = require('../api/session-permissions')
const { emitEvent } = require('../event')

// What the engine tells of a page beside its loads, as Electron's events.

// Qt::CursorShape → Electron's names
const cursors = new Map(Object.entries({
  0: 'pointer', 2: 'crosshair', 3: 'wait', 4: 'text', 5: 'ns-resize', 6: 'ew-resize', 7: 'nesw-resize', 8: 'nwse-resize', 9: 'move', 10: 'none', 11: 'row-resize',
  12: 'col-resize', 13: 'hand', 14: 'not-allowed', 15: 'help', 16: 'progress', 17: 'grab', 18: 'grabbing', 19: 'copy', 20: 'move', 21: 'alias', 24: 'custom'
}))

// What the engine draws itself, by size, hot spot and checksum of its picture; what it draws another day is 'custom'.
const drawn = new Map(Object.entries({
  '25x25+10+10:32359': 'zoom-in',
  '25x25+10+10:53254': 'zoom-out',
  '25x25+11+11:48980': 'cell',
  '25x25+4+4:36320': 'context-menu',
  '25x25+12+11:44224': 'vertical-text'
}))

const methods = {
  _onIconUrlChanged (url) {
    if (url) emitEvent(this, 'page-favicon-updated', [url])
  },

  _onLinkHovered (url) {
    emitEvent(this, 'update-target-url', url)
  },

  _onFullScreenRequest () {
    requestPermission(this, 'fullscreen', {}, (granted) => { if (!this.isDestroyed()) this._answerFullScreen(granted) })
  },

  _onHtmlFullScreen (on) {
    const window = this.getOwnerBrowserWindow()
    if (window && !window.isDestroyed() && !this._preferences.disableHtmlFullscreenWindowResize) window._setHtmlFullScreen(on)
    if (!this.isDestroyed()) this._frames.setFullscreen(on)
    if (!this.isDestroyed()) emitEvent(this, on ? 'enter-html-full-screen' : 'leave-html-full-screen')
  },

  /** The user turned the wheel with Control held. */
  _onZoomWheel (isIn) {
    emitEvent(this, 'zoom-changed', isIn ? 'in' : 'out')
  },

  /** @param {object} [picture] {width, height, bitmap, x, y, checksum}: the engine's, or the page's own */
  _onCursor (shape, picture) {
    const key = picture ? `${picture.width}x${picture.height}+${picture.x}+${picture.y}:${picture.checksum}` : ''
    const type = drawn.get(key) ?? cursors.get(String(shape)) ?? 'default'
    const known = type === 'custom' ? key : type
    if (known === this._cursor) return
    this._cursor = known
    if (type !== 'custom' || !picture) {
      emitEvent(this, 'cursor-changed', type)
      return
    }
    const { width, height, x, y } = picture
    const image = require('../api/native-image').createFromCapture(picture)
    // The engine has scaled it.
    emitEvent(this, 'cursor-changed', type, image, 1, { width, height }, { x, y })
  },

  _onContentsSize (width, height) {
    if (width > 0 && height > 0) emitEvent(this, 'preferred-size-changed', { width: Math.ceil(width), height: Math.ceil(height) })
  }
}

module.exports = { methods }
