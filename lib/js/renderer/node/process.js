'use strict'

const channels = require('../../common/channels')
const { EventEmitter } = require('../../packages/events')
const { nodeProcess } = require('./process-node')

const KILOBYTE = 1024

// Node's class of `process` has this name.
const PageProcess = { process: class extends EventEmitter {} }.process

/** Asks main, which knows the numbers of the page's process. */
const createAsk = ({ ipcRendererInternal }) => (name, ...args) => {
  const answer = ipcRendererInternal.sendSync(channels.PAGE_PROCESS, name, ...args)
  if (answer === undefined) throw new Error(`process.${name} has no answer while the page is being unloaded`)
  const { value, error } = answer
  if (!error) return value
  const { message, name: kind, fields } = error
  throw Object.assign(new (kind === 'TypeError' ? TypeError : kind === 'RangeError' ? RangeError : Error)(message), fields)
}

/** The page's own engine; in kilobytes. */
const getHeapStatistics = () => {
  const { totalJSHeapSize, usedJSHeapSize, jsHeapSizeLimit } = performance.memory
  const [total, used, limit] = [totalJSHeapSize, usedJSHeapSize, jsHeapSizeLimit].map((bytes) => Math.floor(bytes / KILOBYTE))
  return {
    totalHeapSize: total,
    totalHeapSizeExecutable: 0,
    totalPhysicalSize: total,
    totalAvailableSize: limit - used,
    usedHeapSize: used,
    heapSizeLimit: limit,
    mallocedMemory: 0,
    peakMallocedMemory: 0,
    doesZapGarbage: false
  }
}

/** What Electron adds, sandboxed or not. */
const electronMethods = (link, ask) => ({
  crash: () => link.ipcRendererInternal.send(channels.PAGE_SIGNAL, 'SIGSEGV'),
  hang: () => { for (;;); },
  getBlinkMemoryInfo: () => { throw new Error('process.getBlinkMemoryInfo is not supported: the engine does not tell') },
  getCPUUsage: () => ask('getCPUUsage'),
  getCreationTime: () => ask('getCreationTime'),
  getHeapStatistics,
  getIOCounters: () => ask('getIOCounters'),
  getProcessMemoryInfo: async () => ask('getProcessMemoryInfo'),
  getSystemMemoryInfo: () => ask('getSystemMemoryInfo'),
  getSystemVersion: () => ask('getSystemVersion'),
  uptime: () => performance.now() / 1000
})

/**
 * The `process` of a page and of its preload scripts.
 *
 * @param {object} config of the window
 * @param {object} start what main said of this document
 * @param {(name: string) => any} load Node's built-in modules
 */
exports.createProcess = (config, start, link, load) => {
  const ask = createAsk(link)
  const { argv0, ppid, release, title, features, folder, ids, monotonic, terminals, ...fields } = start.process
  const process = Object.assign(new PageProcess(), fields, {
    type: 'renderer',
    contextId: start.contextId,
    contextIsolated: config.contextIsolation,
    ...(config.sandbox ? { sandboxed: true } : {}),
    isMainFrame: globalThis.top === globalThis
  }, electronMethods(link, ask))
  Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true })
  // A sandboxed preload script has no more than this.
  if (folder === undefined) return process
  Object.assign(process, { argv0, ppid, release, title, features })
  Object.defineProperties(process, Object.getOwnPropertyDescriptors(nodeProcess(process, { folder, ids, monotonic, clockAt: start.clockAt, terminals, link, ask, load })))
  return process
}
