'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { emitEvent } = require('./event')

// From 'ready' to the exit code, as Electron has it. `app` is set by start-app.js before anything can happen.
//
// Until the turn of 'ready' is over the app is "early": exit() then ends the process where it stands, and what quit() leads
// to happens after that turn. Later on it is "running": exit() closes the windows, tells about it and returns.

// How long a main script that quit, and still awaits something at its top level, has for that.
const PENDING_MAIN_MS = 1000

const state = { app: null, loaded: false, ready: false, running: false, quitting: false, exiting: false, exitCode: 0 }

/** The windows that are open; BrowserWindow adds and removes itself. */
const windows = new Set()

const reallyExit = process.reallyExit

function attach (app) {
  state.app = app
  // First of all listeners, so that process 'exit' comes before the app's own 'quit' listeners.
  app.on('quit', (event, code) => process.emit('exit', code))
  app.on('window-all-closed', () => {
    if (app.listenerCount('window-all-closed') === 1) quit()
  })
}

function announceReady () {
  const { app } = state
  emitEvent(app, 'will-finish-launching')
  // An app that quit already needs no engine, but may still be told that it is ready and open a window.
  binding.setUpEngine(app.getPath('userData'), app.userAgentFallback)
  if (!state.exiting) binding.startEngine()
  watchSignals()
  state.ready = true
  app._setReady()
  emitEvent(app, 'ready', {})
  setImmediate(() => {
    state.running = true
    if (state.exiting) binding.exit(state.exitCode)
  })
}

function watchSignals () {
  const signals = new binding.QuitSignals({})
  signals._onSignal = quit
}

function quit () {
  if (state.quitting || state.exiting) return
  if (emitEvent(state.app, 'before-quit') || state.exiting) return
  state.quitting = true
  if (windows.size === 0) {
    finishQuit()
    return
  }
  for (const window of [...windows]) {
    if (!state.quitting || state.exiting) return
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
  if (!state.exiting) shutDown(0)
}

/**
 * Ends without asking anybody. This is process.exit too.
 */
function exit (code) {
  const status = typeof code === 'number' ? code | 0 : 0
  if (!state.running) reallyExit.call(process, status)
  state.exitCode = status
  if (state.exiting) {
    binding.exit(status)
    return
  }
  state.exiting = true
  for (const window of [...windows]) {
    if (!window.isDestroyed()) window.destroy()
  }
  shutDown(status)
}

function shutDown (code) {
  state.exiting = true
  state.exitCode = code
  emitEvent(state.app, 'quit', code)
  if (state.running) {
    // Pages outlive their windows by one turn.
    setImmediate(() => binding.exit(state.exitCode))
  } else if (!state.loaded) {
    setTimeout(() => { if (!state.loaded) binding.exit(state.exitCode) }, PENDING_MAIN_MS)
  }
}

function onWindowClosed (window) {
  windows.delete(window)
  if (windows.size > 0 || state.exiting) return
  if (state.quitting) finishQuit()
  else emitEvent(state.app, 'window-all-closed')
}

process.exit = exit

module.exports = { state, windows, attach, announceReady, quit, exit, cancelQuit, onWindowClosed }
