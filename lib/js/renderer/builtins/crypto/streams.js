'use strict'

// Hashes, signatures and ciphers, which are streams as well.

const { Buffer } = require('buffer')
const { Transform, Writable } = require('stream')
const { callSync, incoming, newId, post } = require('../support/client')
const { codeError, invalidArgType } = require('../support/errors')
const { open, seal } = require('./keys')

// What is given in pieces is sent when there is so much of it; for less, one message does for all.
const sentAtOnce = 1 << 20

const collected = new FinalizationRegistry((id) => post('peer', 'destroy', id))

const toBytes = (data, encoding, name = 'data') => {
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? undefined : encoding)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
  throw invalidArgType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data)
}

const encoded = (bytes, encoding) => encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes

/** Collects what is given to an object of main's, until something is asked of it. */
class Feed {
  #maker
  #args
  #chunks = []
  #length = 0
  #id = 0

  constructor (maker, args) {
    this.#maker = maker
    this.#args = args
  }

  update (bytes) {
    this.#chunks.push(bytes)
    this.#length += bytes.length
    if (this.#length >= sentAtOnce) this.#send()
  }

  #send () {
    if (this.#id === 0) {
      this.#id = newId()
      collected.register(this, this.#id)
      post('crypto', 'create', this.#id, this.#maker, seal(this.#args))
    }
    for (const chunk of this.#chunks) post('crypto', 'callObject', this.#id, 'update', [chunk])
    this.#chunks = []
    this.#length = 0
  }

  finish (boundary, method, args) {
    if (this.#id === 0) return callSync(boundary, 'crypto', 'once', this.#maker, seal(this.#args), this.#chunks, method, seal(args))
    this.#send()
    return incoming(callSync(boundary, 'crypto', 'callObject', this.#id, method, seal(args)))
  }

  copy (args) {
    const copy = new Feed(this.#maker, args ?? this.#args)
    copy.#chunks = [...this.#chunks]
    copy.#length = this.#length
    if (this.#id !== 0) {
      copy.#id = newId()
      collected.register(copy, copy.#id)
      post('crypto', 'copy', this.#id, copy.#id, [])
    }
    return copy
  }
}

// Algorithms that main's Node is known to have.
const known = new Set()
const check = (boundary, maker, args) => {
  const key = maker === 'createHash' ? `${args[0]} ${args[1]?.outputLength}` : null
  if (key !== null && known.has(key)) return
  callSync(boundary, 'crypto', 'check', maker, seal(args))
  if (key !== null) known.add(key)
}

class Digest extends Transform {
  #feed
  #isDone = false

  _begin (boundary, maker, args, options, feed) {
    if (!feed) check(boundary, maker, args)
    this.#feed = feed ?? new Feed(maker, args)
  }

  #checkOpen () {
    if (this.#isDone) throw codeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called')
  }

  update (data, encoding) {
    this.#checkOpen()
    this.#feed.update(toBytes(data, encoding))
    return this
  }

  _digest (boundary, encoding) {
    this.#checkOpen()
    this.#isDone = true
    return encoded(this.#feed.finish(boundary, 'digest', []), encoding)
  }

  _copyFeed (args) {
    this.#checkOpen()
    return this.#feed.copy(args)
  }

  _transform (chunk, encoding, callback) {
    this.update(chunk, encoding)
    callback()
  }

  _flush (callback) {
    this.push(this.digest())
    callback()
  }
}

class Hash extends Digest {
  #algorithm
  #options

  constructor (algorithm, options, feed) {
    super(options)
    this.#algorithm = algorithm
    this.#options = options
    const { outputLength } = options ?? {}
    this._begin(Hash, 'createHash', outputLength === undefined ? [algorithm] : [algorithm, { outputLength }], options, feed)
  }

  digest (encoding) { return this._digest(this.digest, encoding) }

  copy (options) {
    const { outputLength } = options ?? {}
    return new Hash(this.#algorithm, options ?? this.#options, this._copyFeed(outputLength === undefined ? undefined : [this.#algorithm, { outputLength }]))
  }
}

class Hmac extends Digest {
  #result

  constructor (algorithm, key, options) {
    super(options)
    this._begin(Hmac, 'createHmac', [algorithm, typeof key === 'string' && options?.encoding ? Buffer.from(key, options.encoding) : key])
  }

  /** A second time it gives nothing, unlike that of a hash. */
  digest (encoding) {
    if (this.#result) return encoded(Buffer.alloc(0), encoding)
    this.#result = true
    return this._digest(this.digest, encoding)
  }
}

class Signer extends Writable {
  #feed

  constructor (maker, algorithm, options) {
    super(options)
    callSync(Signer, 'crypto', 'check', maker, [algorithm])
    this.#feed = new Feed(maker, [algorithm])
  }

  update (data, encoding) {
    this.#feed.update(toBytes(data, encoding))
    return this
  }

  _finish (boundary, method, args) { return this.#feed.finish(boundary, method, args) }

  _write (chunk, encoding, callback) {
    this.update(chunk, encoding)
    callback()
  }
}

class Sign extends Signer {
  constructor (algorithm, options) {
    super('createSign', algorithm, options)
  }

  sign (key, encoding) { return encoded(this._finish(this.sign, 'sign', [key]), encoding) }
}

class Verify extends Signer {
  constructor (algorithm, options) {
    super('createVerify', algorithm, options)
  }

  verify (key, signature, encoding) { return this._finish(this.verify, 'verify', [key, toBytes(signature, encoding, 'signature')]) }
}

/** Gives bytes at once for bytes, so each call is a message. */
class Cipher extends Transform {
  #id = newId()

  constructor (maker, algorithm, key, iv, options) {
    super(options)
    const { authTagLength } = options ?? {}
    callSync(Cipher, 'crypto', 'create', this.#id, maker, seal([algorithm, key, iv, ...(authTagLength === undefined ? [] : [{ authTagLength }])]))
    collected.register(this, this.#id)
  }

  #call (boundary, method, ...args) { return open(callSync(boundary, 'crypto', 'callObject', this.#id, method, seal(args))) }

  update (data, inputEncoding, outputEncoding) { return encoded(this.#call(this.update, 'update', toBytes(data, inputEncoding)), outputEncoding) }
  final (outputEncoding) { return encoded(this.#call(this.final, 'final'), outputEncoding) }
  getAuthTag () { return this.#call(this.getAuthTag, 'getAuthTag') }

  setAAD (data, options) {
    this.#call(this.setAAD, 'setAAD', toBytes(data, options?.encoding), ...(options ? [options] : []))
    return this
  }

  setAuthTag (tag, encoding) {
    this.#call(this.setAuthTag, 'setAuthTag', toBytes(tag, encoding))
    return this
  }

  setAutoPadding (on = true) {
    this.#call(this.setAutoPadding, 'setAutoPadding', on)
    return this
  }

  _transform (chunk, encoding, callback) {
    try {
      this.push(this.update(chunk, encoding))
      callback()
    } catch (error) {
      callback(error)
    }
  }

  _flush (callback) {
    try {
      this.push(this.final())
      callback()
    } catch (error) {
      callback(error)
    }
  }
}

class Cipheriv extends Cipher {
  constructor (...args) {
    super('createCipheriv', ...args)
  }
}

class Decipheriv extends Cipher {
  constructor (...args) {
    super('createDecipheriv', ...args)
  }
}

module.exports = { Cipheriv, Decipheriv, Hash, Hmac, Sign, Verify }
