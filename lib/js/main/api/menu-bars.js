'use strict'

const { isAlive, recordOf } = require('./browser-window-record')
const { windows } = require('../lifecycle')

// The menu bars of windows: the application's menu, unless a window was given one of its own, or none. Until an app sets a menu,
// or says that there is none, there is Electron's default one. A start does not wait for it: it is made when it is looked at, or
// once the window's page is loaded.

let applicationMenu = null
let isDefault = true // the app has said nothing yet
/** window → {menu, view} of the bar that it has */
const bars = new WeakMap()
/** Window → the native half of a bar that has its height, and nothing in it yet. */
const waiting = new Map()
// So long, in milliseconds, an app's first page may take before the default menu is made all the same.
const LONGEST_WAIT = 1000

function getApplicationMenu () {
  if (isDefault && !applicationMenu && require('./app').isReady()) applicationMenu = require('./menu-default').create()
  return applicationMenu
}

const ownMenu = (window) => recordOf(window).menu
const hasMenu = (window) => ownMenu(window) === undefined ? isDefault || Boolean(applicationMenu) : ownMenu(window) !== null
const hasBar = (window) => recordOf(window).frame && hasMenu(window)

/** Whether the bar is there to be seen, apart from full screen. */
function isVisible (window) {
  const { menuBarVisible, autoHideMenuBar } = recordOf(window)
  return hasBar(window) && (menuBarVisible ?? !autoHideMenuBar)
}

const isShown = (window) => isVisible(window) && !window.isFullScreen()

function remove (window) {
  bars.get(window)?.view.destroy()
  bars.delete(window)
}

function make (window) {
  const native = waiting.get(window)
  waiting.delete(window)
  const menu = ownMenu(window) === undefined ? getApplicationMenu() : ownMenu(window)
  if (!menu) return
  const { MenuView } = require('./menu-view')
  menu._checkRadios()
  // With its window.
  const view = new MenuView(menu, { window, native, onHidden: () => setImmediate(() => view.destroy()) })
  bars.set(window, { menu, view })
  view.attachBar({
    shown: recordOf(window).frame && menu.items.length > 0,
    visible: isShown(window),
    onLeft: () => {
      if (isAlive(window) && recordOf(window).autoHideMenuBar && recordOf(window).revealed) setVisible(window, false)
    }
  })
}

const ALT = 4 // of the bits of modifiers
const ALT_KEY = 0x01000023 // Qt's

/** The items that Alt and a letter open: those whose label marks it. */
function titleOf (menu, key) {
  if (key > 0xffff) return undefined // a key without a character
  const letter = String.fromCodePoint(key).toLowerCase()
  return menu.items.find(({ label, visible, enabled }) => visible && enabled && /&([^&])/.exec(String(label).replaceAll('&&', ''))?.[1].toLowerCase() === letter)
}

/**
 * A key of the user's, before the page has it: Alt alone gives the bar the keyboard, and shows it if it hides itself; Alt and a
 * letter open a menu. True swallows it.
 */
function onKey (window, down, key, bits) {
  if (!isAlive(window)) return false
  settle(window)
  const record = recordOf(window)
  const alone = key === ALT_KEY && (bits & ~ALT) === 0
  const pressed = record.altPressed
  record.altPressed = down && alone
  if (!(pressed && !down && alone) && !(down && !alone && bits === ALT)) return false
  const bar = bars.get(window)
  if (!bar || !record.frame || window.isFullScreen() || !(isVisible(window) || record.autoHideMenuBar)) return false
  const title = alone ? undefined : titleOf(bar.menu, key)
  if (!alone && !title) return false
  if (!isVisible(window)) {
    setVisible(window, true)
    record.revealed = true
  }
  bar.view.focusBar(title?.commandId ?? 0)
  return Boolean(title)
}

/** A mouse button: Alt was not for the bar. */
function onMouse (window) {
  if (isAlive(window)) recordOf(window).altPressed = false
}

/** A window with useContentSize grows and shrinks by its bar, so that its page does not. */
function keepContent (window, change) {
  const keeps = recordOf(window).useContentSize && window._getState() === 'normal'
  const before = keeps && window._getBarHeight()
  change(window)
  if (!keeps || !isAlive(window)) return
  const grown = window._getBarHeight() - before
  const bounds = window._getBounds()
  if (grown !== 0) window._setBounds({ ...bounds, height: bounds.height + grown })
}

/** Gives a window the bar that it is to have. */
function update (window) {
  if (isAlive(window)) keepContent(window, replace)
}

function replace (window) {
  remove(window)
  waiting.get(window)?._destroy()
  waiting.delete(window)
  if (!hasMenu(window)) {
    recordOf(window).menuBarVisible = undefined
    return
  }
  if (isDefault && ownMenu(window) === undefined) {
    makeLater(window)
  } else {
    make(window)
  }
}

function makeLater (window) {
  if (waiting.has(window)) return
  const { MenuView: NativeView } = process._linkedBinding('electron_browser_menu')
  const native = new NativeView({ window })
  waiting.set(window, native)
  if (recordOf(window).frame) {
    native._attachBar(isShown(window))
    native._fill(0, { items: [{ id: 0, type: 'normal', text: ' ' }] })
  }
  recordOf(window).webContents.once('did-stop-loading', () => settle(window))
  setTimeout(settle, LONGEST_WAIT, window).unref()
}

/** Makes a bar that is still to be made. */
function settle (window) {
  if (!waiting.has(window)) return
  if (isAlive(window)) {
    make(window)
  } else {
    waiting.get(window)._destroy()
    waiting.delete(window)
  }
}

function updateVisibility (window) {
  if (!isAlive(window)) return
  bars.get(window)?.view.setBarVisible(isShown(window))
  waiting.get(window)?._setBarVisible(isShown(window))
}

function setVisible (window, visible) {
  if (!hasBar(window)) return
  Object.assign(recordOf(window), { menuBarVisible: visible, revealed: false })
  updateVisibility(window)
}

function setAutoHide (window, hide) {
  recordOf(window).autoHideMenuBar = hide
  setVisible(window, !hide)
}

/** null is none. What is left out is none as well, and what getApplicationMenu answers then. */
function setApplicationMenu (menu) {
  isDefault = false
  applicationMenu = menu
  for (const window of windows) {
    if (isAlive(window) && ownMenu(window) === undefined) update(window)
  }
}

/** A window's own menu; null is none, and undefined the application's. */
function setMenu (window, menu) {
  recordOf(window).menu = menu
  update(window)
}

const has = (menu, wanted) => menu === wanted || menu.items.some(({ submenu }) => submenu && has(submenu, wanted))

/** An item was added to a menu. */
function refresh (menu) {
  for (const window of windows) {
    const bar = isAlive(window) && bars.get(window)
    if (bar && has(bar.menu, menu)) update(window)
  }
}

module.exports = { getApplicationMenu, isVisible, onKey, onMouse, refresh, setApplicationMenu, setAutoHide, setMenu, setVisible, update, updateVisibility }
