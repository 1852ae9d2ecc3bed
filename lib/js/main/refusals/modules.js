'use strict'

const { elsewhere, engine, notYet, views } = require('./reasons')

// Parts of Electron's main module that are not here. They are there to be imported; using one throws, by name: the methods,
// properties and, with isClass, the constructor. `answers` are what can be said all the same, `ignored` methods do nothing.

const CLASS = { isClass: true }

module.exports = {
  BaseWindow: { ...CLASS, reason: views, methods: ['fromId', 'getAllWindows', 'getFocusedWindow'] },
  contentTracing: { reason: engine, methods: ['getCategories', 'getTraceBufferUsage', 'startRecording', 'stopRecording'] },
  desktopCapturer: { reason: engine, methods: ['getSources'] },
  ImageView: { ...CLASS, reason: views },
  netLog: { reason: engine, methods: ['startLogging', 'stopLogging'], properties: ['currentlyLogging'] },
  pushNotifications: { reason: elsewhere, methods: ['registerForAPNSNotifications', 'unregisterForAPNSNotifications'], events: true },
  utilityProcess: { reason: notYet, methods: ['fork'] },
  View: { ...CLASS, reason: views },
  WebContentsView: { ...CLASS, reason: views }
}
