'use strict'

const { extensions, notYet, views } = require('./reasons')

// Names of Electron's BrowserWindow, and of its class.
module.exports = {
  methods: {
    addBrowserView: notYet,
    getContentView: views,
    removeBrowserView: notYet,
    setBrowserView: notYet,
    setContentView: views,
    setTitleBarOverlay: notYet,
    setTopBrowserView: notYet
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
