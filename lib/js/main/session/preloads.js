'use strict'

const path = require('path')
const { checkArguments, conversionError } = require('../argument-error')
const { randomId } = require('../random-token')
const { reportError } = require('../report')

// Preload scripts that a session gives all its pages, before those of webPreferences.

const TYPES = ['frame', 'service-worker']

/** Session → [{type, id, filePath}], in the order in which they run. */
const registered = new WeakMap()

const list = (session) => registered.get(session) ?? []

/** The absolute paths of what runs in the frames of a session's pages. */
function framePreloads (session) {
  return list(session).filter(({ type, filePath }) => type === 'frame' && path.isAbsolute(filePath)).map(({ filePath }) => filePath)
}

const methods = {
  /** Of Electron ≤ 34: replaces what it set before. A path that is not absolute is kept, and not run. */
  setPreloads (...args) {
    checkArguments(args, 'object')
    const [paths] = args
    if (!Array.isArray(paths) || paths.some((item) => typeof item !== 'string')) throw conversionError(0, paths)
    for (const item of paths) {
      if (!path.isAbsolute(item)) reportError('warning', `preload script must have absolute path: ${item}`)
    }
    const scripts = paths.map((filePath) => ({ type: 'frame', id: randomId(), filePath, old: true }))
    registered.set(this, [...list(this).filter(({ old }) => !old), ...scripts])
  },

  getPreloads () {
    return list(this).filter(({ old }) => old).map(({ filePath }) => filePath)
  },

  registerPreloadScript (...args) {
    checkArguments(args, 'object')
    const { type, filePath, id = randomId() } = args[0]
    if (!TYPES.includes(type) || typeof filePath !== 'string' || typeof id !== 'string') throw conversionError(0, args[0])
    if (list(this).some((script) => script.id === id)) throw new Error(`Cannot register preload script with existing ID: ${id}`)
    if (!path.isAbsolute(filePath)) throw new TypeError(`Preload script must have absolute path: ${filePath}`)
    if (type === 'service-worker') throw new Error("registerPreloadScript of type 'service-worker' is not supported")
    registered.set(this, [...list(this), { type, id, filePath, old: false }])
    return id
  },

  unregisterPreloadScript (...args) {
    checkArguments(args, 'string')
    const rest = list(this).filter(({ id }) => id !== args[0])
    if (rest.length === list(this).length) throw new Error(`Cannot unregister preload script with non-existing ID: ${args[0]}`)
    registered.set(this, rest)
  },

  getPreloadScripts () {
    return list(this).map(({ type, id, filePath }) => ({ type, id, filePath }))
  }
}

module.exports = { framePreloads, methods }
