'use strict'

const channels = require('../../common/channels')
const { TO_MAIN, crossed, rejectWith } = require('../../common/errors')
const { createUnwrap, createWrap } = require('../../common/remote-values')
const { Prototypes, assertExportable, isPureData, membersOf } = require('./members')
const { isPromise } = require('util').types

/** callback of a page, as main has it → { context, id } */
const callbackOrigins = new WeakMap()

// One for all contexts: registries that come and go with their documents were seen to stop working under load (V8 10.2).
const collected = new FinalizationRegistry(({ context, entry }) => context._onCollected(entry))

/** Takes a listener off whatever it listens to. @returns {string[]} the events */
const removeFromEmitter = (emitter, listener) => {
  const events = []
  if (emitter === null || typeof emitter !== 'object' || typeof emitter.eventNames !== 'function' ||
    typeof emitter.removeListener !== 'function') return events
  for (const name of emitter.eventNames()) {
    const count = emitter.rawListeners(name).filter((raw) => raw === listener || raw.listener === listener).length
    for (let i = 0; i < count; i++) emitter.removeListener(name, listener)
    if (count > 0) events.push(String(name))
  }
  return events
}

/**
 * What the main process knows of one document of a page. It lives until the document is gone; then everything that the document
 * held is let go, and its callbacks do nothing any more.
 */
class Context {
  #prototypes = new Prototypes()
  /** id → { reference: WeakRef, count } */
  #callbacks = new Map()
  #released = []
  /** id of a promise of the page → { resolve, reject } */
  #promises = new Map()
  #lastPromise = 0

  /** @param {{_sendInternal: Function}} target gets the messages for the document */
  constructor (webContents, id, registry, target = webContents) {
    this.webContents = webContents
    this.target = target
    this.id = id
    this.registry = registry
    this.owner = `${webContents.id}-${id}`
    this.isReleased = false
    /** Objects of Electron's API: their methods give data as copies. */
    this.builtins = new WeakSet()
  }

  get isAlive () {
    return !this.isReleased && !this.webContents.isDestroyed()
  }

  get callbackCount () {
    return this.#callbacks.size
  }

  release () {
    this.isReleased = true
    this.registry.clear(this.owner)
    this.#callbacks.clear()
    this.#promises.clear()
    this.#released.length = 0
  }

  /**
   * Converts for a message to the page, and hands the result to `deliver`. What the page then holds is counted; when the
   * conversion or the delivery fails, it is not.
   *
   * @param {boolean} options.isAnswer whether it is the answer to a synchronous message
   * @param {boolean} options.copies whether plain data goes as copies
   */
  export (value, deliver, { isAnswer = false, copies = false } = {}) {
    if (!this.isAlive) throw new Error('The document is gone')
    const added = []
    const described = []
    const reference = (object) => {
      const id = this.registry.add(this.owner, object)
      added.push(id)
      return id
    }
    const wrap = createWrap((object, wrap) => {
      assertExportable(object)
      if (isPromise(object)) return this.#exportPromise(object, copies)
      if (typeof object === 'function') return this.#exportFunction(object, reference, described)
      if (copies && isPureData(object)) return wrap.copy(object)
      return { t: 'object', id: reference(object), own: membersOf(object), chain: this.#chain(object, described) }
    })
    try {
      deliver(wrap(value))
    } catch (error) {
      for (const id of added) this.registry.release(this.owner, id)
      throw error
    }
    if (isAnswer) this.#prototypes.learn(described)
  }

  #chain (object, described) {
    return this.#prototypes.chain(Object.getPrototypeOf(object), described)
  }

