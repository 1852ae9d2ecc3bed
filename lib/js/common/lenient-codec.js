'use strict'

const { kindOf, setOwn } = require('./kinds')

// Up to Electron 7 a message held what JSON can hold: functions and symbols were left out, and objects of other kinds came
// as their properties. Apps of that time send such things without harm.

const { keys: keysOf } = Object

const kept = new Set(['View', 'Date', 'RegExp', 'ArrayBuffer', 'Boxed', 'Error'])

/** @param {object[]} above the objects that hold `value`: where one holds itself there is null */
function copy (value, above) {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (above.includes(value)) return null
  const kind = kindOf(value)
  if (kept.has(kind)) return value
  above.push(value)
  const copied = kind === 'Array' ? copyList(value, above) : copyObject(value, above)
  above.pop()
  return copied
}

function copyList (list, above) {
  const copied = []
  for (let i = 0; i < list.length; i++) copied[i] = copy(list[i], above) ?? null
  return copied
}

function copyObject (object, above) {
  const copied = {}
  for (const key of keysOf(object)) {
    const value = copy(object[key], above)
    if (value !== undefined) setOwn(copied, key, value)
  }
  return copied
}

/** `codec`, but for values that cannot be cloned: of these it sends what can. */
exports.createLenientCodec = (codec) => ({
  ...codec,
  encodeList (head, list, packs) {
    try {
      return codec.encodeList(head, list, packs)
    } catch {
      return codec.encodeList(head, copyList(list, []), packs)
    }
  }
})
