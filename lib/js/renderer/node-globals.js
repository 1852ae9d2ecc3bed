'use strict'

const { EventEmitter } = require('./event-emitter')

/**
 * Gives the page `require`, `process`, `global` and the rest that Electron's nodeIntegration puts there.
 */
exports.installNodeGlobals = (config, electron) => {
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  const nodeProcess = Object.assign(new EventEmitter(), config.process, {
    type: 'renderer',
    contextIsolated: false,
    sandboxed: false,
    isMainFrame: globalThis.top === globalThis,
    nextTick: (callback, ...args) => queueMicrotask(() => callback(...args))
  })
  const require = (name) => {
    if (name === 'electron' || name === 'electron/renderer' || name === 'electron/common') return electron
    throw new Error(`Cannot find module '${name}': pages can require 'electron' only; require('electron').remote.require('${name}') gives the main process's`)
  }
  define('require', require)
  define('process', nodeProcess)
  define('global', globalThis)
  define('module', { exports: {}, id: '.', paths: [] })
  define('exports', globalThis.module.exports)
  const file = location.protocol === 'file:' ? decodeURIComponent(location.pathname) : config.process.resourcesPath + '/electron.asar/renderer/init.js'
  define('__filename', file)
  define('__dirname', file.slice(0, file.lastIndexOf('/')))
}
