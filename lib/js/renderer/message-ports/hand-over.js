'use strict'

// A preload script and its page hand ports to each other by window.postMessage, which gives the port a new object. What is
// known of the old one goes with it.

const { getterOf, isPort } = require('./port-events')

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
const { isArray } = Array
const { MessageEvent } = globalThis
const { addEventListener, dispatchEvent } = EventTarget.prototype
const dataOf = getterOf(MessageEvent, 'data')
const portsOf = getterOf(MessageEvent, 'ports')
const sourceOf = getterOf(MessageEvent, 'source')

const pairsName = (relayEvent) => `${relayEvent}:port-pairs`

/** Calls `see` with message and ports before a script of this world posts them to its window. */
const watchPosting = (see) => {
  const { postMessage } = globalThis
  const method = {
    postMessage (message, target, transfer) {
      const list = isArray(transfer) ? transfer : isArray(target?.transfer) ? target.transfer : []
      const ports = list.filter(isPort)
      if (ports.length > 0) see(message, ports)
      return apply(postMessage, this ?? globalThis, arguments)
    }
  }.postMessage
  defineProperty(globalThis, 'postMessage', { ...getOwnPropertyDescriptor(globalThis, 'postMessage'), value: method })
}

/** In the main world of a page whose shim is in another one. */
const announceHandOver = (relayEvent, otherOf) => {
  watchPosting((message, ports) => {
    const others = ports.map(otherOf)
    if (others.includes(null)) return
    // An event's ports are the same objects in all worlds.
    const init = { ports: others, data: isPrimitive(message) ? message : undefined }
    apply(dispatchEvent, document, [new MessageEvent(pairsName(relayEvent), init)])
  })
}

const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')

/**
 * In the shim's world.
 *
 * @param {(old: MessagePort) => any} knowledgeOf what is known of a port, null when nothing
 * @param {(port: MessagePort, knowledge: any) => void} hand
 */
const followHandOver = (relayEvent, knowledgeOf, hand) => {
  const expected = [] // {message, knowledge: one for each port}
  const expect = (message, knowledge) => {
    if (knowledge.some((known) => known !== null)) expected.push({ message: isPrimitive(message) ? message : undefined, knowledge })
  }
  watchPosting((message, ports) => expect(message, ports.map(knowledgeOf)))
  apply(addEventListener, document, [pairsName(relayEvent), (event) => {
    expect(dataOf(event), portsOf(event).map((other) => ({ other })))
  }])
  apply(addEventListener, globalThis, ['message', (event) => {
    if (expected.length === 0 || sourceOf(event) !== globalThis) return
    const ports = portsOf(event)
    const data = ports.length > 0 ? dataOf(event) : undefined
    const index = expected.findIndex(({ message, knowledge }) => {
      return knowledge.length === ports.length && (isPrimitive(data) ? data : undefined) === message
    })
    if (index < 0) return
    const [{ knowledge }] = expected.splice(index, 1)
    ports.forEach((port, i) => { if (knowledge[i] !== null) hand(port, knowledge[i]) })
  }, true])
}

module.exports = { announceHandOver, followHandOver }
