'use strict'

const { elsewhere, extensions, notYet, views } = require('./reasons')

// Names of Electron's BrowserWindow, and of its class.
module.exports = {
  methods: {
    addBrowserView: notYet,
    addTabbedWindow: elsewhere,
    getAccentColor: elsewhere,
    getContentView: views,
    getTrafficLightPosition: elsewhere,
    getWindowButtonPosition: elsewhere,
    hookWindowMessage: elsewhere,
    invalidateShadow: elsewhere,
    isContentProtected: elsewhere,
    isHiddenInMissionControl: elsewhere,
    isSnapped: elsewhere,
    isWindowMessageHooked: elsewhere,
    mergeAllWindows: elsewhere,
    moveTabToNewWindow: elsewhere,
    removeBrowserView: notYet,
    selectNextTab: elsewhere,
    selectPreviousTab: elsewhere,
    setAccentColor: elsewhere,
    setAppDetails: elsewhere,
    setAutoHideCursor: elsewhere,
    setBrowserView: notYet,
    setContentView: views,
    setHiddenInMissionControl: elsewhere,
    setThumbnailClip: elsewhere,
    setThumbnailToolTip: elsewhere,
    setTitleBarOverlay: notYet,
    setTopBrowserView: notYet,
    setTrafficLightPosition: elsewhere,
    setWindowButtonPosition: elsewhere,
    setWindowButtonVisibility: elsewhere,
    showAllTabs: elsewhere,
    toggleTabBar: elsewhere,
    unhookAllWindowMessages: elsewhere,
    unhookWindowMessage: elsewhere
  },
  statics: {
    addDevToolsExtension: extensions,
    addExtension: extensions,
    fromBrowserView: notYet,
    getDevToolsExtensions: extensions,
    getExtensions: extensions,
    removeDevToolsExtension: extensions,
    removeExtension: extensions
  },
  events: {}
}
