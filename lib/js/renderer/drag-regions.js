'use strict'

// `-webkit-app-region` in windows without a frame: what is pressed there moves the window, and is no press for the page. The engine
// knows the property and tells nobody where it holds, so a press is looked up when it comes. Nothing is watched meanwhile.

const channels = require('../common/channels')

/** How far, in pixels of the screen, the mouse has to go for a press to be a move. */
const THRESHOLD = 3

const contains = ({ left, right, top, bottom }, x, y) => x >= left && x < right && y >= top && y < bottom

/** Whether a point of the document is in a region. They count in the order of the tree: what is `no-drag` is cut out of what came before. */
function isInRegion (root, x, y, before = false) {
  let found = before
  for (const element of root.querySelectorAll('*')) {
    if (contains(element.getBoundingClientRect(), x, y)) {
      const { webkitAppRegion, visibility } = getComputedStyle(element)
      if (visibility === 'visible' && webkitAppRegion !== 'none') found = webkitAppRegion === 'drag'
    }
    if (element.shadowRoot) found = isInRegion(element.shadowRoot, x, y, found)
  }
  return found
}

function watchPresses (send) {
  let held = false // the last press was in a region
  let start = null // where on the screen it was, until it is a move or released

  const listen = (name, listener) => globalThis.addEventListener(name, (event) => {
    if (event.isTrusted && listener(event)) {
      event.stopImmediatePropagation()
      if (name !== 'pointerdown') event.preventDefault() // which would keep the mouse's own events from coming
    }
  }, { capture: true, passive: false })

  listen('pointerdown', (event) => {
    held = event.button === 0 && event.isPrimary && isInRegion(document, event.clientX, event.clientY)
    return held
  })
  listen('mousedown', (event) => {
    if (!held) return false
    start = event.detail === 2 ? null : { x: event.screenX, y: event.screenY }
    if (event.detail === 2) send('maximize')
    return true
  })
  for (const name of ['pointermove', 'mousemove']) {
    listen(name, (event) => {
      if (!start || (event.buttons & 1) === 0) return false
      if (Math.max(Math.abs(event.screenX - start.x), Math.abs(event.screenY - start.y)) >= THRESHOLD) {
        start = null
        send('move')
      }
      return true
    })
  }
  for (const name of ['pointerup', 'mouseup', 'click', 'dblclick']) {
    listen(name, (event) => {
      // A key clicks as well, without a press.
      if (!held || event.button !== 0 || (name === 'click' && event.detail === 0)) return false
      start = null
      return true
    })
  }
  listen('contextmenu', (event) => {
    if (event.button !== 2 || !isInRegion(document, event.clientX, event.clientY)) return false
    send('menu', event.screenX, event.screenY)
    return true
  })
}

/**
 * Begins with the document where the window is known to have no frame; else when main says so.
 * @param {object} ipc @param {{frameless?: boolean}} config
 */
exports.startDragRegions = (ipc, { frameless }) => {
  let started = false
  const start = () => {
    if (started) return
    started = true
    watchPresses((...args) => ipc.send(channels.DRAG_WINDOW, ...args))
  }
  if (frameless) start()
  else ipc.on(channels.DRAG_REGIONS, start)
}
