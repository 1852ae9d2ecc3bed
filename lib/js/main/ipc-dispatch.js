'use strict'

const { INVOKE, PORT_MESSAGE, POST, REPLY, SEND, SEND_TO, SYNC } = require('../common/message-kinds')
const codec = require('./codec')
const { ipcMain, ipcMainInternal } = require('./api/ipc-main')
const { IpcMainEvent, IpcMainInvokeEvent, IpcMainPortEvent, IpcMainSyncEvent } = require('./ipc-event')
const { SyncAnswer } = require('./sync-answer')

// Routes what pages send. A message that is not well-formed concerns its sender alone: it gets an error, nobody else
// notices.

const isMessage = (message, length) => Array.isArray(message) && message.length === length

function emitTo (sender, internal, event, channel, args) {
  if (internal) {
    ipcMainInternal.emit(channel, event, ...args)
    return
  }
  sender.emit('ipc-message', event, channel, ...args)
  sender.ipc.emit(channel, event, ...args)
  ipcMain.emit(channel, event, ...args)
}

async function invoke (sender, internal, id, channel, args) {
  const reply = (ok, value) => {
    if (!sender.isDestroyed()) sender._postReply(codec.encodeList([REPLY, id, ok], [value]))
  }
  try {
    const handler = internal ? ipcMainInternal._handler(channel) : sender.ipc._handler(channel) ?? ipcMain._handler(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    reply(true, await handler(new IpcMainInvokeEvent(sender), ...args))
  } catch (error) {
    if (!internal) console.error(`Error occurred in handler for '${channel}':`, error)
    reply(false, String(error))
  }
}

function refuse (sender, reason) {
  sender._sendInternal('refused-message', reason)
}

/** An asynchronous message. */
function onMessage (sender, text) {
  let message
  try {
    message = codec.decode(text)
  } catch (error) {
    refuse(sender, error.message)
    return
  }
  if (isMessage(message, 4) && message[0] === SEND && typeof message[2] === 'string' && Array.isArray(message[3])) {
    const [, internal, channel, args] = message
    if (internal !== true) sender._outbox.open()
    emitTo(sender, internal === true, new IpcMainEvent(sender), channel, args)
  } else if (isMessage(message, 5) && message[0] === INVOKE && typeof message[2] === 'number' && typeof message[3] === 'string' && Array.isArray(message[4])) {
    const [, internal, id, channel, args] = message
    if (internal !== true) sender._outbox.open()
    invoke(sender, internal === true, id, channel, args)
  } else if (isMessage(message, 4) && message[0] === SEND_TO && typeof message[2] === 'string' && Array.isArray(message[3])) {
    const [, targetId, channel, args] = message
    const target = require('./api/web-contents').WebContents._find(targetId)
    if (target) target._outbox.send([SEND, false, channel, sender.id], args)
    else refuse(sender, `sendTo: there is no webContents ${String(targetId)}`)
  } else if (!onPortMessage(sender, message)) {
    refuse(sender, 'Malformed message: unknown kind')
  }
}

/** What has to do with message ports. @returns {boolean} whether it is that, and well-formed */
function onPortMessage (sender, message) {
  if (!isMessage(message, 3)) return false
  const [kind, subject, list] = message
  if (!Array.isArray(list)) return false
  const { portOf, whileArriving } = require('./api/message-channel-main')
  if (kind >= PORT_MESSAGE) return whileArriving(() => sender._ports.onMessage(kind, subject, list))
  if (kind !== POST || typeof subject !== 'string' || list.length !== 2) return false
  const endpoints = sender._ports.adopt(list[1])
  if (!endpoints) return false
  sender._outbox.open()
  const event = new IpcMainPortEvent(sender, endpoints.map(portOf))
  for (const emitter of [sender.ipc, ipcMain]) emitter.emit(subject, event, list[0])
  return true
}

/**
 * A synchronous message. Gives the SyncAnswer: done, or to be waited for.
 *
 * @param {() => void} onText called when the answer comes later
 */
function onSyncMessage (sender, text, onText) {
  const answer = new SyncAnswer(onText)
  let message
  try {
    message = codec.decode(text)
  } catch (error) {
    answer.error(error)
    return answer
  }
  if (!isMessage(message, 4) || message[0] !== SYNC || typeof message[2] !== 'string' || !Array.isArray(message[3])) {
    answer.error(new Error('Malformed message: unknown kind'))
    return answer
  }
  const [, internal, channel, args] = message
  if (internal !== true) sender._outbox.open()
  const emitters = internal === true ? [ipcMainInternal] : [sender.ipc, ipcMain]
  if (emitters.every((emitter) => emitter.listenerCount(channel) === 0)) {
    console.warn(`WebContents #${sender.id} called ipcRenderer.sendSync() with '${channel}' channel without listeners.`)
    answer.value(undefined)
    return answer
  }
  const event = new IpcMainSyncEvent(sender, (value) => answer.value(value))
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
  else answer.watch(event)
  return answer
}

function start () {
  require('./remote/start')
  require('./page-dialogs')
  require('./page-modules').start()
  require('./page-process').start()
}

module.exports = { onMessage, onSyncMessage, start }
