'use strict'

const { devices, elsewhere, engine, notYet, offscreen, serviceWorkers } = require('./reasons')

// Names of Electron's WebContents.
module.exports = {
  methods: {
    addWorkSpace: notYet,
    adjustSelection: notYet,
    beginFrameSubscription: offscreen,
    centerSelection: notYet,
    clone: notYet,
    copyVideoFrameAt: engine,
    disableDeviceEmulation: notYet,
    enableDeviceEmulation: notYet,
    endFrameSubscription: offscreen,
    getAllSharedWorkers: serviceWorkers,
    getFrameRate: offscreen,
    getMediaSourceId: engine,
    getOrCreateDevToolsTargetId: engine,
    getPreferredSize: notYet,
    getPrinters: notYet,
    getWebRTCIPHandlingPolicy: notYet,
    getWebRTCUDPPortRange: engine,
    hasServiceWorker: serviceWorkers,
    inspectServiceWorker: serviceWorkers,
    inspectSharedWorker: serviceWorkers,
    inspectSharedWorkerById: serviceWorkers,
    print: notYet,
    removeWorkSpace: notYet,
    saveVideoFrameAs: engine,
    setFrameRate: offscreen,
    setLayoutZoomLevelLimits: notYet,
    setSize: notYet,
    setWebRTCIPHandlingPolicy: notYet,
    setWebRTCUDPPortRange: engine,
    startDrag: notYet,
    startPainting: offscreen,
    stopPainting: offscreen,
    unregisterServiceWorker: serviceWorkers
  },
  promises: {
    getPrintersAsync: notYet,
    savePage: notYet,
    takeHeapSnapshot: notYet
  },
  properties: {
    caretBrowsingEnabled: engine,
    debugger: "it needs a connection of the engine's own protocol",
    frameRate: offscreen,
    zoomMode: engine
  },
  statics: {
    fromDevToolsTargetId: engine
  },
  events: {
    paint: offscreen,
    'select-bluetooth-device': devices
  },
  // These only ask for something that makes no difference to what the app does next.
  ignored: {
    decrementCapturerCount: notYet,
    incrementCapturerCount: notYet,
    invalidate: offscreen,
    setCaretBrowsingEnabled: engine,
    setIgnoreMenuShortcuts: notYet,
    setImageAnimationPolicy: engine,
    setZoomMode: engine,
    showDefinitionForSelection: elsewhere
  }
}
