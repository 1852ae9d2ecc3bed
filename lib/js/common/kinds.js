'use strict'

// Tells what an object is by what only the genuine article can do: a tag can be worn by anybody, and `instanceof` fails for
// objects of another frame. The originals are kept here before a page's scripts can replace them.

const { getOwnPropertyDescriptor, getPrototypeOf, prototype: objectPrototype } = Object
const { isArray } = Array
const { isView } = ArrayBuffer
const uncurry = (method) => Function.prototype.call.bind(method)
const getterOf = (prototype, name) => uncurry(getOwnPropertyDescriptor(prototype, name).get)

const tagOf = uncurry(objectPrototype.toString)
const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype)
const typedArrayKind = getterOf(typedArrayPrototype, Symbol.toStringTag)
const unboxers = [Number, String, Boolean, BigInt].map((type) => uncurry(type.prototype.valueOf))

/** What is kept inside of objects, read without their help. */
const inner = {
  hasOwn: uncurry(objectPrototype.hasOwnProperty),
  typedArrayLength: getterOf(typedArrayPrototype, 'length'),
  bufferByteLength: getterOf(ArrayBuffer.prototype, 'byteLength'),
  sliceBuffer: uncurry(ArrayBuffer.prototype.slice),
  mapGet: uncurry(Map.prototype.get),
  mapSet: uncurry(Map.prototype.set),
  mapForEach: uncurry(Map.prototype.forEach),
  setForEach: uncurry(Set.prototype.forEach),
  dateValue: uncurry(Date.prototype.getTime),
  regExpSource: getterOf(RegExp.prototype, 'source'),
  regExpFlags: getterOf(RegExp.prototype, 'flags'),
  matches: uncurry(RegExp.prototype.test),
  viewKind: (view) => typedArrayKind(view) || 'DataView',
  /** @returns {any} the primitive in a box; throws when there is none, or a symbol */
  unbox: (object) => {
    for (let i = 0; i < unboxers.length; i++) {
      try {
        return unboxers[i](object)
      } catch {}
    }
    throw new TypeError('not a box')
  }
}

const checks = new Map([['Map', (object) => inner.mapForEach(object, () => {})], ['Set', (object) => inner.setForEach(object, () => {})],
  ['Date', inner.dateValue], ['RegExp', inner.regExpSource], ['ArrayBuffer', inner.bufferByteLength], ['Boxed', inner.unbox]])
const kindOfTag = new Map([['[object Map]', 'Map'], ['[object Set]', 'Set'], ['[object Date]', 'Date'], ['[object RegExp]', 'RegExp'],
  ['[object ArrayBuffer]', 'ArrayBuffer'], ['[object Number]', 'Boxed'], ['[object String]', 'Boxed'], ['[object Boolean]', 'Boxed'],
  ['[object BigInt]', 'Boxed'], ['[object Error]', 'Error']])

/** Whether `check` takes `object` without an error. */
const succeeds = (check, object) => {
  try {
    check(object)
    return true
  } catch {
    return false
  }
}

const kindInDisguise = (object) => {
  for (const [kind, check] of checks) if (succeeds(check, object)) return kind
  return object instanceof Error ? 'Error' : undefined
}

/**
 * @param {object} object no proxy: those answer for their target
 * @returns {string|undefined} 'Array', 'View', 'Map', 'Set', 'Date', 'RegExp', 'ArrayBuffer', 'Boxed', 'Error', 'Object' for what
 *   has no tag, undefined for a tag that is not known
 */
const kindOf = (object) => {
  if (isArray(object)) return 'Array'
  if (isView(object)) return 'View'
  const tag = tagOf(object)
  if (tag === '[object Object]') return 'Object'
  const kind = kindOfTag.get(tag)
  if (kind === 'Error' || (kind !== undefined && succeeds(checks.get(kind), object))) return kind
  return kindInDisguise(object)
}

const viewKinds = new Set(['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView'])
const constructors = new Map()
for (const name of viewKinds) constructors.set(name, globalThis[name])

const { defineProperty } = Object

/** Defines instead of assigning where assigning could meet something inherited, such as the `__proto__` setter. */
const setOwn = (object, key, value) => {
  if (key in objectPrototype) defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  else object[key] = value
}

const setHidden = (object, key, value) =>
  defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true })

const refusals = new WeakSet()

/** The error that a sender gets. @param {any} cause what was met, or the error that it caused */
const refusal = (cause) => {
  if (typeof cause === 'object' && cause !== null && refusals.has(cause)) return cause
  const error = new Error('An object could not be cloned.', { cause })
  refusals.add(error)
  return error
}

module.exports = { constructors, inner, kindOf, refusal, setHidden, setOwn, succeeds, tagOf, viewKinds }
