'use strict'

const { ServerBase } = require('net')
const { post, valuesOf } = require('../support/client')
const { IncomingMessage, ServerResponse } = require('./messages')
const { socketOf } = require('./sockets')

const { STATUS_CODES } = valuesOf('http', ['STATUS_CODES'])

// Main must not take over what the page does not listen for.
const heard = new Set(['upgrade', 'connect', 'checkContinue', 'checkExpectation', 'clientError', 'connection'])
const settings = ['timeout', 'keepAliveTimeout', 'headersTimeout', 'requestTimeout', 'maxHeadersCount', 'maxRequestsPerSocket']

class Server extends ServerBase {
  #settings = { timeout: 0, keepAliveTimeout: 5000, headersTimeout: 60000, requestTimeout: 300000, maxHeadersCount: null, maxRequestsPerSocket: 0 }

  constructor (kind, options, listener) {
    super()
    if (typeof options === 'function') [options, listener] = [{}, options]
    const { IncomingMessage: Request = IncomingMessage, ServerResponse: Response = ServerResponse, ...plain } = options ?? {}
    this.on('newListener', (name) => {
      if (heard.has(name) && this.listenerCount(name) === 0) post('http', 'hear', this._peer.id, name)
    })
    this._begin('http', kind, plain, (name, args) => {
      const [requestId, state, socketId, socketState, more] = args
      switch (name) {
        case 'request':
        case 'checkContinue':
        case 'checkExpectation': {
          const request = new Request(requestId, state, socketOf(socketId, socketState))
          const response = new Response(more, request, STATUS_CODES)
          response.req = request
          return [request, response]
        }
        case 'upgrade':
        case 'connect': {
          const socket = socketOf(socketId, socketState)
          return [new Request(requestId, state, socket), socket, more]
        }
        case 'connection':
        case 'secureConnection':
          return [socketOf(requestId, state)]
        case 'clientError':
          return [requestId, socketOf(state, socketId)]
      }
      return args
    })
    if (listener) this.on('request', listener)
  }

  static {
    for (const name of settings) {
      Object.defineProperty(this.prototype, name, {
        get () { return this.#settings[name] },
        set (value) {
          this.#settings[name] = value
          post('http', 'set', this._peer.id, name, value)
        },
        enumerable: true,
        configurable: true
      })
    }
  }

  setTimeout (milliseconds, callback) {
    this.timeout = milliseconds
    if (callback) this.on('timeout', callback)
    return this
  }

  closeAllConnections () { this._peer.call('closeAllConnections') }
  closeIdleConnections () { this._peer.call('closeIdleConnections') }
}

module.exports = { STATUS_CODES, Server }
