'use strict'

const codec = require('../codec')
const { mostUnread } = require('../outbox')
const { SEND } = require('../../common/message-kinds')
const { writePortText } = require('../../common/port-texts')
const { PagePorts } = require('../message-ports/page-ports')

/**
 * One document in a frame within a page, and what waits for it there. Main cannot reach it by itself: the top frame wakes it
 * (renderer/frames-top.js), and it comes for what there is.
 */
class FrameDocument {
  #wake
  #isAwake = false
  #texts = []
  #length = 0
  #isFull = false
  #commands = []
  #ports = null
  _streams = null
  #onEnd = []
  #lookers = []

  /**
   * @param {string} id
   * @param {boolean} hasLink whether it has a shim, and so messages
   * @param {() => void} wake
   */
  constructor (id, hasLink, wake) {
    this.id = id
    this.hasLink = hasLink
    this.hasRelay = hasLink
    this.node = null
    this.isGone = false
    this.#wake = wake
  }

  /** A message of the app's: dropped while too much waits for the frame, which stands still. */
  offer (text) {
    if (this.#length < mostUnread()) {
      this.post(text)
      return
    }
    if (!this.#isFull) console.error(`A frame (${this.node?.frame.url}) does not take its messages: what is sent to it until it does is dropped`)
    this.#isFull = true
  }

  /** A message; lost where nobody can listen. */
  post (text) {
    if (!this.hasLink || this.isGone) return
    this.#texts.push(text)
    this.#length += text.length
    this.#call()
  }

  command (command) {
    if (this.isGone) return
    this.#commands.push(command)
    this.#call()
  }

  /** Asks what stands at a place, for 'context-menu'. @param {(json: string) => void} answer */
  look (place, answer) {
    this.#lookers.push(answer)
    this.command({ what: 'look', ...place })
  }

  onLooked (json) {
    this.#lookers.shift()?.(json)
  }

  #call () {
    if (this.#isAwake) return
    this.#isAwake = true
    this.#wake()
  }

  /** The ends of channels that the document has. */
  get _ports () {
    this.#ports ??= new PagePorts({
      isDestroyed: () => this.isGone,
      isCrashed: () => false,
      _encode: (head, args) => codec.encodeList(head, args),
      _encodeOverPort: (id, message) => writePortText(id, codec.encode(message)),
      _outbox: {
        post: (text) => {
          this.post(text)
          return false
        },
        offerText: (text) => {
          this.offer(text)
          return false
        },
        send: (head, args) => this.post(codec.encodeList(head, args))
      }
    })
    return this.#ports
  }

  _sendInternal (channel, ...args) {
    this.post(codec.encodeList([SEND, true, channel, 0], args))
  }

  /** @param {() => void} listener called when another document is in the frame, or none */
  onEnd (listener) {
    this.#onEnd.push(listener)
  }

  end () {
    this.isGone = true
    for (const listener of this.#onEnd.splice(0)) listener()
    this.#ports?.onDead()
    this._streams?.end()
  }

  /** What waits, as text: the document has come for it. */
  fetch () {
    this.#isAwake = false
    const answer = JSON.stringify({ texts: this.#texts, commands: this.#commands })
    this.#texts = []
    this.#length = 0
    this.#isFull = false
    this.#commands = []
    return answer
  }
}

module.exports = { FrameDocument }
