'use strict'

const util = require('util/')
const { invalidArgType, outOfRange } = require('../../js/common/node-errors')

function aborted (signal, resource) {
  if (!(signal instanceof AbortSignal)) return Promise.reject(invalidArgType('signal', 'an instance of AbortSignal', signal))
  if (resource === null || typeof resource !== 'object') return Promise.reject(invalidArgType('resource', 'of type object', resource))
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

// The package has a symbol of its own for it, which no other function of Node's carries.
const custom = Symbol.for('nodejs.util.promisify.custom')
function promisify (original) {
  if (typeof original !== 'function') throw invalidArgType('original', 'of type function', original)
  const own = original[custom]
  if (own === undefined) return util.promisify(original)
  if (typeof own !== 'function') throw invalidArgType('util.promisify.custom', 'of type function', own)
  return Object.defineProperty(own, custom, { value: own, configurable: true })
}
promisify.custom = custom

const getSystemErrorName = (number) => {
  if (!Number.isInteger(number) || number >= 0) throw outOfRange('err', 'a negative integer', number)
  const { errno } = require('os').constants
  return Object.keys(errno).find((name) => errno[name] === -number)
}

const log = (...args) => console.log('%s - %s', new Date().toString().slice(4, 24), module.exports.format(...args))

module.exports = {
  ...util,
  aborted,
  debug: util.debuglog,
  getSystemErrorName,
  // It requires this module in its turn.
  isDeepStrictEqual: (a, b) => require('assert/build/internal/util/comparisons').isDeepStrictEqual(a, b),
  log,
  promisify,
  TextDecoder: globalThis.TextDecoder,
  TextEncoder: globalThis.TextEncoder,
  toUSVString: (text) => String(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  transferableAbortController: () => new AbortController()
}

// What takes time to make, and much is required for other functions, is made when it is first asked for.
const define = (name, value) => Object.defineProperty(module.exports, name, { value, writable: true, configurable: true, enumerable: true })
const defineLazily = (names, load) => {
  for (const name of names) {
    Object.defineProperty(module.exports, name, {
      get () {
        const value = load()[name]
        define(name, value)
        return value
      },
      set: (value) => define(name, value),
      configurable: true,
      enumerable: true
    })
  }
}
defineLazily(['format', 'formatWithOptions', 'inspect', 'stripVTControlCharacters'], () => require('node-inspect-extracted'))
defineLazily(['parseArgs'], () => require('@pkgjs/parseargs'))
