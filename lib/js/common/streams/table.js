'use strict'

const { findSources, placeStreams } = require('./places')
const { Inlet } = require('./inlet')
const { Outlet } = require('./outlet')
const { CANCEL, DATA, END, GRANT, VALUE, VALUES } = require('./operations')

const { isSafeInteger } = Number

/**
 * The streams between main and one document, as one of the two sees them.
 */
class StreamTable {
  #outlets = new Map()
  #inlets = new Map()
  #sources
  #send
  #host
  #onReceived = null
  isGone = false

  /**
   * @param {object} host
   * @param {object} host.sources see sources.js
   * @param {() => object} host.codec
   * @param {() => (length: number) => void} host.createCollector keeps memory low while bytes come in
   * @param {() => Function} host.ReadableStream what streams of the other side are here
   * @param {() => number} host.newId
   * @param {(id: number) => boolean} host.isOthersId
   * @param {(operation: number, id: number, ...args) => void} send says it to the other side
   */
  constructor (host, send) {
    this.#host = host
    this.#send = send
    this.#sources = host.sources
  }

  get size () {
    return this.#outlets.size + this.#inlets.size
  }

  /**
   * @param {Array} list of values to be sent
   * @returns {{list: Array, ids: string, commit: () => void}|null} null where there is no stream among them; else what is to be
   *   sent, and what is to be done when that is certain
   */
  prepare (list) {
    const found = findSources(list, this.#sources.isSource)
    if (found === null) return null
    for (const source of found.sources) this.#sources.check(source)
    const ids = found.sources.map(() => this.#host.newId())
    const commit = () => {
      for (let i = 0; i < ids.length; i++) this.#open(ids[i], found.sources[i])
    }
    return { list: found.list, ids: ids.join(' '), commit }
  }

  #open (id, source) {
    const send = (operation, ...args) => this.#send(operation, id, ...args)
    const outlet = new Outlet(this.#sources.open(source), this.#host.codec().encode, send, () => this.#outlets.delete(id))
    this.#outlets.set(id, outlet)
    if (this.isGone) outlet.cancel()
  }

  /**
   * @param {Array} list as it came
   * @param {string} ids
   * @returns {Array} with streams in their places
   * @throws {TypeError} when they are not of the other side's making
   */
  place (list, ids) {
    const numbers = String(ids).split(' ').map(Number)
    const areGood = numbers.every((id) => isSafeInteger(id) && this.#host.isOthersId(id) && !this.#inlets.has(id))
    if (!areGood || new Set(numbers).size !== numbers.length) throw new TypeError('Malformed message: bad id of a stream')
    const ReadableStream = this.#host.ReadableStream()
    return placeStreams(list, numbers.map((id) => this.#receive(id).createStream(ReadableStream)))
  }

  #receive (id) {
    const inlet = new Inlet((operation, ...args) => this.#send(operation, id, ...args), () => this.#inlets.delete(id))
    if (this.isGone) inlet.onEnd({ error: this.#gone() })
    else this.#inlets.set(id, inlet)
    return inlet
  }

  /** What the other side says. Of a stream that is gone it may not have heard yet. */
  onMessage (operation, id, first, second) {
    if (operation === GRANT) {
      this.#outlets.get(id)?.grant(first)
    } else if (operation === CANCEL) {
      this.#outlets.get(id)?.cancel(first)
    } else {
      this.#toInlet(this.#inlets.get(id), operation, id, first, second)
    }
  }

  #toInlet (inlet, operation, id, first, second) {
    if (inlet === undefined) return
    if (operation === END) inlet.onEnd(first === true ? { error: second } : null)
    else if (!this.#isTaken(inlet, operation, first, second)) {
      // Only what is no producer of ours says such things.
      inlet.onEnd({ error: new TypeError('Malformed message: not what a stream sends') })
      this.#send(CANCEL, id)
    }
  }

  /** @returns {boolean} whether it is well-formed */
  #isTaken (inlet, operation, first, second) {
    try {
      if (operation === DATA) {
        if (!inlet.onBytes(first, second)) return false
        this.#onReceived ??= this.#host.createCollector()
        this.#onReceived(first.length)
        return true
      }
      if (operation === VALUES) return inlet.onTexts(first, this.#host.codec().decode)
      return operation === VALUE && inlet.onValue(first)
    } catch {
      return false
    }
  }

  #gone () {
    return Object.assign(new Error('The page that this stream comes from is gone'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
  }

  /** The other side is no more. */
  end () {
    this.isGone = true
    for (const outlet of [...this.#outlets.values()]) outlet.cancel()
    for (const inlet of [...this.#inlets.values()]) inlet.onEnd({ error: this.#gone() })
  }
}

module.exports = { StreamTable }
