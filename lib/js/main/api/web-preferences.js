'use strict'

const path = require('path')
const { fileURLToPath } = require('url')
const { launch } = process._linkedBinding('electron_browser_app')
const compat = require('../compat')
const { randomToken } = require('../random-token')
const { fetchSchemes, ownSchemes } = require('./protocol-schemes')
const refusals = require('../refusals/web-preferences')
const { warnOnce } = require('../report')

// webPreferences → what the page's native half and its shim must know.

// Handled here, in page_settings.cc, in init.js of the page, or by the part that has the name.
const supported = new Set([
  'nodeIntegration', 'nodeIntegrationInSubFrames', 'nodeIntegrationInWorker', 'contextIsolation', 'preload', 'sandbox', 'additionalArguments', 'enableRemoteModule', 'partition', 'session', 'javascript',
  'images', 'webgl', 'plugins', 'webSecurity', 'allowRunningInsecureContent', 'zoomFactor', 'backgroundThrottling', 'devTools', 'defaultEncoding',
  'defaultFontFamily', 'defaultFontSize', 'defaultMonospaceFontSize', 'minimumFontSize', 'navigateOnDragDrop', 'autoplayPolicy', 'disableDialogs',
  'disableHtmlFullscreenWindowResize', 'transparent', 'nativeWindowOpen', 'openerId', 'sendSyncTimeout',
  'textAreasAreResizable', 'enableWebSQL', 'spellcheck', 'safeDialogs', 'safeDialogsMessage', 'enablePreferredSizeMode'
])


function check (given) {
  for (const [name, value] of Object.entries(given)) {
    // What asks for what is here anyway, or for nothing, needs no warning.
    if (value === undefined || value === null || value === '' || supported.has(name) || refusals.inherent[name] === value) continue
    const reason = refusals.options[name]
    if (reason === undefined) warnOnce(`webPreferences.${name} is not known and has no effect`)
    else if (value !== false || name in refusals.inherent) warnOnce(`webPreferences.${name} is not supported and has no effect: ${reason}`)
  }
}

/** The path of a preload script: absolute, or a file: URL. */
function preloadPath (preload) {
  if (typeof preload !== 'string' || preload === '') return undefined
  if (preload.startsWith('file:')) return fileURLToPath(preload)
  if (path.isAbsolute(preload)) return preload
  console.error(`preload script must have absolute path: ${preload}`)
  return undefined
}

/** Milliseconds, or undefined: without a limit. */
function timeout (given) {
  if (given === undefined || given === null) return undefined
  if (typeof given === 'number' && given >= 0) return given
  warnOnce('webPreferences.sendSyncTimeout is no number of milliseconds and has no effect')
  return undefined
}

/**
 * @param {object} given webPreferences as the app gave them; anything but an object counts as none
 * @returns {object} every preference that has a default, filled in
 */
function withDefaults (given) {
  check(given)
  return {
    javascript: true,
    images: true,
    webgl: true,
    plugins: false,
    webSecurity: true,
    devTools: true,
    backgroundThrottling: true,
    ...given,
    ...compat.defaults(given),
    preload: preloadPath(given.preload),
    sendSyncTimeout: timeout(given.sendSyncTimeout)
  }
}

/** What the native half of a page reads. */
function nativeOptions (preferences, session) {
  const { webSecurity, allowRunningInsecureContent, autoplayPolicy } = preferences
  return {
    ...preferences,
    partition: session._partition,
    world: preferences.contextIsolation ? 1 : 0,
    subFrames: Boolean(preferences.nodeIntegrationInSubFrames),
    ipcTrace: launch.ipcTrace !== '',
    allowRunningInsecureContent: allowRunningInsecureContent ?? webSecurity === false,
    playbackRequiresUserGesture: autoplayPolicy !== undefined && autoplayPolicy !== 'no-user-gesture-required'
  }
}

/** Names that only the runtime's own scripts of one page know. */
function secretNames () {
  const names = ['scriptKey', 'relayEvent', 'otherRelayEvent', 'frameHello', 'frameWake', 'frameScriptKey', 'frameRelayEvent']
  return Object.fromEntries(names.map((name) => [name, `runtime:${randomToken()}`]))
}

const toJson = (config) => JSON.stringify(config).replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')

// As in Electron, a sandboxed page's have none.
const workersHaveNode = ({ nodeIntegrationInWorker, sandbox }) => Boolean(nodeIntegrationInWorker && !sandbox)

/** The part of the preferences that the page's shim needs, as JSON. */
function shimConfig (preferences, given, webContentsId, names) {
  return toJson({
    ...names,
    ...(launch.ipcTrace ? { ipcTrace: true } : {}),
    webContentsId,
    nodeIntegration: preferences.nodeIntegration,
    nodeIntegrationInWorker: workersHaveNode(preferences),
    contextIsolation: preferences.contextIsolation,
    isolationStated: (given.contextIsolation ?? null) !== null,
    sandbox: preferences.sandbox,
    webviewTag: preferences.webviewTag,
    nativeWindowOpen: preferences.nativeWindowOpen,
    openerId: preferences.openerId,
    remote: preferences.enableRemoteModule,
    remoteStated: given.enableRemoteModule === true,
    sendsWhatItCan: compat.sendsWhatItCan,
    sendSyncTimeout: preferences.sendSyncTimeout,
    remoteBuiltins: Object.keys(require('../electron')),
    // Stated in so many words: then pages from the network get it as well.
    everywhere: given.nodeIntegration === true,
    ownSchemes: ownSchemes(),
    fetchSchemes: fetchSchemes(),
    filePath: compat.mayBeOlderThan(32),
    screen: compat.level !== null && compat.mayBeOlderThan(7),
    appPath: require('./app').getAppPath(),
    resourcesPath: process.resourcesPath
  })
}

/** What the relay of the main world knows: no more than its own names, and what installs in a page. */
function mainRelayConfig (preferences, { scriptKey, relayEvent, intercepted }) {
  const { nativeWindowOpen, openerId } = preferences
  return toJson({ scriptKey, relayEvent, intercepted, world: 0, nativeWindowOpen, openerId, nodeIntegrationInWorker: workersHaveNode(preferences), ownSchemes: ownSchemes(), fetchSchemes: fetchSchemes(), filePath: compat.mayBeOlderThan(32) })
}

/** The same for the relay of another isolated world. */
function relayConfig ({ scriptKey, otherRelayEvent }, world) {
  return toJson({ scriptKey, relayEvent: otherRelayEvent, world })
}

/** What frames know that get no shim. */
function frameAgentConfig ({ frameHello, frameWake, frameRelayEvent }) {
  return toJson({ frameHello, frameWake, frameRelayEvent })
}

/** The relay that is put into such a frame, in reach of its page. */
function frameRelayConfig ({ frameScriptKey, frameRelayEvent }) {
  return toJson({ scriptKey: frameScriptKey, relayEvent: frameRelayEvent, isFrame: true })
}

module.exports = { withDefaults, nativeOptions, secretNames, shimConfig, mainRelayConfig, relayConfig, frameAgentConfig, frameRelayConfig }
