'use strict'

const compat = require('../compat')
const { setIntercepted } = require('../intercepted-load')
const { checkArguments, conversionError } = require('../argument-error')
const { callbackHandler, responseHandler } = require('./protocol-handlers')
const { Host } = require('./protocol-host')
const schemes = require('./protocol-schemes')

/**
 * A session's `protocol`.
 */
class Protocol {
  #partition
  #handlers = new Map() // scheme → (request, answer)
  #intercepted = new Map() // the same
  #host = null

  constructor (partition) {
    this.#partition = partition
  }

  #theHost () {
    return (this.#host ??= new Host(this.#partition, (scheme) => this._handlerFor(scheme)))
  }

  /** False when the scheme has a handler already, or can have none. */
  #register (scheme, handler) {
    const name = scheme.toLowerCase()
    if (!schemes.isFree(name) || this.#handlers.has(name) || !this.#theHost()._install(name)) return false
    this.#handlers.set(name, handler)
    schemes.plain.add(name)
    return true
  }

  /** The same in the place of who answers otherwise: the engine, or another handler. */
  #intercept (scheme, handler) {
    const name = scheme.toLowerCase()
    if (this.#intercepted.has(name)) return false
    if (!schemes.isInterceptable(name) && !(schemes.isFree(name) && this.#theHost()._install(name))) return false
    this.#intercepted.set(name, handler)
    try {
      this.#tellEngine()
    } catch (error) {
      this.#intercepted.delete(name)
      throw error
    }
    return true
  }

  #unintercept (scheme) {
    const done = this.#intercepted.delete(scheme.toLowerCase())
    if (done) this.#tellEngine()
    return done
  }

  #tellEngine () {
    const names = [...this.#intercepted.keys()].filter(schemes.isInterceptable)
    if (names.length === 0 && !this.#host) return
    this.#theHost()._intercept(names)
    setIntercepted(this.#partition, new Set(names))
  }

  /** Who answers a request for `scheme`; null where it is not the app. */
  _handlerFor (scheme) {
    return this.#intercepted.get(scheme) ?? this.#handlers.get(scheme) ?? null
  }

  /** What a page has sent ahead of a form for that URL. */
  _takeForm (url) {
    return this.#host?.takeForm(url) ?? null
  }

  #unregister (scheme) {
    return this.#handlers.delete(scheme.toLowerCase())
  }

  registerFileProtocol (...args) { return this.#registerKind('file', args) }
  registerStringProtocol (...args) { return this.#registerKind('string', args) }
  registerBufferProtocol (...args) { return this.#registerKind('buffer', args) }
  registerStreamProtocol (...args) { return this.#registerKind('stream', args) }
  registerHttpProtocol (...args) { return this.#registerKind('http', args) }

  #registerKind (kind, args) {
    const [scheme, handler, completion] = this.#read(kind, args)
    const done = this.#register(scheme, handler)
    tell(completion, done ? null : new Error('The scheme has been registered'))
    return done
  }

  interceptFileProtocol (...args) { return this.#interceptKind('file', args) }
  interceptStringProtocol (...args) { return this.#interceptKind('string', args) }
  interceptBufferProtocol (...args) { return this.#interceptKind('buffer', args) }
  interceptStreamProtocol (...args) { return this.#interceptKind('stream', args) }
  interceptHttpProtocol (...args) { return this.#interceptKind('http', args) }

  #interceptKind (kind, args) {
    const [scheme, handler, completion] = this.#read(kind, args)
    const done = this.#intercept(scheme, handler)
    tell(completion, done ? null : new Error('The scheme has been intercepted'))
    return done
  }

  /** Electron ≤ 9 tells a callback how it went. */
  #read (kind, args) {
    checkArguments(args, 'string', 'object')
    const [scheme, handler, completion] = args
    if (typeof handler !== 'function') throw conversionError(1, handler)
    return [scheme, callbackHandler(kind, handler, this.#partition), completion]
  }

  unregisterProtocol (...args) {
    checkArguments(args, 'string')
    const done = this.#unregister(args[0])
    tell(args[1], done ? null : new Error('The scheme has not been registered'))
    return done
  }

  isProtocolRegistered (...args) {
    checkArguments(args, 'string')
    return this.#handlers.has(args[0].toLowerCase())
  }

  uninterceptProtocol (...args) {
    checkArguments(args, 'string')
    const done = this.#unintercept(args[0])
    tell(args[1], done ? null : new Error('The scheme has not been intercepted'))
    return done
  }

  isProtocolIntercepted (...args) {
    checkArguments(args, 'string')
    return this.#intercepted.has(args[0].toLowerCase())
  }

  handle (...args) {
    checkArguments(args, 'string', 'object')
    const [scheme, handler] = args
    if (typeof handler !== 'function') throw conversionError(1, handler)
    const own = responseHandler(handler)
    const done = schemes.isInterceptable(scheme.toLowerCase()) ? this.#intercept(scheme, own) : this.#register(scheme, own)
    if (!done) throw new Error(`Failed to register protocol: ${scheme}`)
  }

  unhandle (...args) {
    checkArguments(args, 'string')
    if (!this.#unregister(args[0]) && !this.#unintercept(args[0])) throw new Error(`Failed to unhandle protocol: ${args[0]}`)
  }

  isProtocolHandled (...args) {
    checkArguments(args, 'string')
    const isHandled = this._handlerFor(args[0].toLowerCase()) !== null
    // Electron ≤ 9 promises the answer.
    return compat.level !== null && compat.level <= 9 ? Promise.resolve(isHandled) : isHandled
  }
}

function tell (completion, error) {
  if (typeof completion === 'function') setImmediate(() => completion(error))
}

/** partition → its Protocol */
const protocols = new Map()

/** The `protocol` of a partition's session; "" is the default one. */
function protocolOf (partition) {
  let protocol = protocols.get(partition)
  if (!protocol) protocols.set(partition, protocol = new Protocol(partition))
  return protocol
}

/** The module `protocol`: that of the default session, and what holds for all. */
const protocol = Object.create(protocolOf(''), {})
for (const name of Object.getOwnPropertyNames(Protocol.prototype)) {
  if (name !== 'constructor') protocol[name] = (...args) => protocolOf('')[name](...args)
}
protocol.registerSchemesAsPrivileged = schemes.registerSchemesAsPrivileged
protocol.getStandardSchemes = schemes.getStandardSchemes
// Electron ≤ 4
protocol.registerStandardSchemes = (names, { secure = false } = {}) => {
  if (!Array.isArray(names)) throw conversionError(0, names)
  schemes.registerSchemesAsPrivileged(names.map((scheme) => ({ scheme, privileges: { standard: true, secure, supportFetchAPI: true, corsEnabled: true } })))
}
protocol.registerServiceWorkerSchemes = (names) => {
  if (!Array.isArray(names)) throw conversionError(0, names)
  schemes.registerSchemesAsPrivileged(names.map((scheme) => ({ scheme, privileges: { allowServiceWorkers: true } })))
}

module.exports = { protocol, protocolOf }
