'use strict'

const { reportError, errorText, showErrorBox } = require('./report')

// As in Electron, an exception that nobody catches does not end the main process: it is reported and the app goes on. A
// listener of the app's own replaces the report. Other than Electron, which shows nothing but a dialog that stops
// everything, the report is on stderr, and the dialog (none in headless mode) waits for nobody.
//
// Unhandled rejections are Node's affair, in its mode warn-with-error-code (see runtime/application.cc).

const TITLE = 'A JavaScript error occurred in the main process'

function reportException (error) {
  const detail = `Uncaught Exception:\n${errorText(error)}`
  reportError('exception', `${TITLE}\n${detail}`)
  showErrorBox('Error', TITLE, detail)
}

process.on('uncaughtException', function report (error) {
  if (process.listenerCount('uncaughtException') === 1) reportException(error)
})

/** Whether the app handles its uncaught exceptions itself. */
function isHandled () {
  return process.listenerCount('uncaughtException') > 1 || process.hasUncaughtExceptionCaptureCallback()
}

/**
 * Has the effect of an exception that was thrown where nobody catches it, without ending what runs.
 */
function raise (error) {
  if (!process._fatalException(error, false)) reportException(error)
}

module.exports = { isHandled, raise }
