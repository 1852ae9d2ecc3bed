'use strict'

const { EventEmitter } = require('../../packages/events')

/**
 * The `process` of a page and of its preload scripts.
 *
 * @param {object} config of the window
 * @param {object} start what main said of this document
 */
exports.createProcess = (config, start) => Object.assign(new EventEmitter(), config.process, {
  type: 'renderer',
  argv: start.argv,
  env: start.env,
  pid: start.pid,
  contextId: start.contextId,
  contextIsolated: config.contextIsolation,
  sandboxed: config.sandbox,
  isMainFrame: globalThis.top === globalThis,
  nextTick: (callback, ...args) => queueMicrotask(() => callback(...args))
})
