'use strict'

// Names that Electron's objects have and these cannot have. They are there, and say so with the reason when they are used.

const ADDERS = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']

const text = (label, name, reason) => `${label}.${name} is not supported: ${reason}`

const define = (target, name, descriptor) => {
  if (!(name in target)) Object.defineProperty(target, name, { configurable: true, ...descriptor })
}

/**
 * @param {(text: string) => void} warnOnce
 * @returns {{refuse: Function, refuseEvents: Function}}
 */
exports.createRefusals = (warnOnce) => {
  /**
   * Gives `target` each of these names that it has not.
   *
   * @param {object} target an object, class or prototype
   * @param {string} label what the texts call it
   * @param {object} table names and reasons:
   *   methods throw, promises reject, properties throw when they are read or written, ignored methods warn once and do nothing
   */
  function refuse (target, label, { methods = {}, promises = {}, properties = {}, ignored = {} }) {
    for (const [name, reason] of Object.entries(methods)) {
      define(target, name, { writable: true, value: () => { throw new Error(text(label, name, reason)) } })
    }
    for (const [name, reason] of Object.entries(promises)) {
      define(target, name, { writable: true, value: () => Promise.reject(new Error(text(label, name, reason))) })
    }
    for (const [name, reason] of Object.entries(properties)) {
      const access = () => { throw new Error(text(label, name, reason)) }
      define(target, name, { get: access, set: access })
    }
    for (const [name, reason] of Object.entries(ignored)) {
      define(target, name, { writable: true, value: () => warnOnce(`${label}.${name} has no effect: ${reason}`) })
    }
  }

  /**
   * Listening to an event that is never emitted warns once, with the reason.
   *
   * @param {object} emitter an EventEmitter, or the prototype of some
   * @param {Object<string, string> | string} events names and reasons, or the reason of all
   */
  function refuseEvents (emitter, label, events) {
    const reasonOf = typeof events === 'string' ? () => events : (event) => Object.hasOwn(events, event) ? events[event] : undefined
    for (const method of ADDERS) {
      const add = emitter[method]
      const value = function (event, listener) {
        const reason = reasonOf(event)
        if (reason !== undefined) warnOnce(`${label} '${String(event)}' is never emitted: ${reason}`)
        return add.call(this, event, listener)
      }
      Object.defineProperty(emitter, method, { value, writable: true, configurable: true })
    }
  }

  return { refuse, refuseEvents }
}
