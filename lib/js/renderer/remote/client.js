'use strict'

// The page's end of `remote`.

const channels = require('../../common/channels')
const { TO_PAGE, callersOf, crossed, rejectWith } = require('../../common/errors')
const { refusal } = require('../../common/kinds')
const { ANSWER, CALL, GET, REFERENCE, REMOTE, SET, textOf } = require('../../common/remote-texts')
const { createUnwrap, createWrap } = require('../../common/remote-values')
const { CallbacksRegistry } = require('./callbacks-registry')
const { createRemoteObject, defineMembers, findHandler, findMethod } = require('./remote-object')

const { parse, stringify } = JSON

const isRemoteObject = (object) => findHandler(object) !== undefined

// What is held for an object must not refer to it, or it would never be collected.
const collected = new FinalizationRegistry(({ client, held }) => client._onCollected(held))

class Client {
  #ipc
  #contextId
  #texts
  #callbacks = new CallbacksRegistry()
  /** id → { reference: WeakRef, held: { id, count } } */
  #objects = new Map()
  #dropped = []
  /** id of a class's prototype → the page's prototype for it */
  #prototypes = new Map()
  /** id of a promise of main → { resolve, reject } */
  #promises = new Map()
  #lastPromise = 0
  /** function → the value that main gets from it without asking */
  #fixedValues = new WeakMap()
  #setTimeout = globalThis.setTimeout.bind(globalThis)
  #reportError = typeof globalThis.reportError === 'function' ? globalThis.reportError.bind(globalThis) : null

  constructor ({ ipc, contextId, texts }) {
    this.#ipc = ipc
    this.#contextId = contextId
    this.#texts = texts
    const listen = (channel, action) => ipc.on(channel, (event, id, ...args) => {
      if (id === contextId) action(...args)
    })
    listen(channels.REMOTE_CALLBACK, (id, args) => this.#onCallback(id, args))
    listen(channels.REMOTE_RELEASE_CALLBACK, (list) => {
      for (let i = 0; i < list.length; i += 2) this.#callbacks.release(list[i], list[i + 1])
    })
    listen(channels.REMOTE_SETTLE, (id, isFulfilled, meta) => this.#onSettle(id, isFulfilled, meta))
  }

  // What remote objects ask for. `boundary` is the function by which the page's code came in: what is below it on the stack
  // is of no interest to anybody.

  getMember (handler, name, boundary) {
    const answer = this.#ask(GET, handler, stringify(name))
    if (!answer) return this.request(channels.REMOTE_MEMBER_GET, `getting '${name}'`, boundary, handler.id, name)
    return this.#openText(answer, 'getting', name, boundary)
  }

  setMember (handler, name, value, boundary) {
    const answer = this.#askWith(SET, handler, name, [value])
    if (answer) this.#openText(answer, 'setting', name, boundary)
    else this.#requestWith(channels.REMOTE_MEMBER_SET, `setting '${name}'`, boundary, [handler.id, name], value)
  }

  deleteMember (handler, name, boundary) {
    this.request(channels.REMOTE_MEMBER_SET, `deleting '${name}'`, boundary, handler.id, name)
  }

  callMember (handler, name, args, boundary) {
    const answer = this.#askWith(CALL, handler, name, args)
    if (answer) return this.#openText(answer, 'calling', name, boundary)
    return this.#requestWith(channels.REMOTE_MEMBER_CALL, `calling '${name}'`, boundary, [handler.id, name], args)
  }

  constructMember (handler, name, args, boundary) {
    return this.#requestWith(channels.REMOTE_MEMBER_CONSTRUCT, `constructing '${name}'`, boundary, [handler.id, name], args)
  }

  callFunction (handler, args, boundary) {
    return this.#requestWith(channels.REMOTE_CALL, `calling '${handler.target.name}'`, boundary, [handler.id], args)
  }

  constructFunction (handler, args, boundary) {
    return this.#requestWith(channels.REMOTE_CONSTRUCT, `constructing '${handler.target.name}'`, boundary, [handler.id], args)
  }

  fixValue (callback, value) {
    this.#fixedValues.set(callback, value)
  }

  /**
   * Asks by a text of `common/remote-texts.js`.
   *
   * @returns {string|null} null or empty where it has to be asked otherwise
   */
  #ask (kind, handler, text) {
    const texts = this.#texts
    return texts === null ? null : texts.ask(`${REMOTE}${kind}${this.#contextId} ${handler.id} ${text}`)
  }

  #askWith (kind, handler, name, values) {
    let text = `[${stringify(name)}`
    for (let i = 0; i < values.length; i++) {
      const part = textOf(values[i], true, isRemoteObject)
      if (part === '') return null
      text += `,${part}`
    }
    return this.#ask(kind, handler, `${text}]`)
  }

