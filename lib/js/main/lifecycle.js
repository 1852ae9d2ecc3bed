'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { emitEvent } = require('./event')

// From 'ready' to the exit code. `app` is set by start-app.js before anything can happen.

const state = { app: null, ready: false, quitting: false, exiting: false, exitCode: 0 }

/** The windows that are open; BrowserWindow adds and removes itself. */
const windows = new Set()

function attach (app) {
  state.app = app
}

function announceReady () {
  emitEvent(state.app, 'will-finish-launching')
  binding.startEngine(state.app.getPath('userData'))
  state.ready = true
  state.app._setReady()
  emitEvent(state.app, 'ready', {})
}

function quit () {
  if (state.quitting || state.exiting) return
  if (emitEvent(state.app, 'before-quit')) return
  state.quitting = true
  if (windows.size === 0) {
    finishQuit()
    return
  }
  for (const window of [...windows]) {
    if (!state.quitting) return
    if (!window.isDestroyed()) window.close()
  }
}

/** A window or page refused to close. */
function cancelQuit () {
  state.quitting = false
}

function finishQuit () {
  if (state.exiting) return
  if (emitEvent(state.app, 'will-quit')) {
    state.quitting = false
    return
  }
  shutDown(state.exitCode)
}

/** Ends without asking anybody. */
function exit (code = 0) {
  if (state.exiting) return
  state.exiting = true
  for (const window of [...windows]) window.destroy()
  shutDown(code)
}

function shutDown (code) {
  state.exiting = true
  state.exitCode = code
  emitEvent(state.app, 'quit', code)
  process.exitCode = code
  process.emit('exit', code)
  binding.exit(Number.isInteger(process.exitCode) ? process.exitCode : code)
}

function onWindowClosed (window) {
  windows.delete(window)
  if (windows.size > 0 || state.exiting) return
  if (state.quitting) {
    finishQuit()
  } else if (!state.app.emit('window-all-closed')) {
    quit()
  }
}

// Node's process.exit ends at once: nothing after it runs.
const reallyExit = process.reallyExit
process.exit = function (code) {
  if (code !== undefined) process.exitCode = code
  const status = Number(process.exitCode) || 0
  exit(status)
  reallyExit.call(process, status)
}

// A signal quits as the user would; a second one, or one that the app listens to itself, is not ours.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  const onSignal = () => {
    if (process.listenerCount(signal) > 1) return
    process.removeListener(signal, onSignal)
    if (state.ready) quit()
    else exit(0)
  }
  process.on(signal, onSignal)
}

module.exports = { state, windows, attach, announceReady, quit, exit, cancelQuit, onWindowClosed }
