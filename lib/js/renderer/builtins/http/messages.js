'use strict'

// Requests and responses of `http` and `https`, on both of their ends.

const { Readable, Writable } = require('stream')
const { bridged, hide, setBridge } = require('../support/bridge')
const { post } = require('../support/client')
const { codeError, invalidArgType } = require('../support/errors')

/** What is read: a request at a server, a response at a client. */
class IncomingMessage extends Readable {
  constructor (id, state, socket) {
    super({ autoDestroy: true })
    this.aborted = false
    this.complete = false
    this.trailers = {}
    this.rawTrailers = []
    this.url = ''
    this.method = null
    this.statusCode = null
    this.statusMessage = null
    Object.assign(this, state)
    this.socket = socket
    setBridge(this, id, (name) => {
      // Cut off in the middle.
      if (name === 'aborted') this.aborted = true
      return false
    })
  }

  get connection () { return this.socket }
  get headersDistinct () {
    const distinct = Object.create(null)
    for (let i = 0; i < this.rawHeaders.length; i += 2) (distinct[this.rawHeaders[i].toLowerCase()] ??= []).push(this.rawHeaders[i + 1])
    return distinct
  }

  setTimeout (milliseconds, callback) {
    if (callback) this.on('timeout', callback)
    this._bridge.call('setTimeout', milliseconds)
    return this
  }
}
bridged(IncomingMessage, 'readable')

const tokens = /^[\^`\-\w!#$%&'*+.|~]+$/
const badCharacters = /[^\t\x20-\x7e\x80-\xff]/

const validateHeaderName = (name) => {
  if (typeof name !== 'string' || !tokens.test(name)) throw codeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`)
}
const validateHeaderValue = (name, value) => {
  if (value === undefined) throw codeError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${value}" for header "${name}"`)
  for (const one of Array.isArray(value) ? value : [value]) {
    if (badCharacters.test(`${one}`)) throw codeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`)
  }
}

/** What is written: a request of a client, a response of a server. */
class OutgoingMessage extends Writable {
  #headers = new Map()
  #isEnding = false
  #last = undefined

  constructor () {
    super({ decodeStrings: true, autoDestroy: false })
    this.headersSent = false
    this.sendDate = true
    this.finished = false
    this.socket = null
  }

  get connection () { return this.socket }

  #check (action) {
    if (this.headersSent) throw codeError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${action} headers after they are sent to the client`)
  }

  setHeader (name, value) {
    this.#check('set')
    validateHeaderName(name)
    validateHeaderValue(name, value)
    this.#headers.set(name.toLowerCase(), { name, value })
    this._bridge?.call('setHeader', name, value)
    return this
  }

  /** Of headers that main has set already. */
  _takeHeaders (headers) {
    for (const [name, value] of Object.entries(headers)) this.#headers.set(name.toLowerCase(), { name, value })
  }

  appendHeader (name, value) {
    const present = this.getHeader(name)
    return this.setHeader(name, present === undefined ? value : [present, value].flat())
  }

  removeHeader (name) {
    this.#check('remove')
    this.#headers.delete(`${name}`.toLowerCase())
    this._bridge.call('removeHeader', name)
  }

  getHeader (name) {
    if (typeof name !== 'string') throw invalidArgType('name', 'of type string', name)
    return this.#headers.get(name.toLowerCase())?.value
  }

  hasHeader (name) { return this.#headers.has(`${name}`.toLowerCase()) }
  getHeaderNames () { return [...this.#headers.keys()] }
  getRawHeaderNames () { return [...this.#headers.values()].map(({ name }) => name) }
  getHeaders () {
    const headers = Object.create(null)
    for (const [key, { value }] of this.#headers) headers[key] = value
    return headers
  }

  flushHeaders () {
    this.headersSent = true
    this._bridge.call('flushHeaders')
  }

  addTrailers (headers) { this._bridge.call('addTrailers', headers) }

  setTimeout (milliseconds, callback) {
    if (callback) this.once('timeout', callback)
    this._bridge.call('setTimeout', milliseconds)
    return this
  }

  _write (chunk, encoding, callback) {
    // All that is to come: main then knows how long it is.
    if (this.#isEnding && !this.headersSent) {
      this.#last = chunk
      callback()
      return
    }
    this._begin()
    this._bridge.write([chunk], callback)
  }

  _writev (chunks, callback) {
    this._begin()
    this._bridge.write(chunks.map(({ chunk }) => chunk), callback)
  }

  _final (callback) {
    this._begin()
    this._bridge.final(callback, this.#last)
  }

  /** Before the first message about the body. */
  _begin () {
    this.headersSent = true
  }

  _destroy (error, callback) {
    this._bridge.destroy(error, callback)
  }

  end (...args) {
    if (!this.finished) {
      this.#isEnding = true
      this.finished = true
    }
    return super.end(...args)
  }
}

class ServerResponse extends OutgoingMessage {
  constructor (id, request, reasons) {
    super()
    setBridge(this, id)
    hide(this, { _reasons: reasons })
    this.req = request
    this.socket = request.socket
    this.statusCode = 200
    this.statusMessage = undefined
  }

  writeHead (statusCode, reason, headers) {
    if (this.headersSent) throw codeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client')
    if (typeof reason !== 'string') [reason, headers] = [undefined, headers ?? reason]
    const status = Number(statusCode) | 0
    if (status < 100 || status > 999) throw codeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`)
    const pairs = Array.isArray(headers) ? (Array.isArray(headers[0]) ? headers.flat(1) : headers) : Object.entries(headers ?? {}).flat(1)
    for (let i = 0; i + 1 < pairs.length; i += 2) this.setHeader(pairs[i], pairs[i + 1])
    this.statusCode = status
    if (reason !== undefined) this.statusMessage = reason
    this._begin()
    return this
  }

  _begin () {
    if (this.#isBegun) return
    this.#isBegun = true
    super._begin()
    this.statusMessage ??= this._reasons[this.statusCode] ?? 'unknown'
    post('http', 'setStatus', this._bridge.id, this.statusCode, this.statusMessage)
  }

  flushHeaders () {
    this._begin()
    super.flushHeaders()
  }

  #isBegun = false

  writeContinue (callback) {
    this._bridge.call('writeContinue')
    if (callback) queueMicrotask(callback)
  }

  writeProcessing () { this._bridge.call('writeProcessing') }

  writeEarlyHints (hints, callback) {
    this._bridge.call('writeEarlyHints', hints)
    if (callback) queueMicrotask(callback)
  }
}

module.exports = { IncomingMessage, OutgoingMessage, ServerResponse, validateHeaderName, validateHeaderValue }
