'use strict'

const { EventEmitter } = require('events')
const { raise } = require('./uncaught')

/**
 * The first argument of every listener of app, BrowserWindow and webContents.
 */
class Event {
  #sender

  constructor (sender) {
    this.#sender = sender
    this.defaultPrevented = false
  }

  get sender () {
    return this.#sender
  }

  preventDefault () {
    this.defaultPrevented = true
  }
}

/**
 * Emits `name` with an Event first. True when a listener called preventDefault(). As with Electron's native emitters, what
 * a listener throws is an uncaught exception: it does not reach the code that caused the event, nor stop what that does.
 */
function emitEvent (emitter, name, ...args) {
  const event = new Event(emitter)
  try {
    emitter.emit(name, event, ...args)
  } catch (error) {
    raise(error)
  }
  return event.defaultPrevented
}

/**
 * Calls a method of an emitter when it gets its first listener for an event.
 * @param {object} table events and names of methods
 */
function watchListeners (prototype, table) {
  for (const adder of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']) {
    const add = prototype[adder]
    const value = function (event, listener) {
      const isFirst = Object.hasOwn(table, event) && this.listenerCount(event) === 0
      add.call(this, event, listener)
      if (isFirst && this.listenerCount(event) > 0) this[table[event]]()
      return this
    }
    Object.defineProperty(prototype, adder, { value, writable: true, configurable: true })
  }
}

/** Keeps what EventEmitter has in an object from being seen among the members of it. */
function hideEmitterState (emitter) {
  for (const name of ['_events', '_eventsCount', '_maxListeners']) Object.defineProperty(emitter, name, { enumerable: false })
}

/** Electron's KeyboardEvent, of the bits that native code has for modifiers. */
const keyboardEvent = (bits, triggeredByAccelerator = false) => ({
  shiftKey: Boolean(bits & 1), ctrlKey: Boolean(bits & 2), altKey: Boolean(bits & 4), metaKey: Boolean(bits & 8), triggeredByAccelerator
})

/**
 * Makes the prototype of a native class an EventEmitter's, with the _emit that native code calls.
 */
function makeEmitter (nativeClass) {
  Object.setPrototypeOf(nativeClass.prototype, EventEmitter.prototype)
  Object.defineProperty(nativeClass.prototype, '_emit', {
    value (name, ...args) {
      return emitEvent(this, name, ...args)
    }
  })
}

module.exports = { Event, emitEvent, hideEmitterState, keyboardEvent, makeEmitter, watchListeners }
