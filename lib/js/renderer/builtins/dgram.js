'use strict'

const { EventEmitter } = require('events')
const { Buffer } = require('buffer')
const { ask, callSync } = require('./support/client')
const { Peer } = require('./support/emitter')

// What is asked of main's socket as it is.
const methods = ['addMembership', 'addSourceSpecificMembership', 'address', 'disconnect', 'dropMembership', 'dropSourceSpecificMembership',
  'getRecvBufferSize', 'getSendBufferSize', 'remoteAddress', 'setBroadcast', 'setMulticastInterface', 'setMulticastLoopback', 'setMulticastTTL',
  'setRecvBufferSize', 'setSendBufferSize', 'setTTL']

class Socket extends EventEmitter {
  #peer

  constructor (type, listener) {
    super()
    const { signal, ...options } = typeof type === 'string' ? { type } : type
    this.type = options.type
    this.#peer = new Peer(this)
    callSync(Socket, 'net', 'createDatagramSocket', this.#peer.id, options)
    if (listener) this.on('message', listener)
    signal?.addEventListener('abort', () => this.close(), { once: true })
  }

  bind (...args) {
    const callback = args.find((arg) => typeof arg === 'function')
    if (callback) this.once('listening', callback)
    this.#peer.callSync(this.bind, 'bind', ...args.filter((arg) => typeof arg !== 'function'))
    return this
  }

  connect (...args) {
    const callback = args.find((arg) => typeof arg === 'function')
    if (callback) this.once('connect', callback)
    this.#peer.callSync(this.connect, 'connect', ...args.filter((arg) => typeof arg !== 'function'))
  }

  /** send(message[, offset, length][, port][, address][, callback]) */
  send (message, ...rest) {
    const callback = typeof rest[rest.length - 1] === 'function' ? rest.pop() : null
    let bytes = Array.isArray(message) ? Buffer.concat(message.map((part) => Buffer.from(part))) : Buffer.from(message)
    if (typeof rest[0] === 'number' && typeof rest[1] === 'number') bytes = bytes.subarray(rest[0], rest.shift() + rest.shift())
    ask('net', 'send', [this.#peer.id, bytes, ...rest], (error, count) => {
      if (callback) callback(error, count)
      else if (error) this.emit('error', error)
    })
  }

  close (callback) {
    if (callback) this.once('close', callback)
    this.#peer.callSync(this.close, 'close')
    return this
  }

  ref () { return this }
  unref () { return this }

  static {
    for (const name of methods) {
      const method = { [name] (...args) { return this.#peer.callSync(method, name, ...args) } }[name]
      Object.defineProperty(this.prototype, name, { value: method, writable: true, configurable: true })
    }
  }
}

module.exports = { Socket, createSocket: (type, listener) => new Socket(type, listener) }
