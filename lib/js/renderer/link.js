'use strict'

const { createBulkInbox } = require('./bulk-inbox')
const { createBulkOutbox } = require('./bulk-outbox')
const { BULK_STAY, BULK_TAKE } = require('../common/channels')
const { createCodec } = require('../common/codec')
const { TO_PAGE, callersOf, createError, crossed, isError, rejectWith } = require('../common/errors')
const { setHidden } = require('../common/kinds')
const { createLenientCodec } = require('../common/lenient-codec')
const { INVOKE, POST, REPLY, SEND, SEND_TO, SYNC, SYNC_TEXT } = require('../common/message-kinds')
const { PORT_TEXT, writePortText } = require('../common/port-texts')
const { writeWithStreams } = require('../common/streams/messages')
const strictCodec = createCodec(require('./codec-host'))

// Where the shim shares its world with the page, that must not come between: neither iterators nor methods of its own.
const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const mapGet = uncurry(Map.prototype.get)
const mapSet = uncurry(Map.prototype.set)
const mapDelete = uncurry(Map.prototype.delete)
const slice = uncurry(String.prototype.slice)
const indexOf = uncurry(String.prototype.indexOf)
const { parse } = JSON
const { Number } = globalThis

/** Whether a list that the codec has written as a graph begins with the parts of `head`. */
const begins = (text, head) => {
  const colon = indexOf(text, ':')
  const graph = parse(slice(text, colon + 1, colon + 1 + Number(slice(text, 1, colon))))
  const list = graph[1][graph[0][0]]
  for (let i = 0; i < head.length; i++) if (list[i + 1] !== head[i]) return false
  return true
}

/**
 * What an invoke is rejected with: the handler's exception under Electron's text, or, on the runtime's own channels, as it is.
 *
 * @param {Array} list [text, what was thrown], without the latter where that could not be cloned
 */
const failure = (internal, channel, list) => (callers) => {
  const how = `ipcRenderer.invoke('${channel}')`
  const text = list[0]
  const thrown = list[1]
  if (internal && list.length > 1) return crossed(thrown, TO_PAGE, how, callers)
  const message = `Error invoking remote method '${channel}': ${text}`
  if (isError(thrown)) return crossed(thrown, TO_PAGE, how, callers, message)
  const error = crossed(createError('Error', message), TO_PAGE, how, callers)
  if (list.length > 1) setHidden(error, 'cause', thrown)
  return error
}

const timeoutError = (channel, milliseconds) => {
  const error = new Error(`ipcRenderer.sendSync('${channel}') was not answered within ${milliseconds} ms`)
  setHidden(error, 'name', 'SendSyncTimeoutError')
  error.code = 'ERR_IPC_SYNC_TIMEOUT'
  error.channel = channel
  error.milliseconds = milliseconds
  setHidden(error, 'stack', `${error.name}: ${error.message}${callersOf(timeoutError)}`)
  return error
}

/**
 * A frame's end of its link with main: send, invoke and sendSync, for the app's channels and the internal ones.
 *
 * @param {object} door how texts travel: channel-door.js, or frames-door.js in frames within a page
 * @param {object} config of the window
 */
