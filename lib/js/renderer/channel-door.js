'use strict'

// What Qt's web channel calls the kinds of its own messages.
const SIGNAL = 1
const CONNECT_TO_SIGNAL = 7
const SET_PROPERTY = 9

// So many messages of one turn go out as they come: the page may be busy for long after them. What is more than that goes
// together when the turn ends, or when it is this long.
const singles = 4
const batchLength = 1 << 16

const { parse, stringify } = JSON
// A microtask for less than what queueMicrotask costs; a page may replace either.
const settled = Promise.resolve()
const then = Function.prototype.call.bind(Promise.prototype.then)

/**
 * Texts as they travel: the graph of a `g` text apart from its tail, which needs no escaping. Qt reads such strings many
 * times faster.
 */
const piecesOf = (texts) => {
  const pieces = []
  for (const text of texts) {
    if (text[0] === 'g') {
      const end = text.indexOf(':') + 1 + Number(text.slice(1, text.indexOf(':')))
      pieces.push(text.slice(0, end), text.slice(end))
    } else {
      pieces.push(text)
    }
  }
  return pieces
}

/**
 * How a main frame's texts reach runtime/web/page_link and come back: Qt's web channel, and prompts for what is synchronous.
 * Other frames have renderer/frames-door.js.
 */
exports.createChannelDoor = ({ tag, inbox, message: messageSignal, texts: textsSignal, syncUrl, transport, prompt }) => {
  // What a page puts in its place later must not see the tag.
  const send = transport.send.bind(transport)
  const head = `{"type":${SET_PROPERTY},"object":"link","property":${inbox},"value":`

  let receive = () => {}
  let held = []
  let heldLength = 0
  let left = singles
  let isTurn = false
  let isBatch = false

  const transmit = (text) => {
    if (text[0] === 'g') transmitPieces(piecesOf([text]))
    else send(head + stringify(tag + text) + '}')
  }

  const transmitPieces = (pieces) => {
    pieces.unshift(tag)
    send(head + stringify(pieces) + '}')
  }

  const flush = () => {
    if (held.length === 0) return
    const texts = held
    held = []
    heldLength = 0
    transmitPieces(piecesOf(texts))
  }

  const endTurn = () => {
    isTurn = false
    isBatch = false
    left = singles
    flush()
  }

  /** Several texts are replies to the invokes of one turn; what these lead to goes together again. */
  const receivePieces = (pieces) => {
    if (pieces.length > 2) isBatch = true
    for (let i = 0; i < pieces.length; i++) receive(pieces[i][0] === 'g' ? pieces[i] + pieces[++i] : pieces[i])
  }

  Object.defineProperty(transport, 'onmessage', {
    value: ({ data }) => {
      const message = parse(data)
      if (message.type !== SIGNAL) return
      if (message.signal === messageSignal) receive(message.args[0])
      else if (message.signal === textsSignal) receivePieces(message.args[0])
    },
    writable: false,
    configurable: false
  })
  for (const signal of [messageSignal, textsSignal]) send(stringify({ type: CONNECT_TO_SIGNAL, object: 'link', signal }))

  // A dialog takes the page out of fullscreen, a request to runtime/web/sync_scheme does not; it is slower. Null where a
  // dialog's answer would be null.
  const askByRequest = (text) => {
    const request = new XMLHttpRequest()
    request.open('GET', syncUrl, false)
    request.setRequestHeader('X-Tag', tag)
    request.setRequestHeader('X-Message', encodeURIComponent(text))
    try {
      request.send()
    } catch {
      return null
    }
    return request.responseText
  }

  const askOnce = (text) => document.fullscreenElement ? askByRequest(text) : prompt(tag, text)

  return {
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
      if (held.length === 0 && left > 0 && !(isBatch && waits)) {
        left--
        transmit(text)
        return
      }
      held.push(text)
      heldLength += text.length
      if (heldLength > batchLength) flush()
    },

    /** Whether an answer's text may be one that is not well-formed: a dialog hands it on as it is. */
    takesBytes: () => !document.fullscreenElement,

    /** The answer's text, or null when there can be none: while the page is being unloaded. */
    ask (text) {
      flush()
      let answer = askOnce(text)
      while (answer === 'pending') answer = askOnce('wait')
      return answer
    }
  }
}
