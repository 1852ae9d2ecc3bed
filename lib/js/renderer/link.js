'use strict'

const { createCodec } = require('../common/codec')
const { INVOKE, REPLY, SEND, SEND_TO, SYNC } = require('../common/message-kinds')
const codec = createCodec(require('./codec-host'))

// What Qt's web channel calls the kinds of its own messages.
const SIGNAL = 1
const CONNECT_TO_SIGNAL = 7
const SET_PROPERTY = 9

const { parse, stringify } = JSON

/**
 * The page's end of runtime/web/page_link: send, invoke and sendSync, for the app's channels and the internal ones.
 */
exports.createLink = ({ tag, inbox, message: messageSignal, syncUrl, transport, prompt }) => {
  const replies = new Map()
  // What a page puts in its place later must not see the tag.
  const send = transport.send.bind(transport)
  const listeners = { onMessage: () => {}, onInternalMessage: () => {} }
  // Ids of one document are not those of the next, whose predecessor's replies may still be on their way.
  let lastId = Math.floor(Math.random() * 2 ** 40)

  const post = (message) => {
    const text = tag + codec.encode(message)
    send(stringify({ type: SET_PROPERTY, object: 'link', property: inbox, value: text }))
  }

  const receive = (text) => {
    const message = codec.decode(text)
    if (message[0] === SEND) {
      const [, internal, channel, args, senderId] = message
      if (internal) listeners.onInternalMessage(channel, args)
      else listeners.onMessage(channel, args, senderId ?? 0)
    } else if (message[0] === REPLY) {
      const [, id, ok, value] = message
      const reply = replies.get(id)
      replies.delete(id)
      if (reply) reply(ok, value)
    }
  }

  Object.defineProperty(transport, 'onmessage', {
    value: ({ data }) => {
      const message = parse(data)
      if (message.type === SIGNAL && message.signal === messageSignal) receive(message.args[0])
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

  send(stringify({ type: CONNECT_TO_SIGNAL, object: 'link', signal: messageSignal }))

  return {
    listeners,

    send (internal, channel, args) {
      post([SEND, internal, channel, args])
    },

    sendTo (webContentsId, channel, args) {
      post([SEND_TO, webContentsId, channel, args])
    },

    invoke (internal, channel, args) {
      return new Promise((resolve, reject) => {
        const id = ++lastId
        post([INVOKE, internal, id, channel, args])
        replies.set(id, (ok, value) => ok ? resolve(value) : reject(new Error(`Error invoking remote method '${channel}': ${value}`)))
      })
    },

    sendSync (internal, channel, args) {
      const request = codec.encode([SYNC, internal, channel, args])
      let text = ask(request)
      while (text === 'pending') text = ask('wait')
      if (text === null) {
        // No dialog opens while a page is being unloaded: the message still arrives, an answer cannot.
        console.warn(`ipcRenderer.sendSync('${channel}') has no answer while the page is being unloaded`)
        post([SEND, internal, channel, args])
        return undefined
      }
      if (text === '') throw new Error(`The main process could not answer sendSync('${channel}')`)
      const [ok, value] = codec.decode(text)
      if (ok) return value
      throw value
    }
  }
}
