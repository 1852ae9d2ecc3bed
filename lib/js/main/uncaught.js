'use strict'

const { reportError, errorText } = require('./report')

// As in Electron, an exception that nobody catches does not end the main process: it is reported and the app goes on. A
// listener of the app's own replaces the report.
process.on('uncaughtException', function report (error) {
  if (process.listenerCount('uncaughtException') > 1) return
  reportError('exception', `A JavaScript error occurred in the main process\nUncaught Exception:\n${errorText(error)}`)
})

process.on('unhandledRejection', function report (reason) {
  if (process.listenerCount('unhandledRejection') > 1) return
  reportError('exception', `A JavaScript error occurred in the main process\nUnhandled Promise Rejection:\n${errorText(reason)}`)
})
