'use strict'

const { discard } = require('./bulk')
const { warnOnce } = require('./report')

const megabyte = 1 << 20

/** How much may wait for one page, in characters. */
const mostUnread = () => {
  const given = require('./api/app').commandLine.getSwitchValue('page-backlog-mb')
  if (Number(given) > 0) return Number(given) * megabyte
  if (given !== '') warnOnce(`The switch page-backlog-mb=${given} is no number of megabytes and has no effect`)
  return 256 * megabyte
}

/**
 * What main sends to a page. A document that is coming up has no listeners yet, so from its commit until its scripts have run
 * (dom-ready, or its first message) texts wait, in their order; so do those that are sent before the first document. One per
 * WebContents.
 *
 * A page that stands still takes nothing, while what is sent to it piles up. Beyond a bound what the app sends is dropped, and
 * said so, until the page has taken half of it. What belongs to the runtime's own doing is never dropped.
 */
class Outbox {
  #contents
  #waiting = []
  #waitingLength = 0
  #isDropping = false
  #isFull = false
  #dropped = 0

  constructor (contents) {
    this.#contents = contents
  }

  /**
   * @param {Array} head what stands before the arguments in the message
   * @throws {Error} when something in the arguments cannot be cloned
   */
  send (head, args) {
    this.post(this.#contents._encode(head, args))
  }

  /** The same for a message of the app's. */
  offer (head, args) {
    this.offerText(this.#contents._encode(head, args))
  }

  /** As post, for a message of the app's. */
  offerText (text) {
    if (!this.#isFull || this.#hasEmptied()) return this.post(text)
    this.#dropped++
    discard(this.#contents, text)
    return false
  }

  /** @returns {boolean} whether the text waits for the document that is coming up */
  post (text) {
    if (this.#waiting) {
      this.#waiting.push(text)
      this.#waitingLength += text.length
      this.#check(this.#unread)
      return true
    }
    if (this.#isDropping) discard(this.#contents, text)
    else this.#check(this.#contents._postMessage(text))
    return false
  }

  #check (unread) {
    if (unread < megabyte || this.#isFull) return
    const most = mostUnread()
    if (unread < most) return
    this.#isFull = true
    console.error(`${this.#name} does not take its messages: ${Math.round(most / megabyte)} MB wait, what is sent to it until it does is dropped`)
    this.#contents._hangs.hurry()
  }

  #hasEmptied () {
    if (this.#unread > mostUnread() / 2) return false
    this.#isFull = false
    if (this.#dropped > 0) console.error(`${this.#name} takes messages again; ${this.#dropped} were dropped`)
    this.#dropped = 0
    return true
  }

  get #unread () {
    return (this.#waiting ? this.#waitingLength : 0) + this.#contents._unread()
  }

  get #name () {
    return `webContents ${this.#contents.id} (${this.#contents.getURL()})`
  }

  /** What waits. */
  get texts () {
    return this.#waiting ?? []
  }

  /** A new document is there. */
  hold () {
    this.#waiting ??= []
    this.#isDropping = false
    this.#contents._forgetUnread()
  }

  /** The document can listen. */
  open () {
    const waiting = this.#waiting
    this.#waiting = null
    this.#waitingLength = 0
    if (!waiting) return
    for (const text of waiting) this.#contents._postMessage(text)
    this.#contents._ports.onDelivered()
  }

  /** The process is gone: there is nobody to hear until the next document. */
  drop () {
    this.#waiting = null
    this.#waitingLength = 0
    this.#isDropping = true
    this.#contents._forgetUnread()
    this.#contents._dropBulk([])
  }
}

module.exports = { Outbox, mostUnread }
