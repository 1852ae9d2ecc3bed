'use strict'

module.exports = {
  partly: {
    'app.configureHostResolver': "checked, and without effect: Qt WebEngine asks the system's resolver",
    'crashReporter.setUploadToServer': 'nothing is uploaded: reports are texts in crashDumps, not minidumps',
    'crashReporter.start': 'reports are texts in crashDumps, with the stack of the main process; nothing is uploaded',
    'process.getBlinkMemoryInfo': 'throws in pages: the engine does not tell',
    'process.takeHeapSnapshot': 'throws in pages: the developer tools take one'
  },
  elsewhere: {
    'app.startAccessingSecurityScopedResource': 'for the Mac App Store; absent, as in Electron on Linux'
  }
}
