'use strict'

const { warnOnce } = require('../report')

// Names of Electron's main module that are not here yet. They are there to be imported; using one throws, by name. Names of other
// systems, such as TouchBar, are in Electron on Linux as well, and do nothing there.

const refuse = (name) => function () {
  throw new Error(`${name} is not supported`)
}

const CLASS = { isClass: true }

const modules = {
  autoUpdater: { methods: ['checkForUpdates', 'getFeedURL', 'quitAndInstall', 'setFeedURL'], events: true },
  BaseWindow: { ...CLASS, methods: ['fromId', 'getAllWindows', 'getFocusedWindow'] },
  BrowserView: { ...CLASS, methods: ['fromId', 'fromWebContents', 'getAllViews'] },
  contentTracing: { methods: ['getCategories', 'getTraceBufferUsage', 'startRecording', 'stopRecording'] },
  crashReporter: {
    methods: ['addExtraParameter', 'getCrashesDirectory', 'getLastCrashReport', 'getParameters', 'getUploadToServer', 'getUploadedReports',
      'removeExtraParameter', 'setUploadToServer'],
    // Apps begin with it, and go on as well without.
    ignored: ['start']
  },
  desktopCapturer: { methods: ['getSources'] },
  globalShortcut: { methods: ['register', 'registerAll', 'unregister'], answers: { isRegistered: () => false, unregisterAll: () => {} } },
  ImageView: CLASS,
  inAppPurchase: {
    methods: ['canMakePayments', 'finishAllTransactions', 'finishTransactionByDate', 'getProducts', 'getReceiptURL', 'purchaseProduct',
      'restoreCompletedTransactions'],
    events: true
  },
  nativeTheme: {
    properties: ['shouldUseDarkColors', 'themeSource', 'shouldUseHighContrastColors', 'shouldUseInvertedColorScheme', 'inForcedColorsMode',
      'prefersReducedTransparency', 'shouldDifferentiateWithoutColor', 'shouldUseDarkColorsForSystemIntegratedUI'],
    events: true
  },
  net: {
    methods: ['isOnline', 'request', 'resolveHost'],
    properties: ['online'],
    answers: { fetch: (...args) => require('./net-fetch').fetch(...args) }
  },
  netLog: { methods: ['startLogging', 'stopLogging'], properties: ['currentlyLogging'] },
  Notification: { ...CLASS, answers: { isSupported: () => false } },
  powerMonitor: {
    methods: ['getCurrentThermalState', 'getSystemIdleState', 'getSystemIdleTime', 'isOnBatteryPower'], properties: ['onBatteryPower'], events: true
  },
  powerSaveBlocker: { methods: ['isStarted', 'start', 'stop'] },
  pushNotifications: { methods: ['registerForAPNSNotifications', 'unregisterForAPNSNotifications'], events: true },
  safeStorage: {
    methods: ['decryptString', 'encryptString', 'getSelectedStorageBackend', 'setUsePlainTextEncryption'],
    answers: { isEncryptionAvailable: () => false }
  },
  ShareMenu: CLASS,
  systemPreferences: {
    methods: ['askForMediaAccess', 'canPromptTouchID', 'getAccentColor', 'getAnimationSettings', 'getColor', 'getEffectiveAppearance',
      'getMediaAccessStatus', 'getSystemColor', 'getUserDefault', 'isSwipeTrackingFromScrollEventsEnabled', 'isTrustedAccessibilityClient',
      'postLocalNotification', 'postNotification', 'postWorkspaceNotification', 'promptTouchID', 'registerDefaults', 'removeUserDefault',
      'setUserDefault', 'subscribeLocalNotification', 'subscribeNotification', 'subscribeWorkspaceNotification',
      'unsubscribeLocalNotification', 'unsubscribeNotification', 'unsubscribeWorkspaceNotification'],
    properties: ['accessibilityDisplayShouldReduceTransparency', 'effectiveAppearance'],
    answers: { isAeroGlassEnabled: () => false, isDarkMode: () => false, isHighContrastColorScheme: () => false, isInvertedColorScheme: () => false },
    events: true
  },
  TouchBar: CLASS,
  Tray: CLASS,
  utilityProcess: { methods: ['fork'] },
  View: CLASS,
  WebContentsView: CLASS,
  webFrameMain: { methods: ['fromFrameToken', 'fromId'] }
}

/** A module, or class, in which everything says so when it is used. */
function createUnsupported (name) {
  const { isClass = false, methods = [], properties = [], answers = {}, ignored = [], events = false } = modules[name]
  const target = isClass ? Object.defineProperty(refuse(name), 'name', { value: name }) : {}
  for (const method of methods) target[method] = refuse(`${name}.${method}`)
  Object.assign(target, answers)
  for (const method of ignored) target[method] = () => warnOnce(`${name}.${method} is not supported and has no effect`)
  for (const property of properties) {
    const access = refuse(`${name}.${property}`)
    Object.defineProperty(target, property, { enumerable: true, configurable: true, get: access, set: access })
  }
  if (events) {
    for (const method of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']) {
      target[method] = function (event) {
        warnOnce(`${name} '${String(event)}' is not supported and is never emitted`)
        return this
      }
    }
    for (const method of ['off', 'removeListener', 'removeAllListeners']) target[method] = function () { return this }
  }
  return target
}

module.exports = { names: Object.keys(modules), createUnsupported }
