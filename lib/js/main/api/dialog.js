'use strict'

const fs = require('fs')
const { launch } = process._linkedBinding('electron_browser_app')
const binding = process._linkedBinding('electron_browser_dialog')
const lifecycle = require('../lifecycle')
const { dialogForm } = require('../callback-forms')
const { checkArguments } = require('../argument-error')
const { SYNCHRONOUS, answerOf } = require('../dialog-answers')
const { warnOnce } = require('../report')
const BrowserWindow = require('./browser-window')

const TYPES = ['none', 'info', 'warning', 'error', 'question']

let lastId = 0

function checkReady () {
  if (!lifecycle.state.ready) throw new Error('dialog module can only be used after app is ready')
}

/** ([window, ]options) → [window or null, options] */
function splitArguments ([first, second]) {
  const isOptions = first && !(first instanceof BrowserWindow)
  return isOptions ? [null, first] : [first && !first.isDestroyed() ? first : null, second]
}

function checkText (value, name) {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`)
}

/** What closing the box without a button counts as. */
function defaultCancelId (buttons, defaultId) {
  const found = buttons.findIndex((text) => ['cancel', 'no'].includes(text.toLowerCase()))
  if (found >= 0) return found
  return defaultId === 0 && buttons.length > 1 ? 1 : 0
}

// "&File" marks a key to reach it with, as Qt does it, too; where the app does not ask for that, it is a character as others.
const withKeys = (text, normalizeAccessKeys) => normalizeAccessKeys ? text : text.replace(/&/g, '&&')

function messageBoxOptions (given) {
  const options = given ?? { type: 'none', message: '' }
  const { buttons = [], checkboxLabel = '', checkboxChecked = false, defaultId = -1, detail = '', noLink = false, message = '', title = '', type = 'none', signal } = options
  if (!TYPES.includes(type)) throw new TypeError('Invalid message box type')
  if (!Array.isArray(buttons)) throw new TypeError('Buttons must be an array')
  checkText(title, 'Title')
  if (typeof noLink !== 'boolean') throw new TypeError('noLink must be a boolean')
  checkText(message, 'Message')
  checkText(detail, 'Detail')
  checkText(checkboxLabel, 'checkboxLabel')
  if (checkboxChecked && !checkboxLabel) throw new Error('checkboxChecked requires that checkboxLabel also be passed')
  for (const text of buttons) checkText(text, 'Button')
  const cancelId = Number.isInteger(options.cancelId) ? options.cancelId : defaultCancelId(buttons, defaultId)
  return {
    options: { type, buttons, defaultId: Number.isInteger(defaultId) ? defaultId : -1, cancelId, title, message, detail, checkboxLabel, checkboxChecked: Boolean(checkboxChecked) },
    signal,
    normalizeAccessKeys: Boolean(options.normalizeAccessKeys)
  }
}

/** The answer that needs no user: that of the answers file, or, where nobody can see a box, that of who closes it. */
function answerWithoutUser (options) {
  const answer = answerOf('showMessageBox', options)
  if (answer !== undefined) {
    const { response = options.cancelId, checkboxChecked = options.checkboxChecked } = typeof answer === 'object' && answer !== null ? answer : { response: answer }
    return { response: Number(response), checkboxChecked: Boolean(checkboxChecked) }
  }
  if (!launch.headless) return null
  warnOnce('message boxes are not shown without a display; they are answered as if the user had closed them')
  return { response: options.cancelId, checkboxChecked: options.checkboxChecked }
}

const native = (options, normalizeAccessKeys, id) => ({
  ...options,
  id,
  buttons: (options.buttons.length > 0 ? options.buttons : ['OK']).map((text) => withKeys(text, normalizeAccessKeys))
})

function showMessageBox (...args) {
  const [window, given] = splitArguments(args)
  checkReady()
  const { options, signal, normalizeAccessKeys } = messageBoxOptions(given)
  const closed = { response: options.cancelId, checkboxChecked: options.checkboxChecked }
  if (signal?.aborted) return Promise.resolve(closed)
  const answer = answerWithoutUser(options)
  if (answer) return Promise.resolve(answer)
  const id = ++lastId
  return new Promise((resolve) => {
    // A box goes with its window, which leaves nobody to answer it.
    window?.once('closed', () => resolve(closed))
    signal?.addEventListener('abort', () => binding.closeMessageBox(id))
    binding.showMessageBox(native(options, normalizeAccessKeys, id), window, (response, checkboxChecked) => resolve({ response, checkboxChecked }))
  })
}

/** The caller waits, and pages stand still, until it is answered. */
function showMessageBoxSync (...args) {
  const [window, given] = splitArguments(args)
  checkReady()
  const { options, normalizeAccessKeys } = messageBoxOptions(given)
  return (answerWithoutUser(options) ?? { response: binding.showMessageBoxSync(native(options, normalizeAccessKeys, SYNCHRONOUS), window) }).response
}

const writeError = (title, content) => fs.writeSync(2, `\x1b[1m\x1b[47m\x1b[31m${title}\n\x1b[30m${content}\x1b[0m\n`)

/** Before 'ready', and where there is no display, the text goes to stderr. */
function showErrorBox (...args) {
  checkArguments(args, 'string', 'string')
  const [title, content] = args
  if (answerOf('showErrorBox', { title, content }) !== undefined) return
  if (!lifecycle.state.ready || launch.headless) {
    writeError(title, content)
    return
  }
  binding.showMessageBoxSync({ type: 'error', title, message: title, detail: content, buttons: ['OK'], defaultId: 0, cancelId: 0, id: SYNCHRONOUS }, null)
}

const unsupported = (name) => () => {
  throw new Error(`dialog.${name} is not supported`)
}

module.exports = {
  showOpenDialog: unsupported('showOpenDialog'),
  showOpenDialogSync: unsupported('showOpenDialogSync'),
  showSaveDialog: unsupported('showSaveDialog'),
  showSaveDialogSync: unsupported('showSaveDialogSync'),
  showMessageBox: dialogForm(showMessageBox, showMessageBoxSync, ['response', 'checkboxChecked']),
  showMessageBoxSync,
  showErrorBox,
  showCertificateTrustDialog: unsupported('showCertificateTrustDialog')
}
