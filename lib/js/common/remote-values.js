'use strict'

// How `remote` puts values into messages. What is a value by itself travels as it is, for the codec knows it: primitives,
// Date, RegExp, boxes, bytes and NativeImages. Arrays, Maps and Sets travel as themselves with their elements converted. All else becomes
// a plain object with a `t`:
//
//   error    { own: [key, value, isEnumerable, …], type }          both ways: what errors.js says of it
//   promise  { id }                                                both ways; REMOTE_SETTLE tells how it ends
//   plain    { own: [key, value, …] }                              both ways: a copy
//   object   { id, own: [name, flags, …], chain }                  main → page: by reference
//   function { id, own, chain, name, length, prototype }           main → page: by reference
//   local    { id }                                                main → page: the page's own callback comes back
//   remote   { id }                                                page → main: main's own object comes back
//   member   { id, name }                                          page → main: a method of main's own object comes back
//   callback { id, location }                                      page → main: a function of the page
//   return   { value }                                             page → main: a function that gives a fixed value
//
// A chain tells the members of the prototypes: { own, chain, id } | id | null. Prototypes of classes have an id, by which they
// are named once the page knows them.

const { createError, describe, isErrorClass } = require('./errors')
const { picturesOf } = require('./image-class')
const { inner, kindOf, refusal, setHidden, setOwn } = require('./kinds')

const { getPrototypeOf, keys: keysOf, prototype: objectPrototype } = Object
const { isArray } = Array

/** Flags of members. */
const ENUMERABLE = 1
const METHOD = 2

/**
 * @param {(value: object|Function, wrap: (value) => any, kind: string) => any} wrapOther for what is not a value by itself
 * @returns {(value: any) => any} for one message: it remembers what it has met, so that cycles remain cycles
 */
const createWrap = (wrapOther) => {
  const seen = new Map()

  const wrapArray = (array) => {
    const result = []
    seen.set(array, result)
    const keys = keysOf(array)
    if (keys.length === array.length) for (let i = 0; i < array.length; i++) result[i] = wrap(array[i])
    else {
      for (const key of keys) if (key in array && key !== '__proto__') result[key] = wrap(array[key])
      result.length = array.length
    }
    return result
  }

  const wrapMap = (map) => {
    const result = new Map()
    seen.set(map, result)
    inner.mapForEach(map, (value, key) => result.set(wrap(key), wrap(value)))
    return result
  }

  const wrapSet = (set) => {
    const result = new Set()
    seen.set(set, result)
    inner.setForEach(set, (value) => result.add(wrap(value)))
    return result
  }

  const wrapError = (error) => {
    const { type, message, stack, hidden, fields } = describe(error)
    const result = { t: 'error', type, own: [] }
    seen.set(error, result)
    if (message !== null) result.own.push('message', message, false)
    if (stack !== null) result.own.push('stack', stack, false)
    const add = (list, isEnumerable) => {
      for (let i = 0; i < list.length; i += 2) {
        try {
          result.own.push(list[i], wrap(list[i + 1]), isEnumerable)
        } catch {
          // What cannot be sent must not keep the error back.
        }
      }
    }
    add(hidden, false)
    add(fields, true)
    return result
  }

  const wrap = (value) => {
    if (typeof value !== 'object' && typeof value !== 'function') {
      if (typeof value === 'symbol') throw refusal('a symbol')
      return value
    }
    if (value === null) return null
    const known = seen.get(value)
    if (known !== undefined) return known
    const kind = typeof value === 'function' ? 'Function' : kindOf(value)
    switch (kind) {
      case 'Array':
        return wrapArray(value)
      case 'Map':
        return wrapMap(value)
      case 'Set':
        return wrapSet(value)
      case 'Error':
        return wrapError(value)
      case 'View':
        if (kindOf(value.buffer) !== 'ArrayBuffer') throw refusal('shared memory')
        return value
      case 'Date':
      case 'RegExp':
      case 'ArrayBuffer':
      case 'Boxed':
        return value
    }
    if (picturesOf(value) !== undefined) return value
    const result = wrapOther(value, wrap, kind)
    seen.set(value, result)
    return result
  }

  wrap.copy = (object) => {
    const result = { t: 'plain', own: [] }
    seen.set(object, result)
    for (const key of keysOf(object)) result.own.push(key, wrap(object[key]))
    return result
  }

  return wrap
}

/**
 * @param {(meta: object, unwrap: (meta) => any) => any} unwrapOther for kinds that are of one side only
 * @returns {(meta: any) => any} for one message; it converts in place where it can
 */
const createUnwrap = (unwrapOther) => {
  const seen = new Map()

  const unwrapArray = (array) => {
    seen.set(array, array)
    for (const key of keysOf(array)) setOwn(array, key, unwrap(array[key]))
    return array
  }

  const unwrapMap = (map) => {
    seen.set(map, map)
    const entries = [...map]
    map.clear()
    for (const [key, value] of entries) map.set(unwrap(key), unwrap(value))
    return map
  }

  const unwrapSet = (set) => {
    seen.set(set, set)
    const values = [...set]
    set.clear()
    for (const value of values) set.add(unwrap(value))
    return set
  }

  const unwrapError = (meta) => {
    if (!isErrorClass(meta.type)) throw new TypeError('Malformed message: unknown class of error')
    const { own, type } = meta
    const isDom = type === 'DOMException'
    const textOf = (key) => {
      for (let i = 0; i < own.length; i += 3) if (own[i] === key) return String(own[i + 1])
    }
    const error = isDom ? createError(type, textOf('message') ?? '', textOf('name')) : createError(type, null)
    seen.set(meta, error)
    for (let i = 0; i < own.length; i += 3) {
      if (isDom && (own[i] === 'name' || own[i] === 'message')) continue
      const value = unwrap(own[i + 1])
      if (own[i + 2] === true) setOwn(error, String(own[i]), value)
      else setHidden(error, String(own[i]), value)
    }
    return error
  }

  const unwrapPlain = (meta) => {
    const object = {}
    seen.set(meta, object)
    for (let i = 0; i < meta.own.length; i += 2) setOwn(object, String(meta.own[i]), unwrap(meta.own[i + 1]))
    return object
  }

  const unwrap = (meta) => {
    if (typeof meta !== 'object' || meta === null) return meta
    const known = seen.get(meta)
    if (known !== undefined) return known
    if (isArray(meta)) return unwrapArray(meta)
    if (meta instanceof Map) return unwrapMap(meta)
    if (meta instanceof Set) return unwrapSet(meta)
    if (getPrototypeOf(meta) !== objectPrototype) return meta
    if ((meta.t === 'error' || meta.t === 'plain') && !isArray(meta.own)) throw new TypeError('Malformed message: no members')
    if (meta.t === 'error') return unwrapError(meta)
    if (meta.t === 'plain') return unwrapPlain(meta)
    const value = unwrapOther(meta, unwrap)
    seen.set(meta, value)
    return value
  }

  return unwrap
}

module.exports = { ENUMERABLE, METHOD, createUnwrap, createWrap }
