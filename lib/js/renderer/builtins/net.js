'use strict'

const { EventEmitter } = require('events')
const { Duplex } = require('stream')
const { bridged, hide, setBridge } = require('./support/bridge')
const { callSync } = require('./support/client')
const { Peer } = require('./support/emitter')
const { invalidArgType, notInPage } = require('./support/errors')
const { sendable } = require('./support/options')

/** The options and the callback of connect() and listen(), in any of their forms. */
const normalize = (args) => {
  const callback = typeof args[args.length - 1] === 'function' ? args[args.length - 1] : null
  const [first, second] = args
  if (typeof first === 'object' && first !== null) return [{ ...first }, callback]
  if (typeof first === 'string' && !/^\d+$/.test(first)) return [{ path: first }, callback]
  return [{ port: first, ...(typeof second === 'string' ? { host: second } : {}) }, callback]
}

// What would be called where it cannot be.
const refused = ['onread', 'lookup', 'checkServerIdentity', 'SNICallback', 'ALPNCallback', 'pskCallback']

/** What can be sent of the options. */
const plainOptions = ({ signal, socket, ...options }) => {
  for (const name of refused) if (options[name]) throw notInPage(`The option ${name} of a socket`)
  return sendable(options)
}

class Socket extends Duplex {
  #timeout = 0

  constructor (options = {}) {
    super({ allowHalfOpen: options.allowHalfOpen === true, decodeStrings: true, emitClose: false, autoDestroy: true })
    hide(this, { _hadError: false, _isStarted: options._id !== undefined, _kind: 'net' })
    setBridge(this, options._id, (name) => this.#on(name))
    this.connecting = false
    this.encrypted = undefined
    const { signal } = options
    signal?.addEventListener('abort', () => this.destroy(), { once: true })
    if (options.fd !== undefined) throw notInPage('A socket of a file descriptor')
  }

  /** A socket that main has. */
  static _of (id, state, Class = this) {
    return Object.assign(new Class({ _id: id, allowHalfOpen: state?.allowHalfOpen }), state)
  }

  #on (name) {
    if (name === 'connect') this.connecting = false
    return false
  }

  _read () {
    if (this._isStarted) this._bridge.read()
    else this.once('connect', () => this._bridge.read())
  }

  connect (...args) {
    const [options, callback] = normalize(args)
    const name = this._kind === 'tls' ? 'secureConnect' : 'connect'
    if (callback) this.once(name, callback)
    if (!this._isStarted) {
      this._isStarted = true
      this.connecting = true
      callSync(this.connect, 'net', 'connect', this._bridge.id, this._kind, plainOptions(options))
    }
    return this
  }

  _destroy (error, callback) {
    this.connecting = false
    const hadError = this._hadError || error !== null
    this._bridge.destroy(error, (failure) => {
      callback(failure)
      queueMicrotask(() => queueMicrotask(() => this.emit('close', hadError)))
    })
  }

  get pending () { return !this._isStarted || this.connecting }
  get readyState () {
    if (this.connecting) return 'opening'
    if (this.readable && this.writable) return this._isStarted ? 'open' : 'closed'
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed'
  }

  get bytesRead () { return this._bridge.member(this.connect, 'bytesRead') ?? 0 }
  get bytesWritten () { return this._bridge.member(this.connect, 'bytesWritten') ?? 0 }
  get bufferSize () { return this.writableLength }
  get timeout () { return this.#timeout }

  address () {
    if (this.localAddress === undefined) return {}
    return { address: this.localAddress, family: this.localFamily, port: this.localPort }
  }

  setTimeout (milliseconds, callback) {
    this.#timeout = milliseconds
    if (callback) milliseconds === 0 ? this.removeListener('timeout', callback) : this.once('timeout', callback)
    if (this._isStarted) this._bridge.call('setTimeout', milliseconds)
    else this.once('connect', () => this._bridge.call('setTimeout', milliseconds))
    return this
  }

  setNoDelay (on) { this._bridge.call('setNoDelay', on); return this }
  setKeepAlive (...args) { this._bridge.call('setKeepAlive', ...args); return this }
  resetAndDestroy () { this._bridge.call('resetAndDestroy'); return this }
  destroySoon () { this.writable ? this.end(() => this.destroy()) : this.destroy() }
  ref () { return this }
  unref () { return this }
}
{
  const { _read, _destroy } = Socket.prototype
  bridged(Socket, 'duplex')
  hide(Socket.prototype, { _read, _destroy })
}

/** Servers of net, tls and http have this in common. */
class ServerBase extends EventEmitter {
  listening = false

