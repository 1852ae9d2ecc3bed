'use strict'

const channels = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')
const { warnOnce } = require('./report')
const { launch } = process._linkedBinding('electron_browser_app')
const { showMessageBox } = process._linkedBinding('electron_browser_dialog')

// alert() and confirm() of pages: the page waits in a synchronous message, nobody else does.

function show (event, message, buttons, answer) {
  if (!event.sender._onDialog()) { // webPreferences.disableDialogs
    event.returnValue = answer(buttons.length - 1)
    return
  }
  if (launch.headless) {
    warnOnce('alert() and confirm() of pages are not shown without a display; confirm() answers false')
    event.returnValue = answer(buttons.length - 1)
    return
  }
  const window = event.sender.getOwnerBrowserWindow()
  const options = { title: window ? window.getTitle() : '', message, buttons, cancelId: buttons.length - 1 }
  showMessageBox(options, window, (index) => { event.returnValue = answer(index) })
}

ipcMainInternal.on(channels.PAGE_ALERT, (event, message) => show(event, String(message), ['OK'], () => undefined))
ipcMainInternal.on(channels.PAGE_CONFIRM, (event, message) => show(event, String(message), ['OK', 'Cancel'], (index) => index === 0))
