'use strict'

const compat = require('../compat')
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
  #host = null

  constructor (partition) {
    this.#partition = partition
  }

  /** False when the scheme has a handler already, or can have none. */
  #register (scheme, handler) {
    const name = scheme.toLowerCase()
    if (!schemes.isFree(name) || this.#handlers.has(name)) return false
    this.#host ??= new Host(this.#partition, this.#handlers)
    if (!this.#host._install(name)) return false
    this.#handlers.set(name, handler)
    schemes.plain.add(name)
    return true
  }

  /** Who answers a request for `scheme`; null where it is not the app. */
  _handlerFor (scheme) {
    return this.#handlers.get(scheme) ?? null
  }

  #unregister (scheme) {
    return this.#handlers.delete(scheme.toLowerCase())
  }

  /** Electron ≤ 9 tells a callback how it went. */
  #registerKind (kind, scheme, handler, completion) {
    if (typeof handler !== 'function') throw conversionError(1, handler)
    const done = this.#register(scheme, callbackHandler(kind, handler, this.#partition))
    tell(completion, done ? null : new Error('The scheme has been registered'))
    return done
  }

  registerFileProtocol (...args) { return this.#checked('file', args) }
  registerStringProtocol (...args) { return this.#checked('string', args) }
  registerBufferProtocol (...args) { return this.#checked('buffer', args) }
  registerStreamProtocol (...args) { return this.#checked('stream', args) }
  registerHttpProtocol (...args) { return this.#checked('http', args) }

  #checked (kind, args) {
    checkArguments(args, 'string', 'object')
    return this.#registerKind(kind, ...args)
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

  handle (...args) {
    checkArguments(args, 'string', 'object')
    const [scheme, handler] = args
    if (typeof handler !== 'function') throw conversionError(1, handler)
    if (['http', 'https', 'file'].includes(scheme.toLowerCase())) {
      throw new Error(`protocol.handle is not supported for the scheme ${scheme}: the engine has no way to intercept it`)
    }
    if (!this.#register(scheme, responseHandler(handler))) throw new Error(`Failed to register protocol: ${scheme}`)
  }

  unhandle (...args) {
    checkArguments(args, 'string')
    if (!this.#unregister(args[0])) throw new Error(`Failed to unhandle protocol: ${args[0]}`)
  }

  isProtocolHandled (...args) {
    checkArguments(args, 'string')
    const isHandled = this.#handlers.has(args[0].toLowerCase())
    // Electron ≤ 9 promises the answer.
    return compat.level !== null && compat.level <= 9 ? Promise.resolve(isHandled) : isHandled
  }

  isProtocolIntercepted (...args) {
    checkArguments(args, 'string')
    return false
  }

  uninterceptProtocol (...args) {
    checkArguments(args, 'string')
    tell(args[1], new Error('The scheme has not been intercepted'))
    return false
  }
}

for (const kind of ['File', 'String', 'Buffer', 'Http', 'Stream']) {
  const name = `intercept${kind}Protocol`
  Object.defineProperty(Protocol.prototype, name, {
    value: () => { throw new Error(`protocol.${name} is not supported: the engine has no way to intercept a scheme of its own`) },
    writable: true,
    configurable: true
  })
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
