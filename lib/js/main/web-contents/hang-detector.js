'use strict'

const { emitEvent } = require('../event')

// As Chromium's: how long a page may take to answer.
const defaultTimeout = 30000
// For a page for which too much waits.
const hurriedTimeout = 1000
// A page that is given much to do is asked this often, in milliseconds: each question is a message to it and one back.
const rest = 250

/**
 * Tells 'unresponsive' when a page does not answer, and 'responsive' when it does again. It asks only after something was
 * given to the page, once: an idle page costs nothing. One per WebContents.
 */
class HangDetector {
  #contents
  #timer = null
  #waiting = false
  #again = false
  #hung = false
  #serial = 0
  #resting = false
  #isHurried = false

  constructor (contents) {
    this.#contents = contents
  }

  static #timeout () {
    const { commandLine } = require('../api/app')
    return Number(commandLine?.getSwitchValue?.('hang-timeout-ms')) || defaultTimeout
  }

  /** The page was given something to do. */
  poke () {
    if (this.#waiting || this.#resting) {
      this.#again = true
      return
    }
    const contents = this.#contents
    if (contents.isDestroyed() || contents.isCrashed() || contents.getURL() === '') return
    this.#waiting = this.#resting = true
    setTimeout(() => this.#onRested(), rest).unref()
    const serial = ++this.#serial
    contents._evaluate('0', 0, () => this.#onAnswer(serial))
    this.#startTimer()
  }

  #startTimer () {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#onTimeout(), this.#isHurried ? hurriedTimeout : HangDetector.#timeout())
    this.#timer.unref()
  }

  /** Much waits for the page: where it does not answer soon, there is no need to wait longer. */
  hurry () {
    this.#isHurried = true
    if (!this.#waiting && !this.#resting) this.poke()
    else if (this.#waiting && !this.#hung) this.#startTimer()
  }

  #onTimeout () {
    const contents = this.#contents
    if (contents.isDestroyed()) return
    // A page that waits for main, or stands still in a debugger, does not hang.
    if (contents._inSyncCall() || contents.isDevToolsOpened()) {
      this.#startTimer()
      return
    }
    this.#hung = true
    emitEvent(this.#contents, 'unresponsive')
  }

  #onRested () {
    this.#resting = false
    this.#pokeAgain()
  }

  #pokeAgain () {
    if (!this.#again || this.#waiting || this.#resting || this.#contents.isDestroyed()) return
    this.#again = false
    this.poke()
  }

  #onAnswer (serial) {
    if (serial === this.#serial) this.reset()
  }

  /** The page answered, or another document took its place, or it died. */
  reset () {
    clearTimeout(this.#timer)
    this.#serial++
    const hung = this.#hung
    this.#waiting = this.#hung = this.#isHurried = false
    if (this.#contents.isDestroyed()) return
    if (hung && !this.#contents.isCrashed()) emitEvent(this.#contents, 'responsive')
    this.#pokeAgain()
  }
}

module.exports = { HangDetector }
