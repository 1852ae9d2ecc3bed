'use strict'

// Functions that take and give plain data.

const modules = new Set(['dns', 'net', 'os', 'tls', 'v8', 'zlib'])

const functionOf = (module, name) => {
  if (!modules.has(module)) throw new TypeError('Malformed message: unknown module')
  const exported = require(module)
  const method = Object.hasOwn(exported, name) ? exported[name] : undefined
  if (typeof method !== 'function') throw new TypeError(`${module}.${String(name)} is not a function`)
  return method
}

module.exports = {
  call (document, module, name, args) {
    return functionOf(module, name).apply(require(module), args)
  },

  /** A function that takes a callback. @returns {Promise<Array>} what that got, without the error */
  ask (document, module, name, args) {
    const method = functionOf(module, name)
    return new Promise((resolve, reject) => {
      method.call(require(module), ...args, (error, ...values) => error ? reject(error) : resolve(values))
    })
  }
}
