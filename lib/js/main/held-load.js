'use strict'

const { readiness } = require('./session/request-hooks')

/** A page's load that the engine is not told of before the listeners of the session's webRequest would be told of it. */
class HeldLoad {
  #contents
  #held = null

  constructor (contents) {
    this.#contents = contents
  }

  /** Calls `go`, at once or when the page is ready for it. The last one counts. */
  start (go) {
    const ready = readiness(this.#contents)
    const held = this.#held = ready ? {} : null
    if (!ready) go()
    else {
      ready.then(() => {
        if (this.#held === held && this.forget() && !this.#contents.isDestroyed()) go()
      })
    }
  }

  /** Whether there was something to forget. */
  forget () {
    const isHeld = this.#held !== null
    this.#held = null
    return isHeld
  }
}

module.exports = { HeldLoad }
