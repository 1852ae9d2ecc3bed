'use strict'

const { Buffer } = require('buffer')
const { EventEmitter } = require('events')
const { codeError } = require('../support/errors')
const { join, rangeOf, readWith, scatter, wholeOf, writeWith } = require('./bytes')
const { promised } = require('./calls')

const promise = (act) => new Promise((resolve, reject) => {
  act((error, ...values) => error ? reject(error) : resolve(values))
})

const optionsOf = (options) => typeof options === 'string' ? { encoding: options } : options ?? {}

/** An open file, as fs.promises.open gives it. */
class FileHandle extends EventEmitter {
  #fd
  #closing = null

  constructor (fd) {
    super()
    this.#fd = fd
  }

  get fd () { return this.#fd }

  #check (syscall) {
    if (this.#fd !== -1) return this.#fd
    throw Object.assign(codeError(Error, 'EBADF', 'file closed'), { syscall })
  }

  async appendFile (data, options) { return this.writeFile(data, options) }
  async chmod (mode) { await promised('fchmod', [this.#check('fchmod'), mode]) }
  async chown (uid, gid) { await promised('fchown', [this.#check('fchown'), uid, gid]) }
  async datasync () { await promised('fdatasync', [this.#check('fdatasync')]) }
  async sync () { await promised('fsync', [this.#check('fsync')]) }
  async stat (options) { return promised('fstat', [this.#check('fstat'), options]) }
  async truncate (length = 0) { await promised('ftruncate', [this.#check('ftruncate'), length]) }
  async utimes (atime, mtime) { await promised('futimes', [this.#check('futimes'), atime, mtime]) }
  async readFile (options) { return promised('readFile', [this.#check('read'), options]) }

  async writeFile (data, options) {
    const fd = this.#check('write')
    if (typeof data === 'string' || ArrayBuffer.isView(data)) {
      await promised('writeFile', [fd, data, options])
      return
    }
    const { encoding } = optionsOf(options)
    for await (const chunk of data) await this.#writeAll(Buffer.from(chunk, encoding))
  }

  async #writeAll (bytes) {
    for (let rest = bytes; rest.length > 0;) {
      const { bytesWritten } = await this.write(rest)
      rest = rest.subarray(bytesWritten)
    }
  }

  async read (...args) {
    const range = rangeOf(args)
    const [bytesRead] = await promise((callback) => readWith(this.#check('read'), range, callback))
    return { bytesRead, buffer: range.buffer }
  }

  async readv (buffers, position) {
    const range = { ...wholeOf(buffers), position: position ?? null }
    const [bytesRead] = await promise((callback) => readWith(this.#check('read'), range, callback))
    scatter(buffers, range.buffer.subarray(0, bytesRead))
    return { bytesRead, buffers }
  }

  async write (data, ...rest) {
    const [bytesWritten] = await promise((callback) => writeWith(this.#check('write'), data, rest, callback))
    return { bytesWritten, buffer: data }
  }

  async writev (buffers, position) {
    const { bytesWritten } = await this.write(join(buffers), { position })
    return { bytesWritten, buffers }
  }

  createReadStream (options) {
    return new (require('fs').ReadStream)(undefined, { ...optionsOf(options), fd: this })
  }

  createWriteStream (options) {
    return new (require('fs').WriteStream)(undefined, { ...optionsOf(options), fd: this })
  }

  readLines (options) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity })
  }

  readableWebStream () {
    const handle = this
    return new ReadableStream({
      async pull (controller) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(65536))
        if (bytesRead === 0) controller.close()
        else controller.enqueue(new Uint8Array(buffer.subarray(0, bytesRead)))
      }
    })
  }

  close () {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close () {
    const fd = this.#check('close')
    this.#fd = -1
    await promised('close', [fd])
    this.emit('close')
  }
}

module.exports = { FileHandle }
