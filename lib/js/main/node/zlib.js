'use strict'

// The streams of `zlib` for pages.

const zlib = require('zlib')
const { attachStream } = require('./attach')

const kinds = new Set(['Deflate', 'Inflate', 'Gzip', 'Gunzip', 'DeflateRaw', 'InflateRaw', 'Unzip', 'BrotliCompress', 'BrotliDecompress'])

module.exports = {
  create (document, id, kind, options) {
    if (!kinds.has(kind)) throw new TypeError('Malformed message: unknown kind of stream')
    attachStream(document, id, zlib[`create${kind}`](options))
  },

  /** What packages do behind the back of the stream: a chunk at once. That closes the stream's handle, unless it is kept from it. */
  processChunk (document, id, chunk, flag) {
    const stream = document.get(id)
    const { _handle: handle } = stream
    const { close } = handle
    const listeners = stream.listeners('error')
    handle.close = () => {}
    try {
      return stream._processChunk(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), flag)
    } finally {
      handle.close = close
      stream._handle = handle
      for (const listener of stream.listeners('error')) if (!listeners.includes(listener)) stream.removeListener('error', listener)
    }
  },

  /** flush and params: their callbacks get no error. */
  ask (document, id, name, args) {
    const stream = document.get(id)
    if (name !== 'flush' && name !== 'params') throw new TypeError('Malformed message: unknown method')
    return new Promise((resolve, reject) => stream[name](...args, (error) => error ? reject(error) : resolve()))
  }
}
