'use strict'

const { inner } = require('../kinds')
const { DATA, END, VALUE, VALUES } = require('./operations')
const { batch, overhead, piece, valueCost, window } = require('./limits')

const { isView } = ArrayBuffer
const firstRoom = 16 << 10
const largeText = 64 << 10
const singles = 32

const isBytes = (value) => isView(value) && inner.viewKind(value) === 'Uint8Array'

const costOf = (value) => isView(value) ? value.byteLength + overhead : valueCost

/**
 * The producer's end of a stream: reads the source while the consumer has room. Small chunks wait for each other while
 * something is on its way, since the consumer tells when it has taken that.
 */
class Outlet {
  #reader
  #encode
  #send
  #onEnd
  #isEnded = false
  #isPumping = false
  /** What the messages cost that the consumer has not taken yet. */
  #costs = []
  #outstanding = 0
  /** Bytes that have not been sent. */
  #staging = null
  #filled = 0
  #lengths = []
  #staged = 0
  #rest = null
  /** And values, as text: the producer may change an object that it has given. */
  #texts = []
  #single = 0

  /**
   * @param {object} reader of sources.js
   * @param {(value) => string} encode
   * @param {(operation: number, ...args) => void} send throws for what cannot be cloned
   * @param {() => void} onEnd
   */
  constructor (reader, encode, send, onEnd) {
    this.#reader = reader
    this.#encode = encode
    this.#send = send
    this.#onEnd = onEnd
  }

  /** The consumer has taken `count` messages more, and waits for others. */
  grant (count) {
    if (!(count >= 0 && count <= this.#costs.length)) return
    for (let i = 0; i < count; i++) this.#outstanding -= this.#costs[i]
    this.#costs.splice(0, count)
    if (this.#costs.length === 0) this.#flush()
    this.#pump()
  }

  /** Nobody wants more. @returns {Promise<void>} kept when the source has cleaned up, whatever comes of it */
  async cancel (reason) {
    if (this.#isEnded) return
    this.#end()
    await this.#release(reason)
  }

  #end () {
    this.#isEnded = true
    this.#staging = this.#rest = null
    this.#onEnd()
  }

  async #release (reason) {
    try {
      await this.#reader.cancel(reason)
    } catch {
      // It is the source's own, and it has been told.
    }
  }

  async #pump () {
    if (this.#isPumping || this.#isEnded) return
    this.#isPumping = true
    try {
      while (!this.#isEnded && this.#outstanding + this.#staged < window) {
        if (this.#rest !== null) this.#stage()
        else await this.#readOne()
      }
    } catch (error) {
      if (!this.#isEnded) this.#fail(error)
    }
    this.#isPumping = false
  }

  async #readOne () {
    const { done, value } = await this.#reader.read()
    if (this.#isEnded) return
    if (done) {
      this.#flush()
      this.#send(END, false)
      this.#end()
    } else if (isBytes(value)) {
      this.#rest = value
      this.#stage()
    } else {
      this.#addValue(value)
    }
  }

  #addValue (value) {
    if (this.#lengths.length > 0) this.#flush()
    const text = this.#textOf(value)
    if (text === null) {
      this.#flush()
      this.#post(costOf(value), VALUE, value)
      return
    }
    this.#texts.push(text)
    this.#staged += typeof value === 'string' ? value.length + overhead : Math.max(text.length, valueCost)
    if (this.#staged >= batch || this.#costs.length === 0) this.#flush()
  }

  /** Null for what holds much that is not text, as it seems: bytes, which travel best in a message of their own. */
  #textOf (value) {
    if (typeof value === 'string') return `s${value}`
    if (typeof value === 'object' && this.#single > 0) {
      this.#single--
      return null
    }
    const text = this.#encode(value)
    if (text[0] !== 'g' || text.length < largeText) return text
    // Who gives one such value gives more of them as a rule.
    this.#single = singles
    return null
  }

  #fail (error) {
    this.#flush()
    this.#end()
    try {
      this.#send(END, true, error)
    } catch {
      this.#send(END, true, new Error(String(error)))
    }
    this.#release(error)
  }

  #post (cost, operation, ...args) {
    this.#send(operation, ...args)
    this.#costs.push(cost)
    this.#outstanding += cost
  }

  /** Copies of the bytes what has room: the producer may use their memory for its next chunk. */
  #stage () {
    if (this.#texts.length > 0) this.#flush()
    if (!this.#reader.merges && this.#filled > 0 && this.#filled + this.#rest.length > piece) this.#flush()
    const rest = this.#rest
    const count = Math.min(rest.length, piece - this.#filled)
    this.#makeRoom(this.#filled + count)
    this.#staging.set(count === rest.length ? rest : rest.subarray(0, count), this.#filled)
    this.#filled += count
    this.#lengths.push(count)
    this.#staged += count + overhead
    this.#rest = count < rest.length ? rest.subarray(count) : null
    if (this.#filled === piece || this.#costs.length === 0) this.#flush()
  }

  #makeRoom (needed) {
    const length = this.#staging === null ? 0 : this.#staging.length
    if (needed <= length && length > 0) return
    const staging = new Uint8Array(Math.min(piece, Math.max(firstRoom, 2 * length, needed)))
    if (this.#filled > 0) staging.set(this.#staging.subarray(0, this.#filled))
    this.#staging = staging
  }

  #flush () {
    const cost = this.#staged
    this.#staged = 0
    if (this.#texts.length > 0) {
      const texts = this.#texts
      this.#texts = []
      this.#post(cost, VALUES, texts)
    }
    if (this.#lengths.length === 0) return
    const bytes = this.#filled === this.#staging.length ? this.#staging : this.#staging.slice(0, this.#filled)
    const lengths = this.#reader.merges || this.#lengths.length === 1 ? null : this.#lengths
    this.#filled = 0
    this.#lengths = []
    this.#post(cost, DATA, bytes, lengths)
  }
}

module.exports = { Outlet }
