'use strict'

const { isUint8Array } = require('util').types
const { setHidden } = require('../common/kinds')
const codec = require('./codec')

/**
 * The answer to one synchronous message. A page waits for it, so there is always one: the value that a listener sets,
 * an error, or undefined when nobody can set a value any more.
 */
class SyncAnswer {
  text = null
  #onText
  #takesBytes
  #channel = ''

  /**
   * @param {() => void} onText called when the answer comes after the dispatch
   * @param {boolean} takesBytes whether the answer's text need not be well-formed
   */
  constructor (onText, takesBytes) {
    this.#onText = onText
    this.#takesBytes = takesBytes
  }

  /** An answer that is a text already. */
  static of (text) {
    const answer = new SyncAnswer(null, false)
    answer.text = text
    return answer
  }

  get done () {
    return this.text !== null
  }

  /** Throws when `value` cannot be cloned; the page waits on. */
  value (value) {
    if (this.done) return
    const isAlone = this.#takesBytes && (typeof value === 'string' || isUint8Array(value))
    this.#finish(isAlone ? codec.encodeAlone(value) : codec.encodeList([true], [value]))
  }

  error (error) {
    if (this.done) return
    this.#finish(codec.encodeList([false], [error instanceof Error ? error : new Error(String(error))]))
  }

  /** The answer is going to be late, if it comes at all. */
  watch (event, channel) {
    this.reference = new WeakRef(event)
    this.#channel = channel
  }

  get isWaiting () {
    return !this.done && this.reference !== undefined
  }

  get event () {
    return this.reference.deref()
  }

  /** The page does not wait any longer. */
  drop () {
    if (!this.done) this.text = ''
  }

  /** @param {string} awaited what the listener waits for, of the page that waits for it */
  deadlock (awaited) {
    const message = `ipcRenderer.sendSync('${this.#channel}') is a deadlock: its listener waits for this page (${awaited}), and the page for its answer`
    const error = Object.assign(new Error(message), { code: 'ERR_IPC_DEADLOCK', channel: this.#channel, awaited })
    setHidden(error, 'name', 'SendSyncDeadlockError')
    setHidden(error, 'stack', `${error}`)
    this.error(error)
  }

  /** Once the event is garbage no listener can answer any more. Called after each collection. */
  giveUpIfCollected () {
    if (!this.done && this.event === undefined) this.value(undefined)
  }

  #finish (text) {
    this.text = text
    if (this.reference) this.#onText()
  }
}

module.exports = { SyncAnswer }
