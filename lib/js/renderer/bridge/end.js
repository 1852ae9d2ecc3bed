'use strict'

// One end of the bridge between two worlds of a document: calls, promises, and who keeps what alive. Both ends are this.
// A function, a promise or a symbol crosses as a number of its own world's. The other end is not trusted: all that it can do
// is to call what it was given.

const { callersOf, crossed, isError, rejectWith } = require('../../common/errors')
const { refusal } = require('../../common/kinds')
const { createChannel } = require('./channel')
const { FUNCTION, OWN_FUNCTION, OWN_SYMBOL, PROMISE, SYMBOL } = require('./kinds')
const { uncurry } = require('./primordials')
const { Reader } = require('./reader')
const { Writer } = require('./writer')

const { Error, FinalizationRegistry, Map, Promise, Symbol, TypeError, WeakMap, WeakRef, globalThis: globalObject } = globalThis
const { apply, defineProperty } = Reflect
const { isArray } = Array
const { captureStackTrace } = Error
const bind = uncurry(Function.prototype.bind)
const then = uncurry(Promise.prototype.then)
const mapGet = uncurry(Map.prototype.get)
const mapSet = uncurry(Map.prototype.set)
const mapDelete = uncurry(Map.prototype.delete)
const weakGet = uncurry(WeakMap.prototype.get)
const weakSet = uncurry(WeakMap.prototype.set)
const deref = uncurry(WeakRef.prototype.deref)
const register = uncurry(FinalizationRegistry.prototype.register)

// The first part of each packet.
const CALL = 0 // id, trees of the arguments
const SETTLE = 1 // id, whether the promise was kept, tree
const RELEASE = 2 // id of a function
const REQUEST = 3 // name, trees of the arguments
const ABANDON = 4 // id of a promise that nobody can settle any more

// The first part of each answer.
const THROWN = 0
const RETURNED = 1

const unknownException = 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'

const proxies = new FinalizationRegistry(({ end, id }) => { end.release(id) })

const sources = new FinalizationRegistry((source) => { if (!source.isSettled) source.end.abandon(source.id) })

class End {
  /**
   * @param {EventTarget} target
   * @param {'shim'|'relay'} side
   * @param {object} requests name → what to do with the arguments; without a prototype
   * @param {object} frozen name → whether what comes with it is frozen; without a prototype
   */
  constructor (target, side, requests, frozen = { __proto__: null }) {
    this.side = side
    this.wayHere = side === 'shim' ? 'page to preload script' : 'preload script to page'
    this.requests = requests
    this.frozen = frozen
    this.deliver = createChannel(target, side, side === 'shim' ? 'relay' : 'shim', (packet) => this.receive(packet))
    this.lastId = 0
    this.functions = new Map() // id → {own, owner}
    this.idOfFunction = new WeakMap()
    this.proxies = new Map() // id of the other end → WeakRef
    this.idOfProxy = new WeakMap()
    this.promises = new Map() // id of the other end → {resolve, reject}
    this.symbols = new Map() // id → symbol; nothing tells when one is garbage
    this.idOfSymbol = new Map()
    this.symbolsOfOther = new Map()
    this.idOfOther = new Map()
  }

  // How things are named on their way out: see Writer.

  functionNode (own, owner) {
    const idOfOther = weakGet(this.idOfProxy, own)
    if (idOfOther !== undefined) return [OWN_FUNCTION, idOfOther]
    let id = weakGet(this.idOfFunction, own)
    if (id === undefined) {
      id = ++this.lastId
      weakSet(this.idOfFunction, own, id)
    }
    if (mapGet(this.functions, id) === undefined) mapSet(this.functions, id, { own, owner })
    return [FUNCTION, id]
  }

  /** @returns {Array|undefined} undefined for what only says that it is a promise */
  promiseNode (promise) {
    const id = ++this.lastId
    const source = { end: this, id, isSettled: false }
    const settle = (isKept, value) => {
      source.isSettled = true
      this.settle(id, isKept, value)
    }
    try {
      then(promise, (value) => { settle(true, value) }, (reason) => { settle(false, reason) })
    } catch {
      return undefined
    }
    register(sources, promise, source)
    return [PROMISE, id]
  }

  symbolNode (symbol) {
    const idOfOther = mapGet(this.idOfOther, symbol)
    if (idOfOther !== undefined) return [OWN_SYMBOL, idOfOther]
    let id = mapGet(this.idOfSymbol, symbol)
    if (id === undefined) {
      id = ++this.lastId
      mapSet(this.idOfSymbol, symbol, id)
      mapSet(this.symbols, id, symbol)
    }
    return [SYMBOL, id, symbol.description]
  }

  // And on their way in: see Reader.

  functionOf (id) {
    const known = mapGet(this.proxies, id)
    const living = known && deref(known)
    return living === undefined ? this.createProxy(id) : living
  }

