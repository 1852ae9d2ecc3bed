'use strict'

// The page's end of Node's stateful modules: what they do happens in the main process (lib/js/main/node). One per document.

const { Buffer } = require('buffer')
const channels = require('../../../common/channels')

const { link } = module.loader.parts
const ipc = link.ipcRendererInternal
const { isView } = ArrayBuffer
const { captureStackTrace } = Error

const documentId = Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16)).join('-')

/** @param {Uint8Array} bytes */
const toBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

/** Bytes travel with the whole memory that they are in, so what is a part of more is copied first. */
const outgoing = (value) => isView(value) && value.byteLength !== value.buffer.byteLength ? bytesOf(value).slice() : value

const incoming = (value) => value instanceof Uint8Array ? toBuffer(value) : value

/** The same error as main's Node threw it, thrown here. */
const throwHere = (error, boundary) => {
  if (error instanceof Error) captureStackTrace(error, boundary)
  throw error
}

/** The error as Node hands it to a callback: without a stack. */
const asResult = (error) => {
  Object.defineProperty(error, 'stack', { value: `${error}`, writable: true, configurable: true })
  return error
}

/**
 * @param {Function} boundary the function that the page called: stacks begin below it
 * @returns {any} what the operation gives; its exception is thrown
 */
const callSync = (boundary, room, operation, ...args) => {
  let value
  try {
    value = ipc.sendSync(channels.NODE_CALL, documentId, room, operation, ...args.map(outgoing))
  } catch (error) {
    throwHere(error, boundary)
  }
  return incoming(value)
}

/** A method of main's object; nothing comes of it when that is closed already, which the page may not have heard yet. */
const callObject = (boundary, id, name, args) => {
  try {
    return callSync(boundary, 'peer', 'call', id, name, args)
  } catch (error) {
    if (error.code !== 'ERR_STREAM_DESTROYED') throw error
  }
}

/** A member of main's object as it is now. */
const memberOf = (boundary, id, name) => {
  try {
    return callSync(boundary, 'peer', 'members', id, [name])[name]
  } catch (error) {
    if (error.code !== 'ERR_STREAM_DESTROYED') throw error
  }
}

/** id → (error, value) */
const waiting = new Map()
let lastPost = 0

/** @param {(error: Error|null, value: any) => void} callback */
const ask = (room, operation, args, callback) => {
  const id = ++lastPost
  waiting.set(id, callback)
  try {
    ipc.send(channels.NODE_POST, documentId, id, room, operation, ...args.map(outgoing))
  } catch (error) {
    waiting.delete(id)
    queueMicrotask(() => callback(error))
  }
}

/** Without an answer. */
const post = (room, operation, ...args) => ipc.send(channels.NODE_POST, documentId, 0, room, operation, ...args.map(outgoing))

ipc.on(channels.NODE_REPLY, (event, document, id, error, value) => {
  if (document !== documentId) return
  const callback = waiting.get(id)
  waiting.delete(id)
  if (error) callback?.(asResult(error))
  else callback?.(null, incoming(value))
})

/** id → (event, args, state) */
const objects = new Map()
let lastObject = 0

ipc.on(channels.NODE_EVENT, (event, document, id, name, args, state) => {
  if (document !== documentId) return
  objects.get(id)?.(name, args.map(incoming), state)
})

const newId = () => ++lastObject

/** @param {(event: string, args: Array, state: object|undefined) => void} listener hears of main's object */
const listen = (id, listener) => objects.set(id, listener)
const forget = (id) => objects.delete(id)

// The document's last words, after all listeners of the page itself.
const { addEventListener } = globalThis
addEventListener.call(globalThis, 'pagehide', ({ persisted }) => {
  if (!persisted) addEventListener.call(globalThis, 'unload', () => ipc.send(channels.NODE_RELEASE, documentId), { once: true })
})

/** Members of main's module that are no functions. */
const valuesOf = (name, names) => callSync(valuesOf, 'module', 'values', name, names)

module.exports = { ask, asResult, bytesOf, callObject, callSync, forget, incoming, listen, memberOf, newId, outgoing, post, toBuffer, valuesOf }
