'use strict'

const MAIN_WORLD = 0
// The shim's own.
const ISOLATED_WORLD = 999
const maxWorld = (1 << 29) - 1

const conversionError = (index, value) => {
  const shown = typeof value === 'string' ? value : value === undefined || value === null ? String(value) : ''
  return new TypeError(`Error processing argument at index ${index}, conversion failure from ${shown}`)
}

const defineHere = (key, value) => {
  if (key in globalThis) throw new Error('Cannot bind an API on top of an existing property on the window object')
  Object.defineProperty(globalThis, key, { value, writable: false, enumerable: true, configurable: false })
}

/** The source of a function as an expression: that of a method is none. */
const expressionOf = (func) => {
  const source = Function.prototype.toString.call(func)
  try {
    new Function(`(${source}\n)`) // eslint-disable-line no-new, no-new-func -- only read, not run
    return `(${source}\n)`
  } catch {
    return `({${source}\n})[${JSON.stringify(func.name)}]`
  }
}

/**
 * @param {object} config from lib/js/main/api/web-preferences.js
 * @param {object|null} worlds bridge/worlds.js, null where the shim is in the main world
 */
exports.createContextBridge = (config, worlds) => {
  // A window that has no isolation only because the app was written before that was the default: an app which asks for the
  // bridge there expects one, so the page's own window is the bridge. The value is the page's, neither copied nor frozen.
  const isOpen = !config.contextIsolation && !config.isolationStated

  const check = () => {
    if (!config.contextIsolation && !isOpen) throw new Error('contextBridge API can only be used when contextIsolation is enabled')
  }

  const expose = (world, key, value) => {
    if (typeof key !== 'string') throw conversionError(1, key)
    const isHere = world === ISOLATED_WORLD || (world === MAIN_WORLD && worlds === null)
    if (isHere) return defineHere(key, value)
    if (worlds === null || world < 0 || world > maxWorld) {
      throw new Error(`contextBridge.exposeInIsolatedWorld: worlds are 0 to ${maxWorld}`)
    }
    worlds.reach(world, (end) => end.request('expose', [key, value]))
  }

  return {
    exposeInMainWorld (key, api) {
      check()
      expose(MAIN_WORLD, key, api)
    },

    exposeInIsolatedWorld (worldId, key, api) {
      check()
      if (!Number.isInteger(worldId)) throw conversionError(0, worldId)
      expose(worldId, key, api)
    },

    executeInMainWorld (script) {
      check()
      if (typeof script !== 'object' || script === null) throw conversionError(0, script)
      const { func, args = [] } = script
      if (typeof func !== 'function') throw new TypeError('executeInMainWorld needs a function: { func, args }')
      if (!Array.isArray(args)) throw new TypeError('executeInMainWorld needs a list of arguments: { func, args }')
      if (worlds === null) return func(...args)
      return worlds.reach(MAIN_WORLD, (end) => end.request('execute', [expressionOf(func), args]))
    }
  }
}
