'use strict'

const { INVOKE, PORT_MESSAGE, POST, REPLY, SEND, SEND_TO, SYNC, SYNC_TEXT } = require('../common/message-kinds')
const { PORT_TEXT } = require('../common/port-texts')
const { REMOTE } = require('../common/remote-texts')
const codec = require('./codec')
const { ipcMain, ipcMainInternal } = require('./api/ipc-main')
const { IpcMainEvent, IpcMainInvokeEvent, IpcMainPortEvent, IpcMainSyncEvent } = require('./ipc-event')
const { streamsOf } = require('./streams')
const { SyncAnswer } = require('./sync-answer')
const { writeWithStreams } = require('../common/streams/messages')

// Routes what pages send. A message that is not well-formed concerns its sender alone: it gets an error, nobody else
// notices.

const isMessage = (message, length) => Array.isArray(message) && message.length === length

// Where a message comes from: a page's main frame, or a document of a frame within the page.
const frameOf = (sender, document) => document ? document.node.frame : sender.mainFrame

function postReply (sender, document, text) {
  if (document) document.post(text)
  else if (!sender.isDestroyed()) sender._postReply(text)
}

function encodeFor (sender, document, head, list, refuses) {
  return document || sender.isDestroyed() ? codec.encodeList(head, list, false, refuses) : sender._encode(head, list, refuses)
}

function emitTo (sender, frame, internal, event, channel, args) {
  if (internal) {
    ipcMainInternal.emit(channel, event, ...args)
    return
  }
  sender.emit('ipc-message', event, channel, ...args)
  frame._ipc?.emit(channel, event, ...args)
  sender.ipc.emit(channel, event, ...args)
  ipcMain.emit(channel, event, ...args)
}

/** What Electron's text says of anything thrown. */
function textOf (error) {
  try {
    if (error !== undefined && error !== null) return String(error)
  } catch {}
  return 'reply was never sent'
}

function report (channel, error) {
  try {
    console.error(`Error occurred in handler for '${channel}':`, error)
  } catch {
    console.error(`Error occurred in handler for '${channel}', and it cannot be shown`)
  }
}

function encodeFailure (id, error) {
  const text = textOf(error)
  try {
    return codec.encodeList([REPLY, id, false], [text, error])
  } catch {
    return codec.encodeList([REPLY, id, false], [text])
  }
}

