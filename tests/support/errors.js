'use strict'

/* eslint-disable no-undef -- these run in the main process and, as text, in pages */

/** Throws an error that has everything. */
function throwMine () {
  class Mine extends RangeError {
    constructor (message, options) {
      super(message, options)
      this.name = 'Mine'
    }
  }
  const error = new Mine('went wrong', { cause: new TypeError('below', { cause: { root: new Map([[1, 2]]) } }) })
  throw Object.assign(error, { code: 'E_MINE', errno: -2, when: new Date(5), symbol: Symbol('x'), weak: new WeakMap() })
}

/** What of it the receiver has. */
function tellMine (error) {
  const { cause } = error
  return [
    Object.getPrototypeOf(error) === RangeError.prototype, error.name, error.message, error.code, error.errno, error.when.getTime(), Object.keys(error),
    Object.getPrototypeOf(cause) === TypeError.prototype, cause.message, cause.cause.root.get(1), Object.keys(cause)
  ]
}

/** @param {string} message as the way of the error has it */
const mine = (message = 'went wrong') => [true, 'Mine', message, 'E_MINE', -2, 5, ['name', 'code', 'errno', 'when'], true, 'below', 2, []]

module.exports = { mine, tellMine, throwMine }
