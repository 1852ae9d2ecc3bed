'use strict'

const { EventEmitter } = require('events')
const binding = process._linkedBinding('electron_browser_screen')
const lifecycle = require('../lifecycle')
const { conversionError, insufficientArguments } = require('../argument-error')
const { emitEvent } = require('../event')

// What 'display-metrics-changed' names, in its order.
const METRICS = ['bounds', 'workArea', 'scaleFactor', 'rotation']

/** A number that is the same for the same display, in each run. */
function idOf ({ name, label, serial }, taken) {
  const text = [name, label, serial].join('\n')
  let id = 0
  for (let i = 0; i < text.length; i++) id = (Math.imul(id, 31) + text.charCodeAt(i)) & 0x7fffffff
  while (id === 0 || taken.has(id)) id++
  taken.add(id)
  return id
}

function readDisplays () {
  const taken = new Set()
  const touchSupport = binding.hasTouch() ? 'available' : 'unknown'
  return binding.displays().map((native) => {
    const { bounds, workArea } = native
    return {
      accelerometerSupport: 'unknown',
      bounds,
      colorDepth: native.colorDepth,
      colorSpace: '{primaries:BT709, transfer:SRGB, matrix:RGB, range:FULL}',
      depthPerComponent: native.colorDepth >= 30 ? 10 : 8,
      detected: true,
      displayFrequency: Math.round(native.displayFrequency),
      id: idOf(native, taken),
      internal: /^(eDP|LVDS|DSI)/.test(native.name),
      label: native.label,
      maximumCursorSize: { width: 0, height: 0 },
      monochrome: native.colorDepth === 1,
      nativeOrigin: { x: bounds.x, y: bounds.y },
      rotation: native.rotation,
      scaleFactor: native.scaleFactor,
      size: { width: bounds.width, height: bounds.height },
      workArea,
      workAreaSize: { width: workArea.width, height: workArea.height },
      touchSupport
    }
  })
}

const contains = ({ x, y, width, height }, point) => point.x >= x && point.x < x + width && point.y >= y && point.y < y + height

function distance ({ x, y, width, height }, point) {
  const across = Math.max(x - point.x, 0, point.x - (x + width - 1))
  const down = Math.max(y - point.y, 0, point.y - (y + height - 1))
  return across ** 2 + down ** 2
}

function commonArea (a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(width, 0) * Math.max(height, 0)
}

function checkReady () {
  if (!lifecycle.state.ready) throw new Error("The 'screen' module can't be used before the app 'ready' event")
}

/** The first argument, an object with these numbers. */
function numbersOf (args, names) {
  if (args.length === 0) throw insufficientArguments()
  const [given] = args
  const isObject = typeof given === 'object' && given !== null
  if (!isObject || names.some((name) => typeof given[name] !== 'number')) throw conversionError(0, given)
  return Object.fromEntries(names.map((name) => [name, Math.trunc(given[name])]))
}

class Screen extends EventEmitter {
  #known = null
  #watcher = null

  getPrimaryDisplay () {
    checkReady()
    return readDisplays()[0]
  }

  getAllDisplays () {
    checkReady()
    return readDisplays()
  }

  getCursorScreenPoint () {
    checkReady()
    const [x, y] = binding.cursorPoint()
    return { x, y }
  }

  getDisplayNearestPoint (...args) {
    checkReady()
    const point = numbersOf(args, ['x', 'y'])
    const displays = readDisplays()
    return displays.find(({ bounds }) => contains(bounds, point)) ??
      displays.reduce((best, display) => distance(display.bounds, point) < distance(best.bounds, point) ? display : best)
  }

  /** The display with the biggest part of it; the primary one when none has any. */
  getDisplayMatching (...args) {
    checkReady()
    const rect = numbersOf(args, ['x', 'y', 'width', 'height'])
    return readDisplays().reduce((best, display) => commonArea(display.bounds, rect) > commonArea(best.bounds, rect) ? display : best)
  }

  dipToScreenPoint (...args) {
    const { nativeOrigin, scaleFactor } = this.getDisplayNearestPoint(...args)
    const scale = (at, origin) => Math.round(origin + (at - origin) * scaleFactor)
    return { x: scale(args[0].x, nativeOrigin.x), y: scale(args[0].y, nativeOrigin.y) }
  }

  screenToDipPoint (...args) {
    const { nativeOrigin, scaleFactor } = this.getDisplayNearestPoint(...args)
    const scale = (at, origin) => Math.round(origin + (at - origin) / scaleFactor)
    return { x: scale(args[0].x, nativeOrigin.x), y: scale(args[0].y, nativeOrigin.y) }
  }

  _watch () {
    if (this.#watcher) return
    this.#known = readDisplays()
    this.#watcher = new binding.ScreenWatcher({})
    let pending = false
    this.#watcher._onChanged = () => {
      // One change of a display comes in several parts.
      if (pending) return
      pending = true
      setImmediate(() => {
        pending = false
        this._tell(readDisplays())
      })
    }
  }

  /** Emits what differs from the displays that were known before. */
  _tell (displays) {
    const before = this.#known
    this.#known = displays
    for (const display of displays) {
      const old = before.find(({ id }) => id === display.id)
      if (!old) {
        emitEvent(this, 'display-added', display)
        continue
      }
      const changed = METRICS.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(display[name]))
      if (changed.length > 0) emitEvent(this, 'display-metrics-changed', display, changed)
    }
    for (const old of before) {
      if (!displays.some(({ id }) => id === old.id)) emitEvent(this, 'display-removed', old)
    }
  }
}

for (const name of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']) {
  Object.defineProperty(Screen.prototype, name, {
    value (...args) {
      checkReady()
      this._watch()
      return EventEmitter.prototype[name].apply(this, args)
    },
    writable: true,
    configurable: true
  })
}

module.exports = new Screen()
