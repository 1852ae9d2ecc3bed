'use strict'

const { launch } = process._linkedBinding('electron_browser_app')
const commandLine = require('./api/command-line')

// The defaults of webPreferences are those of the Electron that the app was written for: its major version is the level.
// runtime/electron_version.h and app_manifest.cc say how it is found. What an app states in webPreferences always wins.

const classic = {
  nodeIntegration: true, contextIsolation: false, enableRemoteModule: true, worldSafeExecuteJavaScript: false, nativeWindowOpen: false, sandbox: false,
  spellcheck: false
}

// What became another default in which major version.
const changes = [
  [5, { nodeIntegration: false }],
  [9, { spellcheck: true }],
  [10, { enableRemoteModule: false }],
  [12, { contextIsolation: true, worldSafeExecuteJavaScript: true }],
  [15, { nativeWindowOpen: true }],
  [20, { sandbox: true }]
]

const NEWEST = changes.at(-1)[0]

const levelOf = ({ electronMajor, needsNewestElectron }) => electronMajor >= 0 ? electronMajor : needsNewestElectron ? NEWEST : null

/** The major version of Electron that the app was written for; null when nothing says which. */
const level = levelOf(launch)

// Without a level. A preload script is what apps of later years begin with; earlier ones have Node in their pages. A page
// that is to have Node, and a preload script, is of the years between them.
function levelOfWindow ({ preload, nodeIntegration }) {
  if (typeof preload !== 'string' || preload === '') return 0
  return nodeIntegration === true ? 5 : NEWEST
}

const isStated = (value) => value !== undefined && value !== null

/**
 * The preferences that depend on the level, as a window has them that was given `given`.
 *
 * @param {object} given webPreferences as the app gave them
 * @param {?number} [ofLevel]
 */
function defaults (given, ofLevel = level) {
  const preferences = { ...classic }
  const windowLevel = ofLevel ?? levelOfWindow(given)
  for (const [since, changed] of changes) {
    if (windowLevel >= since) Object.assign(preferences, changed)
  }
  if (given.nodeIntegration) preferences.sandbox = false
  // Without a level nothing speaks for the poorer window.open of the early years.
  if (ofLevel === null) preferences.nativeWindowOpen = true
  for (const name of Object.keys(preferences)) {
    if (isStated(given[name])) preferences[name] = Boolean(given[name])
  }
  // app.enableSandbox() is for all windows, whatever they state.
  if (commandLine.hasSwitch('enable-sandbox')) preferences.sandbox = true
  // A sandbox that is stated takes Node from the page.
  preferences.nodeIntegration &&= !preferences.sandbox
  preferences.webviewTag = Boolean(given.webviewTag ?? (windowLevel < 5 && preferences.nodeIntegration))
  return preferences
}

/** Whether the app was written for an Electron older than `major`, or may have been. */
const mayBeOlderThan = (major) => level === null || level < major

/** Whether messages leave out what cannot be cloned, instead of being refused. */
const sendsWhatItCan = level !== null && level < 8

module.exports = { level, levelOf, defaults, mayBeOlderThan, NEWEST, sendsWhatItCan }
