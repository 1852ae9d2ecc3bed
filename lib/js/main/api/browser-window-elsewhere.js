'use strict'

const { recordOf } = require('./browser-window-record')

// What Electron has on Linux without an effect, and what only other systems have.

const nothing = () => {}
const always = (value) => () => value

const methods = {
  isMovable: [[], always(true)],
  setMovable: [['bool'], nothing],
  isMinimizable: [[], always(true)],
  setMinimizable: [['bool'], nothing],
  isMaximizable: [[], always(true)],
  setMaximizable: [['bool'], nothing],
  isClosable: [[], always(true)],
  setClosable: [['bool'], nothing],
  hasShadow: [[], always(false)],
  setHasShadow: [['bool'], nothing],
  isSimpleFullScreen: [[], always(false)],
  setSimpleFullScreen: [['bool'], nothing],
  isDocumentEdited: [[], always(false)],
  setDocumentEdited: [['bool'], nothing],
  getRepresentedFilename: [[], always('')],
  setRepresentedFilename: [['string'], nothing],
  setSkipTaskbar: [['bool'], nothing],
  setContentProtection: [['bool'], nothing],
  isTabletMode: [[], always(false)],
  setSheetOffset: [['number'], nothing],
  setVibrancy: [['any?'], nothing],
  setBackgroundMaterial: [['string'], nothing],
  setTouchBar: [['any?'], nothing],
  setOverlayIcon: [['any', 'any'], nothing],
  setThumbarButtons: [['any?'], always(false)],
  previewFile: [['string', 'string?'], nothing],
  closeFilePreview: [[], nothing],
  getBrowserView: [[], always(null)],
  getBrowserViews: [[], () => []]
}

/** Not to be had here: they say so by name. */
const unsupported = [
  'addBrowserView', 'addTabbedWindow', 'getAccentColor', 'getContentView', 'getTrafficLightPosition', 'getWindowButtonPosition',
  'hookWindowMessage', 'invalidateShadow', 'isContentProtected', 'isHiddenInMissionControl', 'isSnapped', 'isWindowMessageHooked',
  'mergeAllWindows', 'moveTabToNewWindow', 'removeBrowserView', 'selectNextTab', 'selectPreviousTab', 'setAccentColor',
  'setAppDetails', 'setAutoHideCursor', 'setBrowserView', 'setContentView', 'setHiddenInMissionControl', 'setThumbnailClip',
  'setThumbnailToolTip', 'setTitleBarOverlay', 'setTopBrowserView', 'setTrafficLightPosition', 'setWindowButtonPosition',
  'setWindowButtonVisibility', 'showAllTabs', 'toggleTabBar', 'unhookAllWindowMessages', 'unhookWindowMessage'
]

const unsupportedStatics = [
  'addDevToolsExtension', 'addExtension', 'fromBrowserView', 'getDevToolsExtensions', 'getExtensions', 'removeDevToolsExtension',
  'removeExtension'
]

/** What the window hands to its page. */
const forwarded = [
  'getURL', 'loadURL', 'loadFile', 'reload', 'send', 'capturePage', 'openDevTools', 'closeDevTools', 'toggleDevTools',
  'isDevToolsOpened', 'isDevToolsFocused', 'inspectElement', 'inspectServiceWorker', 'inspectSharedWorker',
  'getBackgroundThrottling', 'setBackgroundThrottling', 'showDefinitionForSelection', 'print'
]

for (const name of unsupported) {
  methods[name] = [[], () => { throw new Error(`BrowserWindow.${name} is not supported`) }]
}

for (const name of forwarded) {
  methods[name] = [[], function (...args) {
    const { webContents } = recordOf(this)
    if (typeof webContents[name] !== 'function') throw new Error(`BrowserWindow.${name} is not supported`)
    return webContents[name](...args)
  }]
}

methods.isWebViewFocused = [[], function () { return recordOf(this).focused }]

function defineStatics (Class) {
  for (const name of unsupportedStatics) {
    Object.defineProperty(Class, name, {
      value: () => { throw new Error(`BrowserWindow.${name} is not supported`) }, writable: true, configurable: true
    })
  }
}

module.exports = { defineStatics, methods }
