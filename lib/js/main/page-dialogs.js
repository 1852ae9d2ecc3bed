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

const NO_MORE = 'Prevent this app from creating additional dialogs'

/** safeDialogs: from the second dialog of a document on the user may refuse further ones. */
function noMoreLabel ({ _preferences: { safeDialogs, safeDialogsMessage }, _dialogs }) {
  if (!safeDialogs || _dialogs.shown === 0) return ''
  return typeof safeDialogsMessage === 'string' && safeDialogsMessage !== '' ? safeDialogsMessage : NO_MORE
}

function show (event, message, buttons, answer) {
  const { sender } = event
  const window = sender.getOwnerBrowserWindow()
  const cancelId = buttons.length - 1
  // A page that is asked to close asks nobody any more; nor one with webPreferences.disableDialogs.
  if (!sender._onDialog() || (window && recordOf(window)?.closing)) {
    event.returnValue = answer(cancelId)
    return
  }
  const options = { title: window ? window.getTitle() : '', message, buttons, cancelId, checkboxLabel: noMoreLabel(sender) }
  const dialogs = sender._dialogs
  dialogs.shown++
  const goOn = (index, checked) => {
    waiting.delete(sender)
    if (options.checkboxLabel !== '' && checked) dialogs.refused = true
    event.returnValue = answer(index)
  }
  const given = answerOf('showMessageBox', options)
  if (given !== undefined) {
    const { response, checkboxChecked } = typeof given === 'object' && given !== null ? given : { response: given }
    goOn(Number.isInteger(response) ? response : cancelId, Boolean(checkboxChecked))
    return
  }
  if (launch.headless) {
    warnOnce('alert() and confirm() of pages are not shown without a display; confirm() answers false')
    goOn(cancelId, false)
    return
  }
  waiting.set(sender, () => {
    goOn(cancelId, false)
    closeDialogs(window)
  })
  showMessageBox(options, window, goOn)
}

ipcMainInternal.on(channels.PAGE_ALERT, (event, message) => show(event, String(message), ['OK'], () => undefined))
ipcMainInternal.on(channels.PAGE_CONFIRM, (event, message) => show(event, String(message), ['OK', 'Cancel'], (index) => index === 0))

module.exports = { dismissDialogs }
