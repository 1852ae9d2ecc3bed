'use strict'

const destroyed = () => new TypeError('Object has been destroyed')

/**
 * Makes the public methods and accessors of a prototype fail as Electron's do once the object is destroyed.
 *
 * @param {object} prototype has isDestroyed()
 * @param {{exempt: string[], rejecting: string[]}} names those that work on, and those that answer a promise
 */
function guardMethods (prototype, { exempt, rejecting }) {
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name.startsWith('_') || exempt.includes(name)) continue
    const guarded = { ...descriptor }
    for (const part of ['value', 'get', 'set']) {
      if (typeof descriptor[part] === 'function') guarded[part] = guard(descriptor[part], rejecting.includes(name))
    }
    Object.defineProperty(prototype, name, guarded)
  }
}

function guard (method, rejects) {
  const { name, length } = method
  const guarded = {
    [name] (...args) {
      if (!this.isDestroyed()) return method.apply(this, args)
      if (rejects) return Promise.reject(destroyed())
      throw destroyed()
    }
  }[name]
  return Object.defineProperty(guarded, 'length', { value: length })
}

module.exports = { guardMethods }