  /** @param {(name: string, args: Array) => Array|null} convert see Peer */
  _begin (room, kind, options, convert = (name, args) => args) {
    hide(this, {
      _peer: new Peer(this, (name, args) => {
        if (name === 'close') this.listening = false
        return convert(name, args)
      })
    })
    callSync(this._begin, room, 'createServer', this._peer.id, kind, plainOptions(options))
  }

  listen (...args) {
    const [options, callback] = normalize(args)
    if (typeof args[0] === 'object' && args[0] !== null && args[0].fd !== undefined) throw notInPage('A server of a file descriptor')
    if (callback) this.once('listening', callback)
    if (args.length === 0 || typeof args[0] === 'function') options.port = 0
    if (typeof args[1] === 'number') options.backlog = args[1]
    else if (typeof args[2] === 'number') options.backlog = args[2]
    const { signal } = options
    signal?.addEventListener('abort', () => this.close(), { once: true })
    callSync(this.listen, 'peer', 'call', this._peer.id, 'listen', [plainOptions(options)])
    return this
  }

  address () { return this._peer.callSync(this.address, 'address') ?? null }

  close (callback) {
    if (callback) {
      if (this.listening) this.once('close', () => callback())
      else this.once('close', () => callback(Object.assign(new Error('Server is not running.'), { code: 'ERR_SERVER_NOT_RUNNING' })))
    }
    if (this.listening) this._peer.call('close')
    else queueMicrotask(() => this.emit('close'))
    this.listening = false
    return this
  }

  getConnections (callback) { this._peer.ask('getConnections', [], callback) }
  ref () { return this }
  unref () { return this }
  [Symbol.for('nodejs.rejection')] (error) { this.emit('error', error) }
}

class Server extends ServerBase {
  constructor (options, listener) {
    super()
    if (typeof options === 'function') [options, listener] = [{}, options]
    if (options !== undefined && options !== null && typeof options !== 'object') throw invalidArgType('options', 'of type object', options)
    this._begin('net', 'net', options ?? {}, (name, args) => name === 'connection' ? [Socket._of(args[0], { server: this, allowHalfOpen: options?.allowHalfOpen === true, ...args[1] })] : args)
    if (listener) this.on('connection', listener)
  }
}

const connect = (...args) => {
  const [options] = normalize(args)
  const socket = new Socket(options)
  if (options.timeout) socket.setTimeout(options.timeout)
  return socket.connect(...args)
}

// Addresses are looked at in the page: programs ask often.
const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const isIPv4 = (address) => v4.test(`${address}`)
const isIPv6 = (address) => {
  const [text, zone] = `${address}`.split('%')
  if (zone === '' || !/^[\da-f:.]+$/i.test(text) || !text.includes(':')) return false
  try {
    return new URL(`http://[${text}]/`).hostname !== ''
  } catch {
    return false
  }
}
const isIP = (address) => isIPv4(address) ? 4 : isIPv6(address) ? 6 : 0

/** A list of addresses that are refused. */
class BlockList {
  #rules = []

  addAddress (...args) { this.#rules.push(['addAddress', args]) }
  addRange (...args) { this.#rules.push(['addRange', args]) }
  addSubnet (...args) { this.#rules.push(['addSubnet', args]) }
  check (address, family) { return callSync(this.check, 'net', 'isBlocked', this.#rules, address, family) }
}

// For all connections of the main process.
const settings = {}
for (const name of ['getDefaultAutoSelectFamily', 'setDefaultAutoSelectFamily', 'getDefaultAutoSelectFamilyAttemptTimeout',
  'setDefaultAutoSelectFamilyAttemptTimeout']) {
  settings[name] = { [name]: (...args) => callSync(settings[name], 'plain', 'call', 'net', name, args) }[name]
}

module.exports = {
  ...settings,
  BlockList,
  Server,
  ServerBase,
  Socket,
  Stream: Socket,
  connect,
  createConnection: connect,
  createServer: (options, listener) => new Server(options, listener),
  isIP,
  isIPv4,
  isIPv6,
  _plainOptions: plainOptions,
  _normalize: normalize
}
