'use strict'

const { codeError } = require('../support/errors')

/** A folder as opendir gives it. Its entries were read when it was opened. */
class Dir {
  #entries
  #isClosed = false

  constructor (path, entries) {
    this.path = path
    this.#entries = entries
  }

  #next () {
    if (this.#isClosed) throw codeError(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed')
    return this.#entries.shift() ?? null
  }

  readSync () { return this.#next() }

  closeSync () {
    this.#next()
    this.#isClosed = true
  }

  #answer (act, callback) {
    const promise = new Promise((resolve) => resolve(act()))
    if (typeof callback !== 'function') return promise
    promise.then((value) => callback(null, value), callback)
  }

  read (callback) { return this.#answer(() => this.readSync(), callback) }
  close (callback) { return this.#answer(() => this.closeSync(), callback) }

  async * [Symbol.asyncIterator] () {
    try {
      for (let entry; (entry = this.readSync()) !== null;) yield entry
    } finally {
      this.closeSync()
    }
  }

  entries () { return this[Symbol.asyncIterator]() }
}

module.exports = { Dir }
