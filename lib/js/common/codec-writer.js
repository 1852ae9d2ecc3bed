'use strict'

// Writes any cloneable value as a graph, without recursion, so that neither depth nor cycles matter:
//
//   g<length of header>:<header><tail>       header = JSON of [root, nodes, lengths of the tail's pieces]
//
// A value is a JSON primitive or a list:
//   [n]          node n                      [-1] undefined, [-2] NaN, [-3] Infinity, [-4] -Infinity, [-5] -0
//   ["-ff"]      BigInt, hexadecimal         [n, 1] piece n of the tail: a long string that needs no escaping
//                                            [n, 2] the string that is part n of those that travel beside the text
// A node:
//   ["o", key, value, …]                     object
//   ["a", value, …]                          array without holes
//   ["s", length, key, value, …]             array with holes or further properties
//   ["m", key, value, …]  ["S", value, …]    Map, Set
//   ["d", ms | null]  ["r", source, flags]   Date, RegExp
//   ["w", value]                             boxed primitive
//   ["b", base64]                            ArrayBuffer
//   ["x", n]                                 the same, part n of those that travel beside the text
//   ["p", length, [n, 1]]                    the same, two bytes in a unit of piece n; in synchronous messages of a page
//   ["v", kind, buffer node, offset, length] typed array, DataView or Node's Buffer
//   ["e", class, message | null, stack | null, [key, value, …], [key, value, …]]
//                                            Error; fields that are not enumerable, enumerable fields: see errors.js
//   ["i", scale factor, width, height, bitmap node, …]
//                                            NativeImage: its pictures; a bitmap is a view
// The order of nodes is free: any node may refer to any other.

const { describe } = require('./errors')
const { picturesOf } = require('./image-class')
const { inner, kindOf, refusal, tagOf, viewKinds } = require('./kinds')

const { stringify } = JSON
const { getOwnPropertyDescriptor, getPrototypeOf, keys: keysOf, setPrototypeOf, prototype: objectPrototype } = Object
const { isArray, prototype: arrayPrototype } = Array
const { hasOwn } = inner

const longText = 1024
const beyondLatin1 = /[\u0100-\uffff]/
// Those who read UTF-8 may take a mark of byte order away.
const suspect = /[\ud800-\udfff\ufeff]/
const lost = /[\p{Surrogate}\ufeff]/u
const undefinedValue = [-1]
const nanValue = [-2]
const infinityValue = [-3]
const minusInfinityValue = [-4]
const minusZeroValue = [-5]

// So far as it is to be told to somebody who tried to send it.
const isStream = (object) => tagOf(object) === '[object ReadableStream]' || typeof object[Symbol.asyncIterator] === 'function'

// A page that gave Array.prototype a toJSON must not change what JSON.stringify makes of the lists.
const shield = (list) => {
  setPrototypeOf(list, null)
  for (let i = 0; i < list.length; i++) if (isArray(list[i])) shield(list[i])
  return list
}

/** Whether it passes through UTF-8 as it is. */
const isWellFormed = (text) => !inner.matches(suspect, text) || !inner.matches(lost, text)

class Writer {
  constructor (host, root, packs, refuses, parts) {
    this.host = host
    this.packs = packs
    this.refuses = refuses
    this.parts = parts
    this.root = root
    this.isVerified = false
    this.nodes = []
    this.objects = []
    this.seen = new Map()
    this.pieces = []
    this.fields = []
    this.next = 0
  }

  write () {
    const root = this.value(this.root)
    this.drain()
    for (let i = 0; i < this.fields.length; i++) this.field(this.fields[i])
    const lengths = []
    let tail = ''
    for (let i = 0; i < this.pieces.length; i++) {
      lengths[i] = this.pieces[i].length
      tail += this.pieces[i]
    }
    const header = [root, this.nodes, lengths]
    const isExtended = arrayPrototype.toJSON !== undefined
    const text = stringify(isExtended ? shield(header) : header)
    return `g${text.length}:${text}${tail}`
  }

  value (value) {
    switch (typeof value) {
      case 'string':
        if (value.length < longText) return value
        if (this.parts !== null && value.length >= this.host.bulk.text && isWellFormed(value)) return [this.part(value), 2]
        return inner.matches(beyondLatin1, value) ? value : this.piece(value)
      case 'number':
        if (value - value === 0) return value !== 0 || 1 / value > 0 ? value : minusZeroValue
        return value > 0 ? infinityValue : value < 0 ? minusInfinityValue : nanValue
      case 'boolean':
        return value
      case 'undefined':
        return undefinedValue
      case 'bigint':
        return [value.toString(16)]
      case 'object':
        return value === null ? null : [this.node(value)]
      default:
        throw refusal(`a ${typeof value}`)
    }
  }

  part (value) {
    this.parts[this.parts.length] = value
    return this.parts.length - 1
  }

  piece (text) {
    return [this.pieces.push(text) - 1, 1]
  }

  node (object) {
    const known = inner.mapGet(this.seen, object)
    if (known !== undefined) return known
    if (!this.isVerified) {
      const answer = this.host.isProxy(object)
      if (answer === true) throw refusal('a proxy')
      if (answer === undefined) this.verify()
    }
    const index = this.objects.length
    this.objects[index] = object
    inner.mapSet(this.seen, object, index)
    return index
  }

  verify () {
    if (this.isVerified) return
    this.host.verify(this.root)
    this.isVerified = true
  }

