'use strict'

const channels = require('../../common/channels')
const { emitEvent } = require('../event')
const { ipcMainInternal } = require('./ipc-main')
const { isAlive, recordOf } = require('./browser-window-record')

// A window without a frame is moved by the regions of its pages that are `-webkit-app-region: drag`; lib/js/renderer/drag-regions.js
// says when the user does.

const isFrameless = (window) => isAlive(window) && !recordOf(window).frame

const watched = new WeakSet()

/** Pages of such a window look at what is pressed. */
function watchRegions (webContents) {
  const tell = () => { if (!webContents.isDestroyed() && isFrameless(webContents.getOwnerBrowserWindow())) webContents._sendInternal(channels.DRAG_REGIONS) }
  if (!watched.has(webContents)) webContents.on('dom-ready', tell)
  watched.add(webContents)
  if (webContents.getURL() !== '' && !webContents.isCrashed()) tell()
}

const wholeOf = (value) => Number.isFinite(value) ? Math.round(value) : 0

const actions = {
  move: (window) => window._startMove(),
  maximize (window) {
    if (!window.isResizable() || window.isFullScreen()) return
    if (window.isMaximized()) window.unmaximize()
    else window.maximize()
  },
  menu (window, x, y) {
    const point = { x: wholeOf(x), y: wholeOf(y) }
    if (!emitEvent(window, 'system-context-menu', point) && isAlive(window)) window._showSystemMenu(point.x, point.y)
  }
}

ipcMainInternal.on(channels.DRAG_WINDOW, (event, action, ...args) => {
  const window = event.sender.getOwnerBrowserWindow()
  if (isFrameless(window) && Object.hasOwn(actions, action)) actions[action](window, ...args)
})

module.exports = { watchRegions }
