'use strict'

const { Readable } = require('stream')

// Of these, Electron takes the first where a response has several.
const SINGLE = new Set(['content-type', 'content-length', 'user-agent', 'referer', 'host', 'authorization', 'proxy-authorization', 'if-modified-since',
  'if-unmodified-since', 'from', 'location', 'max-forwards', 'retry-after', 'etag', 'last-modified', 'server', 'age', 'expires'])

/**
 * The response to a ClientRequest: a readable stream of the body, unpacked.
 */
class IncomingMessage extends Readable {
  #head
  #body
  #isRead = false

  /**
   * @param {object} head {status, statusText, headers: Map, rawHeaders, version} of lib/js/main/net/loader.js
   * @param {Readable|null} body its errors come through _breakOff
   */
  constructor (head, body) {
    super()
    this.#head = head
    this.#body = body
  }

  get statusCode () { return this.#head.status }
  get statusMessage () { return this.#head.statusText }
  get rawHeaders () { return [...this.#head.rawHeaders] }
  get httpVersion () { return this.#head.version.join('.') }
  get httpVersionMajor () { return this.#head.version[0] }
  get httpVersionMinor () { return this.#head.version[1] }
  get trailers () { throw new Error('HTTP trailers are not supported') }
  get rawTrailers () { throw new Error('HTTP trailers are not supported') }

  /** Names in lower case; set-cookie is an array. */
  get headers () {
    const headers = {}
    for (const [name, values] of this.#head.headers) headers[name] = name === 'set-cookie' ? [...values] : SINGLE.has(name) ? values[0] : values.join(', ')
    return headers
  }

  _read () {
    const body = this.#body
    if (!body) {
      this.push(null)
    } else if (this.#isRead) {
      body.resume()
    } else {
      this.#isRead = true
      body.on('data', (part) => { if (!this.push(part)) body.pause() })
      body.on('end', () => this.push(null))
    }
  }

  /** The request was given up, or failed. */
  _breakOff (error) {
    if (this.destroyed || this.readableEnded) return
    if (!error) this.emit('aborted')
    this.destroy(error)
  }

  _destroy (error, callback) {
    this.#body?.destroy()
    callback(error)
  }
}

module.exports = { IncomingMessage }
