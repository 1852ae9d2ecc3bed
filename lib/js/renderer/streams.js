'use strict'

// The page's end of streams that go by invoke; common/streams has what both ends are made of. It is loaded when there is one.

const channels = require('../common/channels')
const { createSources } = require('../common/streams/sources')

const { apply } = Reflect
const { defineProperty, getOwnPropertyDescriptor } = Object
const { ReadableStream, ReadableStreamDefaultReader } = globalThis
const { asyncIterator } = Symbol
const { getReader } = ReadableStream.prototype
const { get: lockedOf } = getOwnPropertyDescriptor(ReadableStream.prototype, 'locked')
const { cancel, read, releaseLock } = ReadableStreamDefaultReader.prototype

const web = {
  isStream (object) {
    try {
      apply(lockedOf, object, [])
      return true
    } catch {
      return false
    }
  },

  isLocked: (stream) => apply(lockedOf, stream, []),

  open (stream) {
    const reader = apply(getReader, stream, [])
    return { read: () => apply(read, reader, []), cancel: (reason) => apply(cancel, reader, [reason]) }
  }
}

/** What the standard has and this engine has not: `for await` over a stream. */
const iterate = (stream, preventCancel) => {
  const reader = apply(getReader, stream, [])
  let isDone = false
  const release = () => {
    isDone = true
    apply(releaseLock, reader, [])
  }
  return {
    async next () {
      if (isDone) return { done: true, value: undefined }
      let result
      try {
        result = await apply(read, reader, [])
      } catch (error) {
        release()
        throw error
      }
      if (result.done) release()
      return result
    },

    async return (value) {
      if (!isDone) {
        const cancelled = preventCancel ? undefined : apply(cancel, reader, [value])
        release()
        await cancelled
      }
      return { done: true, value }
    },

    [asyncIterator] () {
      return this
    }
  }
}

class IterableStream extends ReadableStream {
  values (options) {
    return iterate(this, options?.preventCancel === true)
  }

  [asyncIterator] (options) {
    return this.values(options)
  }
}
// To everybody else it is an ordinary one.
defineProperty(IterableStream.prototype, 'constructor', { value: ReadableStream, writable: true, configurable: true })

/** @param {object} link from link.js */
exports.startStreams = ({ ipcRendererInternal: ipc, listeners }) => {
  const sources = createSources(web)
  // Ids of one document are not those of the next.
  let lastId = Math.floor(Math.random() * 2 ** 40)
  let table = null
  const load = () => {
    if (table !== null) return table
    const { StreamTable } = require('../common/streams/table')
    const host = { sources, ReadableStream: () => IterableStream, newId: () => ++lastId, isOthersId: (id) => id < 0 }
    table = new StreamTable(host, (...message) => ipc.send(channels.STREAM, ...message))
    ipc.on(channels.STREAM, (event, ...message) => table.onMessage(...message))
    return table
  }
  listeners.streams = {
    isSource: sources.isSource,
    prepare: (list) => load().prepare(list),
    place: (list, ids) => load().place(list, ids)
  }
}
