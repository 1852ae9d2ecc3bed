'use strict'

const { setTimeout, setImmediate, setInterval } = require('isomorphic-timers-promises')

module.exports = {
  setTimeout,
  setImmediate,
  setInterval,
  scheduler: {
    wait: (delay, options) => setTimeout(delay, undefined, options),
    yield: () => setImmediate()
  }
}
