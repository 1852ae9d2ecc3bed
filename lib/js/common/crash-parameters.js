'use strict'

// The limits of Electron's crash keys, in bytes.

const MAX_NAME = 39
const MAX_VALUE = 20320

const byteLength = (text) => new TextEncoder().encode(text).length

/** Whether a parameter of this name is kept; `warn` hears why not. */
exports.checkParameter = (name, warn) => {
  if (byteLength(name) <= MAX_NAME) return true
  warn(`The crash key name, '${name}', is longer than ${MAX_NAME + 1} bytes, ignoring it.`)
  return false
}

/** What is kept of a value. */
exports.limited = (value) => {
  const bytes = new TextEncoder().encode(value)
  return bytes.length <= MAX_VALUE ? value : new TextDecoder().decode(bytes.subarray(0, MAX_VALUE))
}
