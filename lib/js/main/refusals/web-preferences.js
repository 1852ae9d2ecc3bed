'use strict'

const { elsewhere, engine, offscreen } = require('./reasons')

const wholeProgram = 'Qt WebEngine has it for the whole program only: app.commandLine, before the app is ready'
const isolation = 'each page has its process anyway'

// Names of Electron's WebPreferences.
module.exports = {
  options: {
    accessibleTitle: engine,
    additionArguments: 'its name is additionalArguments',
    affinity: isolation,
    blinkFeatures: wholeProgram,
    disableBlinkFeatures: wholeProgram,
    disableWakeLocks: engine,
    enableBlinkFeatures: wholeProgram,
    enableCornerSmoothingCSS: engine,
    enableDeprecatedPaste: engine,
    experimentalCanvasFeatures: wholeProgram,
    experimentalFeatures: wholeProgram,
    focusOnNavigation: engine,
    imageAnimationPolicy: engine,
    offscreen,
    scrollBounce: elsewhere,
    v8CacheOptions: engine,
    webaudio: engine,
    webviewTag: 'there is no <webview>',
    worldSafeExecuteJavaScript: 'it cannot be turned off',
    zoomMode: engine
  },
  // The values that hold here: asking for them needs no warning.
  inherent: {
    disableWakeLocks: false,
    enableCornerSmoothingCSS: true,
    enableDeprecatedPaste: false,
    experimentalCanvasFeatures: false,
    experimentalFeatures: false,
    focusOnNavigation: true,
    imageAnimationPolicy: 'animate',
    offscreen: false,
    scrollBounce: false,
    v8CacheOptions: 'code',
    webaudio: true,
    webviewTag: false,
    worldSafeExecuteJavaScript: true
  }
}
