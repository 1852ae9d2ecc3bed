'use strict'

const { EventEmitter } = require('events')
const { newId, post } = require('../support/client')

/** Connections are main's; a page has an agent to say how they are kept. */
class Agent extends EventEmitter {
  #id = 0

  constructor (options = {}, kind = 'http') {
    super()
    this.options = { path: null, noDelay: true, ...options }
    this.kind = kind
    this.protocol = `${kind}:`
    this.defaultPort = kind === 'https' ? 443 : 80
    this.keepAlive = options.keepAlive === true
    this.keepAliveMsecs = options.keepAliveMsecs ?? 1000
    this.maxSockets = options.maxSockets ?? Infinity
    this.maxFreeSockets = options.maxFreeSockets ?? 256
    this.maxTotalSockets = options.maxTotalSockets ?? Infinity
    this.scheduling = options.scheduling ?? 'lifo'
    this.sockets = {}
    this.freeSockets = {}
    this.requests = {}
    Object.defineProperty(this, 'kind', { enumerable: false })
  }

  /** For main, which makes its own when this one is first used. */
  _id () {
    if (this.#id === 0) {
      this.#id = newId()
      const { keepAlive, keepAliveMsecs, maxFreeSockets, maxSockets, maxTotalSockets, scheduling } = this
      post('http', 'createAgent', this.#id, this.kind,
        { ...this.options, keepAlive, keepAliveMsecs, maxFreeSockets, maxSockets, maxTotalSockets, scheduling })
    }
    return this.#id
  }

  getName ({ host, port, localAddress, family, socketPath } = {}) {
    return `${host ?? 'localhost'}:${port ?? ''}:${localAddress ?? ''}${family ? `:${family}` : ''}${socketPath ? `:${socketPath}` : ''}`
  }

  destroy () {
    if (this.#id !== 0) post('peer', 'destroy', this.#id)
    this.#id = 0
  }
}

module.exports = { Agent }
