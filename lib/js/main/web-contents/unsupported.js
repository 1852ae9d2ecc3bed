'use strict'

const { warnOnce } = require('../report')

// Names of Electron's WebContents that are not here yet. A call throws, by name.
const methods = [
  'addWorkSpace', 'adjustSelection', 'beginFrameSubscription', 'centerSelection', 'clone', 'copyVideoFrameAt',
  'disableDeviceEmulation', 'enableDeviceEmulation', 'endFrameSubscription', 'getAllSharedWorkers', 'getFrameRate',
  'getMediaSourceId', 'getOrCreateDevToolsTargetId', 'getPreferredSize', 'getPrinters', 'getPrintersAsync',
  'getWebRTCIPHandlingPolicy', 'getWebRTCUDPPortRange', 'hasServiceWorker', 'inspectServiceWorker', 'inspectSharedWorker',
  'inspectSharedWorkerById', 'print', 'removeWorkSpace', 'savePage', 'saveVideoFrameAs', 'setFrameRate',
  'setLayoutZoomLevelLimits', 'setSize', 'setWebRTCIPHandlingPolicy', 'setWebRTCUDPPortRange', 'startDrag', 'startPainting', 'stopPainting',
  'takeHeapSnapshot', 'unregisterServiceWorker'
]
// These only ask for something that makes no difference to what the app does next.
const ignored = [
  'decrementCapturerCount', 'incrementCapturerCount', 'invalidate', 'setCaretBrowsingEnabled', 'setIgnoreMenuShortcuts', 'setImageAnimationPolicy',
  'setZoomMode', 'showDefinitionForSelection'
]
const properties = ['debugger', 'frameRate', 'caretBrowsingEnabled', 'zoomMode']

/** Gives `prototype` all of these names that it has not. */
function installUnsupported (prototype) {
  const define = (name, descriptor) => {
    if (!(name in prototype)) Object.defineProperty(prototype, name, { configurable: true, ...descriptor })
  }
  for (const name of methods) {
    define(name, {
      writable: true,
      value: () => {
        throw new Error(`webContents.${name} is not supported`)
      }
    })
  }
  for (const name of ignored) {
    define(name, { writable: true, value: () => warnOnce(`webContents.${name} is not supported and has no effect`) })
  }
  for (const name of properties) {
    define(name, {
      get () {
        throw new Error(`webContents.${name} is not supported`)
      },
      set () {
        throw new Error(`webContents.${name} is not supported`)
      }
    })
  }
}

module.exports = { installUnsupported }
