'use strict'

const { warnOnce } = require('../report')

// webPreferences → what the page's native half and its shim must know. Where an app states nothing, a window without a
// preload gets the defaults of Electron's early years, with Node's `require` in the page.

const known = new Set([
  'nodeIntegration', 'contextIsolation', 'enableRemoteModule', 'preload', 'partition', 'session', 'sandbox', 'javascript', 'images',
  'webgl', 'plugins', 'webSecurity', 'allowRunningInsecureContent', 'zoomFactor', 'backgroundThrottling', 'devTools',
  'additionalArguments', 'nativeWindowOpen', 'defaultEncoding', 'nodeIntegrationInSubFrames', 'nodeIntegrationInWorker',
  'webviewTag', 'spellcheck', 'defaultFontFamily', 'defaultFontSize', 'defaultMonospaceFontSize', 'minimumFontSize',
  'textAreasAreResizable', 'experimentalFeatures', 'scrollBounce', 'enableBlinkFeatures', 'disableBlinkFeatures',
  'offscreen', 'navigateOnDragDrop', 'autoplayPolicy', 'disableHtmlFullscreenWindowResize', 'safeDialogs',
  'safeDialogsMessage', 'disableDialogs', 'accessibleTitle', 'v8CacheOptions', 'enablePreferredSizeMode', 'transparent',
  'enableWebSQL', 'imageAnimationPolicy'
])

const unsupported = [
  'preload', 'session', 'sandbox', 'additionalArguments', 'nodeIntegrationInSubFrames', 'nodeIntegrationInWorker', 'webviewTag',
  'spellcheck', 'defaultFontFamily', 'defaultFontSize', 'defaultMonospaceFontSize', 'minimumFontSize', 'defaultEncoding',
  'textAreasAreResizable', 'experimentalFeatures', 'enableBlinkFeatures', 'disableBlinkFeatures', 'offscreen',
  'navigateOnDragDrop', 'autoplayPolicy', 'safeDialogs', 'disableDialogs', 'imageAnimationPolicy'
]

/**
 * @param {object} preferences webPreferences as the app gave them
 * @returns {object} every preference that has a default, filled in
 */
function withDefaults (preferences) {
  for (const name of Object.keys(preferences)) {
    if (!known.has(name)) warnOnce(`webPreferences.${name} is not known and has no effect`)
  }
  for (const name of unsupported) {
    if (preferences[name]) warnOnce(`webPreferences.${name} is not supported yet and has no effect`)
  }
  const modern = typeof preferences.preload === 'string'
  return {
    javascript: true,
    images: true,
    webgl: true,
    plugins: false,
    webSecurity: true,
    devTools: true,
    backgroundThrottling: true,
    enableRemoteModule: !modern,
    ...preferences,
    nodeIntegration: preferences.nodeIntegration ?? !modern,
    contextIsolation: preferences.contextIsolation ?? modern
  }
}

/** The part of the preferences that the page's shim needs, as JSON. */
function shimConfig (preferences, given, webContentsId) {
  return JSON.stringify({
    webContentsId,
    nodeIntegration: Boolean(preferences.nodeIntegration) && !preferences.contextIsolation,
    contextIsolation: Boolean(preferences.contextIsolation),
    remote: preferences.enableRemoteModule !== false,
    remoteBuiltins: Object.keys(require('../electron')),
    // Stated in so many words: then pages from the network get it as well.
    everywhere: given.nodeIntegration === true,
    appPath: require('./app').getAppPath(),
    process: {
      platform: process.platform, arch: process.arch, pid: process.pid, execPath: process.execPath,
      resourcesPath: process.resourcesPath, versions: { ...process.versions }
    }
  }).replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')
}

module.exports = { withDefaults, shimConfig }
