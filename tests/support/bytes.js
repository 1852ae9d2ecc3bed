'use strict'

// Bytes of large messages.

/** In a page and in main: bytes that can be told from those at other places. */
const fill = (length, seed = 1) => {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) bytes[i] = (i * 7 + (i >> 8) * 13 + seed) & 255
  return bytes
}

const bytesOf = (view) => view instanceof ArrayBuffer ? Buffer.from(view) : Buffer.from(view.buffer, view.byteOffset, view.byteLength)
const sameBytes = (one, other) => Buffer.compare(bytesOf(one), bytesOf(other)) === 0

module.exports = { fill, sameBytes }
