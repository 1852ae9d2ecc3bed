'use strict'

const codec = require('./codec')

/**
 * What main sends to a page. A document that is coming up has no listeners yet, so from its commit until its scripts have run
 * (dom-ready, or its first message) texts wait, in their order; so do those that are sent before the first document. One per
 * WebContents.
 */
class Outbox {
  #contents
  #waiting = []
  #isDropping = false

  constructor (contents) {
    this.#contents = contents
  }

  /**
   * @param {Array} head what stands before the arguments in the message
   * @throws {Error} when something in the arguments cannot be cloned
   */
  send (head, args) {
    this.post(codec.encodeList(head, args))
  }

  /** @returns {boolean} whether the text waits for the document that is coming up */
  post (text) {
    if (this.#waiting) this.#waiting.push(text)
    else if (!this.#isDropping) this.#contents._postMessage(text)
    return this.#waiting !== null
  }

  /** A new document is there. */
  hold () {
    this.#waiting ??= []
    this.#isDropping = false
  }

  /** The document can listen. */
  open () {
    const waiting = this.#waiting
    this.#waiting = null
    if (!waiting) return
    for (const text of waiting) this.#contents._postMessage(text)
    this.#contents._ports.onDelivered()
  }

  /** The process is gone: there is nobody to hear until the next document. */
  drop () {
    this.#waiting = null
    this.#isDropping = true
  }
}

module.exports = { Outbox }
