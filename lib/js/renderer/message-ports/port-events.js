'use strict'

// What the runtime must know of the ports of a world, and what Electron adds to them. The engine tells nobody that a port is
// closed: here a port that a script closes is told by an event on the port itself, under a name that the page cannot guess. A
// port is the same object in all worlds of a document, seen by different wrappers.

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
const { addEventListener, dispatchEvent, removeEventListener } = EventTarget.prototype
const { CustomEvent, MessageChannel, MessagePort } = globalThis
const { close } = MessagePort.prototype
const getterOf = (holder, name) => {
  const { get } = getOwnPropertyDescriptor(holder.prototype, name)
  return (object) => apply(get, object, [])
}
const onMessageOf = getterOf(MessagePort, 'onmessage')
const firstOf = getterOf(MessageChannel, 'port1')
const secondOf = getterOf(MessageChannel, 'port2')

const closingName = (relayEvent) => `${relayEvent}:port-close`

const isPort = (value) => {
  try {
    onMessageOf(value)
    return true
  } catch {
    return false
  }
}

/** The event 'close' has a handler attribute, as other events have. */
const defineOnClose = () => {
  const handlers = new WeakMap()
  const { get, set } = getOwnPropertyDescriptor({
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
  }, 'onclose')
  defineProperty(MessagePort.prototype, 'onclose', { get, set, enumerable: true, configurable: true })
}

/** @returns {(port: MessagePort) => boolean} whether a script of this world has closed the port */
const tellClosing = (name) => {
  const closed = new WeakSet()
  const method = {
    close () {
      if (isPort(this)) {
        apply(dispatchEvent, this, [new CustomEvent(name)])
        closed.add(this)
      }
      return apply(close, this, arguments)
    }
  }.close
  defineProperty(MessagePort.prototype, 'close', { ...getOwnPropertyDescriptor(MessagePort.prototype, 'close'), value: method })
  return (port) => closed.has(port)
}

/** @returns {(port: MessagePort) => MessagePort|null} the other port of its channel, where a script of this world made that */
const rememberPairs = () => {
  const channels = new WeakMap()
  for (const [name, original] of [['port1', firstOf], ['port2', secondOf]]) {
    const accessor = {
      get [name] () {
        const port = original(this)
        channels.set(port, this)
        return port
      }
    }
    const { get } = getOwnPropertyDescriptor(accessor, name)
    defineProperty(MessageChannel.prototype, name, { ...getOwnPropertyDescriptor(MessageChannel.prototype, name), get })
  }
  return (port) => {
    const channel = channels.get(port)
    if (channel === undefined) return null
    const first = firstOf(channel)
    return first === port ? secondOf(channel) : first
  }
}

/**
 * In each world whose scripts may have ports, before these run.
 *
 * @param {string} relayEvent the name that only the runtime's own scripts of the page know
 */
const installPortEvents = (relayEvent) => {
  defineOnClose()
  return { isClosed: tellClosing(closingName(relayEvent)), otherOf: rememberPairs() }
}

/** Calls back once, before a script closes `port`. */
const beforeClose = (port, relayEvent, callback) => {
  apply(addEventListener, port, [closingName(relayEvent), callback, { once: true }])
}

module.exports = { beforeClose, firstOf, getterOf, installPortEvents, isPort, secondOf }
