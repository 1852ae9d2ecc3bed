'use strict'

const binding = process._linkedBinding('electron_browser_app')
const codec = require('../codec')
const { emitEvent } = require('../event')
const { warnOnce } = require('../report')

// app.requestSingleInstanceLock and what follows from it. The lock belongs to the user data folder as it is at that time.

class SingleInstanceLock {
  #app
  #native = null

  constructor (app) {
    this.#app = app
  }

  request (additionalData) {
    if (this.has()) return true
    const data = typeof additionalData === 'object' ? additionalData : null
    const message = codec.encode({ argv: process.argv, workingDirectory: process.cwd(), additionalData: data ?? null })
    const native = new binding.SingleInstance({ folder: this.#app.getPath('userData') })
    native._onMessage = (text) => this.#onMessage(text)
    if (!native.acquire(message)) return false
    this.#native = native
    return true
  }

  has () {
    return this.#native !== null && this.#native.isHeld()
  }

  release () {
    this.#native?.release()
    this.#native = null
  }

  // From another process of the same user: not to be trusted to be one of this app.
  #onMessage (text) {
    let message
    try {
      message = codec.decode(text)
    } catch {}
    if (!Array.isArray(message?.argv) || typeof message.workingDirectory !== 'string') {
      warnOnce('a message to the single instance of the app could not be read')
      return
    }
    const { argv, workingDirectory, additionalData } = message
    const tell = () => emitEvent(this.#app, 'second-instance', argv, workingDirectory, additionalData)
    if (this.#app.isReady()) tell()
    else this.#app.whenReady().then(tell)
  }
}

module.exports = { SingleInstanceLock }
