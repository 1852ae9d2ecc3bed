'use strict'

// What a page is told of an object when it gets it, so that looking at members costs no message.

const { ENUMERABLE, METHOD } = require('../../common/remote-values')

const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object

// A page has its own of these.
const functionMembers = new Set(['length', 'name', 'arguments', 'caller', 'prototype'])

// They make code from text. A page that `remote` is narrowed for by the app's events could get everything back with them.
const codeMakers = new Set([Function, (async () => {}).constructor, (function * () {}).constructor, (async function * () {}).constructor,
  // eslint-disable-next-line no-eval
  eval])

/** @throws {Error} for what must not leave the main process */
const assertExportable = (value) => {
  if (codeMakers.has(value)) throw new Error(`'${value.name}' of the main process cannot be used by remote`)
}

/** A class cannot be called, so there is no `this` to keep for it, and it is worth being the same object each time. */
const isClass = (value) => {
  const prototype = getOwnPropertyDescriptor(value, 'prototype')
  return prototype !== undefined && prototype.writable === false
}

const membersOf = (object) => {
  const own = []
  const isFunction = typeof object === 'function'
  for (const name of getOwnPropertyNames(object)) {
    if (isFunction && functionMembers.has(name)) continue
    const { enumerable, value } = getOwnPropertyDescriptor(object, name)
    const isMethod = typeof value === 'function' && name !== 'constructor' && !isClass(value)
    own.push(name, (enumerable ? ENUMERABLE : 0) | (isMethod ? METHOD : 0))
  }
  return own
}

const hasOwnMembers = (object, ...names) => names.every((name) => getOwnPropertyDescriptor(object, name) !== undefined)

/** Object.prototype and the prototypes of functions, of any realm: a page has its own of them. */
const isBase = (prototype) => {
  if (prototype === null) return true
  if (codeMakers.has(getOwnPropertyDescriptor(prototype, 'constructor')?.value)) return true
  if (typeof prototype === 'function') return hasOwnMembers(prototype, 'apply', 'bind', 'call')
  return getPrototypeOf(prototype) === null && hasOwnMembers(prototype, 'hasOwnProperty', 'isPrototypeOf')
}

const isOfClass = (prototype) => {
  const constructor = getOwnPropertyDescriptor(prototype, 'constructor')
  return constructor !== undefined && typeof constructor.value === 'function' &&
    getOwnPropertyDescriptor(constructor.value, 'prototype')?.value === prototype
}

/**
 * The prototypes that one document knows. A class is described once; from then on its id does. A description counts as known only
 * when the answer that carries it is certain to arrive first: what is sent asynchronously may be overtaken by an answer.
 */
class Prototypes {
  #lastId = 0
  #ids = new WeakMap()
  #known = new WeakSet()

  /**
   * @param {object} prototype
   * @param {object[]} described receives the prototypes described, for `learn`
   * @returns {object|number|null} see `common/remote-values.js`
   */
  chain (prototype, described) {
    if (isBase(prototype)) return null
    if (this.#known.has(prototype)) return this.#ids.get(prototype)
    const meta = { own: membersOf(prototype), chain: this.chain(getPrototypeOf(prototype), described) }
    if (isOfClass(prototype)) {
      let id = this.#ids.get(prototype)
      if (id === undefined) this.#ids.set(prototype, id = ++this.#lastId)
      meta.id = id
      described.push(prototype)
    }
    return meta
  }

  learn (described) {
    for (const prototype of described) this.#known.add(prototype)
  }
}

/** Data and nothing else, so that a copy is as good as the original. */
const isPureData = (value, seen = new Set()) => {
  if (typeof value === 'function' || typeof value === 'symbol') return false
  if (typeof value !== 'object' || value === null) return true
  if (seen.has(value)) return false
  seen.add(value)
  if (!Array.isArray(value)) {
    const prototype = getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return value instanceof Date || ArrayBuffer.isView(value)
  }
  for (const name of getOwnPropertyNames(value)) {
    const descriptor = getOwnPropertyDescriptor(value, name)
    if (!('value' in descriptor) || !isPureData(descriptor.value, seen)) return false
  }
  return true
}

module.exports = { Prototypes, assertExportable, isPureData, membersOf }
