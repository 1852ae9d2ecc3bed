'use strict'

const { picturesOf } = require('./image-class')
const { kindOf, refusal, setOwn } = require('./kinds')

// Up to Electron 7 a message held what JSON can hold: functions and symbols were left out, and objects of other kinds came
// as their properties. Apps of that time send such things without harm.

const { keys: keysOf } = Object

const kept = new Set(['View', 'Date', 'RegExp', 'ArrayBuffer', 'Boxed', 'Error'])

/** @param {object[]} above the objects that hold `value`: where one holds itself there is null */
function copy (value, above, refuses) {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (refuses?.(value)) throw refusal('a stream')
  if (above.includes(value)) return null
  const kind = kindOf(value)
  if (kept.has(kind) || picturesOf(value)) return value
  above.push(value)
  const copied = kind === 'Array' ? copyList(value, above, refuses) : copyObject(value, above, refuses)
  above.pop()
  return copied
}

function copyList (list, above, refuses) {
  const copied = []
  for (let i = 0; i < list.length; i++) copied[i] = copy(list[i], above, refuses) ?? null
  return copied
}

function copyObject (object, above, refuses) {
  const copied = {}
  for (const key of keysOf(object)) {
    const value = copy(object[key], above, refuses)
    if (value !== undefined) setOwn(copied, key, value)
  }
  return copied
}

/** `codec`, but for values that cannot be cloned: of these it sends what can. */
exports.createLenientCodec = (codec) => ({
  ...codec,
  encodeList (head, list, packs, refuses = null, parts = null) {
    try {
      return codec.encodeList(head, list, packs, refuses, parts)
    } catch {
      if (parts !== null) parts.length = 0
      return codec.encodeList(head, copyList(list, [], refuses), packs, refuses, parts)
    }
  }
})
