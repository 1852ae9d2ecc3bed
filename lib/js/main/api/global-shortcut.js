'use strict'

const accelerators = require('./accelerator')
const { conversionError } = require('../argument-error')
const { convertArguments } = require('./typed-methods')
const { raise } = require('../uncaught')
const { warnOnce } = require('../report')
const { scanCodeOf } = require('../web-contents/keys')
const { GlobalShortcuts, platform } = process._linkedBinding('electron_browser_global_shortcut')

// Keys that an app gets whoever has the keyboard. The X server grants them, to one program each.

const registered = new Map() // identity → {id, callback}
const byId = new Map()
let native = null
let lastId = 0

function checkReady () {
  if (!require('./app').isReady()) throw new Error('globalShortcut cannot be used before the app is ready')
}

const reasons = {
  offscreen: 'without a display there is no keyboard',
  wayland: 'Wayland gives a program no keys but those of its own windows; with QT_QPA_PLATFORM=xcb it works for other X11 windows'
}

function isSupported () {
  const name = platform()
  if (name === 'xcb') return true
  warnOnce(`globalShortcut.register is not supported: ${reasons[name.split('-')[0]] ?? `the display ${name} has no interface for it`}`)
  return false
}

function parse (value, index, shown = value) {
  const accelerator = typeof value === 'string' ? accelerators.parse(value) : null
  if (!accelerator) throw conversionError(index, shown)
  return accelerator
}

function grab (id, accelerator) {
  if (!isSupported()) return false
  if (!native) {
    native = new GlobalShortcuts({})
    native._onPressed = onPressed
  }
  const [character, bare] = accelerators.keysymsOf(accelerator)
  const { key, shift, control, alt, altGr, meta } = accelerator
  return native._grab(id, { character, bare, place: scanCodeOf(key), shift, control, alt, altGr, meta })
}

function onPressed (id) {
  try {
    byId.get(id)?.callback()
  } catch (error) {
    raise(error)
  }
}

function add (accelerator, callback) {
  const identity = accelerators.identity(accelerator)
  const id = ++lastId
  if (registered.has(identity) || !grab(id, accelerator)) return false
  const entry = { id, callback }
  registered.set(identity, entry)
  byId.set(id, entry)
  return true
}

function remove (accelerator) {
  const identity = accelerators.identity(accelerator)
  const entry = registered.get(identity)
  if (!entry) return
  native._release(entry.id)
  registered.delete(identity)
  byId.delete(entry.id)
}

const globalShortcut = {
  /** False when another program, or this app, has it already. */
  register (...args) {
    checkReady()
    const [text, callback] = convertArguments(args, ['any', 'any'])
    const accelerator = parse(text, 0)
    if (typeof callback !== 'function') throw conversionError(1, callback)
    return add(accelerator, callback)
  },

  /** All or none. */
  registerAll (...args) {
    checkReady()
    const [texts, callback] = convertArguments(args, ['any', 'any'])
    if (!Array.isArray(texts)) throw conversionError(0, texts)
    const all = texts.map((text) => parse(text, 0, {}))
    if (typeof callback !== 'function') throw conversionError(1, callback)
    const done = []
    for (const accelerator of all) {
      if (!add(accelerator, callback)) {
        done.forEach(remove)
        return false
      }
      done.push(accelerator)
    }
    return true
  },

  isRegistered (...args) {
    const [text] = convertArguments(args, ['any'])
    return registered.has(accelerators.identity(parse(text, 0)))
  },

  unregister (...args) {
    checkReady()
    const [text] = convertArguments(args, ['any'])
    remove(parse(text, 0))
  },

  unregisterAll () {
    checkReady()
    for (const { id } of registered.values()) native._release(id)
    registered.clear()
    byId.clear()
  }
}

module.exports = globalShortcut
