'use strict'

const { createCodec } = require('../common/codec')
const { INVOKE, POST, REPLY, SEND, SEND_TO, SYNC } = require('../common/message-kinds')
const codec = createCodec(require('./codec-host'))

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
 * The page's end of runtime/web/page_link: send, invoke and sendSync, for the app's channels and the internal ones.
 */
exports.createLink = ({ tag, inbox, message: messageSignal, texts: textsSignal, syncUrl, transport, prompt }) => {
  const replies = new Map()
  // What a page puts in its place later must not see the tag.
  const send = transport.send.bind(transport)
  const head = `{"type":${SET_PROPERTY},"object":"link","property":${inbox},"value":`
  const listeners = { onMessage: () => {}, onInternalMessage: () => {}, onPortMessage: () => {} }
  // Ids of one document are not those of the next, whose predecessor's replies may still be on their way.
  let lastId = Math.floor(Math.random() * 2 ** 40)

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

  /** @param {boolean} waits for an answer, which cannot come before the end of the turn */
  const post = (text, waits) => {
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
  }

  const receive = (text) => {
    const message = codec.decode(text)
    if (message[0] === SEND) {
      const [, internal, channel, senderId, args] = message
      if (internal) listeners.onInternalMessage(channel, args)
      else listeners.onMessage(channel, args, senderId)
    } else if (message[0] === REPLY) {
      const [, id, ok, [value]] = message
      const reply = replies.get(id)
      replies.delete(id)
      if (reply) reply(ok, value)
    } else if (message[0] >= POST) {
      listeners.onPortMessage(message)
    }
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

  const ask = (text) => document.fullscreenElement ? askByRequest(text) : prompt(tag, text)

  for (const signal of [messageSignal, textsSignal]) send(stringify({ type: CONNECT_TO_SIGNAL, object: 'link', signal }))

  return {
    listeners,

    send (internal, channel, args) {
      post(codec.encodeList([SEND, internal, channel], args), false)
    },

    sendTo (webContentsId, channel, args) {
      post(codec.encodeList([SEND_TO, webContentsId, channel], args), false)
    },

    /**
     * A message of one of the kinds of message ports, in two steps: the first throws when it cannot be cloned.
     *
     * @returns {() => void} sends it
     */
    prepare (kind, subject, list) {
      const text = codec.encodeList([kind, subject], list)
      return () => post(text, false)
    },

    invoke (internal, channel, args, resolve, reject) {
      const id = ++lastId
      post(codec.encodeList([INVOKE, internal, id, channel], args), true)
      replies.set(id, (ok, value) => ok ? resolve(value) : reject(new Error(`Error invoking remote method '${channel}': ${value}`)))
    },

    sendSync (internal, channel, args) {
      const request = codec.encodeList([SYNC, internal, channel], args)
      flush()
      let text = ask(request)
      while (text === 'pending') text = ask('wait')
      if (text === null) {
        // No dialog opens while a page is being unloaded: the message still arrives, an answer cannot.
        console.warn(`ipcRenderer.sendSync('${channel}') has no answer while the page is being unloaded`)
        transmit(codec.encodeList([SEND, internal, channel], args))
        return undefined
      }
      if (text === '') throw new Error(`The main process could not answer sendSync('${channel}')`)
      const [ok, [value]] = codec.decode(text)
      if (ok) return value
      throw value
    }
  }
}
