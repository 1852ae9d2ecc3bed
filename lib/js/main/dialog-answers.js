'use strict'

const path = require('path')
const { warnOnce } = require('./report')

// For tests of whole apps: RUNTIME_DIALOGS names a CommonJS module whose functions answer dialogs in place of a user:
//
//   exports.showMessageBox = (options) => index of the button, or {response, checkboxChecked}
//   exports.showErrorBox = ({ title, content }) => anything but undefined
//
// Synchronous boxes have the same names. What answers undefined, or is not there, is shown as ever.

/** The id of all boxes that main waits in. */
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