  check (object) {
    try {
      this.verify()
    } catch (error) {
      throw isStream(object) ? refusal('a stream: ipcRenderer.invoke and ipcMain.handle take it') : error
    }
  }

  drain () {
    for (; this.next < this.objects.length; this.next++) {
      const object = this.objects[this.next]
      this.nodes[this.next] = this['write' + this.kindOf(object)](object)
    }
  }

  kindOf (object) {
    const kind = kindOf(object)
    if (kind === 'Object') {
      const prototype = getPrototypeOf(object)
      if (prototype !== objectPrototype && prototype !== null) {
        if (this.refuses !== null && this.refuses(object)) throw refusal('a stream')
        this.check(object)
        if (picturesOf(object) !== undefined) return 'Image'
      }
    } else if (kind === undefined) {
      // A class with a tag of its own, or something of the platform.
      this.check(object)
      if (this.refuses !== null && this.refuses(object)) throw refusal('a stream')
      if (!this.host.isOrdinary(object)) throw refusal(tagOf(object))
      return 'Object'
    }
    return kind
  }

  properties (node, object, keys) {
    for (let i = 0; i < keys.length; i++) {
      const value = this.value(object[keys[i]])
      node[node.length] = keys[i]
      node[node.length] = value
    }
    return node
  }

  writeObject (object) {
    return this.properties(['o'], object, keysOf(object))
  }

  writeArray (array) {
    const keys = keysOf(array)
    const { length } = array
    // Indices come first among keys: when the last of as many keys is the last index, there is nothing but elements.
    if (keys.length !== length || (length > 0 && keys[length - 1] !== String(length - 1))) {
      return this.properties(['s', length], array, keys)
    }
    const node = ['a']
    for (let i = 0; i < length; i++) node[i + 1] = this.value(array[i])
    return node
  }

  writeMap (map) {
    const node = ['m']
    inner.mapForEach(map, (value, key) => node.push(this.value(key), this.value(value)))
    return node
  }

  writeSet (set) {
    const node = ['S']
    inner.setForEach(set, (value) => node.push(this.value(value)))
    return node
  }

  writeDate (date) {
    const time = inner.dateValue(date)
    return ['d', time === time ? time : null]
  }

  writeRegExp (regExp) {
    return ['r', inner.regExpSource(regExp), inner.regExpFlags(regExp)]
  }

  writeBoxed (object) {
    return ['w', this.value(inner.unbox(object))]
  }

  writeArrayBuffer (buffer) {
    const length = inner.bufferByteLength(buffer)
    if (this.parts !== null && length >= this.host.bulk.bytes) return ['x', this.part(buffer)]
    if (this.packs && length >= longText) return ['p', length, this.piece(this.host.packBytes(buffer))]
    // Throws when the buffer was transferred away.
    const text = this.host.bytesToText(new Uint8Array(buffer))
    return ['b', text.length < longText ? text : this.piece(text)]
  }

  writeView (view) {
    const kind = inner.viewKind(view)
    if (!viewKinds.has(kind)) throw refusal(kind)
    const { buffer, byteLength, byteOffset } = view
    if (tagOf(buffer) !== '[object ArrayBuffer]') throw refusal('shared memory')
    // A Node Buffer is a window into memory shared with others: their bytes are nobody's business.
    if (this.host.isBuffer(view)) {
      const own = byteLength === buffer.byteLength ? buffer : inner.sliceBuffer(buffer, byteOffset, byteOffset + byteLength)
      return ['v', 'Buffer', this.node(own), 0, byteLength]
    }
    return ['v', kind, this.node(buffer), byteOffset, kind === 'DataView' ? byteLength : inner.typedArrayLength(view)]
  }

  writeImage (image) {
    const pictures = picturesOf(image)
    const node = ['i']
    for (let i = 0; i < pictures.length; i++) {
      const { scaleFactor, width, height, bitmap } = pictures[i]
      node.push(scaleFactor, width, height, this.node(bitmap))
    }
    return node
  }

  writeError (error) {
    const { type, message, stack, hidden, fields } = describe(error)
    const node = ['e', type, message, this.host.hidesStacks?.() ? null : stack, [], []]
    this.later(hidden, node[4])
    this.later(fields, node[5])
    return node
  }

  later (fields, list) {
    for (let i = 0; i < fields.length; i += 2) this.fields[this.fields.length] = { key: fields[i], value: fields[i + 1], list }
  }

  // A field that cannot be cloned must not hold back the error: it is tried after everything else, and undone.
  field ({ key, value: own, list }) {
    const { root, isVerified } = this
    const mark = this.objects.length
    const pieces = this.pieces.length
    const fields = this.fields.length
    const parts = this.parts?.length
    try {
      this.root = own
      this.isVerified = false
      const value = this.value(this.root)
      this.drain()
      list.push(key, value)
    } catch {
      for (let i = mark; i < this.objects.length; i++) this.seen.delete(this.objects[i])
      this.objects.length = mark
      this.nodes.length = mark
      this.next = mark
      this.pieces.length = pieces
      this.fields.length = fields
      if (this.parts !== null) this.parts.length = parts
    }
    this.root = root
    this.isVerified = isVerified
  }
}

/**
 * @returns {(value: any, packs?: boolean, refuses?: Function, parts?: Array|null) => string} packs: a text need not be
 *   well-formed; refuses, parts: see codec.js
 */
const createWriter = (host) => (value, packs = false, refuses = null, parts = null) => new Writer(host, value, packs, refuses, parts).write()

module.exports = { createWriter }
