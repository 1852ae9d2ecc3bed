'use strict'

// What the runtime uses of a page's streams, kept before the page's scripts can replace it, and the streams that it makes.

const { apply } = Reflect
const { TypeError } = globalThis
const { defineProperty, getOwnPropertyDescriptor } = Object
const { ReadableStream, ReadableStreamDefaultController, ReadableStreamDefaultReader } = globalThis
const { asyncIterator } = Symbol
const { getReader } = ReadableStream.prototype
const { get: lockedOf } = getOwnPropertyDescriptor(ReadableStream.prototype, 'locked')
const { cancel, read, releaseLock } = ReadableStreamDefaultReader.prototype
const { close, enqueue } = ReadableStreamDefaultController.prototype

const isStream = (object) => {
  try {
    apply(lockedOf, object, [])
    return true
  } catch {
    return false
  }
}

/** @throws {TypeError} for a stream that somebody else reads */
const check = (stream) => {
  if (apply(lockedOf, stream, [])) throw new TypeError('A ReadableStream that is locked to a reader cannot be sent')
}

/** @returns {{read: () => Promise<{done: boolean, value: any}>, cancel: (reason) => Promise<void>}} */
const open = (stream) => {
  const reader = apply(getReader, stream, [])
  return { read: () => apply(read, reader, []), cancel: (reason) => apply(cancel, reader, [reason]) }
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
defineProperty(IterableStream.prototype, 'constructor', { __proto__: null, value: ReadableStream, writable: true, configurable: true })

/** A stream of what `read` gives; nothing is read before somebody wants it. */
const createStream = (read, cancel) => new IterableStream({
  __proto__: null,
  async pull (controller) {
    const { done, value } = await read()
    if (done) apply(close, controller, [])
    else apply(enqueue, controller, [value])
  },
  cancel: (reason) => cancel(reason)
}, { __proto__: null, highWaterMark: 0 })

module.exports = { check, createStream, isStream, IterableStream, open }
