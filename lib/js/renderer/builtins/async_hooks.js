'use strict'

const { EventEmitter } = require('events')
const { refusing } = require('./support/refusal')

// The engine of a page tells nobody what was started by what. So there are the classes that packages wrap their callbacks with,
// and a store that is there as long as `run` is on the stack.

let lastId = 1
let warned = false

const bind = (callback, self) => function (...args) { return callback.apply(self ?? this, args) }

class AsyncResource {
  #id = ++lastId

  constructor (type) {
    this.type = type
    Object.defineProperty(this, 'type', { enumerable: false })
  }

  asyncId () { return this.#id }
  triggerAsyncId () { return 1 }
  emitDestroy () { return this }
  runInAsyncScope (callback, self, ...args) { return callback.apply(self, args) }
  bind (callback, self = this) { return bind(callback, self) }
  static bind (callback, type, self) { return bind(callback, self) }
}

class AsyncLocalStorage {
  #store = undefined

  run (store, callback, ...args) {
    const before = this.#store
    this.#store = store
    try {
      const result = callback(...args)
      if (!warned && typeof result?.then === 'function') {
        warned = true
        console.warn('AsyncLocalStorage in a page keeps its store while run() is on the stack, and not behind an await')
      }
      return result
    } finally {
      this.#store = before
    }
  }

  exit (callback, ...args) { return this.run(undefined, callback, ...args) }
  getStore () { return this.#store }
  enterWith (store) { this.#store = store }
  disable () { this.#store = undefined }
  static bind (callback) { return callback }
  static snapshot () { return (callback, ...args) => callback(...args) }
}

class EventEmitterAsyncResource extends EventEmitter {
  asyncResource = new AsyncResource('EventEmitterAsyncResource')
}

module.exports = {
  AsyncLocalStorage,
  AsyncResource,
  EventEmitterAsyncResource,
  asyncWrapProviders: Object.freeze({}),
  createHook: refusing('createHook', 'async_hooks.createHook()', 'the engine of a page has no such events'),
  executionAsyncId: () => 1,
  executionAsyncResource: () => ({}),
  triggerAsyncId: () => 0
}