async function invoke (sender, document, internal, id, channel, args) {
  const frame = frameOf(sender, document)
  // Those of the document that asks, whichever is there when the answer comes.
  const streams = streamsOf(document ?? sender)
  const reply = (value) => {
    const write = (ids, list, refuses) => encodeFor(sender, document, ids === null ? [REPLY, id, true] : [REPLY, id, true, ids], list, refuses)
    postReply(sender, document, internal ? write(null, [value]) : writeWithStreams(write, [value], streams))
  }
  try {
    const handler = internal ? ipcMainInternal._handler(channel) : frame._ipc?._handler(channel) ?? sender.ipc._handler(channel) ?? ipcMain._handler(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    reply(await handler(new IpcMainInvokeEvent(sender, document), ...args))
  } catch (error) {
    if (!internal) report(channel, error)
    postReply(sender, document, encodeFailure(id, error))
  }
}

/**
 * An asynchronous message.
 *
 * @param {FrameDocument|null} document of a frame within the page; null for the main frame's
 * @param {Array|string|null} parts what came beside the text
 */
function onMessage (sender, text, document = null, parts = null) {
  const frame = frameOf(sender, document)
  const refuse = (reason) => frame._sendInternal('refused-message', reason)
  // The main frame's document can listen by now.
  const open = () => {
    if (!document) sender._outbox.open()
  }
  let message
  try {
    if (typeof parts === 'string') parts = codec.decode(parts)[2]
    if (text[0] === PORT_TEXT) {
      const { whileArriving } = require('./api/message-channel-main')
      whileArriving(() => (document ?? sender)._ports.onText(text, parts))
      return
    }
    message = codec.decode(text, parts)
  } catch (error) {
    refuse(error.message)
    return
  }
  if (isMessage(message, 4) && message[0] === SEND && typeof message[2] === 'string' && Array.isArray(message[3])) {
    const [, internal, channel, args] = message
    if (internal !== true) open()
    emitTo(sender, frame, internal === true, new IpcMainEvent(sender, document), channel, args)
  } else if (isMessage(message, 5) && message[0] === INVOKE && typeof message[2] === 'number' && typeof message[3] === 'string' && Array.isArray(message[4])) {
    const [, internal, id, channel, args] = message
    if (internal !== true) open()
    invoke(sender, document, internal === true, id, channel, args)
  } else if (isMessage(message, 6) && message[0] === INVOKE && typeof message[2] === 'number' && typeof message[3] === 'string' && Array.isArray(message[5])) {
    const [, , id, channel, ids, args] = message
    open()
    let placed
    try {
      placed = streamsOf(document ?? sender).place(args, ids)
    } catch (error) {
      refuse(error.message)
      return
    }
    invoke(sender, document, false, id, channel, placed)
  } else if (isMessage(message, 4) && message[0] === SEND_TO && typeof message[2] === 'string' && Array.isArray(message[3])) {
    const [, targetId, channel, args] = message
    const target = require('./api/web-contents').WebContents._find(targetId)
    if (target) target._outbox.offer([SEND, false, channel, sender.id], args)
    else refuse(`sendTo: there is no webContents ${String(targetId)}`)
  } else if (!onPortMessage(sender, document, message)) {
    refuse('Malformed message: unknown kind')
  }
}

/** What has to do with message ports. @returns {boolean} whether it is that, and well-formed */
function onPortMessage (sender, document, message) {
  if (!isMessage(message, 3)) return false
  const [kind, subject, list] = message
  if (!Array.isArray(list)) return false
  const { portOf, whileArriving, withoutPorts } = require('./api/message-channel-main')
  const ports = (document ?? sender)._ports
  if (kind >= PORT_MESSAGE) return whileArriving(() => ports.onMessage(kind, subject, list))
  if (kind !== POST || typeof subject !== 'string' || list.length !== 2) return false
  const endpoints = ports.adopt(list[1])
  if (!endpoints) return false
  if (!document) sender._outbox.open()
  const frame = frameOf(sender, document)
  const event = new IpcMainPortEvent(sender, document, endpoints.map(portOf))
  const value = withoutPorts(list[0], endpoints)
  for (const emitter of [frame._ipc, sender.ipc, ipcMain]) emitter?.emit(subject, event, value)
  return true
}

/**
 * A synchronous message. Gives the SyncAnswer: done, or to be waited for.
 *
 * @param {() => void} onText called when the answer comes later
 * @param {FrameDocument|null} document as onMessage's
 */
function onSyncMessage (sender, text, onText, document = null) {
  if (text[0] === REMOTE) return SyncAnswer.of(require('./remote/start').answer(sender, document, text))
  const frame = frameOf(sender, document)
  let message
  let problem = null
  try {
    message = codec.decode(text)
  } catch (error) {
    problem = error
  }
  const answer = new SyncAnswer(onText, message?.[0] === SYNC)
  if (problem) {
    answer.error(problem)
    return answer
  }
  if (!isMessage(message, 4) || (message[0] !== SYNC && message[0] !== SYNC_TEXT) || typeof message[2] !== 'string' || !Array.isArray(message[3])) {
    answer.error(new Error('Malformed message: unknown kind'))
    return answer
  }
  const [, internal, channel, args] = message
  if (internal !== true && !document) sender._outbox.open()
  const emitters = internal === true ? [ipcMainInternal] : frame._ipc ? [frame._ipc, sender.ipc, ipcMain] : [sender.ipc, ipcMain]
  const isHeard = internal !== true && sender.listenerCount('ipc-message-sync') > 0
  if (!isHeard && emitters.every((emitter) => emitter.listenerCount(channel) === 0)) {
    console.warn(`WebContents #${sender.id} called ipcRenderer.sendSync() with '${channel}' channel without listeners.`)
    answer.value(undefined)
    return answer
  }
  const event = new IpcMainSyncEvent(sender, document, (value) => answer.value(value), (error) => answer.error(error))
  try {
    if (internal !== true) sender.emit('ipc-message-sync', event, channel, ...args)
    for (const emitter of emitters) emitter.emit(channel, event, ...args)
  } catch (error) {
    // The listener's exception is main's, as one of an asynchronous message; the page goes on with an answer of nothing.
    if (internal === true) {
      answer.error(error)
    } else {
      answer.value(undefined)
      queueMicrotask(() => { throw error })
    }
  }
  if (answer.done) return answer
  if (sender.isDestroyed()) answer.value(undefined)
  else answer.watch(event, channel)
  return answer
}

function start () {
  require('./remote/start')
  require('./page-dialogs')
  require('./page-electron').start()
  require('./page-modules').start()
  require('./web-frame')
  require('./page-process').start()
  require('./node/server').start()
  require('./streams').start()
  require('./bulk').start()
}

module.exports = { onMessage, onSyncMessage, start }
