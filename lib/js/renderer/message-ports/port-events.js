'use strict'

// What Electron adds to the ports of a page: the event 'close', and `onclose`. The engine tells nobody that a port is closed, so
// a port that is closed here is told by an event on the port itself, under a name that the page cannot guess.

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
const { addEventListener, dispatchEvent, removeEventListener } = EventTarget.prototype
const { CustomEvent, MessagePort } = globalThis
const { close } = MessagePort.prototype

/** @param {string} relayEvent the name that only the runtime's own scripts of the page know */
const closingName = (relayEvent) => `${relayEvent}:port-close`

/**
 * In each world whose scripts may have ports.
 *
 * @returns {(port: MessagePort) => boolean} whether a script of this world has closed the port
 */
exports.installPortEvents = (relayEvent) => {
  const name = closingName(relayEvent)
  const closed = new WeakSet()
  const handlers = new WeakMap()
  const methods = {
    close () {
      // What is no port has no such event either, and the original throws.
      if (this instanceof MessagePort) {
        apply(dispatchEvent, this, [new CustomEvent(name)])
        closed.add(this)
      }
      return apply(close, this, arguments)
    },
    get onclose () {
      return handlers.get(this) ?? null
    },
    set onclose (handler) {
      if (handlers.has(this)) apply(removeEventListener, this, ['close', handlers.get(this)])
      handlers.delete(this)
      if (typeof handler !== 'function') return
      apply(addEventListener, this, ['close', handler])
      handlers.set(this, handler)
    }
  }
  defineProperty(MessagePort.prototype, 'close', { ...getOwnPropertyDescriptor(MessagePort.prototype, 'close'), value: methods.close })
  defineProperty(MessagePort.prototype, 'onclose', { ...getOwnPropertyDescriptor(methods, 'onclose'), enumerable: true })
  return (port) => closed.has(port)
}

/** Calls back once, before `port` closes by a call of its close(). */
exports.beforeClose = (port, relayEvent, callback) => {
  apply(addEventListener, port, [closingName(relayEvent), callback, { once: true }])
}
