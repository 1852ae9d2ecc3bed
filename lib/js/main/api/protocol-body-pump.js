'use strict'

const { Readable } = require('stream')

/** One way to read a ReadableStream of the web's and a Node stream. */
function sourceOf (body) {
  if (typeof body.getReader === 'function') {
    const reader = body.getReader()
    return { next: () => reader.read(), cancel: () => { reader.cancel().catch(() => {}) } }
  }
  const stream = typeof body[Symbol.asyncIterator] === 'function' ? body : new Readable().wrap(body)
  const iterator = stream[Symbol.asyncIterator]()
  return {
    next: () => iterator.next(),
    cancel: () => {
      // Nobody else is left to hear how it ends.
      stream.on?.('error', () => {})
      if (stream.destroy) stream.destroy()
      else iterator.return?.()
    }
  }
}

function toBytes (chunk) {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  if (ArrayBuffer.isView(chunk)) return chunk
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk)
  throw new TypeError('A response body is made of texts and bytes')
}

/**
 * Moves a body into the engine, no faster than the page takes it.
 */
class BodyPump {
  #source
  #write
  #goOn = null
  #stopped = false

  /**
   * @param {object} body
   * @param {(bytes: Uint8Array) => boolean} write false asks to wait for resume()
   */
  constructor (body, write) {
    this.#source = sourceOf(body)
    this.#write = write
  }

  /** True when all was written, false when it was stopped. Throws what the body throws. */
  async run () {
    for (;;) {
      const { done, value } = await this.#source.next()
      if (this.#stopped) return false
      if (done) return true
      if (this.#write(toBytes(value))) continue
      await new Promise((resolve) => { this.#goOn = resolve })
      if (this.#stopped) return false
    }
  }

  resume () {
    this.#goOn?.()
    this.#goOn = null
  }

  /** Nobody wants the rest. */
  stop () {
    this.#stopped = true
    this.#source.cancel()
    this.resume()
  }
}

module.exports = { BodyPump }
