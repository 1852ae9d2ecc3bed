'use strict'

const { isAlive, recordOf } = require('./browser-window-record')
const { windows } = require('../lifecycle')

// The menu bars of windows: the application's menu, unless a window was given one of its own, or none.

let applicationMenu = null
/** window → {menu, view} of the bar that it has */
const bars = new WeakMap()

/** The menu that a window's bar is to show, or null. */
function menuOf (window) {
  const { menu, frame } = recordOf(window)
  return frame ? menu === undefined ? applicationMenu : menu : null
}

function isShown (window) {
  const { menuBarVisible, autoHideMenuBar } = recordOf(window)
  return menuBarVisible && !autoHideMenuBar && !window.isFullScreen()
}

function remove (window) {
  bars.get(window)?.view.destroy()
  bars.delete(window)
}

/** Gives a window the bar that it is to have. */
function update (window) {
  if (!isAlive(window)) return
  remove(window)
  const menu = menuOf(window)
  if (!menu || menu.items.length === 0) return
  const { MenuView } = require('./menu-view')
  menu._checkRadios()
  // With its window.
  const view = new MenuView(menu, window, () => setImmediate(() => view.destroy()))
  bars.set(window, { menu, view })
  view.attachBar(isShown(window))
}

function updateVisibility (window) {
  if (isAlive(window)) bars.get(window)?.view.setBarVisible(isShown(window))
}

function setApplicationMenu (menu) {
  applicationMenu = menu
  for (const window of windows) {
    if (isAlive(window) && recordOf(window).menu === undefined) update(window)
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

module.exports = { update, updateVisibility, setApplicationMenu, setMenu, refresh }
