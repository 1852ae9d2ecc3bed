'use strict'

// Where in a message a port stands that travels with it. The codec knows no ports: a place marks them, by their number in the
// list of those that are transferred.

const { getPrototypeOf, keys: keysOf, prototype: objectPrototype } = Object
const { isArray, prototype: arrayPrototype } = Array

const MARK = 'runtime:port'

/** A copy of what is plain in `value`, with what `swap` gives for its parts; undefined leaves a part as it is. */
const mapParts = (value, swap, copies = new Map()) => {
  if (typeof value !== 'object' || value === null) return value
  const swapped = swap(value)
  if (swapped !== undefined) return swapped
  const prototype = getPrototypeOf(value)
  const isList = prototype === arrayPrototype && isArray(value)
  if (!isList && prototype !== objectPrototype && prototype !== null) return value
  if (copies.has(value)) return copies.get(value)
  const copy = isList ? [] : {}
  copies.set(value, copy)
  if (isList) copy.length = value.length
  for (const key of keysOf(value)) {
    const part = mapParts(value[key], swap, copies)
    Object.defineProperty(copy, key, { value: part, writable: true, enumerable: true, configurable: true })
  }
  return copy
}

const placeOf = (value, count) => {
  const number = value[MARK]
  return Number.isInteger(number) && number >= 0 && number < count && keysOf(value).length === 1 ? number : -1
}

/** Before a message is sent. @param {Array} ports that are transferred with it */
exports.markPorts = (message, ports) => ports.length === 0
  ? message
  : mapParts(message, (part) => {
    const number = ports.indexOf(part)
    return number < 0 ? undefined : { [MARK]: number }
  })

/** When it has come. @param {Array} ports what stands in the marked places */
exports.placePorts = (message, ports) => ports.length === 0
  ? message
  : mapParts(message, (part) => {
    const number = placeOf(part, ports.length)
    return number < 0 ? undefined : ports[number]
  })
