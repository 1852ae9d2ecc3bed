'use strict'

// A preload script hands ports to its page by window.postMessage, which gives the port a new object. What is known of the old
// one goes with it. Only in a world of its own: where the page's scripts call window.postMessage, those of other windows do so
// too, and the engine takes the caller of the original for the source of the message.

const { getterOf, isPort } = require('./port-events')

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
const { isArray } = Array
const { MessageEvent } = globalThis
const { addEventListener } = EventTarget.prototype
const dataOf = getterOf(MessageEvent, 'data')
const portsOf = getterOf(MessageEvent, 'ports')
const sourceOf = getterOf(MessageEvent, 'source')

const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')
const toComparable = (value) => isPrimitive(value) ? value : undefined

/**
 * @param {(old: MessagePort) => any} knowledgeOf what is known of a port, undefined when nothing
 * @param {(port: MessagePort, knowledge: any) => void} hand
 */
exports.followHandOver = (knowledgeOf, hand) => {
  const expected = [] // {message, knowledge: one for each port}
  const { postMessage } = globalThis
  const method = {
    postMessage (message, target, transfer) {
      const list = isArray(transfer) ? transfer : isArray(target?.transfer) ? target.transfer : []
      const knowledge = list.filter(isPort).map(knowledgeOf)
      const result = apply(postMessage, this ?? globalThis, arguments)
      if (knowledge.some((known) => known !== undefined)) expected.push({ message: toComparable(message), knowledge })
      return result
    }
  }.postMessage
  defineProperty(globalThis, 'postMessage', { ...getOwnPropertyDescriptor(globalThis, 'postMessage'), value: method })

  apply(addEventListener, globalThis, ['message', (event) => {
    if (expected.length === 0 || sourceOf(event) !== globalThis) return
    const ports = portsOf(event)
    if (ports.length === 0) return
    const data = toComparable(dataOf(event))
    const index = expected.findIndex(({ message, knowledge }) => knowledge.length === ports.length && message === data)
    if (index < 0) return
    const [{ knowledge }] = expected.splice(index, 1)
    ports.forEach((port, i) => { if (knowledge[i] !== undefined) hand(port, knowledge[i]) })
  }, true])
}