  #openText (text, doing, name, boundary) {
    if (text[0] === ANSWER) return text.length === 1 ? undefined : parse(text.slice(1))
    if (text[0] === REFERENCE) return this.#importObject(parse(text.slice(1)))
    const [isAnswered, [answer]] = this.#texts.decode(text)
    if (!isAnswered) throw answer
    return this.#open(answer, `${doing} '${name}'`, boundary)
  }

  /** @returns {any} the answer of the main process; its exception is thrown */
  request (channel, what, boundary, ...args) {
    return this.#open(this.#ipc.sendSync(channel, this.#contextId, ...args), what, boundary)
  }

  #requestWith (channel, what, boundary, args, exported) {
    const send = (meta) => this.#ipc.sendSync(channel, this.#contextId, ...args, meta)
    return this.#open(this.#export(exported, boundary, send), what, boundary)
  }

  #open (answer, what, boundary) {
    if (!Array.isArray(answer)) throw new Error(`remote: the main process did not answer when ${what}`)
    const value = this.#import(answer[1])
    if (answer[0] === 0) return value
    throw crossed(value, TO_PAGE, `remote: ${what}`, callersOf(boundary))
  }

  /** Converts for main and hands the result to `send`; when that fails, main holds nothing of it. */
  #export (value, boundary, send) {
    const added = []
    const wrap = createWrap((object, wrap, kind) => {
      const handler = findHandler(object)
      if (handler !== undefined) return { t: 'remote', id: handler.id }
      if (typeof object === 'function') {
        const method = findMethod(object)
        if (method !== undefined) return { t: 'member', id: method.id, name: method.name }
        if (this.#fixedValues.has(object)) return { t: 'return', value: wrap(this.#fixedValues.get(object)) }
        const { id, location } = this.#callbacks.add(object, boundary)
        added.push(id)
        return { t: 'callback', id, location }
      }
      if (object instanceof Promise) return this.#exportPromise(object)
      // Nodes of the document and the like.
      if (kind === undefined) throw refusal(Object.prototype.toString.call(object))
      return wrap.copy(object)
    })
    try {
      return send(wrap(value))
    } catch (error) {
      for (const id of added) this.#callbacks.release(id)
      throw error
    }
  }

  #exportPromise (promise) {
    const id = ++this.#lastPromise
    const settle = (isFulfilled) => (value) => {
      const send = (fulfilled) => (meta) => this.#ipc.send(channels.REMOTE_SETTLE, this.#contextId, id, fulfilled, meta)
      try {
        this.#export(value, settle, send(isFulfilled))
      } catch (error) {
        this.#export(error, settle, send(false))
      }
    }
    promise.then(settle(true), settle(false))
    return { t: 'promise', id }
  }

  #import (metas) {
    if (typeof metas !== 'object' || metas === null) return metas
    return createUnwrap((meta) => {
      switch (meta.t) {
        case 'object':
        case 'function':
          return this.#importObject(meta)
        case 'local':
          return this.#callbacks.get(meta.id)
        case 'promise':
          return new Promise((resolve, reject) => this.#promises.set(meta.id, { resolve, reject }))
        default:
          throw new TypeError('Malformed message: unknown kind of value')
      }
    })(metas)
  }

  #importObject (meta) {
    const known = this.#objects.get(meta.id)
    const present = known === undefined ? undefined : known.reference.deref()
    if (present !== undefined) {
      known.held.count++
      findHandler(present).update(meta.own)
      return present
    }
    const prototype = this.#prototypeOf(meta.chain, meta.t === 'function' ? Function.prototype : Object.prototype)
    const classPrototype = meta.t === 'function' && meta.prototype !== null ? this.#prototypeOf(meta.prototype, Object.prototype) : null
    const { proxy } = createRemoteObject(this, meta, prototype, classPrototype)
    const held = { id: meta.id, count: 1 }
    this.#objects.set(meta.id, { reference: new WeakRef(proxy), held })
    collected.register(proxy, { client: this, held })
    return proxy
  }

  /** The prototype that a chain describes: for a class always the same, so that `instanceof` works. */
  #prototypeOf (chain, base) {
    if (chain === null) return base
    if (typeof chain === 'number') return this.#prototypes.get(chain)
    const known = chain.id === undefined ? undefined : this.#prototypes.get(chain.id)
    if (known !== undefined) return known
    const prototype = Object.create(this.#prototypeOf(chain.chain, base))
    defineMembers(prototype, chain.own)
    if (chain.id !== undefined) this.#prototypes.set(chain.id, prototype)
    return prototype
  }

  _onCollected (held) {
    const present = this.#objects.get(held.id)
    // It may have come again since, as another proxy, which counts for itself.
    if (present !== undefined && present.held === held) this.#objects.delete(held.id)
    if (this.#dropped.length === 0) this.#setTimeout(() => this.#flush(), 0)
    this.#dropped.push(held.id, held.count)
  }

  #flush () {
    this.#ipc.send(channels.REMOTE_DEREFERENCE, this.#contextId, this.#dropped.splice(0))
  }

  #onCallback (id, metas) {
    // Even without a callback: main counts what it has sent.
    const args = this.#import(metas)
    const callback = this.#callbacks.get(id)
    if (callback === undefined) return
    try {
      callback(...args)
    } catch (error) {
      if (this.#reportError === null) throw error
      this.#reportError(error)
    }
  }

  #onSettle (id, isFulfilled, meta) {
    const value = this.#import(meta)
    const promise = this.#promises.get(id)
    this.#promises.delete(id)
    if (promise === undefined) return
    if (isFulfilled) promise.resolve(value)
    else rejectWith(promise.resolve, (callers) => crossed(value, TO_PAGE, 'remote: a promise', callers))
  }

  release () {
    this.#ipc.send(channels.REMOTE_CONTEXT_RELEASE, this.#contextId)
  }

  counts () {
    return { objects: this.#objects.size, callbacks: this.#callbacks.size, promises: this.#promises.size }
  }
}

