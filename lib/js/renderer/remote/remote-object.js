'use strict'

// What a page has in place of an object of the main process: a proxy around accessors, one per member. What main has told of
// an object is answered here; what it has not told, such as a member that came later, is asked for.

const { ENUMERABLE, METHOD } = require('../../common/remote-values')

const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object
const functionPrototype = Function.prototype

/** Asked of any object by promises and tools; main would have told if it had them. */
const quietNames = new Set(['then', 'toJSON', 'inspect', 'nodeType', '$$typeof', 'asymmetricMatch'])

/** proxy → its handler */
const handlers = new WeakMap()
/** method of a remote object, as the page has it → { id, name } */
const methodOrigins = new WeakMap()

const handlerOf = (object) => {
  const handler = handlers.get(object)
  if (handler === undefined) throw new TypeError('This is a member of an object of the main process, and works on such an object only')
  return handler
}

// Accessors find their object by `this`, so that one pair per name does for all objects.
// Objects that are used as tables have names without end, though.
const mostShared = 5000
const properties = new Map()
const methods = new Map()

const accessorsOf = (name, isMethod) => {
  const cache = isMethod ? methods : properties
  let accessors = cache.get(name)
  if (accessors !== undefined) return accessors
  const get = isMethod
    ? function () {
      const handler = handlers.get(this)
      return handler === undefined ? looseMethod(name) : handler.method(name)
    }
    : function () {
      const handler = handlers.get(this)
      return handler === undefined ? undefined : handler.client.getMember(handler, name, handler.get)
    }
  const set = function (value) { handlerOf(this).setMember(name, value, set) }
  accessors = { get, set }
  if (cache.size < mostShared) cache.set(name, accessors)
  return accessors
}

/** A method taken from a prototype. */
const looseMethod = (name) => function (...args) {
  return Reflect.apply(handlerOf(this).method(name), this, args)
}

const defineMember = (target, name, flags) => {
  const { get, set } = accessorsOf(name, (flags & METHOD) !== 0)
  defineProperty(target, name, { get, set, enumerable: (flags & ENUMERABLE) !== 0, configurable: true })
}

/** @param {Array} own [name, flags, …] */
const defineMembers = (target, own) => {
  for (let i = 0; i < own.length; i += 2) defineMember(target, own[i], own[i + 1])
}

const isInheritedProperty = (target, name) => {
  for (let object = target; object !== null; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, name)
    if (descriptor !== undefined) return descriptor.get !== undefined && descriptor.get === properties.get(name)?.get
  }
  return false
}

class Handler {
  /** Set by `createRemoteObject`. */
  proxy = null
  #methods = new Map()
  #own

  constructor (client, id, target, own) {
    this.client = client
    this.id = id
    this.target = target
    this.#own = own
    defineMembers(target, own)
  }

  /** The object has come again: it may have other members by now. */
  update (own) {
    const known = this.#own
    if (known.length === own.length && known.every((part, i) => part === own[i])) return
    for (const name of getOwnPropertyNames(this.target)) {
      if (getOwnPropertyDescriptor(this.target, name).get !== undefined) delete this.target[name]
    }
    defineMembers(this.target, own)
    this.#own = own
  }

  /** A method knows its object, as in `const { quit } = remote.app`, and keeps it alive. */
  method (name) {
    let method = this.#methods.get(name)
    if (method === undefined) this.#methods.set(name, method = this.#createMethod(name))
    return method
  }

  #createMethod (name) {
    const handler = this
    const method = function (...args) {
      return new.target === undefined
        ? handler.client.callMember(handler, name, args, method)
        : handler.client.constructMember(handler, name, args, method)
    }
    defineProperty(method, 'name', { value: name, configurable: true })
    // A function can have members of its own, which nobody has told yet.
    const whole = () => handler.client.getMember(handler, name, whole)
    const isOwn = (key) => typeof key === 'symbol' || key in functionPrototype || quietNames.has(key)
    const proxied = new Proxy(method, {
      get: (target, key) => isOwn(key) ? target[key] : whole()[key],
      set: (target, key, value) => isOwn(key) ? Reflect.set(target, key, value) : Reflect.set(whole(), key, value),
      has: (target, key) => isOwn(key) || key in whole()
    })
    methodOrigins.set(proxied, { id: this.id, name })
    return proxied
  }

  setMember (name, value, boundary) {
    this.client.setMember(this, name, value, boundary)
    this.#methods.delete(name)
    const { target } = this
    const present = getOwnPropertyDescriptor(target, name)
    if (present !== undefined && !present.configurable) return
    // An inherited accessor may have taken the value, and goes on giving it. A method is covered by it.
    if (present === undefined && isInheritedProperty(target, name)) return
    const enumerable = present === undefined || present.enumerable
    defineMember(target, name, (enumerable ? ENUMERABLE : 0) | (typeof value === 'function' ? METHOD : 0))
  }

  // Traps.

  get (target, key) {
    if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, this.proxy)
    if (quietNames.has(key)) return undefined
    const value = this.client.getMember(this, key, this.get)
    if (typeof value !== 'function') return value
    defineMember(target, key, ENUMERABLE | METHOD)
    return this.method(key)
  }

  set (target, key, value) {
    if (typeof key === 'symbol') return Reflect.set(target, key, value)
    this.setMember(key, value, this.set)
    return true
  }

  defineProperty (target, key, descriptor) {
    if (typeof key === 'symbol') return Reflect.defineProperty(target, key, descriptor)
    if (!('value' in descriptor)) return false
    this.setMember(key, descriptor.value, this.defineProperty)
    return true
  }

  deleteProperty (target, key) {
    if (typeof key === 'symbol') return Reflect.deleteProperty(target, key)
    this.client.deleteMember(this, key, this.deleteProperty)
    this.#methods.delete(key)
    return Reflect.deleteProperty(target, key)
  }

  setPrototypeOf () {
    return false
  }

  preventExtensions () {
    return false
  }

  apply (target, thisArgument, args) {
    return this.client.callFunction(this, args, this.apply)
  }

  construct (target, args) {
    return this.client.constructFunction(this, args, this.construct)
  }
}

/**
 * @param {object} client the end of remote that carries out what is asked
 * @param {object} meta of an object or of a function, see `common/remote-values.js`
 * @param {object|null} prototype what the chain describes
 * @param {object|null} classPrototype the `prototype` of a function
 * @returns {{proxy: object|Function, handler: Handler}}
 */
const createRemoteObject = (client, meta, prototype, classPrototype) => {
  let target = {}
  if (meta.t === 'function') {
    target = function () {}
    defineProperty(target, 'name', { value: meta.name, configurable: true })
    defineProperty(target, 'length', { value: meta.length, configurable: true })
    if (classPrototype !== null) target.prototype = classPrototype
  }
  if (prototype !== null) Object.setPrototypeOf(target, prototype)
  const handler = new Handler(client, meta.id, target, meta.own)
  const proxy = new Proxy(target, handler)
  handler.proxy = proxy
  handlers.set(proxy, handler)
  return { proxy, handler }
}

/** @returns {Handler|undefined} undefined for anything but a remote object */
const findHandler = (object) => handlers.get(object)

/** @returns {{id: number, name: string}|undefined} undefined for anything but a method of a remote object */
const findMethod = (value) => methodOrigins.get(value)

module.exports = { createRemoteObject, defineMembers, findHandler, findMethod }
