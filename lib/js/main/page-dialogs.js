'use strict'

const channels = require('../common/channels')
const { recordOf } = require('./api/browser-window-record')
const { answerOf, SYNCHRONOUS } = require('./dialog-answers')
const { ipcMainInternal } = require('./api/ipc-main')
const { warnOnce } = require('./report')
const { launch } = process._linkedBinding('electron_browser_app')
const { closeDialog, closeDialogs, showMessageBox } = process._linkedBinding('electron_browser_dialog')

// alert() and confirm() of pages: the page waits in a synchronous message, nobody else does.

/** Pages that wait for the user, and how they go on without him. */
const waiting = new WeakMap()

/**
 * Takes away the dialog that a page waits in, as if the user had closed it: for a window that is to be closed. While main waits
 * in a box of its own, no page answers whether it may be closed: that box goes, too.
 */
function dismissDialogs (webContents) {
  waiting.get(webContents)?.()
  closeDialog(SYNCHRONOUS)
}

function show (event, message, buttons, answer) {
  const window = event.sender.getOwnerBrowserWindow()
  // A page that is asked to close asks nobody any more; nor one with webPreferences.disableDialogs.
  if (!event.sender._onDialog() || (window && recordOf(window)?.closing)) {
    event.returnValue = answer(buttons.length - 1)
    return
  }
  if (launch.headless) {
    warnOnce('alert() and confirm() of pages are not shown without a display; confirm() answers false')
    event.returnValue = answer(buttons.length - 1)
    return
  }
  const options = { title: window ? window.getTitle() : '', message, buttons, cancelId: buttons.length - 1 }
  const goOn = (index) => {
    waiting.delete(event.sender)
    event.returnValue = answer(index)
  }
  waiting.set(event.sender, () => {
    goOn(buttons.length - 1)
    closeDialogs(window)
  })
  showMessageBox(options, window, goOn)
}

ipcMainInternal.on(channels.PAGE_ALERT, (event, message) => show(event, String(message), ['OK'], () => undefined))
ipcMainInternal.on(channels.PAGE_CONFIRM, (event, message) => show(event, String(message), ['OK', 'Cancel'], (index) => index === 0))

module.exports = { dismissDialogs }
