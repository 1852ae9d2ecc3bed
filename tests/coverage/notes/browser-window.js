'use strict'

module.exports = {
  elsewhere: {
    'BrowserWindowOptions.disableAutoHideCursor': 'for macOS: on Linux, Chromium hides no cursor while one types',
    'BrowserWindowOptions.roundedCorners': 'for macOS: on Linux, window managers draw the corners',
    'BrowserWindowOptions.titleBarOverlay': "Electron 19's is for Windows and macOS; without an effect, as there on Linux"
  }
}
