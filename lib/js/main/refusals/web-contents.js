'use strict'

const { devices, elsewhere, engine, notYet, offscreen, serviceWorkers } = require('./reasons')

const webview = 'there is no <webview>'

// Names of Electron's WebContents.
module.exports = {
  methods: {
    addWorkSpace: engine,
    adjustSelection: notYet,
    beginFrameSubscription: offscreen,
    centerSelection: notYet,
    clone: notYet,
    copyVideoFrameAt: engine,
    endFrameSubscription: offscreen,
    getAllSharedWorkers: serviceWorkers,
    getFrameRate: offscreen,
    getMediaSourceId: engine,
    getOrCreateDevToolsTargetId: engine,
    getPreferredSize: notYet,
    getWebRTCUDPPortRange: engine,
    hasServiceWorker: serviceWorkers,
    inspectServiceWorker: serviceWorkers,
    inspectSharedWorker: serviceWorkers,
    inspectSharedWorkerById: serviceWorkers,
    removeWorkSpace: engine,
    saveVideoFrameAs: engine,
    setFrameRate: offscreen,
    setLayoutZoomLevelLimits: notYet,
    setSize: notYet,
    setWebRTCUDPPortRange: engine,
    startPainting: offscreen,
    stopPainting: offscreen,
    unregisterServiceWorker: serviceWorkers
  },
  properties: {
    caretBrowsingEnabled: engine,
    frameRate: offscreen,
    zoomMode: engine
  },
  statics: {
    fromDevToolsTargetId: engine
  },
  events: {
    'devtools-reload-page': engine,
    'did-attach-webview': webview,
    paint: offscreen,
    'plugin-crashed': 'there are no plug-ins in processes of their own',
    'select-bluetooth-device': devices,
    'will-attach-webview': webview
  },
  // These only ask for something that makes no difference to what the app does next.
  ignored: {
    invalidate: offscreen,
    setCaretBrowsingEnabled: engine,
    setImageAnimationPolicy: engine,
    setZoomMode: engine,
    showDefinitionForSelection: elsewhere
  }
}
