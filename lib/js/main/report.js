'use strict'

const { reportError, showErrorBox } = process._linkedBinding('electron_browser_app')

const warned = new Set()

/**
 * Tells once, by name, that something is accepted but has no effect here.
 */
function warnOnce (text) {
  if (warned.has(text)) return
  warned.add(text)
  reportError('warning', `Warning: ${text}`)
}

// Where in a file a syntax error is, Node keeps apart from the stack until it prints it itself.
function decorate (error) {
  try {
    require('internal/util').decorateErrorStack(error)
  } catch {}
}

/**
 * The text of anything that was thrown, as Electron prints it.
 */
function errorText (error) {
  decorate(error)
  if (error && typeof error === 'object' && typeof error.stack === 'string') return error.stack
  try {
    return String(error)
  } catch {
    return 'An object that has no text was thrown'
  }
}

module.exports = { reportError, showErrorBox, warnOnce, errorText }
