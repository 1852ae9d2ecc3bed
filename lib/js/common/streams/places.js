'use strict'

// Where in a message a stream stands. The codec knows no streams: a place marks them, by their number in the list of those that
// come with the message.

const { inner, setOwn } = require('../kinds')

const { getPrototypeOf, keys: keysOf, prototype: objectPrototype } = Object
const { isArray, prototype: arrayPrototype } = Array
const { isInteger } = Number

const mark = 'runtime:stream'

/**
 * A copy of what is plain in `list`, with what `swap` gives for its parts; undefined leaves a part as it is. Neither depth nor
 * cycles matter.
 */
const mapParts = (list, swap) => {
  const copies = new Map()
  const waiting = []
  const copyOf = (value) => {
    if (typeof value !== 'object' || value === null) return value
    const known = inner.mapGet(copies, value)
    if (known !== undefined) return known
    const swapped = swap(value)
    if (swapped !== undefined) {
      inner.mapSet(copies, value, swapped)
      return swapped
    }
    const prototype = getPrototypeOf(value)
    const isList = prototype === arrayPrototype && isArray(value)
    if (!isList && prototype !== objectPrototype && prototype !== null) return value
    const copy = isList ? [] : {}
    if (isList) copy.length = value.length
    inner.mapSet(copies, value, copy)
    waiting[waiting.length] = { value, copy }
    return copy
  }
  const result = copyOf(list)
  for (let i = 0; i < waiting.length; i++) {
    const { value, copy } = waiting[i]
    const keys = keysOf(value)
    for (let k = 0; k < keys.length; k++) setOwn(copy, keys[k], copyOf(value[keys[k]]))
  }
  return result
}

/**
 * @param {Array} list
 * @param {(object) => boolean} isSource
 * @returns {{list: Array, sources: object[]}|null} null where there is no stream
 */
exports.findSources = (list, isSource) => {
  const sources = []
  const isTop = (object) => {
    for (let i = 0; i < list.length; i++) if (list[i] === object) return true
    return false
  }
  const marked = mapParts(list, (object) => {
    const prototype = getPrototypeOf(object)
    // Inside of others an object that is plain but for a symbol is taken for data: see codec.js.
    if (object === list || ((prototype === objectPrototype || prototype === arrayPrototype) && !isTop(object))) return undefined
    if (!isSource(object)) return undefined
    sources[sources.length] = object
    return { [mark]: sources.length - 1 }
  })
  return sources.length === 0 ? null : { list: marked, sources }
}

/** The reverse. @param {object[]} streams what stands in the marked places */
exports.placeStreams = (list, streams) => mapParts(list, (object) => {
  const number = object[mark]
  return isInteger(number) && number >= 0 && number < streams.length && keysOf(object).length === 1 ? streams[number] : undefined
})