/** The document's last words, after all listeners of the page itself. */
const releaseAtUnload = (client) => {
  if (typeof globalThis.addEventListener !== 'function') return
  const { addEventListener } = globalThis
  addEventListener.call(globalThis, 'pagehide', ({ persisted }) => {
    if (!persisted) addEventListener.call(globalThis, 'unload', () => client.release(), { once: true })
  })
}

/** client of a `remote`, for tests */
const clients = new WeakMap()

/**
 * @param {object} parts
 * @param {object} parts.ipc the internal ipcRenderer: sendSync, send, on
 * @param {string} parts.contextId of this document, not to be guessed
 * @param {string[]} [parts.builtins] names in main's electron module; asked for when absent
 * @param {{ask: Function, decode: Function}} [parts.texts] the link's way of asking by a text of one's own
 * @returns {object} `remote`
 */
const createRemote = ({ ipc, contextId, builtins, texts = null }) => {
  const client = new Client({ ipc, contextId, texts })
  const remote = {
    require: (name) => client.request(channels.REMOTE_REQUIRE, `requiring '${name}'`, remote.require, name),
    getGlobal: (name) => client.request(channels.REMOTE_GLOBAL, `getting the global '${name}'`, remote.getGlobal, name),
    getCurrentWindow: () =>
      client.request(channels.REMOTE_CURRENT_WINDOW, 'getting the current window', remote.getCurrentWindow),
    getCurrentWebContents: () =>
      client.request(channels.REMOTE_CURRENT_WEB_CONTENTS, 'getting the current webContents', remote.getCurrentWebContents),
    /** A function for main that gives it `value` at once, where a function of a page can give nothing. */
    createFunctionWithReturnValue: (value) => {
      const callback = () => value
      client.fixValue(callback, value)
      return callback
    }
  }
  Object.defineProperty(remote, 'process', { enumerable: true, configurable: true, get: () => remote.getGlobal('process') })
  const names = builtins || client.request(channels.REMOTE_BUILTIN, 'listing the modules', createRemote)
  for (const name of names) {
    if (Object.hasOwn(remote, name)) continue
    const get = () => {
      const value = client.request(channels.REMOTE_BUILTIN, `getting '${name}'`, get, name)
      // Held from now on, as an app expects of remote.app.
      Object.defineProperty(remote, name, { value, enumerable: true, configurable: true, writable: true })
      return value
    }
    Object.defineProperty(remote, name, { get, enumerable: true, configurable: true })
  }
  clients.set(remote, client)
  releaseAtUnload(client)
  return remote
}

/** @returns {Client} */
const clientOf = (remote) => clients.get(remote)

module.exports = { clientOf, createRemote }
