'use strict'

const buffer = require('buffer/')
const { invalidArgType } = require('../../js/common/node-errors')

// The package's Buffer, with the encoding base64url, which is younger than it, and with the engine's codec for long texts.

const { Buffer } = buffer
const { prototype } = Buffer
const longText = 64

const isBase64url = (encoding) => typeof encoding === 'string' && encoding.toLowerCase() === 'base64url'
const isUtf8 = (encoding) => encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8' || encoding === ''
// The package reads base64 in either alphabet.
const readable = (encoding) => isBase64url(encoding) ? 'base64' : encoding

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** @param {Uint8Array} bytes that own their ArrayBuffer */
const adopt = (bytes) => Object.setPrototypeOf(bytes, prototype)

const define = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })

const { from, isEncoding, byteLength } = Buffer
define(Buffer, 'from', function (value, encodingOrOffset, length) {
  if (typeof value === 'string') {
    if (isUtf8(encodingOrOffset) && value.length >= longText) return adopt(encoder.encode(value))
    return from.call(Buffer, value, readable(encodingOrOffset))
  }
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    throw invalidArgType('first argument', 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object', value)
  }
  return from.call(Buffer, value, encodingOrOffset, length)
})
define(Buffer, 'isEncoding', (encoding) => isBase64url(encoding) || isEncoding(encoding))
define(Buffer, 'byteLength', function (value, encoding) {
  return typeof value === 'string' && isBase64url(encoding) ? Math.floor(value.replace(/=+$/, '').length * 3 / 4) : byteLength.call(Buffer, value, encoding)
})
define(Buffer, 'copyBytesFrom', (view, offset = 0, length = view.length - offset) => {
  const part = view.subarray(offset, offset + length)
  return Buffer.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
})

const { toString, write, fill, indexOf, lastIndexOf, includes } = prototype
define(prototype, 'toString', function (encoding, start, end) {
  if (isBase64url(encoding)) return toString.call(this, 'base64', start, end).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  if (isUtf8(encoding) && this.length >= longText) {
    const view = start === undefined && end === undefined ? this : this.subarray(start > 0 ? start : 0, end === undefined ? this.length : Math.max(0, end))
    return decoder.decode(view)
  }
  return toString.call(this, encoding, start, end)
})
define(prototype, 'write', function (text, ...rest) {
  const last = rest.length - 1
  if (last >= 0) rest[last] = readable(rest[last])
  return write.call(this, text, ...rest)
})
define(prototype, 'fill', function (value, start, end, encoding) {
  if (typeof start === 'string') return fill.call(this, value, readable(start))
  if (typeof end === 'string') return fill.call(this, value, start, readable(end))
  return fill.call(this, value, start, end, readable(encoding))
})
for (const [name, search] of Object.entries({ indexOf, lastIndexOf, includes })) {
  define(prototype, name, function (value, offset, encoding) {
    return typeof offset === 'string' ? search.call(this, value, readable(offset)) : search.call(this, value, offset, readable(encoding))
  })
}

const encodings = ['ascii', 'base64', 'base64url', 'hex', 'latin1', 'ucs2', 'utf8']
for (const encoding of encodings) {
  define(prototype, `${encoding}Slice`, function (start, end) { return this.toString(encoding, start, end) })
  define(prototype, `${encoding}Write`, function (text, offset, length) { return this.write(text, offset, length, encoding) })
}

const bytesOf = (input) => ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input)

function isAscii (input) {
  return bytesOf(input).every((byte) => byte < 128)
}

function isValidUtf8 (input) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(input))
    return true
  } catch {
    return false
  }
}

const transcodable = new Map([
  ['utf8', 'utf8'], ['utf-8', 'utf8'], ['ucs2', 'ucs2'], ['ucs-2', 'ucs2'], ['utf16le', 'ucs2'], ['utf-16le', 'ucs2'],
  ['latin1', 'latin1'], ['binary', 'latin1'], ['ascii', 'ascii']
])

function transcode (source, fromEncoding, toEncoding) {
  const [reading, writing] = [fromEncoding, toEncoding].map((name) => transcodable.get(String(name).toLowerCase()))
  if (!reading || !writing) throw new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]')
  const text = Buffer.from(source).toString(reading)
  // What the target cannot express becomes a question mark.
  const limit = writing === 'ascii' ? /[^\0-\x7f]/gu : writing === 'latin1' ? /[^\0-\xff]/gu : null
  return Buffer.from(limit ? text.replace(limit, '?') : text, writing)
}

Buffer.poolSize = 8192

module.exports = {
  Buffer,
  SlowBuffer: buffer.SlowBuffer,
  transcode,
  isUtf8: isValidUtf8,
  isAscii,
  kMaxLength: buffer.kMaxLength,
  kStringMaxLength: 536870888,
  btoa: globalThis.btoa.bind(globalThis),
  atob: globalThis.atob.bind(globalThis),
  constants: { MAX_LENGTH: buffer.kMaxLength, MAX_STRING_LENGTH: 536870888 },
  get INSPECT_MAX_BYTES () { return buffer.INSPECT_MAX_BYTES },
  set INSPECT_MAX_BYTES (value) { buffer.INSPECT_MAX_BYTES = value },
  Blob: globalThis.Blob,
  File: globalThis.File
}
