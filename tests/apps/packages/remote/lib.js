// A module of the main process, which the page reaches with remote.require.
const { EventEmitter } = require('events')

class Account extends EventEmitter {
  constructor (owner) {
    super()
    this.owner = owner
    this.balance = 0
  }

  get rich () { return this.balance > 1000 }

  deposit (amount) {
    if (typeof amount !== 'number') throw new TypeError('amount must be a number')
    this.balance += amount
    this.emit('changed', this.balance)
    return this
  }
}

module.exports = {
  Account,
  type: process.type,
  map: (list, callback) => list.map(callback),
  later: (value) => new Promise((resolve) => setTimeout(resolve, 10, value)),
  fail: async () => { throw new RangeError('too far') },
  throwing: () => { throw new Error('thrown in main') },
  callLater: (callback, ...args) => { setImmediate(callback, ...args) },
  awaiting: (promise) => promise.then((value) => value * 2),
  describe: (value) => Object.prototype.toString.call(value),
  keys: (object) => Object.keys(object),
  isWindow: (win) => win instanceof require('electron').BrowserWindow
}
