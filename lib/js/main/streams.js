'use strict'

// Main's end of streams that go by invoke and handle; common/streams has what both ends are made of. It is loaded when there is one.

const channels = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')
const { createSources } = require('../common/streams/sources')

const tag = '[object ReadableStream]'
const tagOf = Object.prototype.toString

// Node's module of them costs as much as a small app.
const { ReadableStream, isWebStream } = {
  ReadableStream: () => require('stream/web').ReadableStream,
  isWebStream: (object) => tagOf.call(object) === tag && object instanceof require('stream/web').ReadableStream
}

const sources = createSources({
  isStream: isWebStream,
  check (stream) {
    if (stream.locked) throw new TypeError('A ReadableStream that is locked to a reader cannot be sent')
  },
  open (stream) {
    const reader = stream.getReader()
    return { read: () => reader.read(), cancel: (reason) => reader.cancel(reason) }
  }
})

let lastId = 0
const host = {
  sources,
  codec: () => require('./codec'),
  createCollector: () => require('./streams-memory').createCollector(),
  ReadableStream,
  newId: () => --lastId,
  isOthersId: (id) => id > 0
}

/** The pages that have had a stream: those of their documents end with them. */
const watched = new WeakSet()

/** The streams between main and one document. */
class DocumentStreams {
  #target
  #table = null
  #isGone = false
  isSource = sources.isSource
  prepare = (list) => this.#load().prepare(list)

  /** @param {WebContents|FrameDocument} target */
  constructor (target) {
    this.#target = target
  }

  #load () {
    if (this.#table !== null) return this.#table
    const { StreamTable } = require('../common/streams/table')
    this.#table = new StreamTable(host, (...message) => {
      if (!this.#isGone) this.#target._sendInternal(channels.STREAM, ...message)
    })
    if (this.#isGone) this.#table.end()
    watch(this.#target)
    return this.#table
  }

  get size () {
    return this.#table === null ? 0 : this.#table.size
  }

  place (list, ids) {
    return this.#load().place(list, ids)
  }

  onMessage (message) {
    this.#table?.onMessage(...message)
  }

  /** The document is gone. */
  end () {
    this.#isGone = true
    this.#table?.end()
  }
}

/** A page has another document, or none; a frame within one says so itself (frames/frame-document.js). */
function endDocument (contents) {
  contents._streams?.end()
  contents._streams = null
}

function watch (target) {
  if (typeof target.once !== 'function' || watched.has(target)) return
  watched.add(target)
  target.on('render-process-gone', () => endDocument(target))
  target.once('destroyed', () => endDocument(target))
}

/** @param {WebContents|FrameDocument} target */
const streamsOf = (target) => (target._streams ??= new DocumentStreams(target))

function start () {
  ipcMainInternal.on(channels.STREAM, ({ sender, _document: document }, ...message) => (document ?? sender)._streams?.onMessage(message))
  ipcMainInternal.prependListener('document-created', ({ sender, _document: document }) => {
    if (!document) endDocument(sender)
  })
}

module.exports = { start, streamsOf }