exports.createLink = (door, { sendsWhatItCan, contextIsolation, nodeIntegration, sendSyncTimeout }) => {
  const codec = sendsWhatItCan ? createLenientCodec(strictCodec) : strictCodec
  // What the runtime sends is what it means.
  const codecOf = (internal) => internal ? strictCodec : codec
  // A page that has less than the preload script in its world may define setters that catch what the codec writes. It must
  // not make another message of it.
  const isShared = !contextIsolation && (!nodeIntegration || /^http/.test(globalThis.location.protocol))
  const encode = (internal, head, args, packs = false, refuses = null, parts = null) => {
    const text = codecOf(internal).encodeList(head, args, packs, refuses, parts)
    if (isShared && text[0] === 'g' && !begins(text, head)) throw new Error('An object could not be cloned.')
    return text
  }
  const bulk = door.bulk ? createBulkOutbox(door.bulk, (parts, packs) => strictCodec.encodeList([0, 0], parts, packs), door.transmit) : null
  if (bulk) door.carry(bulk)
  /** The text of a message that is not waited for. */
  const encodePosted = (internal, head, args, refuses = null) => {
    if (bulk === null || !bulk.isOpen()) return encode(internal, head, args, false, refuses)
    const parts = []
    const text = encode(internal, head, args, false, refuses, parts)
    return parts.length === 0 ? text : bulk.keep(parts) + text
  }
  const replies = new Map()
  const listeners = { onMessage: () => {}, onInternalMessage: () => {}, onPortMessage: () => {}, onPortText: () => {}, streams: null }
  // Ids of one document are not those of the next, whose predecessor's replies may still be on their way.
  let lastId = Math.floor(Math.random() * 2 ** 40)

  const receive = (text, parts) => {
    if (text[0] === PORT_TEXT) {
      listeners.onPortText(text, parts)
      return
    }
    const message = codec.decode(text, parts)
    if (message[0] === SEND) {
      if (message[1] && message[2] === BULK_STAY) bulk?.stay()
      else if (message[1]) listeners.onInternalMessage(message[2], message[4])
      else listeners.onMessage(message[2], message[4], message[3])
    } else if (message[0] === REPLY) {
      const reply = mapGet(replies, message[1])
      mapDelete(replies, message[1])
      if (reply) reply(message[2], message.length === 5 ? listeners.streams.place(message[4], message[3]) : message[3])
    } else if (message[0] >= POST) {
      listeners.onPortMessage(message)
    }
  }

  const link = {
    listeners,

    send (internal, channel, args) {
      door.post(encodePosted(internal, [SEND, internal, channel], args), false)
    },

    sendTo (webContentsId, channel, args) {
      door.post(encodePosted(false, [SEND_TO, webContentsId, channel], args), false)
    },

    /**
     * A message of a port that takes no ports along. Throws when it cannot be cloned.
     *
     * @param {boolean} isStrict whether that is so for all that structured clone refuses
     */
    sendOverPort (id, message, isStrict) {
      const parts = bulk !== null && bulk.isOpen() ? [] : null
      const text = writePortText(id, codecOf(isStrict).encode(message, parts))
      door.post(parts === null || parts.length === 0 ? text : bulk.keep(parts) + text, false)
    },

    /**
     * A message of one of the kinds of message ports, in two steps: the first throws when it cannot be cloned.
     *
     * @returns {() => void} sends it
     */
    prepare (kind, subject, list) {
      const text = encodePosted(false, [kind, subject], list)
      return () => door.post(text, false)
    },

    invoke (internal, channel, args, resolve, reject) {
      const id = ++lastId
      const write = (streams, list, refuses) =>
        encodePosted(internal, streams === null ? [INVOKE, internal, id, channel] : [INVOKE, internal, id, channel, streams], list, refuses)
      door.post(internal ? write(null, args) : writeWithStreams(write, args, listeners.streams), true)
      mapSet(replies, id, (ok, list) => ok ? resolve(list[0]) : rejectWith(resolve, failure(internal, channel, list)))
    },

    /** A synchronous text that needs no codec. @returns {string|null} null or empty where there is no answer, as door.ask */
    ask: (text) => door.ask(text),

    decode: (text, parts) => codec.decode(text, parts),

    /** @param {number} [limit] milliseconds, after which it throws */
    sendSync (internal, channel, args, limit = internal ? undefined : sendSyncTimeout) {
      const takesBytes = door.takesBytes?.() === true
      const text = door.ask(encode(internal, [takesBytes ? SYNC : SYNC_TEXT, internal, channel], args, takesBytes), limit)
      if (text === undefined) throw timeoutError(channel, limit)
      if (text === null) {
        // No dialog opens while a page is being unloaded: the message still arrives, an answer cannot.
        console.warn(`ipcRenderer.sendSync('${channel}') has no answer while the page is being unloaded`)
        door.post(encode(internal, [SEND, internal, channel], args), false)
        return undefined
      }
      if (text === '') throw new Error(`The main process could not answer sendSync('${channel}')`)
      if (text[0] === 'b' || text[0] === 's') return codec.decode(text)
      const answer = codec.decode(text)
      if (answer[0]) return answer[1][0]
      throw internal ? answer[1][0] : crossed(answer[1][0], TO_PAGE, `ipcRenderer.sendSync('${channel}')`, callersOf(this.sendSync))
    }
  }

  door.listen(bulk ? createBulkInbox(door.bulk.url, receive, (name) => link.sendSync(true, BULK_TAKE, [name])) : (text) => receive(text, null))
  return link
}
