'use strict'

// Reading into memory of the page, and writing from it.

const { Buffer } = require('buffer')
const { ask, bytesOf, callSync } = require('../support/client')
const { invalidArgType, outOfRange } = require('../support/errors')
const { sync, withCallback } = require('./calls')

const defaultLength = 16384

/** @returns {{buffer, offset: number, length: number, position}} of the arguments of read and write, in any of their forms */
const rangeOf = (args) => {
  let [buffer, offset, length, position] = args
  if (!ArrayBuffer.isView(buffer) && typeof buffer === 'object' && buffer !== null) ({ buffer = Buffer.alloc(defaultLength), offset, length, position } = buffer)
  else if (typeof offset === 'object' && offset !== null) ({ offset, length, position } = offset)
  buffer ??= Buffer.alloc(defaultLength)
  if (!ArrayBuffer.isView(buffer)) throw invalidArgType('buffer', 'an instance of Buffer, TypedArray, or DataView', buffer)
  offset ??= 0
  length ??= buffer.byteLength - offset
  if (!(offset >= 0 && offset <= buffer.byteLength)) throw outOfRange('offset', `>= 0 && <= ${buffer.byteLength}`, offset)
  if (!(length >= 0 && length <= buffer.byteLength - offset)) throw outOfRange('length', `>= 0 && <= ${buffer.byteLength - offset}`, length)
  return { buffer, offset, length, position: typeof position === 'number' || typeof position === 'bigint' ? position : null }
}

const fill = ({ buffer, offset }, bytes) => {
  bytesOf(buffer).set(bytes, offset)
  return bytes.length
}

function readSync (fd, ...args) {
  const range = rangeOf(args)
  return fill(range, callSync(readSync, 'fs', 'readSync', fd, range.length, range.position))
}

/** @param {(error, bytesRead: number, buffer) => void} callback */
const readWith = (fd, range, callback) => {
  ask('fs', 'read', [fd, range.length, range.position], (error, bytes) => {
    if (error) callback(error)
    else callback(null, fill(range, bytes), range.buffer)
  })
}

const partOf = ({ buffer, offset, length }) => bytesOf(buffer).slice(offset, offset + length)

function writeSync (fd, data, ...rest) {
  if (typeof data === 'string') return sync(writeSync, 'write', [fd, data, ...rest])
  const range = rangeOf([data, ...rest])
  return sync(writeSync, 'write', [fd, partOf(range), 0, range.length, range.position])
}

/** @param {(error, bytesWritten: number, data) => void} callback */
const writeWith = (fd, data, rest, callback) => {
  if (typeof data === 'string') {
    withCallback('write', [fd, data, ...rest], callback)
    return
  }
  const range = rangeOf([data, ...rest])
  withCallback('write', [fd, partOf(range), 0, range.length, range.position], (error, count) => {
    if (error) callback(error)
    else callback(null, count, data)
  })
}

const checkViews = (views) => {
  if (!Array.isArray(views) || !views.every(ArrayBuffer.isView)) throw invalidArgType('buffers', 'an instance of ArrayBufferView[]', views)
  return views
}

const join = (views) => Buffer.concat(checkViews(views).map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength)))

/** Spreads what was read over several buffers. */
const scatter = (views, bytes) => {
  let from = 0
  for (const view of views) {
    const part = bytes.subarray(from, from + view.byteLength)
    bytesOf(view).set(part)
    from += part.length
  }
}

const wholeOf = (views) => rangeOf([Buffer.alloc(checkViews(views).reduce((sum, { byteLength }) => sum + byteLength, 0))])

module.exports = { join, rangeOf, readSync, readWith, scatter, wholeOf, writeSync, writeWith }
