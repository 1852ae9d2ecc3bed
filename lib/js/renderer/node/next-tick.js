'use strict'

const { invalidArgType } = require('../../common/node-errors')

const { reportError } = globalThis
const settled = Promise.resolve()
const then = Function.prototype.call.bind(Promise.prototype.then)

/**
 * process.nextTick: all that is queued runs together, and what that queues as well, before any promise that is settled later.
 * An error of one is the page's ('error' event), and keeps none of the others from running.
 */
exports.createNextTick = () => {
  let queue = []
  const run = () => {
    for (let i = 0; i < queue.length; i++) {
      const { callback, args } = queue[i]
      try {
        callback(...args)
      } catch (error) {
        reportError(error)
      }
    }
    queue = []
  }
  return (callback, ...args) => {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
    if (queue.length === 0) then(settled, run)
    queue.push({ callback, args })
  }
}
