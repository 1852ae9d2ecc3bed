'use strict'

// How `fs` asks main: by a synchronous message, or by an asynchronous one with a callback or a promise.

const { ask, callSync, incoming } = require('../support/client')
const { abortError, invalidArgType, notInPage } = require('../support/errors')
const { sendable } = require('../support/options')
const { toPath } = require('./paths')
const { unpack } = require('./stats')

const unpackAll = (value) => {
  const unpacked = unpack(value)
  return Array.isArray(unpacked) ? unpacked.map(incoming) : incoming(unpacked)
}

const isOptions = (value) => typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value) && !Array.isArray(value)

/** What can be sent of the arguments. @returns {{args: Array, signal: AbortSignal|undefined}} */
const prepare = (name, given) => {
  let signal
  const args = given.map((arg) => {
    const value = toPath(arg)
    if (typeof value === 'function' || typeof value === 'symbol') throw invalidArgType('path', 'of type string or an instance of Buffer or URL', value)
    if (!isOptions(value)) return value
    if (name === 'cp' && value.filter) throw notInPage('fs.cp() with a filter')
    const { signal: given, ...rest } = value
    if (given instanceof AbortSignal) signal = given
    return sendable(rest)
  })
  while (args.length > 0 && args[args.length - 1] === undefined) args.pop()
  return { args, signal }
}

const sync = (boundary, name, given) => {
  const { args } = prepare(name, given)
  return unpackAll(callSync(boundary, 'fs', 'sync', name, ...args))
}

/** @param {(error: Error|null, ...values) => void} callback */
const withCallback = (name, given, callback) => {
  const { args, signal } = prepare(name, given)
  if (signal?.aborted) {
    queueMicrotask(() => callback(abortError(signal)))
    return
  }
  let isDone = false
  const finish = (...result) => {
    if (isDone) return
    isDone = true
    callback(...result)
  }
  signal?.addEventListener('abort', () => finish(abortError(signal)), { once: true })
  ask('fs', 'async', [name, ...args], (error, values) => error ? finish(error) : finish(null, ...values.map(unpackAll)))
}

/** @returns {Promise<any>} of the first value */
const promised = (name, args) => new Promise((resolve, reject) => {
  withCallback(name, args, (error, value) => error ? reject(error) : resolve(value))
})

const checkCallback = (callback) => {
  if (typeof callback !== 'function') throw invalidArgType('cb', 'of type function', callback)
  return callback
}

/** Takes the callback, the last of the arguments, off them. */
const takeCallback = (args) => {
  while (args.length > 0 && args[args.length - 1] === undefined) args.pop()
  return checkCallback(args.pop())
}

module.exports = { checkCallback, promised, sync, takeCallback, withCallback }
