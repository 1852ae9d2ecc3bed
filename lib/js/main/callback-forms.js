'use strict'

const { level, mayBeOlderThan } = require('./compat')

// What answers by a promise took a callback up to Electron 6. Where an app may be that old, both work.

/** How a callback is told: of the value alone, or as Node's are. */
const forms = {
  value: (callback) => [(value) => callback(value), () => {}],
  error: (callback) => [(value) => callback(null, value), (error) => callback(error)]
}

// What the callback throws is the app's uncaught exception, not a rejection.
const later = (report) => (value) => { process.nextTick(report, value) }

// A class, which cannot be called, is no callback.
const isCallback = (value) => typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable !== false

function withCallback (method, form) {
  return function (...args) {
    if (!isCallback(args.at(-1))) return method.apply(this, args)
    const [onValue, onError] = forms[form](args.pop())
    const promise = method.apply(this, args)
    promise.then(later(onValue), later(onError))
    return promise
  }
}

/**
 * @param {object} target has the methods
 * @param {Record<string, 'value'|'error'>} methods
 */
function acceptCallbacks (target, methods) {
  if (!mayBeOlderThan(7)) return
  for (const [name, form] of Object.entries(methods)) {
    Object.defineProperty(target, name, { value: withCallback(target[name], form), writable: true, configurable: true, enumerable: Object.keys(target).includes(name) })
  }
}

/**
 * A dialog's method: up to Electron 5 it answered at once, or by its callback.
 *
 * @param {(...args) => Promise<object>} method
 * @param {(...args) => any} methodSync
 * @param {(answer: object) => any[]} toArguments what the callback gets
 */
function dialogForm (method, methodSync, toArguments) {
  if (!mayBeOlderThan(7)) return method
  return (...args) => {
    if (!isCallback(args.at(-1))) return level !== null && level < 6 ? methodSync(...args) : method(...args)
    const callback = args.pop()
    const promise = method(...args)
    promise.then(later((answer) => callback(...toArguments(answer))), later((error) => { throw error }))
    return level !== null && level < 6 ? undefined : promise
  }
}

module.exports = { acceptCallbacks, dialogForm }
