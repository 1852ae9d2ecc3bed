'use strict'

// Errors as Node makes them.

const codeError = (Base, code, message) => {
  const error = new Base(message)
  Object.defineProperty(error, 'code', { value: code, writable: true, enumerable: true, configurable: true })
  return error
}

const describe = (value) => {
  if (value === null || value === undefined) return ` Received ${value}`
  if (typeof value === 'function') return ` Received function ${value.name}`
  if (typeof value === 'object') return ` Received an instance of ${value.constructor?.name ?? 'Object'}`
  return ` Received type ${typeof value} (${typeof value === 'string' ? `'${value}'` : String(value)})`
}

/** @param {string} wanted such as 'of type function' */
const invalidArgType = (name, wanted, value) =>
  codeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${wanted}.${describe(value)}`)

const outOfRange = (name, wanted, value) =>
  codeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${wanted}. Received ${value}`)

const abortError = (signal) => {
  const error = codeError(Error, 'ABORT_ERR', 'The operation was aborted')
  error.name = 'AbortError'
  if (signal?.reason !== undefined) error.cause = signal.reason
  return error
}

const notInPage = (what, instead) => codeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `${what} is not available in a page${instead ? `: ${instead}` : ''}`)

module.exports = { abortError, codeError, invalidArgType, notInPage, outOfRange }
