'use strict'

const path = require('path')
const { warnOnce } = require('./report')

// For tests of whole apps: RUNTIME_DIALOGS names a CommonJS module whose functions answer dialogs in place of a user:
//
//   exports.showMessageBox = (options) => index of the button, or {response, checkboxChecked}
//   exports.showErrorBox = ({ title, content }) => anything but undefined
//   exports.showOpenDialog = (options) => a path, a list of paths, or {canceled, filePaths}; null or [] closes it
//   exports.showSaveDialog = (options) => a path, or {canceled, filePath}; null or '' closes it
//   exports.print = (options) => the path of a PDF to print to; null cancels
//
// Synchronous dialogs have the same names. A page's alert() and confirm() ask showMessageBox, its <input type=file>
// showOpenDialog, and a download without a save path showSaveDialog. What answers undefined, or is not there, is shown as ever.

/** The id of all dialogs that main waits in. */
const SYNCHRONOUS = -1

let answers = null

function load () {
  const file = process.env.RUNTIME_DIALOGS
  if (!file) return {}
  try {
    return require('module').createRequire(path.join(process.cwd(), 'dialogs'))(path.resolve(file))
  } catch (error) {
    warnOnce(`RUNTIME_DIALOGS=${file} cannot be loaded: ${error.message}`)
    return {}
  }
}

function answerOf (name, options) {
  answers ??= load()
  return typeof answers[name] === 'function' ? answers[name](options) : undefined
}

module.exports = { SYNCHRONOUS, answerOf }
