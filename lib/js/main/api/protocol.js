'use strict'

const compat = require('../compat')
const { checkArguments, conversionError } = require('../argument-error')
const { reportError, errorText } = require('../report')
const { raise } = require('../uncaught')
const { Host } = require('./protocol-host')
const schemes = require('./protocol-schemes')

const ERR_FAILED = -2

const isObject = (value) => typeof value === 'object' && value !== null
const isStream = (value) => isObject(value) && (typeof value.getReader === 'function' || typeof value.on === 'function')

/** @returns {Uint8Array|null} */
function bytesOf (value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return value instanceof ArrayBuffer ? new Uint8Array(value) : null
}

/** What an answer object says of the response as a whole. */
function headOf ({ statusCode, headers, mimeType, charset }) {
  return {
    status: Number.isInteger(statusCode) ? statusCode : 200,
    headers,
    mimeType: typeof mimeType === 'string' ? mimeType : undefined,
    charset: typeof charset === 'string' ? charset : undefined
  }
}

// How the callback of each register…Protocol is understood: what it was given → {head, body} or null.
const readers = {
  file (given) {
    const file = typeof given === 'string' ? given : given.path
    return typeof file === 'string' ? { head: isObject(given) ? headOf(given) : {}, body: { file } } : null
  },
  string (given) {
    const text = typeof given === 'string' ? given : given.data
    if (typeof text !== 'string') return null
    return { head: textHead(given), body: { bytes: Buffer.from(text) } }
  },
  buffer (given) {
    const whole = bytesOf(given)
    const bytes = whole ?? bytesOf(given.data)
    return bytes ? { head: textHead(whole ? null : given), body: { bytes } } : null
  },
  stream (given) {
    if (isStream(given)) return { head: textHead(null), body: { stream: given } }
    if (given.data === null || given.data === undefined) return { head: textHead(given), body: null }
    return isStream(given.data) ? { head: textHead(given), body: { stream: given.data } } : null
  }
}

/** Electron's: what has no type is HTML. */
function textHead (given) {
  const head = isObject(given) ? headOf(given) : {}
  return { ...head, mimeType: head.mimeType ?? 'text/html', charset: head.charset ?? 'utf-8' }
}

/** Answers a page with what the network answers to another request. */
async function forward (given, request, answer) {
  if (typeof given?.url !== 'string') return answer.fail(ERR_FAILED)
  const { url, method = request.method, headers, referrer, uploadData } = given
  const body = uploadData?.data ?? uploadData?.[0]?.bytes
  try {
    const response = await fetch(url, { method, headers: { ...headers, ...(referrer ? { referer: referrer } : {}) }, body, redirect: 'follow' })
    sendResponse(response, answer)
  } catch {
    answer.fail(ERR_FAILED)
  }
}

function sendResponse (response, answer) {
  if (!isObject(response) || !isObject(response.headers)) throw new TypeError('A protocol handler must answer with a Response')
  if (response.type === 'error') return answer.fail(ERR_FAILED)
  answer.send({ status: response.status, headers: response.headers }, response.body ? { stream: response.body } : null)
}

/** @returns {(request: object, answer: object) => void} for a handler of register…Protocol */
function callbackHandler (kind, handler) {
  return (request, answer) => {
    let answered = false
    const callback = (given) => {
      if (answered) return
      answered = true
      if (typeof given === 'number' || typeof given?.error === 'number') {
        answer.fail(given.error ?? given)
      } else if (kind === 'http') {
        forward(given, request, answer)
      } else {
        const response = given === undefined || given === null ? null : readers[kind](given)
        if (response) answer.send(response.head, response.body)
        else answer.fail(ERR_FAILED)
      }
    }
    try {
      handler(request, callback)
    } catch (error) {
      if (!answered) answer.fail(ERR_FAILED)
      answered = true
      raise(error)
    }
  }
}

/** The same for a handler of protocol.handle. */
function responseHandler (handler) {
  return async ({ url, method, headers }, answer) => {
    try {
      sendResponse(await handler(new Request(url, { method, headers })), answer)
    } catch (error) {
      reportError('warning', `A protocol handler failed for ${url}: ${errorText(error)}`)
      answer.fail(ERR_FAILED)
    }
  }
}

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

  #unregister (scheme) {
    return this.#handlers.delete(scheme.toLowerCase())
  }

  /** Electron ≤ 9 tells a callback how it went. */
  #registerKind (kind, scheme, handler, completion) {
    if (typeof handler !== 'function') throw conversionError(1, handler)
    const done = this.#register(scheme, callbackHandler(kind, handler))
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
