'use strict'

const { EventEmitter } = require('events')
const codec = require('../codec')
const { placePorts } = require('../../common/port-places')
const { Endpoint } = require('../message-ports/endpoint')
const { raise } = require('../uncaught')

// The texts are Electron's.

const clone = (value) => codec.decode(codec.encode(value))

// A port that nobody listens to and nobody can reach any more is closed.
const abandoned = new FinalizationRegistry((endpoint) => endpoint.close())

// In main a port is in the list of them, and nothing stands for it in the message.
const withoutPorts = (message, endpoints) => placePorts(message, endpoints.map(() => ({})))

let isArriving = false

/** Messages that `deliver` brings are emitted at once: the event loop is in a task of theirs. */
function whileArriving (deliver) {
  const before = isArriving
  isArriving = true
  try {
    return deliver()
  } finally {
    isArriving = before
  }
}

let construct = null

class MessagePortMain extends EventEmitter {
  #endpoint
  #isStarted = false
  #isScheduled = false

  constructor () {
    if (construct === null) throw new TypeError('Illegal constructor')
    super()
    this.#endpoint = construct
    construct = null
    abandoned.register(this, this.#endpoint, this.#endpoint)
  }

  get [Symbol.toStringTag] () {
    return 'MessagePortMain'
  }

  postMessage (...args) {
    if (args.length === 0) throw new TypeError('Expected at least one argument to postMessage')
    const [message, transfer] = args
    let ports = []
    if (args.length > 1) {
      if (!Array.isArray(transfer)) throw new TypeError('transferables must be an array of MessagePorts')
      ports = [...transfer]
      const index = ports.findIndex((port) => !isPort(port))
      if (index >= 0) throw new TypeError(`Port at index ${index} is not a valid port`)
      checkPorts(ports, this)
    }
    const endpoint = this.#endpoint
    if (endpoint === null || endpoint.isClosed) {
      clone(message)
      for (const lost of ports) lost.#release().close()
      return
    }
    const send = endpoint.prepare(message, ports.length, clone)
    send(ports.map((port) => port.#release()))
  }

  start () {
    const endpoint = this.#endpoint
    if (endpoint === null || endpoint.isClosed || this.#isStarted) return
    this.#isStarted = true
    abandoned.unregister(endpoint)
    endpoint.receive({ onQueue: () => this.#onQueue() })
  }

  close () {
    const endpoint = this.#endpoint
    if (endpoint === null || endpoint.isClosed) return
    abandoned.unregister(endpoint)
    endpoint.close()
    this.emit('close', undefined)
  }

  /** Each message is a task of its own. */
  #onQueue () {
    if (this.#isScheduled) return
    if (isArriving && this.#endpoint.queue.length === 1) {
      this.#emitNext()
      return
    }
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      const endpoint = this.#endpoint
      if (endpoint === null || !this.#emitNext()) return
      if (endpoint === this.#endpoint && endpoint.queue.length > 0) this.#onQueue()
    })
  }

  #emitNext () {
    const item = this.#endpoint.take()
    if (item === undefined) return false
    try {
      if (item === Endpoint.closing) {
        this.#endpoint.end()
        this.emit('close', undefined)
      } else {
        this.emit('message', { data: withoutPorts(item.message, item.endpoints), ports: item.endpoints.map(portOf) })
      }
    } catch (error) {
      raise(error)
    }
    return true
  }

  /** The port's end goes elsewhere; it has none from now on. */
  #release () {
    const endpoint = this.#endpoint
    abandoned.unregister(endpoint)
    this.#endpoint = null
    endpoint.receive(null)
    return endpoint
  }

  static _isPort (value) {
    return typeof value === 'object' && value !== null && #endpoint in value
  }

  static _isNeutered (port) {
    return port.#endpoint === null
  }

  /** Takes what the ports stand for out of them. */
  static _release (ports) {
    return ports.map((port) => port.#release())
  }
}

const isPort = MessagePortMain._isPort
const release = MessagePortMain._release
const { _isNeutered: isNeutered } = MessagePortMain
for (const name of ['_isPort', '_isNeutered', '_release']) delete MessagePortMain[name]

function portOf (endpoint) {
  construct = endpoint
  return new MessagePortMain()
}

/** @param {MessagePortMain} [source] the port whose message takes them along */
function checkPorts (ports, source) {
  const seen = new Set()
  ports.forEach((port, index) => {
    if (port === source) throw new Error(`Port at index ${index} contains the source port.`)
    if (seen.has(port)) throw new Error(`Port at index ${index} is a duplicate.`)
    if (isNeutered(port)) throw new Error(`Port at index ${index} is already neutered.`)
    seen.add(port)
  })
}

/**
 * Sends a message with ports to a page.
 *
 * @param {(message, count: number) => ((endpoints: Endpoint[]) => void)} prepare
 * @param {any} transfer what the app gave as the list of ports; undefined is an empty one
 */
function postWithPorts (prepare, message, transfer) {
  const ports = transfer === undefined ? [] : Array.isArray(transfer) ? [...transfer] : null
  if (ports === null || !ports.every(isPort)) throw new Error('Invalid value for transfer')
  checkPorts(ports)
  prepare(message, ports.length)(release(ports))
}

class MessageChannelMain extends EventEmitter {
  constructor () {
    super()
    const [first, second] = Endpoint.createPair()
    this.port1 = portOf(first)
    this.port2 = portOf(second)
  }
}

module.exports = { MessageChannelMain, portOf, postWithPorts, whileArriving, withoutPorts }
