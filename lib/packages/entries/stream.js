'use strict'

const Stream = require('readable-stream/lib/stream')
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('readable-stream/lib/internal/streams/state')
const { isDestroyed, isWritable } = require('readable-stream/lib/internal/streams/utils')
const { invalidArgType, unsupported } = require('../../js/common/node-errors')

// The package leaves what joins Node's streams and the web's to Node.

const { Duplex, Readable, Writable } = Stream

Readable.fromWeb = (stream, options) => {
  if (!(stream instanceof ReadableStream)) throw invalidArgType('readableStream', 'an instance of ReadableStream', stream)
  const reader = stream.getReader()
  return new Readable({
    ...options,
    read () {
      reader.read().then(({ done, value }) => this.push(done ? null : value), (error) => this.destroy(error))
    },
    destroy (error, done) {
      reader.cancel(error).then(() => done(error), () => done(error))
    }
  })
}

Readable.toWeb = (readable) => {
  if (typeof readable?.[Symbol.asyncIterator] !== 'function') throw invalidArgType('streamReadable', 'an instance of stream.Readable', readable)
  const iterator = readable[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull (controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value?._isBuffer ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : value)
    },
    cancel (reason) { readable.destroy(reason) }
  }, { highWaterMark: 0 })
}

const why = 'Readable.fromWeb and Readable.toWeb are'
for (const [name, kind] of Object.entries({ Writable, Duplex })) {
  kind.fromWeb = unsupported(`stream.${name}.fromWeb`, why)
  kind.toWeb = unsupported(`stream.${name}.toWeb`, why)
}

module.exports = Object.assign(Stream, { getDefaultHighWaterMark, setDefaultHighWaterMark, isDestroyed, isWritable })
