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

  /** flush and params: their callbacks get no error. */
  ask (document, id, name, args) {
    const stream = document.get(id)
    if (name !== 'flush' && name !== 'params') throw new TypeError('Malformed message: unknown method')
    return new Promise((resolve, reject) => stream[name](...args, (error) => error ? reject(error) : resolve()))
  }
}
