'use strict'

// Node's errors, with their codes.

/** What Node calls a value in its texts. */
const received = (value) => {
  if (value === null || value === undefined) return `Received ${value}`
  if (typeof value === 'function') return `Received function ${value.name}`
  if (typeof value === 'object') {
    const name = value.constructor?.name
    return name ? `Received an instance of ${name}` : 'Received [Object: null prototype] {}'
  }
  const text = typeof value === 'string' ? `'${value}'` : String(value) + (typeof value === 'bigint' ? 'n' : '')
  return `Received type ${typeof value} (${text.length > 28 ? text.slice(0, 25) + '...' : text})`
}

/** The name in a stack shows the code, the property does not. */
const coded = (error, code) => {
  const { name } = error
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, enumerable: false, writable: true, configurable: true })
  void error.stack
  delete error.name
  error.code = code
  return error
}

exports.invalidArgType = (name, expected, value) =>
  coded(new TypeError(`The "${name}" ${name.includes('.') ? 'property' : 'argument'} must be ${expected}. ${received(value)}`), 'ERR_INVALID_ARG_TYPE')

exports.outOfRange = (name, range, value) =>
  coded(new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${value}`), 'ERR_OUT_OF_RANGE')

exports.unhandledError = (value) => {
  const error = coded(new Error(`Unhandled error. (${typeof value === 'string' ? `'${value}'` : value})`), 'ERR_UNHANDLED_ERROR')
  error.context = value
  return error
}

/** @param {AbortSignal} signal */
exports.abortError = (signal) => {
  const error = new Error('The operation was aborted', { cause: signal.reason })
  error.code = 'ABORT_ERR'
  error.name = 'AbortError'
  return error
}

/** A function for what a page cannot have: it throws when it is called, and says so. */
exports.unsupported = (name, why) => function () {
  throw coded(new Error(`${name} is not supported in a page: ${why}`), 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM')
}
