'use strict'

const fs = require('fs')
const { launch } = process._linkedBinding('electron_browser_app')
const binding = process._linkedBinding('electron_browser_dialog')
const lifecycle = require('../lifecycle')
const { dialogForm } = require('../callback-forms')
const { checkArguments } = require('../argument-error')
const { SYNCHRONOUS, answerOf } = require('../dialog-answers')
const { choosePaths, choosePathsSync, isUnseen, nextId } = require('./dialog-files')
const { elsewhere } = require('../refusals/reasons')
const { NativeImage, nativeImage } = require('./native-image')
const BrowserWindow = require('./browser-window')

const TYPES = ['none', 'info', 'warning', 'error', 'question']

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
    look: { icon: options.icon, normalizeAccessKeys: Boolean(options.normalizeAccessKeys) }
  }
}

/** The answer that needs no user: that of the answers file, or, where nobody can see a box, that of who closes it. */
function answerWithoutUser (options) {
  const answer = answerOf('showMessageBox', options)
  if (answer !== undefined) {
    const { response = options.cancelId, checkboxChecked = options.checkboxChecked } = typeof answer === 'object' && answer !== null ? answer : { response: answer }
    return { response: Number(response), checkboxChecked: Boolean(checkboxChecked) }
  }
  return isUnseen() ? { response: options.cancelId, checkboxChecked: options.checkboxChecked } : null
}

/** The bytes of the picture that an app gives a box; what is none has no effect, as in Electron. */
function iconOf (icon) {
  const image = typeof icon === 'string' ? nativeImage.createFromPath(icon) : icon
  return image instanceof NativeImage && !image.isEmpty() ? { icon: image.toPNG() } : {}
}

const native = (options, { icon, normalizeAccessKeys }, id) => ({
  ...options,
  ...iconOf(icon),
  id,
  buttons: (options.buttons.length > 0 ? options.buttons : ['OK']).map((text) => withKeys(text, normalizeAccessKeys))
})

function showMessageBox (...args) {
  const [window, given] = splitArguments(args)
  checkReady()
  const { options, signal, look } = messageBoxOptions(given)
  const closed = { response: options.cancelId, checkboxChecked: options.checkboxChecked }
  if (signal?.aborted) return Promise.resolve(closed)
  const answer = answerWithoutUser(options)
  if (answer) return Promise.resolve(answer)
  const id = nextId()
  return new Promise((resolve) => {
    // A box goes with its window, which leaves nobody to answer it.
    const onClosed = () => resolve(closed)
    window?.once('closed', onClosed)
    signal?.addEventListener('abort', () => binding.closeDialog(id))
    binding.showMessageBox(native(options, look, id), window, (response, checkboxChecked) => {
      if (window && !window.isDestroyed()) window.removeListener('closed', onClosed)
      resolve({ response, checkboxChecked })
    })
  })
}

/** The caller waits, and pages stand still, until it is answered. */
function showMessageBoxSync (...args) {
  const [window, given] = splitArguments(args)
  checkReady()
  const { options, look } = messageBoxOptions(given)
  return (answerWithoutUser(options) ?? { response: binding.showMessageBoxSync(native(options, look, SYNCHRONOUS), window) }).response
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

/** Throws Electron's text for the first option, in its order, that is no text. */
function checkTexts (options, names) {
  for (const [key, shown] of Object.entries(names)) {
    const { [key]: text = '' } = options
    checkText(text, shown)
  }
}

const OPEN_TEXTS = { title: 'Title', buttonLabel: 'Button label', defaultPath: 'Default path', message: 'Message' }
const SAVE_TEXTS = { ...OPEN_TEXTS, nameFieldLabel: 'Name field label' }

/** @returns {[BrowserWindow|null, object]} */
function openArguments (args) {
  const [window, given] = splitArguments(args)
  checkReady()
  const { properties = ['openFile'], ...options } = given ?? { title: 'Open' }
  if (!Array.isArray(properties)) throw new TypeError('Properties must be an array')
  checkTexts(options, OPEN_TEXTS)
  return [window, { ...options, properties }]
}

function saveArguments (args) {
  const [window, given] = splitArguments(args)
  checkReady()
  const { properties = [], ...options } = given ?? { title: 'Save' }
  checkTexts(options, SAVE_TEXTS)
  if (!Array.isArray(properties)) throw new TypeError('Properties must be an array')
  return [window, { ...options, properties }]
}

// Here and below, the arguments' errors are thrown, not rejected with, as in Electron.
function showOpenDialog (...args) {
  const [window, options] = openArguments(args)
  return choosePaths('showOpenDialog', window, options).then((filePaths) => ({ canceled: filePaths.length === 0, filePaths }))
}

function showOpenDialogSync (...args) {
  const paths = choosePathsSync('showOpenDialog', ...openArguments(args))
  return paths.length > 0 ? paths : undefined
}

function showSaveDialog (...args) {
  const [window, options] = saveArguments(args)
  return choosePaths('showSaveDialog', window, options).then(([filePath = '']) => ({ canceled: filePath === '', filePath }))
}

function showSaveDialogSync (...args) {
  return choosePathsSync('showSaveDialog', ...saveArguments(args))[0]
}

/** Electron has it on macOS and Windows only. */
function showCertificateTrustDialog (...args) {
  const [, options] = splitArguments(args)
  if (typeof options !== 'object' || options === null) throw new TypeError('options must be an object')
  if (typeof options.certificate !== 'object' || options.certificate === null) throw new TypeError('certificate must be an object')
  if (typeof (options.message ?? '') !== 'string') throw new TypeError('message must be a string')
  throw new Error(`dialog.showCertificateTrustDialog is not supported: ${elsewhere}`)
}

/** What a callback gets up to Electron 5: nothing when the user has closed the dialog. */
const chosen = (name) => ({ canceled, [name]: paths }) => [canceled ? undefined : paths]

module.exports = {
  showOpenDialog: dialogForm(showOpenDialog, showOpenDialogSync, chosen('filePaths')),
  showOpenDialogSync,
  showSaveDialog: dialogForm(showSaveDialog, showSaveDialogSync, chosen('filePath')),
  showSaveDialogSync,
  showMessageBox: dialogForm(showMessageBox, showMessageBoxSync, ({ response, checkboxChecked }) => [response, checkboxChecked]),
  showMessageBoxSync,
  showErrorBox,
  showCertificateTrustDialog
}
