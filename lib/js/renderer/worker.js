'use strict'

const channels = require('../common/channels')
const { createIpcRenderer } = require('./api/ipc-renderer')
const { createDocumentDoor } = require('./document-door')
const { createFrameRequest } = require('./frame-request')
const { createLink } = require('./link')
const { createBuiltins } = require('./node/builtins')
const { installNodeGlobals } = require('./node/globals')
const { createNode } = require('./node/node')
const { createProcess } = require('./node/process')
const { installNodeWorkers } = require('./node-workers')

// Milliseconds between two looks for an answer that is late.
const longestPause = 20

/** Of Electron's modules none works in a worker, in Electron either. */
const noElectron = new Proxy({}, {
  get (target, name) {
    if (typeof name === 'symbol' || name === '__esModule' || name === 'then') return undefined
    throw new Error(`electron.${name} is not supported in a worker: Electron's modules are for one thread`)
  }
})

/** A blob has no place; the worker is where its script is. */
function pretendToBeAt (url) {
  const place = new URL(url)
  const whole = (given) => new URL(`${given}`, url).href
  Object.defineProperty(globalThis, 'location', { value: place, configurable: true, enumerable: true })
  const { fetch, importScripts, Request } = globalThis
  globalThis.importScripts = (...urls) => importScripts(...urls.map(whole))
  globalThis.fetch = (input, init) => fetch(input instanceof Request ? input : whole(input), init)
  globalThis.Request = class extends Request {
    constructor (input, init) { super(input instanceof Request ? input : whole(input), init) }
  }
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, given, ...rest) { return open.call(this, method, whole(given), ...rest) }
  return importScripts
}

function openDoor (door) {
  const request = createFrameRequest(door)
  const id = request('-:worker:')
  if (!id) throw new Error('The main process gives this worker no Node')
  let pause = 1
  const ask = (text) => {
    if (text !== 'wait') {
      pause = 1
      return request(text)
    }
    pause = Math.min(pause * 2, longestPause)
    return request(`${id}:wait:`, pause)
  }
  return { id, request, door: createDocumentDoor({ ask }, id, () => {}) }
}

/**
 * Messages that arrive while a module is still being loaded come after it, as where the engine loads it.
 *
 * @returns {() => void} hands them on
 */
function holdMessages () {
  let held = []
  const hold = (event) => {
    event.stopImmediatePropagation()
    held.push(event)
  }
  addEventListener('message', hold)
  return () => {
    removeEventListener('message', hold)
    for (const { data, ports } of held) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }))
    held = []
  }
}

/**
 * Runs first in a worker with Node.
 *
 * @param {object} config of the window
 * @param {object} door {syncUrl, frameTag}; nodeWorker, which the page has put before the shim, is {url, type, isInline} of the worker's script
 */
exports.start = (config, door) => {
  const { url, type, isInline } = globalThis.nodeWorker
  delete globalThis.nodeWorker
  const { id, request, door: documentDoor } = openDoor(door)
  const link = createLink(documentDoor, { ...config, contextIsolation: true, sendSyncTimeout: undefined })
  addEventListener('message', (event) => {
    event.stopImmediatePropagation()
    const [port] = event.ports
    port.onmessage = () => documentDoor.fetch()
    port.postMessage(id)
    const { close } = globalThis
    globalThis.close = () => {
      request(`>${id}:end:`)
      port.postMessage('end')
      close()
    }
  }, { once: true })
  const nativeImport = pretendToBeAt(url)
  Object.assign(link, createIpcRenderer(link))
  const start = link.ipcRendererInternal.sendSync(channels.WORKER_START)
  start.clockAt = performance.now()
  const process = createProcess(config, start, link, (name) => builtins.load(name))
  Object.assign(process, { type: 'worker', contextIsolated: undefined, isMainFrame: undefined })
  const builtins = createBuiltins({ link, config, start, process, loader: module.loader })
  const node = createNode({ link, config, start, builtins, process, electron: noElectron })
  installNodeGlobals(node, { nodeIntegration: true })
  const ipc = link.ipcRendererInternal
  installNodeWorkers({
    ask: (...args) => ipc.sendSync(...args),
    send: (...args) => ipc.send(...args),
    on: (channel, listener) => ipc.on(channel, (event, ...args) => listener(...args))
  })
  // Follows in the same text.
  if (isInline) return
  if (type !== 'module') {
    nativeImport(url)
    return
  }
  const release = holdMessages()
  import(url).catch((error) => reportError(error)).finally(release)
}
