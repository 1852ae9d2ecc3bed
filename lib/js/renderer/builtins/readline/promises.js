'use strict'

const readline = require('readline')

const { question } = readline.Interface.prototype
const promised = question[Symbol.for('nodejs.util.promisify.custom')]

class Interface extends readline.Interface {
  question (query, options) { return promised.call({ question: question.bind(this) }, query, options) }
}

/** Collects changes of a terminal's line, and makes them together. */
class Readline {
  #stream
  #pending = []

  constructor (stream) {
    this.#stream = stream
  }

  #add (name, ...args) {
    this.#pending.push(() => readline[name](this.#stream, ...args))
    return this
  }

  clearLine (direction) { return this.#add('clearLine', direction) }
  clearScreenDown () { return this.#add('clearScreenDown') }
  cursorTo (x, y) { return this.#add('cursorTo', x, y) }
  moveCursor (dx, dy) { return this.#add('moveCursor', dx, dy) }
  async commit () { for (const act of this.#pending.splice(0)) act() }
  rollback () {
    this.#pending = []
    return this
  }
}

module.exports = { Interface, Readline, createInterface: (...args) => new Interface(...args) }
