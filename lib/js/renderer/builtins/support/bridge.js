'use strict'

// A stream of the page in front of a stream of the main process. Main sends only as much as the page takes, and the page
// writes the next only when main has written the last.

const { Buffer } = require('buffer')
const { ask, callObject, forget, listen, memberOf, newId, post } = require('./client')
const { codeError } = require('./errors')

// So much may have been taken before main is told of it.
const acknowledgedAtOnce = 64 << 10

const ignore = () => {}

/** One piece of memory that has nothing else in it. */
const alone = (chunks) => {
  if (chunks.length > 1) return new Uint8Array(Buffer.concat(chunks))
  const [chunk] = chunks
  return chunk.byteLength === chunk.buffer.byteLength ? chunk : new Uint8Array(chunk)
}

class Bridge {
  #stream
  #taken = 0
  #isReading = false
  #isEnded = false
  /** Main's stream is closed. */
  isGone = false

  /**
   * @param {object} stream of the page; its _read, _write… call this
   * @param {number} [id] where main's stream is there already
   * @param {(name: string, args: Array, state) => boolean} [onEvent] true: it has dealt with the event
   */
  constructor (stream, id = newId(), onEvent = () => false) {
    this.id = id
    this.#stream = stream
    listen(id, (name, args, state) => {
      if (state) Object.assign(stream, state)
      if (!onEvent(name, args, state)) this.#on(name, args)
    })
  }

  #on (name, args) {
    const stream = this.#stream
    switch (name) {
      case 'data':
        this.#taken += args[0].length
        if (!stream.destroyed && stream.push(args[0]) && this.#taken >= acknowledgedAtOnce) this.#acknowledge()
        break
      case 'end':
        // What is only written to may have another side in main.
        if (!stream.push) break
        this.#isEnded = true
        if (!stream.destroyed) stream.push(null)
        break
      case 'error':
        this.isGone = true
        stream.destroy(args[0])
        break
      case 'close':
        this.#onClose(args[0])
        break
      default:
        stream.emit(name, ...args)
    }
  }

  #onClose (hadError) {
    this.isGone = true
    forget(this.id)
    const stream = this.#stream
    if (hadError === true) stream._hadError = true
    // What has arrived is still to be read.
    if (this.#isEnded && !stream.readableEnded) stream.once('end', () => stream.destroy())
    else stream.destroy()
  }

  #acknowledge () {
    if (this.isGone) return
    post('peer', 'read', this.id, this.#taken)
    this.#taken = 0
  }

  read () {
    if (this.#isReading && this.#taken === 0) return
    this.#isReading = true
    this.#acknowledge()
  }

  /** @param {Buffer[]} chunks */
  write (chunks, callback) {
    if (this.isGone) callback(codeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'))
    else ask('peer', 'write', [this.id, [alone(chunks)]], (error) => callback(error))
  }

  /** @param {Buffer} [last] a chunk that goes along */
  final (callback, last) {
    if (this.isGone) callback()
    else ask('peer', 'end', [this.id, last && alone([last])], (error) => callback(error?.code === 'ERR_STREAM_DESTROYED' ? null : error))
  }

  destroy (error, callback) {
    if (!this.isGone) {
      post('peer', 'destroy', this.id)
      this.isGone = true
    }
    callback(error)
  }

  /** A method of main's object, of which nothing is to be known. */
  call (name, ...args) {
    if (!this.isGone) post('peer', 'call', this.id, name, args)
  }

  callSync (boundary, name, ...args) {
    return this.isGone ? undefined : callObject(boundary, this.id, name, args)
  }

  ask (name, args, callback = ignore) {
    ask('peer', 'ask', [this.id, name, args], (error, values) => error ? callback(error) : callback(null, ...values))
  }

  /** A member of main's object as it is now. */
  member (boundary, name) {
    return this.isGone ? undefined : memberOf(boundary, this.id, name)
  }
}

/** What a class of streams has of it. `bridge` is found in the stream. */
const readableMethods = {
  _read () { this._bridge.read() }
}
const writableMethods = {
  _write (chunk, encoding, callback) { this._bridge.write([chunk], callback) },
  _writev (chunks, callback) { this._bridge.write(chunks.map(({ chunk }) => chunk), callback) },
  _final (callback) { this._bridge.final(callback) }
}
const destroyMethod = {
  _destroy (error, callback) { this._bridge.destroy(error, callback) }
}

const hide = (target, members) => {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
  }
}

/** @param {'readable'|'writable'|'duplex'} kind */
const bridged = (Class, kind) => {
  hide(Class.prototype, {
    ...(kind === 'writable' ? {} : readableMethods), ...(kind === 'readable' ? {} : writableMethods), ...destroyMethod
  })
  return Class
}

const setBridge = (stream, ...args) => hide(stream, { _bridge: new Bridge(stream, ...args) })

module.exports = { Bridge, bridged, hide, setBridge }
