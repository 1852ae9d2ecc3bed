'use strict'

const timers = require('timers-browserify')
const { invalidArgType } = require('../../js/common/node-errors')

// The page's global timers are numbers; those of this module are objects, as Node's are. They keep nothing alive that
// could be unreferenced: a page lives as long as its window.

const isReferenced = new WeakMap()

class Timeout {
  constructor (start, callback, delay, args) {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
    this._start = () => start(callback, delay, ...args)
    this._timer = this._start()
  }

  ref () { isReferenced.set(this, true); return this }
  unref () { isReferenced.set(this, false); return this }
  hasRef () { return isReferenced.get(this) ?? true }

  refresh () {
    this._timer.close()
    this._timer = this._start()
    return this
  }

  close () {
    this._timer.close()
    return this
  }

  /** The number that the page's clearTimeout takes. */
  [Symbol.toPrimitive] () { return this._timer._id }
}

const clear = (timer) => {
  if (timer instanceof Timeout) timer.close()
  else if (typeof timer === 'number' || typeof timer === 'string') globalThis.clearTimeout(timer)
}

// Immediates run in their order, each in a task of its own, without the delays of a page's timers.
const { port1: bell, port2: hand } = new MessageChannel()
const immediates = []
bell.onmessage = () => {
  const immediate = immediates.shift()
  if (immediate._onImmediate === null) return
  const { _onImmediate, _argv } = immediate
  immediate._onImmediate = null
  _onImmediate.apply(immediate, _argv)
}

class Immediate {
  constructor (callback, args) {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
    this._onImmediate = callback
    this._argv = args
    immediates.push(this)
    hand.postMessage(null)
  }

  ref () { isReferenced.set(this, true); return this }
  unref () { isReferenced.set(this, false); return this }
  hasRef () { return this._onImmediate !== null && (isReferenced.get(this) ?? true) }
}

const promisified = (name) => ({ get: () => require('timers/promises')[name], enumerable: true })
const custom = Symbol.for('nodejs.util.promisify.custom')

const start = (kind) => (callback, delay, ...args) => new Timeout(timers[kind], callback, delay, args)

module.exports = {
  setTimeout: Object.defineProperty(start('setTimeout'), custom, promisified('setTimeout')),
  clearTimeout: (timer) => clear(timer),
  setImmediate: Object.defineProperty((callback, ...args) => new Immediate(callback, args), custom, promisified('setImmediate')),
  clearImmediate (immediate) { if (immediate instanceof Immediate) immediate._onImmediate = null },
  setInterval: start('setInterval'),
  clearInterval: (timer) => clear(timer),
  _unrefActive: timers._unrefActive,
  active: timers.active,
  unenroll: timers.unenroll,
  enroll: timers.enroll,
  get promises () { return require('timers/promises') }
}
Object.defineProperty(module.exports, 'promises', { enumerable: false })
