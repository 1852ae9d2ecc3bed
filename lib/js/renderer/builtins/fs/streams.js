'use strict'

const { Readable, Writable } = require('stream')
const { Buffer } = require('buffer')
const { abortError, invalidArgType, outOfRange } = require('../support/errors')
const { join, rangeOf } = require('./bytes')
const { toPath } = require('./paths')

// Classes of the old kind: packages that patch `fs` call them without `new`, and on objects of their own.

const readLength = 64 * 1024

const optionsOf = (options) => typeof options === 'string' ? { encoding: options } : { ...options }

const checkRange = ({ start, end }) => {
  for (const [name, value] of [['start', start], ['end', end]]) {
    if (value === undefined || value === Infinity) continue
    if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value)
    if (!Number.isInteger(value) || value < 0) throw outOfRange(name, '>= 0 && <= 9007199254740991', value)
  }
  if (start !== undefined && end !== undefined && start > end) throw outOfRange('start', `<= "end" (here: ${end})`, start)
}

/** What both kinds of streams are told. */
const begin = (stream, fs, path, options, flags, mode) => {
  checkRange(options)
  const handle = typeof options.fd === 'object' && options.fd !== null ? options.fd : null
  Object.defineProperty(stream, '_calls', { value: { ...fs, ...options.fs } })
  stream.path = toPath(path)
  stream.fd = handle ? handle.fd : options.fd ?? null
  stream.flags = options.flags ?? flags
  stream.mode = options.mode ?? mode
  stream.start = options.start
  stream.pos = options.start
  if (handle) {
    Object.defineProperty(stream, '_handle', { value: handle })
    handle.on('close', () => stream.destroy())
  }
  if (stream.fd === null && typeof stream.path !== 'string' && !ArrayBuffer.isView(stream.path)) {
    throw invalidArgType('path', 'of type string or an instance of Buffer or URL', path)
  }
  const { signal } = options
  if (signal?.aborted) queueMicrotask(() => stream.destroy(abortError(signal)))
  else signal?.addEventListener('abort', () => stream.destroy(abortError(signal)), { once: true })
}

/** Opens the file before anything else is done with the stream. */
function construct (callback) {
  if (this.fd !== null) {
    callback()
    queueMicrotask(() => this.emit('ready'))
    return
  }
  // As packages that wait for files to be free again have it.
  if (this.open !== openNothing) {
    const { emit } = this
    this.emit = function (name, ...args) {
      if (name === 'open') {
        this.emit = emit
        callback()
      } else if (name === 'error') {
        this.emit = emit
        callback(args[0])
        return false
      }
      return emit.call(this, name, ...args)
    }
    this.open()
    return
  }
  this._calls.open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      callback(error)
      return
    }
    this.fd = fd
    callback()
    this.emit('open', fd)
    this.emit('ready')
  })
}

function openNothing () {}

function destroy (error, callback) {
  const close = () => {
    const { fd } = this
    this.fd = null
    if (fd === null || !this.autoClose) {
      callback(error)
      return
    }
    if (this._handle) this._handle.close().then(() => callback(error), (failure) => callback(error ?? failure))
    else this._calls.close(fd, (failure) => callback(error ?? failure))
  }
  // The number of a file that is closed may be another file's while it is still in use.
  if (this._isBusy) this.once('idle', close)
  else close()
}

function close (callback) {
  if (callback) this.closed ? queueMicrotask(callback) : this.once('close', callback)
  this.destroy()
}

const setBusy = (stream, isBusy) => {
  stream._isBusy = isBusy
  if (!isBusy) stream.emit('idle')
}

const hidden = (target, members) => {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
  }
}

exports.createStreams = (fs) => {
  function ReadStream (path, given) {
    if (!(this instanceof ReadStream)) return new ReadStream(path, given)
    const options = optionsOf(given)
    hidden(this, { _isBusy: false })
    begin(this, fs, path, options, 'r', 0o666)
    this.end = options.end ?? Infinity
    this.bytesRead = 0
    this.autoClose = options.autoClose !== false
    Readable.call(this, {
      highWaterMark: options.highWaterMark ?? readLength,
      encoding: options.encoding,
      emitClose: options.emitClose !== false,
      autoDestroy: this.autoClose
    })
  }
  Object.setPrototypeOf(ReadStream.prototype, Readable.prototype)
  Object.setPrototypeOf(ReadStream, Readable)
  hidden(ReadStream.prototype, {
    open: openNothing,
    close,
    _construct: construct,
    _destroy: destroy,
    _read (size) {
      const left = this.pos === undefined ? this.end - this.bytesRead + 1 : this.end - this.pos + 1
      const length = Math.min(size, left)
      if (length <= 0) {
        this.push(null)
        return
      }
      setBusy(this, true)
      this._calls.read(this.fd, Buffer.alloc(length), 0, length, this.pos ?? null, (error, count, buffer) => {
        setBusy(this, false)
        if (this.destroyed) return
        if (error) {
          this.destroy(error)
          return
        }
        this.bytesRead += count
        if (this.pos !== undefined) this.pos += count
        this.push(count > 0 ? buffer.subarray(0, count) : null)
      })
    }
  })
  Object.defineProperty(ReadStream.prototype, 'pending', { get () { return this.fd === null }, configurable: true })

  function WriteStream (path, given) {
    if (!(this instanceof WriteStream)) return new WriteStream(path, given)
    const options = optionsOf(given)
    hidden(this, { _isBusy: false })
    begin(this, fs, path, options, 'w', 0o666)
    this.bytesWritten = 0
    this.autoClose = options.autoClose !== false
    Writable.call(this, {
      highWaterMark: options.highWaterMark,
      decodeStrings: true,
      emitClose: options.emitClose !== false,
      autoDestroy: this.autoClose
    })
    if (options.encoding) this.setDefaultEncoding(options.encoding)
  }
  Object.setPrototypeOf(WriteStream.prototype, Writable.prototype)
  Object.setPrototypeOf(WriteStream, Writable)

  const writeAll = (stream, bytes, callback) => {
    const { length } = rangeOf([bytes])
    stream._calls.write(stream.fd, bytes, 0, length, stream.pos ?? null, (error, count) => {
      if (error) {
        callback(error)
        return
      }
      stream.bytesWritten += count
      if (stream.pos !== undefined) stream.pos += count
      if (count < length) writeAll(stream, bytes.subarray(count), callback)
      else callback(null)
    })
  }
  const write = (stream, bytes, callback) => {
    setBusy(stream, true)
    writeAll(stream, bytes, (error) => {
      setBusy(stream, false)
      callback(error)
    })
  }
  hidden(WriteStream.prototype, {
    open: openNothing,
    _construct: construct,
    _destroy: destroy,
    _write (chunk, encoding, callback) { write(this, chunk, callback) },
    _writev (chunks, callback) { write(this, join(chunks.map(({ chunk }) => chunk)), callback) },
    close (callback) {
      if (callback) this.closed ? queueMicrotask(callback) : this.once('close', callback)
      // Without autoClose, nothing but this closes the file.
      if (!this.autoClose) this.once('finish', () => { this.autoClose = true; this.destroy() })
      this.end()
    },
    destroySoon () { this.end() }
  })
  Object.defineProperty(WriteStream.prototype, 'pending', { get () { return this.fd === null }, configurable: true })

  return { ReadStream, WriteStream }
}
