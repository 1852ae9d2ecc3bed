'use strict'

// What the codec needs to know about Node.

const { Buffer } = require('buffer')
const { EventEmitter } = require('events')
const { isProxy } = require('util').types

/** @param {Uint8Array} bytes */
const bytesToText = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** @param {string} text */
const textToBytes = (text) => {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  if (text.length % 4 !== 0) throw new TypeError('bad base64')
  const bytes = Buffer.allocUnsafeSlow(text.length / 4 * 3 - padding)
  // Node skips what it cannot read; what is written is then less than it should be.
  if (bytes.write(text, 'base64') !== bytes.length) throw new TypeError('bad base64')
  return bytes
}

/** @param {Uint8Array} bytes of which a last one that is alone is followed by a zero */
const bytesToUnits = (bytes) => {
  const { length } = bytes
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, length)
  return length % 2 === 0 ? buffer.toString('utf16le') : buffer.toString('utf16le', 0, length - 1) + String.fromCharCode(bytes[length - 1])
}

/** @param {string} text two bytes in a unit */
const unpackBytes = (text, length) => {
  const bytes = Buffer.allocUnsafeSlow(2 * text.length)
  bytes.write(text, 'utf16le')
  return length === bytes.length ? bytes : new Uint8Array(bytes.buffer.slice(0, length))
}

module.exports = {
  isProxy,
  // Knows objects that wrap something native, which script cannot tell from others.
  verify: (value) => { require('v8').serialize(value) },
  // A port travels in the list of those to transfer, not in the message.
  isOrdinary: (object) => !(object instanceof EventEmitter) || object[Symbol.toStringTag] !== 'MessagePortMain',
  isBuffer: Buffer.isBuffer,
  // As Electron's structured clone has it.
  asBuffer: (bytes) => bytes,
  bulk: require('../common/bulk-sizes').toPage,
  bytesToText,
  bytesToUnits,
  textToBytes,
  unpackBytes
}
