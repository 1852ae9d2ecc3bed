'use strict'

const { extensions, views } = require('./reasons')

// Names of Electron's BrowserWindow, and of its class.
module.exports = {
  methods: {
    getContentView: views,
    setContentView: views,
    setTitleBarOverlay: 'window managers draw the buttons of windows, and none over a page'
  },
  statics: {
    addDevToolsExtension: extensions,
    addExtension: extensions,
    getDevToolsExtensions: extensions,
    getExtensions: extensions,
    removeDevToolsExtension: extensions,
    removeExtension: extensions
  },
  events: {}
}
