'use strict'

const { Buffer } = require('buffer')
const { Duplex } = require('stream')
const { bridged, hide, setBridge } = require('./support/bridge')
const { ask, asResult, callSync, outgoing, post, valuesOf } = require('./support/client')
const { invalidArgType } = require('./support/errors')
const { sendable } = require('./support/options')

const kinds = ['Deflate', 'Inflate', 'Gzip', 'Gunzip', 'DeflateRaw', 'InflateRaw', 'Unzip', 'BrotliCompress', 'BrotliDecompress']
const { constants, codes } = valuesOf('zlib', ['constants', 'codes'])

/** Something that is compressed through main, which keeps the state. */
class Zlib extends Duplex {
  constructor (kind, options = {}) {
    super({ ...options, decodeStrings: true, autoDestroy: true })
    setBridge(this)
    const { highWaterMark, encoding, objectMode, signal, ...plain } = options
    callSync(new.target, 'zlib', 'create', this._bridge.id, kind, sendable(plain))
    this.bytesWritten = 0
    hide(this, { _handle: { close () {} } })
  }

  _write (chunk, encoding, callback) {
    this.bytesWritten += chunk.length
    this._bridge.write([chunk], callback)
  }

  _writev (chunks, callback) {
    for (const { chunk } of chunks) this.bytesWritten += chunk.length
    this._bridge.write(chunks.map(({ chunk }) => chunk), callback)
  }

  /** Once what was written so far has been taken. */
  #afterWrites (act) {
    if (this.writableLength === 0) act()
    else this.write(Buffer.alloc(0), act)
  }

  flush (kind, callback) {
    if (typeof kind === 'function' || kind === undefined) [kind, callback] = [constants.Z_FULL_FLUSH, kind]
    this.#afterWrites(() => {
      this._bridge.read()
      ask('zlib', 'ask', [this._bridge.id, 'flush', [kind]], () => callback?.())
    })
  }

  params (level, strategy, callback) {
    this.#afterWrites(() => ask('zlib', 'ask', [this._bridge.id, 'params', [level, strategy]], (error) => callback?.(error)))
  }

  /** For packages that compress chunks at once, behind the back of the stream. */
  _processChunk (chunk, flag) { return callSync(this._processChunk, 'zlib', 'processChunk', this._bridge.id, outgoing(chunk), flag) }

  reset () { post('peer', 'call', this._bridge.id, 'reset', []) }

  close (callback) {
    if (callback) this.closed ? queueMicrotask(callback) : this.once('close', callback)
    this.destroy()
  }
}
{
  const { _write, _writev } = Zlib.prototype
  bridged(Zlib, 'duplex')
  Object.assign(Zlib.prototype, { _write, _writev })
}

const bytesOf = (data) => {
  if (typeof data === 'string') return Buffer.from(data)
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (!ArrayBuffer.isView(data)) throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', data)
  return data
}

const zlib = { constants, codes, ...constants }

for (const kind of kinds) {
  const Class = { [kind]: class extends Zlib { constructor (options) { super(kind, options) } } }[kind]
  zlib[kind] = new Proxy(Class, { apply: (target, self, [options]) => new Class(options) })
  zlib[`create${kind}`] = (options) => new Class(options)
  const name = kind[0].toLowerCase() + kind.slice(1)
  zlib[name] = (data, options, callback) => {
    if (typeof options === 'function') [options, callback] = [undefined, options]
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
    ask('plain', 'ask', ['zlib', name, [outgoing(bytesOf(data)), ...(options ? [sendable(options)] : [])]],
      (error, values) => error ? callback(asResult(error)) : callback(null, Buffer.from(values[0].buffer)))
  }
  const syncName = `${name}Sync`
  zlib[syncName] = (data, options) => callSync(zlib[syncName], 'plain', 'call', 'zlib', syncName, [outgoing(bytesOf(data)), ...(options ? [sendable(options)] : [])])
}

module.exports = zlib
