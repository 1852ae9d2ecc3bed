'use strict'

// Two worlds of one document share its DOM and no object of JavaScript. What joins them is an EventTarget that only they
// know: events sent to it go nowhere else, so that a page can neither listen nor speak, whatever it has replaced. It crosses
// once, as the related target of an event under a name that the page cannot guess; a relay sends that before the page's
// scripts. It goes to `performance`, since document.open() takes the listeners of the document and of the window away.

const { getterOf, uncurry } = require('./primordials')

const { CustomEvent, Event, EventTarget, MouseEvent, performance } = globalThis
const listen = uncurry(EventTarget.prototype.addEventListener)
const dispatch = uncurry(EventTarget.prototype.dispatchEvent)
const preventDefault = uncurry(Event.prototype.preventDefault)
const isPrevented = getterOf(Event.prototype, 'defaultPrevented')
const packetOf = getterOf(CustomEvent.prototype, 'detail')
const worldOf = getterOf(UIEvent.prototype, 'detail')
const relatedTargetOf = getterOf(MouseEvent.prototype, 'relatedTarget')

/** @returns {EventTarget} to be introduced to the other world */
exports.createTarget = () => new EventTarget()

/**
 * The relay's side of the introduction, when it is ready to listen.
 *
 * @param {EventTarget} target
 * @param {string} name unguessable
 * @param {number} world the relay's
 */
exports.introduce = (target, name, world) => {
  const send = () => { dispatch(performance, new MouseEvent(name, { __proto__: null, relatedTarget: target, detail: world })) }
  listen(performance, `${name}:wanted`, send)
  send()
}

/** The shim's side of it. @param {(target: EventTarget, world: number) => void} onTarget is called for each relay of that name */
exports.receiveTargets = (name, onTarget) => {
  listen(performance, name, (event) => { onTarget(relatedTargetOf(event), worldOf(event)) })
  dispatch(performance, new Event(`${name}:wanted`))
}

/**
 * @typedef {{content: any, nodes: Node[]}} Packet `content` is what structured clone takes; nodes of the DOM cross apart from it
 *
 * @param {EventTarget} target known to both ends
 * @param {string} side this end's name
 * @param {string} otherSide
 * @param {(packet: Packet) => Packet|undefined} onPacket must not throw
 * @returns {(packet: Packet) => Packet|undefined|null} delivers a packet and gives the answer; null when nobody is there to hear
 */
exports.createChannel = (target, side, otherSide, onPacket) => {
  let answer = null
  let nodes = []

  const take = (event) => {
    const packet = { content: packetOf(event), nodes }
    if (nodes.length > 0) nodes = []
    return packet
  }
  const send = (type, packet) => {
    for (let i = 0; i < packet.nodes.length; i++) {
      dispatch(target, new MouseEvent(`${side}:node`, { __proto__: null, relatedTarget: packet.nodes[i] }))
    }
    const event = new CustomEvent(type, { __proto__: null, cancelable: true, detail: packet.content })
    dispatch(target, event)
    return event
  }

  const answerType = `${side}:answer`
  listen(target, `${otherSide}:node`, (event) => { nodes[nodes.length] = relatedTargetOf(event) })
  listen(target, `${otherSide}:answer`, (event) => { answer = take(event) })
  listen(target, otherSide, (event) => {
    const reply = onPacket(take(event))
    if (reply === undefined) preventDefault(event)
    else send(answerType, reply)
  })

  return (packet) => {
    // Answers nest as calls do: the last to come is the one to this packet.
    answer = null
    if (isPrevented(send(side, packet))) return undefined
    const received = answer
    answer = null
    return received
  }
}
