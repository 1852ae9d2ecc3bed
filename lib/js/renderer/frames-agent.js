'use strict'

const { createFrameDoor } = require('./frames-door')

// What every frame within a page tells of itself, so that main knows the tree of frames, whatever the frame's origin and
// privileges. It tells the top frame's shim (frames-top.js), by a message that the page does not get to see; only scripts that
// main wants to run go another way, by the frame's own door. Whoever is here captures what it uses before the page can
// replace it.

const { apply } = Reflect
const { parse, stringify } = JSON
const { addEventListener, postMessage, top, document, navigation } = globalThis
const { stopImmediatePropagation } = Event.prototype
const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const accessor = (prototype, name, kind = 'get') => uncurry(Object.getOwnPropertyDescriptor(prototype, name)[kind])
// An element's name may hide the document's own properties, in any world.
const createElement = uncurry(Document.prototype.createElement)
const querySelector = uncurry(Document.prototype.querySelector)
const documentElementOf = accessor(Document.prototype, 'documentElement')
const readyStateOf = accessor(Document.prototype, 'readyState')
const appendChild = uncurry(Node.prototype.appendChild)
const removeElement = uncurry(Element.prototype.remove)
const setText = accessor(Node.prototype, 'textContent', 'set')
const nonceOf = accessor(HTMLElement.prototype, 'nonce')
const setNonce = accessor(HTMLElement.prototype, 'nonce', 'set')

const token = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16).padStart(8, '0')).join('')

/** Where a frame stands: for each ancestor's child, its index and how many there are; from the top. */
const pathOf = (of = globalThis) => {
  const path = []
  for (let frame = of; frame !== top; frame = frame.parent) {
    const { parent } = frame
    let index = 0
    while (index < parent.length && parent[index] !== frame) index++
    path.unshift([index, parent.length])
  }
  return path
}

const describe = () => ({ url: location.href, name: globalThis.name, origin: globalThis.origin })

/**
 * @param {string} id of this document
 * @param {string} keys.frameHello marks a message to the top frame
 * @param {string} keys.frameWake marks a message of the top frame: main has something for this document
 * @param {() => void} onWake
 */
const report = (id, { frameHello, frameWake }, onWake) => {
  const tell = (what, details) => apply(postMessage, top, [{ key: frameHello, id, what, ...details }, '*'])
  const listen = (target, name, listener) => apply(addEventListener, target, [name, listener, true])

  const onMessage = (event) => {
    if (event.source !== top || event.data?.key !== frameWake) return
    apply(stopImmediatePropagation, event, [])
    onWake()
  }
  // A document that is opened anew by its page has no listeners any more.
  const listenToTop = () => listen(globalThis, 'message', onMessage)

  listenToTop()
  tell('document', { ...describe(), path: pathOf() })
  const readyState = readyStateOf(document)
  if (readyState === 'loading') listen(document, 'DOMContentLoaded', () => tell('dom-ready'))
  else tell('dom-ready')
  if (readyState === 'complete') tell('load')
  else listen(globalThis, 'load', (event) => { if (event.target === document) tell('load') })
  let url = location.href
  const onMoved = () => {
    if (location.href === url) return
    url = location.href
    tell('moved', { url })
  }
  if (navigation) listen(navigation, 'currententrychange', onMoved)
  listen(globalThis, 'hashchange', onMoved)
  listen(globalThis, 'unload', () => tell('gone'))
  return { listenToTop }
}

/**
 * Runs a script in the frame's main world, as one of the page's own; the content security policy must allow that. Its value
 * comes by renderer/relay.js.
 */
const runInMainWorld = (source, place = document) => {
  const script = createElement(place, 'script')
  const other = querySelector(place, 'script[nonce]')
  if (other) setNonce(script, nonceOf(other))
  setText(script, source)
  appendChild(documentElementOf(place) ?? place, script)
  removeElement(script)
}

/** What stands at a place, as JSON; the page may have made it impossible to tell. */
const look = ({ x, y, zoom }) => {
  try {
    return stringify(require('./context-look').look(x, y, zoom))
  } catch {
    return ''
  }
}

/**
 * Does what main wants done in a document without a shim.
 *
 * @param {object} command {what, id, source, relay?}
 * @param {(detail: string) => void} onRelayed gets what the relay hands over
 * @param {(words: string) => void} onMedia gets what media-watch.js tells
 */
const perform = ({ what, source, relay, isNew }, { place = document, frameRelayEvent, onRelayed, onMedia }) => {
  if (what === 'watch-media') {
    require('./media-watch').watchMedia(place, isNew, onMedia)
    return
  }
  if (what === 'reload') {
    place.location.reload()
    return
  }
  // Once more for a document that was opened anew.
  apply(addEventListener, place, [frameRelayEvent, onRelayed])
  if (relay) runInMainWorld(relay, place)
  runInMainWorld(source, place)
}

/** Runs in each frame within a page that gets no shim. */
const start = (config, door) => {
  if (top !== globalThis) startAgent(config, createFrameDoor(door))
}

const startAgent = (config, { ask }) => {
  const id = token()
  const onRelayed = ({ detail }) => ask(`>${id}:relayed:${detail}`)
  const onMedia = (words) => ask(`>${id}:media:${words}`)
  const { frameRelayEvent } = config
  report(id, config, () => {
    const answer = ask(`${id}:fetch:`)
    for (const command of answer ? parse(answer).commands : []) {
      if (command.what === 'look') {
        ask(`>${id}:looked:${look(command)}`)
        continue
      }
      perform(command, { frameRelayEvent, onRelayed, onMedia })
      ask(`>${id}:ran:${command.id}`)
    }
  })
}

module.exports = { start, startAgent, report, describe, pathOf, look, perform, runInMainWorld, token }
