'use strict'

// The main process's end of Node's stateful modules in pages (lib/js/renderer/builtins). A page names a room and an
// operation; the operation runs here, with this process's Node. Whatever a page sends, only that page hears of what is wrong
// with it.

const channels = require('../../common/channels')
const { ipcMainInternal } = require('../api/ipc-main')
const { Documents } = require('../documents')
const { mayHaveNode } = require('./access')
const { NodeDocument } = require('./document')

const documents = new Documents((webContents, id, target) => new NodeDocument(webContents, id, target))

/** room → operation → (document, ...args) → value or promise */
const rooms = new Map([
  ['module', () => require('./module-values')],
  ['fs', () => require('./fs')],
  ['plain', () => require('./plain')],
  ['peer', () => require('./peers')],
  ['child_process', () => require('./child-process')],
  ['net', () => require('./net')],
  ['http', () => require('./http')],
  ['crypto', () => require('./crypto')],
  ['zlib', () => require('./zlib')],
  ['dns', () => require('./dns')]
])

function run (event, documentId, room, operation, args) {
  if (!mayHaveNode(event.sender)) throw new Error('This page has no Node')
  const operations = rooms.get(room)?.()
  if (!operations || typeof operation !== 'string' || !Object.hasOwn(operations, operation)) {
    throw new TypeError('Malformed message: unknown operation')
  }
  return operations[operation](documents.get(event, documentId), ...args)
}

function answer (event, documentId, room, operation, ...args) {
  // A page that is being unloaded waits for no answer, but what it asks for is done.
  const fail = (error) => event._fail?.(error)
  try {
    const result = run(event, documentId, room, operation, args)
    if (!(result instanceof Promise)) event.returnValue = result
    // The page waits; whoever settles the promise holds the event.
    else result.then((value) => { event.returnValue = value }).catch(fail)
  } catch (error) {
    fail(error)
  }
}

async function reply (event, documentId, id, room, operation, ...args) {
  const { sender, _document } = event
  const send = (error, value) => {
    if (id !== 0 && !sender.isDestroyed()) (_document ?? sender)._sendInternal(channels.NODE_REPLY, documentId, id, error, value)
  }
  let value
  try {
    value = await run(event, documentId, room, operation, args)
    send(null, value)
  } catch (error) {
    // What cannot be cloned of a value is no part of the error that tells of it.
    send(error instanceof Error ? error : new Error(String(error)), undefined)
  }
}

function start () {
  ipcMainInternal.on(channels.NODE_CALL, answer)
  ipcMainInternal.on(channels.NODE_POST, reply)
  ipcMainInternal.on(channels.NODE_RELEASE, (event, documentId) => documents.release(event.sender, documentId))
}

module.exports = {
  start,
  /** What all documents hold, for tests. */
  counts: () => documents.all().reduce((sum, document) => ({
    documents: sum.documents + 1, objects: sum.objects + document.objectCount, files: sum.files + document.files.size
  }), { documents: 0, objects: 0, files: 0 })
}
