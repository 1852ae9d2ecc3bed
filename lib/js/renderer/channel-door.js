'use strict'

const { askWithin } = require('./late-answer')
const { createOutflow } = require('./outflow')
const { joinTexts, literal, splitTexts } = require('./wire-text')

// What Qt's web channel calls the writing of a property.
const SET_PROPERTY = 9

// So many messages of one turn go out as they come: the page may be busy for long after them. What is more than that goes
// together when the turn ends, or when it is long (outflow.js).
const singles = 4
// A text that is longer does not go in the header of a request.
const longestRequest = 1 << 20

// Where the shim shares its world with the page, that may replace all of these, and must not see the tag.
const { parse, stringify } = JSON
const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const slice = uncurry(String.prototype.slice)
const { XMLHttpRequest, encodeURIComponent } = globalThis
const openRequest = uncurry(XMLHttpRequest.prototype.open)
const setRequestHeader = uncurry(XMLHttpRequest.prototype.setRequestHeader)
const sendRequest = uncurry(XMLHttpRequest.prototype.send)
const responseTextOf = uncurry(Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseText').get)
// An element's name may hide the document's own property, in any world.
const fullscreenElementOf = uncurry(Object.getOwnPropertyDescriptor(Document.prototype, 'fullscreenElement').get)
// A microtask for less than what queueMicrotask costs.
const settled = Promise.resolve()
const then = uncurry(Promise.prototype.then)

/**
 * How a main frame's texts reach runtime/web/page_link and come back: Qt's web channel, and prompts for what is synchronous.
 * Other frames have renderer/frames-door.js.
 */
exports.createChannelDoor = ({ tag, attached, syncUrl, bulk, transport, prompt, onLeave }) => {
  // What a page puts in its place later must not see the tag.
  const send = transport.send.bind(transport)

  let receive = () => {}
  let left = singles
  let isTurn = false
  let isBatch = false
  let carried = null

  const transmit = (text) => send(`{"":${literal(tag, text)}}`)

  const sendOne = (text) => {
    carried?.onSent(text)
    transmit(text)
  }

  const sendAll = (texts) => {
    for (let i = 0; carried !== null && i < texts.length; i++) carried.onSent(texts[i])
    transmit(texts.length === 1 ? texts[0] : joinTexts(texts))
  }

  const endTurn = () => {
    isTurn = false
    isBatch = false
    left = singles
    outflow.flush()
  }

  const take = (text) => {
    if (text[0] === '?') transmit(`!${slice(text, 1)}`)
    else if (text[0] === '!') outflow.onTaken(text)
    else receive(text)
  }

  /** Several texts are replies to the invokes of one turn; what these lead to goes together again. */
  const receiveAll = (text) => {
    if (text[0] !== '*') {
      take(text)
      return
    }
    isBatch = true
    const texts = splitTexts(text)
    for (let i = 0; i < texts.length; i++) take(texts[i])
  }

  Object.defineProperty(transport, 'onmessage', {
    value: ({ data }) => {
      const text = parse(data)['']
      if (slice(text, 0, tag.length) === tag) receiveAll(slice(text, tag.length))
    },
    writable: false,
    configurable: false
  })
  send(stringify({ type: SET_PROPERTY, object: 'link', property: attached, value: true }))

  // A dialog takes the page out of fullscreen, a request to runtime/web/sync_scheme does not; it is slower. Null where a
  // dialog's answer would be null.
  const askByRequest = (text) => {
    const request = new XMLHttpRequest()
    openRequest(request, 'GET', syncUrl, false)
    setRequestHeader(request, 'X-Tag', tag)
    setRequestHeader(request, 'X-Message', encodeURIComponent(text))
    try {
      sendRequest(request)
    } catch {
      return null
    }
    return responseTextOf(request)
  }

  // Nothing can be fetched from a page that waits for an answer.
  const askOnce = (text) => {
    const isFullscreen = fullscreenElementOf(document) !== null
    const rest = carried === null ? '' : carried.rest(!isFullscreen)
    const whole = rest + text
    const answer = isFullscreen && whole.length <= longestRequest ? askByRequest(whole) : prompt(tag, whole)
    if (rest === '') return answer
    if (answer === null) transmit(carried.rest(false))
    carried.clearSent()
    return answer
  }

  const outflow = createOutflow({ transmit: sendOne, transmitAll: sendAll, ask: askOnce, onLeave })

  return {
    /** {name, size, url}: how bytes and long texts travel. */
    bulk,

    /** @param {object} outbox from bulk-outbox.js: what it holds goes along with what is synchronous */
    carry (outbox) {
      carried = outbox
    },

    /** A text that waits for no other. */
    transmit,

    /** @param {(text: string) => void} listener gets each text of main's */
    listen (listener) {
      receive = listener
    },

    /** @param {boolean} waits for an answer, which cannot come before the end of the turn */
    post (text, waits) {
      if (!isTurn) {
        isTurn = true
        then(settled, endTurn)
      }
      if (left > 0 && !(isBatch && waits) && outflow.isFree()) {
        left--
        outflow.send(text)
        return
      }
      outflow.hold(text)
    },

    /** Whether an answer's text may be one that is not well-formed: a dialog hands it on as it is. */
    takesBytes: () => !document.fullscreenElement,

    /**
     * @param {number} [limit] milliseconds
     * @returns {string|null|undefined} the answer's text; null when there can be none, while the page is being unloaded;
     *   undefined when it has not come in time
     */
    ask (text, limit) {
      outflow.flushAll()
      return askWithin(limit, askOnce, text)
    }
  }
}
