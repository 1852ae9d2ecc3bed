'use strict'

/**
 * One of the two ends of a channel. Whoever has it - a MessagePortMain, a page, or nobody while it travels in a message -
 * takes its messages by a receiver; without one they wait.
 */
class Endpoint {
  peer = null
  isClosed = false
  /** What has come and is not taken: {message, endpoints}, or `closing` as the last. */
  queue = []
  #receiver = null
  // While a page hands the port back: what its holder says meanwhile, and what the page had not taken.
  #held = null
  #returned = []

  static closing = Object.freeze({ message: undefined, endpoints: [] })

  /** @returns {[Endpoint, Endpoint]} */
  static createPair () {
    const pair = [new Endpoint(), new Endpoint()]
    pair[0].peer = pair[1]
    pair[1].peer = pair[0]
    return pair
  }

  /**
   * Gets ready to send a message: throws when it cannot be cloned, before anything has happened.
   *
   * @param {(message) => any} clone
   * @returns {(endpoints: Endpoint[]) => void} sends it
   */
  prepare (message, count, clone) {
    const { peer } = this
    if (this.#held === null && peer.#held === null && peer.queue.length === 0 && peer.#receiver?.prepare) {
      return peer.#receiver.prepare(message, count)
    }
    const copy = clone(message)
    return (endpoints) => this.send(copy, endpoints)
  }

  /**
   * Hands on a text of the codec as it is, where whoever has the other end takes texts and nothing comes before this one.
   *
   * @returns {boolean} whether it could
   */
  forward (text) {
    const { peer } = this
    if (this.isClosed || this.#held !== null || !peer.#takesTexts) return false
    peer.#receiver.forward(text)
    return true
  }

  get #takesTexts () {
    return this.#held === null && this.#receiver !== null && this.#receiver.forward !== undefined && this.queue.length === 0
  }

  /** The message belongs to the receiver from now on. */
  send (message, endpoints) {
    if (this.isClosed) for (const endpoint of endpoints) endpoint.close()
    else if (this.#held !== null) this.#held.push({ message, endpoints })
    else this.peer.#arrive({ message, endpoints })
  }

  #arrive (item) {
    if (this.isClosed) {
      for (const endpoint of item.endpoints) endpoint.close()
      return
    }
    this.queue.push(item)
    if (this.#held === null) this.#receiver?.onQueue()
  }

  /**
   * @param {{onQueue: () => void, prepare?: Function, forward?: Function}|null} receiver is told when there is something to take
   */
  receive (receiver) {
    this.#receiver = receiver
    if (receiver !== null && this.queue.length > 0 && this.#held === null) receiver.onQueue()
  }

  /** What has come first; undefined when there is nothing. */
  take () {
    return this.#held === null ? this.queue.shift() : undefined
  }

  close () {
    if (this.isClosed) return
    this.#shut()
    // What a page said before it handed the port back may still be on its way.
    if (this.#held !== null) this.#held.push(Endpoint.closing)
    else this.peer.#arrive(Endpoint.closing)
  }

  #shut () {
    this.isClosed = true
    this.#receiver = null
    const { queue } = this
    this.queue = []
    for (const { endpoints } of queue) for (const endpoint of endpoints) endpoint.close()
  }

  /** The other end is closed, and the receiver knows. */
  end () {
    this.#shut()
  }

  // A page hands the port back.

  startReturn () {
    this.#held = []
    this.#receiver = null
  }

  addReturned (message, endpoints) {
    this.#returned.push({ message, endpoints })
  }

  /** What the page still said on the port. */
  sendOfPage (message, endpoints) {
    this.peer.#arrive({ message, endpoints })
  }

  endReturn () {
    const held = this.#held
    this.#held = null
    this.queue.unshift(...this.#returned)
    this.#returned = []
    for (const item of held) this.peer.#arrive(item)
    if (this.isClosed) this.#shut()
    else if (this.queue.length > 0) this.#receiver?.onQueue()
  }

  get isReturning () {
    return this.#held !== null
  }
}

module.exports = { Endpoint }
