'use strict'

const { Socket } = require('net')
const { hide, setBridge } = require('../support/bridge')
const { callSync } = require('../support/client')
const { abortError, codeError, notInPage } = require('../support/errors')
const { Agent } = require('./agent')
const { IncomingMessage, OutgoingMessage } = require('./messages')
const { keepSocket, socketOf } = require('./sockets')

const optionsOfUrl = ({ protocol, hostname, pathname, search, port, username, password, href }) => ({
  protocol,
  hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
  path: `${pathname}${search}`,
  href,
  ...(port ? { port: Number(port) } : {}),
  ...(username || password ? { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` } : {})
})

const parseUrl = (text) => {
  try {
    return new URL(text)
  } catch {
    throw Object.assign(codeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input: text })
  }
}

/** The options and the callback of request(), in any of its forms. */
const normalize = (args) => {
  const rest = [...args]
  let options = {}
  if (typeof rest[0] === 'string') options = optionsOfUrl(parseUrl(rest.shift()))
  else if (rest[0] instanceof URL) options = optionsOfUrl(rest.shift())
  if (typeof rest[0] === 'object' && rest[0] !== null) Object.assign(options, rest.shift())
  return [options, rest.find((arg) => typeof arg === 'function')]
}

// Functions that would be called where they cannot be.
const refused = ['checkServerIdentity', 'lookup']

// What Node looks at; programs keep more in such objects.
const known = new Set(['ALPNProtocols', 'auth', 'ca', 'cert', 'ciphers', 'crl', 'defaultPort', 'dhparam', 'ecdhCurve', 'family', 'headers', 'hints',
  'honorCipherOrder', 'host', 'hostname', 'href', 'insecureHTTPParser', 'joinDuplicateHeaders', 'keepAlive', 'keepAliveInitialDelay', 'key',
  'localAddress', 'localPort', 'maxHeaderSize', 'maxVersion', 'method', 'minVersion', 'noDelay', 'passphrase', 'path', 'pathname', 'pfx', 'port',
  'protocol', 'rejectUnauthorized', 'secureOptions', 'secureProtocol', 'servername', 'session', 'sessionIdContext', 'setHost', 'sigalgs',
  'socketPath', 'timeout', 'uniqueHeaders'])

const plainOptions = (options) => {
  for (const name of refused) if (typeof options[name] === 'function') throw notInPage(`The option ${name} of a request`)
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => known.has(name) && value !== undefined))
}

/** The connection that the program makes itself, if it does. @returns {number|undefined} its id */
const connectionOf = ({ agent, createConnection, ...options }) => {
  if (typeof createConnection !== 'function' || agent) return undefined
  const socket = createConnection({ ...options, port: options.port ?? options.defaultPort ?? (options.protocol === 'https:' ? 443 : 80) })
  if (!(socket instanceof Socket)) throw notInPage('A connection that is no socket of net or tls')
  keepSocket(socket)
  return socket._bridge.id
}

/** What main is told of the agent: its id, 0 for none, nothing for the usual one. */
const agentOf = (agent) => {
  if (agent === false) return 0
  if (agent === undefined || agent === null) return undefined
  if (agent instanceof Agent) return agent._id()
  throw notInPage('An agent with connections of its own')
}

class ClientRequest extends OutgoingMessage {
  constructor (kind, ...args) {
    super()
    const [options, callback] = normalize(args)
    const { signal } = options
    this.agent = options.agent
    this.aborted = false
    this.res = null
    this.reusedSocket = false
    this.timeout = options.timeout
    hide(this, { _isAnswered: false })
    setBridge(this, undefined, (name, args) => this.#on(name, args))
    const { headers, ...state } = callSync(ClientRequest, 'http', 'request', this._bridge.id, kind, agentOf(options.agent), plainOptions(options),
      connectionOf(options))
    this._takeHeaders(headers)
    Object.assign(this, state)
    if (callback) this.once('response', callback)
    if (signal?.aborted) queueMicrotask(() => this.destroy(abortError(signal)))
    else signal?.addEventListener('abort', () => this.destroy(abortError(signal)), { once: true })
  }

  #on (name, [id, state, socketId, socketState, head]) {
    switch (name) {
      case 'socket':
        this.socket = socketOf(id, state)
        this.emit('socket', this.socket)
        return true
      case 'response':
        this.#take(id, state)
        if (!this.emit('response', this.res)) this.res.resume()
        return true
      case 'upgrade':
      case 'connect': {
        this.#take(id, state)
        const socket = socketOf(socketId, socketState)
        if (!this.emit(name, this.res, socket, head)) socket.destroy()
        return true
      }
    }
    return false
  }

  #take (id, state) {
    this._isAnswered = true
    this.res = new IncomingMessage(id, state, this.socket)
    Object.defineProperty(this.res, 'req', { value: this, configurable: true })
  }

  abort () {
    if (this.aborted) return
    this.aborted = true
    queueMicrotask(() => this.emit('abort'))
    this.destroy()
  }

  _destroy (error, callback) {
    // A response that is there whole outlives its request.
    if (!this._bridge.isGone) this.res?.destroy()
    // Nobody is going to answer any more.
    const failure = error ?? (this._isAnswered || this._bridge.isGone ? null : codeError(Error, 'ECONNRESET', 'socket hang up'))
    super._destroy(failure, callback)
  }

  setNoDelay (on) { this._bridge.call('setNoDelay', on) }
  setSocketKeepAlive (...args) { this._bridge.call('setSocketKeepAlive', ...args) }
}

module.exports = { ClientRequest }
