'use strict'

const { inner } = require('../kinds')
const { CANCEL, GRANT } = require('./operations')
const { overhead, piece, valueCost, window } = require('./limits')

const { isView } = ArrayBuffer
const { isInteger } = Number

/** Streams that are garbage: whoever could have read them is gone. */
const abandoned = new FinalizationRegistry((inlet) => inlet.cancel())

/** @returns {Uint8Array[]} the chunks in a message, each in memory of its own */
const cut = (bytes, lengths) => {
  if (lengths === null) return [bytes]
  const chunks = []
  let from = 0
  for (const length of lengths) {
    chunks.push(bytes.slice(from, from + length))
    from += length
  }
  return chunks
}

const areLengths = (lengths, total) => {
  if (lengths === null) return true
  if (!Array.isArray(lengths) || lengths.length === 0) return false
  let sum = 0
  for (const length of lengths) {
    if (!isInteger(length) || length < 0) return false
    sum += length
  }
  return sum === total
}

/**
 * What a ReadableStream's source is made of. Only the stream holds it, so that it is garbage when nobody can read any more; the
 * Inlet itself holds nothing of the stream but while somebody waits for the next chunk.
 */
class InletSource {
  #inlet

  constructor (inlet) {
    this.#inlet = inlet
    abandoned.register(this, inlet)
  }

  pull (controller) {
    return this.#inlet.pull(controller)
  }

  cancel (reason) {
    this.#inlet.cancel(reason)
  }
}

/** The consumer's end of a stream. */
class Inlet {
  #send
  #onEnd
  #messages = [] // {chunks, next, cost}
  #queued = 0
  #isStarted = false
  #isEnded = false // nothing more comes
  #error = null // {error}
  #isDone = false
  #taken = 0
  #takenCost = 0
  #waiting = null // {controller, resolve}

  /**
   * @param {(operation: number, ...args) => void} send
   * @param {() => void} onEnd
   */
  constructor (send, onEnd) {
    this.#send = send
    this.#onEnd = onEnd
  }

  /** @param {Function} ReadableStream */
  createStream (ReadableStream) {
    return new ReadableStream(new InletSource(this), { highWaterMark: 0 })
  }

  pull (controller) {
    if (this.#deliver(controller)) {
      if (this.#takenCost >= window / 4) this.#grant()
      return undefined
    }
    if (this.#taken > 0 || !this.#isStarted) this.#grant()
    return new Promise((resolve) => { this.#waiting = { controller, resolve } })
  }

  /** The consumer's own wish, or nobody is there any more who could have one. */
  cancel (reason) {
    if (this.#isDone) return
    const isEnded = this.#isEnded
    this.#finish()
    if (isEnded) return
    try {
      this.#send(CANCEL, reason)
    } catch {
      this.#send(CANCEL, new Error(String(reason)))
    }
  }

  /** @returns {boolean} whether it is well-formed */
  onBytes (bytes, lengths) {
    if (!isView(bytes) || inner.viewKind(bytes) !== 'Uint8Array' || bytes.length > piece || !areLengths(lengths, bytes.length)) return false
    return this.#add(cut(bytes, lengths), bytes.length + overhead * (lengths === null ? 1 : lengths.length))
  }

  onValue (value) {
    return this.#add([value], isView(value) ? value.byteLength + overhead : valueCost)
  }

  /** @param {(text: string) => any} decode throws for what is malformed */
  onTexts (texts, decode) {
    if (!Array.isArray(texts) || texts.length === 0) return false
    const values = []
    let cost = 0
    for (const text of texts) {
      const isString = text[0] === 's'
      values.push(isString ? text.slice(1) : decode(text))
      cost += isString ? text.length + overhead : Math.max(text.length, valueCost)
    }
    return this.#add(values, cost)
  }

  /** The producer is at its end, or has failed: what came before is read first. */
  onEnd (failure) {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#error = failure
    this.#onEnd()
    this.#wake()
  }

  #add (chunks, cost) {
    // The last message may take it beyond the window; the producer does not send another one.
    if (this.#isEnded || this.#queued >= window) return false
    this.#messages.push({ chunks, next: 0, cost })
    this.#queued += cost
    this.#wake()
    return true
  }

  #wake () {
    if (this.#waiting === null) return
    const { controller, resolve } = this.#waiting
    this.#waiting = null
    this.#deliver(controller)
    resolve()
  }

  /** The next chunk, or the end, as far as they are there. */
  #deliver (controller) {
    const message = this.#messages[0]
    if (message !== undefined) {
      const chunk = message.chunks[message.next]
      message.chunks[message.next++] = undefined
      if (message.next === message.chunks.length) this.#take(message)
      controller.enqueue(chunk)
      return true
    }
    if (!this.#isEnded) return false
    const failure = this.#error
    this.#finish()
    if (failure === null) controller.close()
    else controller.error(failure.error)
    return true
  }

  #take (message) {
    this.#messages.shift()
    this.#queued -= message.cost
    this.#taken++
    this.#takenCost += message.cost
  }

  #grant () {
    if (this.#isEnded) return
    this.#isStarted = true
    this.#send(GRANT, this.#taken)
    this.#taken = this.#takenCost = 0
  }

  #finish () {
    this.#isDone = true
    this.#messages = []
    if (this.#isEnded) return
    this.#isEnded = true
    this.#onEnd()
  }
}

module.exports = { Inlet }
