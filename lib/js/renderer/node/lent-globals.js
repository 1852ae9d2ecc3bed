'use strict'

const names = ['require', 'module', 'exports', 'process', 'Buffer', 'setImmediate', 'clearImmediate', '__filename', '__dirname']

/**
 * No shim runs in the empty document that window.open gives at first, which its opener may write to at once: it has the
 * opener's Node.
 *
 * @param {Window} child of the same origin
 */
exports.lendNodeGlobals = (child) => {
  if (!Object.hasOwn(globalThis, 'require')) return
  const define = (name, descriptor) => Object.defineProperty(child, name, { configurable: true, enumerable: false, ...descriptor })
  for (const name of names) {
    define(name, {
      get: () => globalThis[name],
      set: (value) => define(name, { value, writable: true })
    })
  }
  define('global', { value: child, writable: true })
}
