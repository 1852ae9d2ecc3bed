'use strict'

// What stands for the shim in a world that has no link of its own, and that world's end of the bridge. Everything here runs
// beside a page's scripts; see bridge/channel.js for what keeps them apart.

const { createCodec } = require('../common/codec')
const { createTarget, introduce } = require('./bridge/channel')
const { End } = require('./bridge/end')
const { installFilePath } = require('./relay-file-path')
const { installPortEvents } = require('./message-ports/port-events')
const { installPageDialogs } = require('./page-dialogs')
const { run } = require('./relay-run')
const { startScriptServices } = require('./script-services')
const { installOwnFetch } = require('./relay-own-fetch')
const { wrapWindowOpen } = require('./relay-window-open')
const codec = createCodec(require('./codec-host'))

const { Error, EvalError } = globalThis
const { apply, defineProperty, has } = Reflect
const evaluate = eval // eslint-disable-line no-eval -- indirect: in the global scope

/** For what comes from main. */
const listeners = { __proto__: null }

/** What the shim's world asks for. */
const requests = {
  __proto__: null,

  run (code, answer) {
    run(code, answer)
  },

  tell (channel, ...args) {
    listeners[channel](...args)
  },

  expose (key, value) {
    if (has(globalThis, key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    defineProperty(globalThis, key, { __proto__: null, value, writable: false, enumerable: true, configurable: false })
  },

  execute (source, args) {
    let func
    try {
      func = evaluate(source)
    } catch (error) {
      if (!(error instanceof EvalError)) throw error
      throw new Error("contextBridge.executeInMainWorld: the page's content security policy forbids it ('unsafe-eval')")
    }
    return apply(func, globalThis, args)
  }
}

/** @param {object} config from lib/js/main/api/web-preferences.js: what the relay of that world has to know */
exports.start = (config) => {
  const { relayEvent, scriptKey, world, isFrame } = config
  if (globalThis[scriptKey]) return
  if (isFrame) return startInFrame(config)
  const target = createTarget()
  const end = new End(target, 'relay', requests, { __proto__: null, expose: true })
  introduce(target, relayEvent, world)
  startScriptServices(scriptKey, (id, kind, value) => end.request('script-result-text', [codec.encode([id, kind, value])]))
  if (world !== 0) return
  installPageDialogs((channel, text) => end.request(channel, [text]))
  const ask = (channel, ...args) => end.request(channel, args)
  const door = { ask, send: ask, on: (channel, listener) => { listeners[channel] = listener } }
  wrapWindowOpen(door, config)
  if (config.nodeIntegrationInWorker) require('./node-workers').installNodeWorkers(door)
  installPortEvents(relayEvent)
  installFilePath(config, ask)
  installOwnFetch(config)
}

/** In a frame that has no shim: its scripts' results are all that frames-agent.js hears. */
function startInFrame ({ relayEvent, scriptKey }) {
  const { dispatchEvent } = EventTarget.prototype
  const { CustomEvent } = globalThis
  startScriptServices(scriptKey, (id, kind, value) => {
    const detail = codec.encode(['script-result-text', [codec.encode([id, kind, value])]])
    apply(dispatchEvent, document, [new CustomEvent(relayEvent, { detail })])
  })
}
