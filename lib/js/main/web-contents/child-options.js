'use strict'

const compat = require('../compat')
const { recordOf } = require('../api/browser-window-record')

// What a window that a page opens has from its opener.

// A child is never allowed more than its opener.
const restrictions = { contextIsolation: true, javascript: false, nodeIntegration: false, enableRemoteModule: false, sandbox: true, webviewTag: false, nodeIntegrationInSubFrames: false }

// From this release of Electron on, a child has its opener's restrictions, and nothing else of it.
const SEPARATE = 14

const isSeparate = (opener) => compat.level === null ? typeof opener._preferences.preload === 'string' : compat.level >= SEPARATE

function restrictionsOf (opener) {
  const inherited = {}
  for (const [name, value] of Object.entries(restrictions)) {
    if (opener._preferences[name] === value) inherited[name] = value
  }
  return inherited
}

/** Options of the opener's window that its child has as well. */
function windowOptionsOf (opener) {
  const given = opener._owner ? recordOf(opener._owner)?.given : null
  if (!given) return {}
  const { webPreferences, webContents, show, title, ...rest } = given
  return rest
}

/**
 * @param {WebContents} opener
 * @param {{options: object, webPreferences: object}} features
 * @param {?object} override overrideBrowserWindowOptions
 */
function childOptions (opener, features, override) {
  const options = { show: true, width: 800, height: 600, ...features.options, ...override }
  if (isSeparate(opener)) {
    options.webPreferences = { ...features.webPreferences, ...restrictionsOf(opener), ...override?.webPreferences }
    return options
  }
  const { preload, ...parsed } = features.webPreferences
  return {
    ...windowOptionsOf(opener),
    ...options,
    webPreferences: { ...opener._givenPreferences, ...parsed, ...restrictionsOf(opener), ...override?.webPreferences }
  }
}

/** What the child's preferences are where nothing says otherwise. */
function childDefaults (opener) {
  return isSeparate(opener) ? { nodeIntegration: false, contextIsolation: true } : {}
}

module.exports = { childDefaults, childOptions }
