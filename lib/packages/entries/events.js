'use strict'

const EventEmitter = require('events/')
const iterate = require('events.on/ponyfill')
const { abortError, invalidArgType, outOfRange, unhandledError } = require('../../js/common/node-errors')

// The class is the package's, which constructors of all eras can call and inherit from. It is as old as Node 11, so this
// adds what came later, and Node's codes of errors.

const { prototype } = EventEmitter
const errorMonitor = Symbol('events.errorMonitor')

const define = (name, value) => Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: true })

for (const name of ['addListener', 'prependListener', 'once', 'prependOnceListener', 'removeListener']) {
  const original = prototype[name]
  const method = {
    [name] (type, listener) {
      if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener)
      return original.call(this, type, listener)
    }
  }[name]
  define(name, method)
}
define('on', prototype.addListener)
define('off', prototype.removeListener)

const emit = prototype.emit
define('emit', function (type, ...args) {
  if (type === 'error') {
    const events = this._events
    if (events?.[errorMonitor] !== undefined) emit.call(this, errorMonitor, ...args)
    if (events?.error === undefined && !(args[0] instanceof Error)) throw unhandledError(args[0])
  }
  return emit.call(this, type, ...args)
})

const checkCount = (n, name) => {
  if (typeof n !== 'number' || n < 0 || Number.isNaN(n)) throw outOfRange(name, 'a non-negative number', n)
}

define('setMaxListeners', function setMaxListeners (n) {
  checkCount(n, 'n')
  this._maxListeners = n
  return this
})

// Node 18.16 counts those of one listener when it is given.
const listenerCount = prototype.listenerCount
define('listenerCount', function (type, listener) {
  if (typeof listener !== 'function') return listenerCount.call(this, type)
  return this.rawListeners(type).filter((one) => one === listener || one.listener === listener).length
})

function setMaxListeners (n = EventEmitter.defaultMaxListeners, ...targets) {
  checkCount(n, 'n')
  if (targets.length === 0) EventEmitter.defaultMaxListeners = n
  for (const target of targets) {
    if (typeof target.setMaxListeners === 'function') target.setMaxListeners(n)
    else if (!(target instanceof EventTarget)) throw invalidArgType('eventTargets', 'an instance of EventEmitter or EventTarget', target)
  }
}

function getEventListeners (emitter, type) {
  if (typeof emitter.listeners === 'function') return emitter.listeners(type)
  throw invalidArgType('emitter', 'an instance of EventEmitter', emitter)
}

/**
 * An emitter that passes on what `emitter` emits, and what goes wrong, until `stop`.
 *
 * @param {EventEmitter|EventTarget} emitter
 * @param {AbortSignal} signal
 */
function relay (emitter, event, signal) {
  if (signal.aborted) throw abortError(signal)
  const source = new EventEmitter()
  const isEmitter = typeof emitter.on === 'function'
  const forward = (...args) => source.emit('event', ...args)
  const fail = (error) => source.emit('error', error)
  const abort = () => {
    stop()
    if (source.listenerCount('error') > 0) fail(abortError(signal))
  }
  const stop = () => {
    signal.removeEventListener('abort', abort)
    if (!isEmitter) return emitter.removeEventListener(event, forward)
    emitter.removeListener(event, forward)
    emitter.removeListener('error', fail)
  }
  signal.addEventListener('abort', abort)
  if (isEmitter) {
    emitter.on(event, forward)
    if (event !== 'error') emitter.on('error', fail)
  } else {
    emitter.addEventListener(event, forward)
  }
  return { source, stop }
}

const iterateSafely = (emitter, event, options) => {
  if (typeof emitter.on !== 'function' && typeof emitter.addEventListener !== 'function') {
    throw invalidArgType('emitter', 'an instance of EventEmitter', emitter)
  }
  if (options?.signal === undefined) return iterate(emitter, event)
  const { source, stop } = relay(emitter, event, options.signal)
  const iterator = iterate(source, 'event')
  const end = iterator.return
  iterator.return = () => {
    stop()
    return end()
  }
  return iterator
}

const awaitOnce = EventEmitter.once
const once = async (emitter, event, options) => {
  if (options?.signal === undefined) return awaitOnce(emitter, event)
  const { source, stop } = relay(emitter, event, options.signal)
  try {
    return await awaitOnce(source, 'event')
  } finally {
    stop()
  }
}

Object.assign(EventEmitter, {
  on: iterateSafely,
  once,
  errorMonitor,
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  captureRejections: false,
  getEventListeners,
  getMaxListeners: (emitter) => emitter.getMaxListeners(),
  setMaxListeners,
  usingDomains: false
})

module.exports = EventEmitter