  createProxy (id) {
    if (typeof id !== 'number') throw new TypeError('malformed packet')
    const end = this
    const call = function (...args) { return end.call(id, args, call) }
    // Bound, it shows nothing of itself. As in Electron it may be called with `new`, and is called without.
    const proxy = bind(call, undefined)
    defineProperty(proxy, 'name', { __proto__: null, value: '' })
    mapSet(this.proxies, id, new WeakRef(proxy))
    weakSet(this.idOfProxy, proxy, id)
    register(proxies, proxy, { end: this, id })
    return proxy
  }

  ownFunctionOf (id) {
    const entry = mapGet(this.functions, id)
    if (entry === undefined) throw new TypeError('malformed packet')
    return entry.own
  }

  promiseOf (id) {
    let functions
    const promise = new Promise((resolve, reject) => { functions = { resolve, reject } })
    mapSet(this.promises, id, functions)
    return promise
  }

  symbolOf (id, description) {
    let symbol = mapGet(this.symbolsOfOther, id)
    if (symbol === undefined) {
      symbol = Symbol(description)
      mapSet(this.symbolsOfOther, id, symbol)
      mapSet(this.idOfOther, symbol, id)
    }
    return symbol
  }

  ownSymbolOf (id) {
    const symbol = mapGet(this.symbols, id)
    if (symbol === undefined) throw new TypeError('malformed packet')
    return symbol
  }

  // What this end asks of the other.

  call (id, args, caller) {
    if (args.length === 0) return this.ask({ content: [CALL, id], nodes: [] }, caller)
    const writer = new Writer(this)
    let trees
    try {
      trees = writer.list(args)
    } catch (error) {
      if (isError(error)) captureStackTrace(error, caller)
      throw error
    }
    return this.ask({ content: [CALL, id, trees], nodes: writer.nodes }, caller)
  }

  /** @param {Function} [caller] where the stacks of errors begin */
  request (name, args, caller = this.request) {
    const writer = new Writer(this)
    return this.ask({ content: [REQUEST, name, writer.list(args)], nodes: writer.nodes }, caller)
  }

  ask (packet, caller) {
    const answer = this.deliver(packet)
    if (answer === undefined) return undefined
    if (answer === null) throw new Error('The page or preload script that this function belongs to is gone')
    const value = new Reader(this, answer.nodes, false).value(answer.content[1])
    if (answer.content[0] === RETURNED) return value
    throw crossed(value, this.wayHere, 'contextBridge', callersOf(caller))
  }

  settle (id, isKept, value) {
    let packet
    try {
      const writer = new Writer(this)
      packet = { content: [SETTLE, id, isKept, writer.value(value, undefined, 0)], nodes: writer.nodes }
    } catch (error) {
      packet = { content: [SETTLE, id, false, new Writer(this).value(error, undefined, 0)], nodes: [] }
    }
    this.deliver(packet)
  }

  abandon (id) {
    this.deliver({ content: [ABANDON, id], nodes: [] })
  }

  release (id) {
    // Meanwhile the function may have come again.
    const known = mapGet(this.proxies, id)
    if (known === undefined || deref(known) !== undefined) return
    mapDelete(this.proxies, id)
    this.deliver({ content: [RELEASE, id], nodes: [] })
  }

  // What the other asks of this.

  receive ({ content, nodes }) {
    try {
      if (!isArray(content)) throw refusal('a packet')
      const value = this.perform(content, nodes)
      return value === undefined ? undefined : this.answer(RETURNED, value)
    } catch (error) {
      return this.answerError(error)
    }
  }

  /** Always answers: a proxy, or an error that cannot be read, is no exception that is known. */
  answerError (error) {
    try {
      if (isError(error)) return this.answer(THROWN, error)
    } catch {}
    return this.answer(THROWN, new Error(unknownException))
  }

  answer (how, value) {
    const writer = new Writer(this)
    const tree = writer.value(value, undefined, 0)
    return { content: [how, tree], nodes: writer.nodes }
  }

  perform (content, nodes) {
    switch (content[0]) {
      case CALL: {
        const entry = mapGet(this.functions, content[1])
        if (entry === undefined) throw new TypeError('malformed packet')
        const args = content.length > 2 ? new Reader(this, nodes, false).list(content[2]) : []
        return apply(entry.own, entry.owner ?? globalObject, args)
      }
      case SETTLE: {
        const promise = mapGet(this.promises, content[1])
        if (promise === undefined) return undefined
        mapDelete(this.promises, content[1])
        const value = new Reader(this, nodes, false).value(content[3])
        if (content[2]) promise.resolve(value)
        else rejectWith(promise.resolve, (callers) => crossed(value, this.wayHere, 'contextBridge', callers))
        return undefined
      }
      case RELEASE:
        mapDelete(this.functions, content[1])
        return undefined
      case ABANDON:
        mapDelete(this.promises, content[1])
        return undefined
      case REQUEST:
        return this.performRequest(content[1], content[2], nodes)
      default:
        throw new TypeError('malformed packet')
    }
  }

  performRequest (name, trees, nodes) {
    const perform = this.requests[name]
    if (perform === undefined) throw new TypeError('malformed packet')
    const freezes = this.frozen[name] === true
    const reader = new Reader(this, nodes, freezes)
    const args = reader.list(trees)
    if (freezes) reader.freeze()
    return apply(perform, undefined, args)
  }
}

exports.End = End
