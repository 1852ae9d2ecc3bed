'use strict'

// What the codec needs to know about a page. It is loaded before the page's own scripts and keeps the originals of what they
// might replace.

const { setPrototypeOf, getPrototypeOf, isExtensible } = Reflect
const { prototype: objectPrototype } = Object
const clone = globalThis.structuredClone
const decoder = new TextDecoder('latin1')
const encoder = new TextEncoder()
const decode = decoder.decode.bind(decoder)
const encodeInto = encoder.encodeInto.bind(encoder)

/**
 * Only structured clone is certain to know a proxy, but it costs as much as the rest of the encoder. Nearly always two
 * questions do: an ordinary object takes the prototype that it has, and refuses to become its own prototype, while a proxy
 * hands both on to its target or to a trap. An object that cannot be extended refuses either way, so it is left to the clone.
 * @returns {boolean|undefined} undefined: cannot tell
 */
const isProxy = (object) => {
  let prototype
  try {
    prototype = getPrototypeOf(object)
    // Whatever is not of this page's realm may have any habits.
    if (prototype === null || !isExtensible(object)) return undefined
    if (!setPrototypeOf(object, prototype)) return true
    if (!setPrototypeOf(object, object)) return false
  } catch {
    return true
  }
  // The target of the proxy has taken it: give it back what it had.
  try {
    setPrototypeOf(object, prototype)
  } catch {}
  return true
}

// A clone of a Blob or of an ImageData is one again, a clone of a class instance is a plain object.
const isOrdinary = (object) => getPrototypeOf(clone(object)) === objectPrototype

const alphabet = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const pad = 61
const invalid = 64
// Most documents send no bytes.
let tables = null
const tablesOf = () => {
  if (tables) return tables
  // Two characters at once for 12 bits, in the order in which this machine keeps the bytes of a unit of two.
  const pairs = new Uint16Array(4096)
  const pairBytes = new Uint8Array(pairs.buffer)
  for (let i = 0; i < 4096; i++) {
    pairBytes[2 * i] = alphabet[i >> 6]
    pairBytes[2 * i + 1] = alphabet[i & 63]
  }
  const sextets = new Uint8Array(256).fill(invalid)
  for (let i = 0; i < 64; i++) sextets[alphabet[i]] = i
  tables = { pairs, sextets }
  return tables
}

/** btoa wants a string first; tables and a decoder of Latin-1 are several times faster. @param {Uint8Array} bytes */
const bytesToText = (bytes) => {
  const { pairs } = tablesOf()
  const { length } = bytes
  const units = new Uint16Array(2 * Math.ceil(length / 3))
  const whole = length - length % 3
  let to = 0
  let from = 0
  while (from < whole) {
    const bits = bytes[from] << 16 | bytes[from + 1] << 8 | bytes[from + 2]
    units[to] = pairs[bits >> 12]
    units[to + 1] = pairs[bits & 4095]
    to += 2
    from += 3
  }
  const text = new Uint8Array(units.buffer)
  if (from < length) {
    const bits = bytes[from] << 16 | (from + 1 < length ? bytes[from + 1] << 8 : 0)
    units[to] = pairs[bits >> 12]
    units[to + 1] = pairs[bits & 4095]
    text[2 * to + 3] = pad
    if (from + 1 === length) text[2 * to + 2] = pad
  }
  return decode(text)
}

/** @param {string} text */
const textToBytes = (text) => {
  const { sextets } = tablesOf()
  const { length } = text
  const chars = new Uint8Array(length)
  // A character that is not ASCII needs more than one byte, and then not all of them find room.
  if (length % 4 !== 0 || encodeInto(text, chars).read !== length) throw new TypeError('bad base64')
  const padding = length > 0 && chars[length - 1] === pad ? (chars[length - 2] === pad ? 2 : 1) : 0
  const bytes = new Uint8Array(length / 4 * 3 - padding)
  const whole = padding === 0 ? length : length - 4
  let seen = 0
  let to = 0
  for (let from = 0; from < whole; from += 4) {
    const a = sextets[chars[from]]
    const b = sextets[chars[from + 1]]
    const c = sextets[chars[from + 2]]
    const d = sextets[chars[from + 3]]
    seen |= a | b | c | d
    bytes[to] = a << 2 | b >> 4
    bytes[to + 1] = b << 4 | c >> 2
    bytes[to + 2] = c << 6 | d
    to += 3
  }
  if (padding > 0) {
    const a = sextets[chars[whole]]
    const b = sextets[chars[whole + 1]]
    const c = padding === 1 ? sextets[chars[whole + 2]] : 0
    seen |= a | b | c
    bytes[to] = a << 2 | b >> 4
    if (padding === 1) bytes[to + 1] = b << 4 | c >> 2
  }
  if ((seen & invalid) !== 0) throw new TypeError('bad base64')
  return bytes
}

let makeBuffer = (bytes) => bytes

const { fromCharCode } = String
const { apply } = Reflect
const unitsAtOnce = 8192

/** @param {ArrayBuffer} buffer; @returns {string} two bytes in a unit, a last one that is alone in one of its own */
const packBytes = (buffer) => {
  const { byteLength } = new Uint8Array(buffer)
  const count = byteLength >> 1
  let text = ''
  for (let from = 0; from < count; from += unitsAtOnce) {
    text += apply(fromCharCode, null, new Uint16Array(buffer, 2 * from, count - from < unitsAtOnce ? count - from : unitsAtOnce))
  }
  return byteLength % 2 === 0 ? text : text + fromCharCode(new Uint8Array(buffer)[byteLength - 1])
}

const charCodeAt = Function.prototype.call.bind(String.prototype.charCodeAt)

/** @param {string} text two bytes in a unit, from `start` on; @param {boolean} isOdd the last unit has one byte only */
const unitsToBytes = (text, start, isOdd) => {
  const count = text.length - start
  const units = new Uint16Array(count)
  for (let i = 0; i < count; i++) units[i] = charCodeAt(text, start + i)
  if (!isOdd) return new Uint8Array(units.buffer)
  return new Uint8Array(units.buffer.slice(0, 2 * count - 1))
}

module.exports = {
  isProxy,
  verify: (value) => { clone(value) },
  isOrdinary,
  // The mark of the package's Buffers (lib/packages).
  isBuffer: (view) => view._isBuffer === true,
  asBuffer: (bytes) => makeBuffer(bytes),
  /** @param {(bytes: Uint8Array) => Uint8Array} make where the page has Node */
  setBufferMaker (make) { makeBuffer = make },
  bulk: require('../common/bulk-sizes').fromPage,
  bytesToText,
  packBytes,
  textToBytes,
  unitsToBytes
}
