'use strict'

const { BaseWindow } = process._linkedBinding('electron_browser_browser_window')

const { isDestroyed } = BaseWindow.prototype

/** What a window knows beside its native half; the parts of BrowserWindow share it. */
const records = new WeakMap()

function createRecord (window, fields) {
  const record = {
    given: {}, // the options
    webContents: null,
    parent: null,
    children: new Set(),
    modal: false,
    modalChildren: 0, // shown and modal to this window
    enabled: true,
    background: null,
    transparent: false,
    shadow: false,
    useContentSize: false,
    paintsHidden: true,
    views: [], // BrowserViews, the lowest first
    viewsSize: null, // the window's size that they know
    fullScreenByPage: false,
    // The keyboard: what isFocused() answers, and what 'focus' and 'blur' have told.
    focused: false,
    focusTold: false,
    // Closing: the page was asked; the window is going.
    closing: false,
    going: false,
    menu: undefined, // of its own, or null for none; undefined is the application's
    frame: true,
    menuBarVisible: undefined, // until it is said; autoHideMenuBar decides
    autoHideMenuBar: false,
    altPressed: false, // and nothing else since
    revealed: false, // by Alt
    accessibleTitle: '',
    ...fields
  }
  records.set(window, record)
  return record
}

const recordOf = (window) => records.get(window)

/** Whether it is a BrowserWindow that has its native half. */
const isAlive = (window) => records.has(window) && !isDestroyed.call(window)

module.exports = { BaseWindow, createRecord, isAlive, recordOf }