  #exportFunction (value, reference, described) {
    const origin = callbackOrigins.get(value)
    if (origin !== undefined && origin.context === this) return { t: 'local', id: origin.id }
    const prototype = Object.getOwnPropertyDescriptor(value, 'prototype')?.value
    const isConstructor = typeof prototype === 'object' && prototype !== null
    return {
      t: 'function',
      id: reference(value),
      own: membersOf(value),
      chain: this.#chain(value, described),
      name: String(value.name),
      length: Number.isInteger(value.length) ? value.length : 0,
      prototype: isConstructor ? this.#prototypes.chain(prototype, described) : null
    }
  }

  #exportPromise (promise, copies) {
    const id = ++this.#lastPromise
    const settle = (isFulfilled) => (value) => {
      if (!this.isAlive) return
      const send = (meta, fulfilled = isFulfilled) => this.send(channels.REMOTE_SETTLE, id, fulfilled, meta)
      try {
        this.export(value, send, { copies })
      } catch (error) {
        this.export(error, (meta) => send(meta, false))
      }
    }
    // What fails here fails because the page went in between.
    promise.then(settle(true), settle(false)).catch(() => {})
    return { t: 'promise', id }
  }

  /** Converts what the page sent. @throws for anything malformed */
  import (metas) {
    return createUnwrap((meta, unwrap) => {
      switch (meta.t) {
        case 'remote':
          return this.object(meta.id, 'use')
        case 'member':
          return this.object(meta.id, 'use a method of')[String(meta.name)]
        case 'callback':
          return this.#importCallback(meta)
        case 'return': {
          const value = unwrap(meta.value)
          return () => value
        }
        case 'promise':
          return this.#importPromise(meta)
        default:
          throw new TypeError('Malformed message: unknown kind of value')
      }
    })(metas)
  }

  /**
   * @param {string} purpose what is to be done with the object, or with its member
   * @returns {object|Function} what the page holds under this id
   */
  object (id, purpose, member = null) {
    const object = this.registry.get(this.owner, id)
    if (object !== undefined) return object
    const what = member === null ? '' : `'${String(member)}' of `
    throw new Error(`Cannot ${purpose} ${what}missing remote object ${String(id)}`)
  }

  #importPromise ({ id }) {
    if (!Number.isInteger(id)) throw new TypeError('Malformed message: bad promise')
    return new Promise((resolve, reject) => this.#promises.set(id, { resolve, reject }))
  }

  /** The page tells how a promise of its own ended. */
  settle (id, isFulfilled, meta) {
    const promise = this.#promises.get(id)
    if (promise === undefined) return
    this.#promises.delete(id)
    const value = this.import(meta)
    if (isFulfilled === true) promise.resolve(value)
    else rejectWith(promise.resolve, (callers) => crossed(value, TO_MAIN, 'remote: a promise', callers))
  }

  #importCallback ({ id, location }) {
    if (!Number.isInteger(id)) throw new TypeError('Malformed message: bad callback')
    const known = this.#callbacks.get(id)
    const callback = known === undefined ? undefined : known.reference.deref()
    if (callback !== undefined) {
      known.count++
      return callback
    }
    const created = this.#createCallback(id, String(location).slice(0, 500))
    const entry = { id, reference: new WeakRef(created), count: 1 }
    this.#callbacks.set(id, entry)
    collected.register(created, { context: this, entry })
    return created
  }

  #createCallback (id, location) {
    const context = this
    let isDropped = false
    const callback = function (...args) {
      if (isDropped) return
      let problem = 'of a page that is gone was called'
      if (context.isAlive) {
        try {
          context.export(args, (meta) => context.send(channels.REMOTE_CALLBACK, id, meta))
          return
        } catch (error) {
          // The page can go at any time; otherwise it is the arguments, which the next call may have better.
          if (context.isAlive) {
            console.warn(`remote: a call of a page's function, given at ${location}, was dropped: ${error.message}`)
            return
          }
          problem = 'of a page that goes was called'
        }
      }
      isDropped = true
      const events = removeFromEmitter(this, callback)
      const heard = events.length > 0 ? `; it was listening for ${events.map((name) => `'${name}'`).join(', ')}` : ''
      console.warn(`remote: a function ${problem}, and is dropped. It was given at ${location}${heard}`)
    }
    callbackOrigins.set(callback, { context, id })
    return callback
  }

  _onCollected (entry) {
    if (this.#callbacks.get(entry.id) === entry) this.#callbacks.delete(entry.id)
    if (!this.isAlive) return
    if (this.#released.length === 0) setImmediate(() => this.#flush())
    this.#released.push(entry.id, entry.count)
  }

  #flush () {
    const released = this.#released.splice(0)
    if (released.length > 0 && this.isAlive) this.send(channels.REMOTE_RELEASE_CALLBACK, released)
  }

  send (channel, ...args) {
    this.target._sendInternal(channel, this.id, ...args)
  }
}

module.exports = { Context }
