'use strict'

// Value <-> wire text, the one codec of both processes. What it accepts is what structured clone accepts; what it gives
// is well-formed text, because it passes through UTF-8 on its way.
//
//   j<JSON>          plain data: everything in it means in JSON what it means in JavaScript
//   u                undefined
//   g<n>:<graph>     everything else; `codec-writer.js` describes the graph
//   b0<units>        a Uint8Array alone, two bytes in a unit of the text (b1: one in the last; b2, b3: a Buffer); only from main,
//                    where a text is not passed through UTF-8
//   s<text>          a string alone; only from main, the same
//
// Most messages are plain, so they are looked over once and then left to JSON.stringify, which is native.

const { createReader } = require('./codec-reader')
const { createWriter } = require('./codec-writer')
const { refusal, tagOf } = require('./kinds')

const { parse, stringify } = JSON
const { getPrototypeOf, keys: keysOf, prototype: objectPrototype } = Object
const { isArray, prototype: arrayPrototype } = Array

// Nesting beyond this goes to the graph writer, which does not recurse.
const maxPlainDepth = 200
// From this length on a string is worth sending outside of the JSON text.
const longText = 1024

/** JSON.stringify consults toJSON, and for-in sees inherited keys: both only matter where a page has extended the built-ins. */
const builtinsAreExtended = () => {
  if (objectPrototype.toJSON !== undefined || arrayPrototype.toJSON !== undefined) return true
  for (const _ in arrayPrototype) return true
  return false
}

/** `[...head, list]` for the two to five parts that a head has, without what a page may have put in the place of iterators. */
const append = (head, list) => {
  switch (head.length) {
    case 2:
      return [head[0], head[1], list]
    case 3:
      return [head[0], head[1], head[2], list]
    case 4:
      return [head[0], head[1], head[2], head[3], list]
    case 5:
      return [head[0], head[1], head[2], head[3], head[4], list]
    default:
      return [...head, list]
  }
}

/** Objects met so far; a message has few of them as a rule, and then comparing is cheaper than hashing. */
class Seen {
  constructor () {
    this.few = []
    this.many = null
  }

  /** @returns {boolean} whether the object was new */
  add (object) {
    if (this.many !== null) {
      const { size } = this.many
      return this.many.add(object).size > size
    }
    const { few } = this
    for (let i = 0; i < few.length; i++) if (few[i] === object) return false
    few.push(object)
    if (few.length === 24) this.many = new Set(few)
    return true
  }
}

/**
 * @param {object} host what the codec cannot know by itself, see `main/codec-host.js` and `renderer/codec-host.js`
 * @param {(object) => boolean|undefined} host.isProxy undefined: cannot tell, ask `verify`
 * @param {(value) => void} host.verify throws when structured clone refuses the value or anything in it
 * @param {(object) => boolean} host.isOrdinary whether an object with an unknown tag is no platform object
 * @param {(object) => boolean} host.isBuffer whether it is a Node Buffer
 * @param {(Uint8Array) => Uint8Array} host.asBuffer what a Buffer of the other side is here
 * @param {{bytes: number, text: number}} host.bulk from which lengths on something travels beside the text
 * @param {(Uint8Array) => string} host.bytesToText
 * @param {(string) => Uint8Array} host.textToBytes the result owns its whole ArrayBuffer; throws on anything malformed
 * @param {(ArrayBuffer) => string} [host.packBytes] two bytes in a unit; the page's
 * @param {(text: string, length: number) => Uint8Array} [host.unpackBytes] main's
 * @param {(Uint8Array) => string} [host.bytesToUnits] for a `b` text; main's
 * @param {(text: string, start: number, isOdd: boolean) => Uint8Array} [host.unitsToBytes] the page's
 * @returns {{encode: (value: any) => string, decode: (text: string) => any}}
 */
const createCodec = (host) => {
  const { isProxy, verify } = host
  const write = createWriter(host)
  const read = createReader(host)

  const isPlain = (value, walk, depth) => {
    switch (typeof value) {
      case 'string':
        return value.length < walk.longest
      case 'boolean':
        return true
      case 'number':
        return value - value === 0 && (value !== 0 || 1 / value > 0)
      case 'object':
        return value === null || isPlainObject(value, walk, depth)
      default:
        return false
    }
  }

  const isPlainObject = (object, walk, depth) => {
    if (!walk.isVerified) {
      const answer = isProxy(object)
      if (answer === true) throw refusal('a proxy')
      if (answer === undefined) {
        verify(walk.root)
        walk.isVerified = true
      }
    }
    if (depth > maxPlainDepth || !walk.seen.add(object)) return false
    const prototype = getPrototypeOf(object)
    if (prototype === arrayPrototype && isArray(object)) {
      // As many keys as elements, and none of the elements undefined: no holes, and no further properties.
      const { length } = object
      if (keysOf(object).length !== length) return false
      for (let i = 0; i < length; i++) if (!isPlain(object[i], walk, depth + 1)) return false
      return true
    }
    if ((prototype !== objectPrototype && prototype !== null) || tagOf(object) !== '[object Object]') return false
    for (const key in object) if (!isPlain(object[key], walk, depth + 1)) return false
    return true
  }

  // A message with a long string among its arguments, and no objects: the graph carries such a string as it is, unescaped.
  const hasLongText = (value, depth) => {
    if (typeof value === 'string') return value.length >= longText
    if (depth === 3 || !isArray(value) || value.length > 8) return false
    let found = false
    for (let i = 0; i < value.length; i++) {
      const item = value[i]
      if (typeof item === 'string') found = found || item.length >= longText
      else if (typeof item === 'object' && item !== null) {
        if (!isArray(item) || (item.length > 0 && !hasLongText(item, depth + 1))) return false
        found = found || item.length > 0
      }
    }
    return found
  }

  /** A list of our own making needs no look at itself, only at its items. */
  const arePlain = (list, longest) => {
    const walk = { seen: new Seen(), root: list, isVerified: false, longest }
    for (let i = 0; i < list.length; i++) if (!isPlain(list[i], walk, 2)) return false
    return true
  }

  const encodeUnguarded = (value, parts) => {
    if (value === undefined) return 'u'
    if (!builtinsAreExtended() && !hasLongText(value, 0)) {
      if (isPlain(value, { seen: new Seen(), root: value, isVerified: false, longest: parts === null ? Infinity : host.bulk.text }, 0)) return 'j' + stringify(value)
    }
    return write(value, false, null, parts)
  }

  /**
   * @param {any} value
   * @param {Array|null} parts as encodeList's
   * @returns {string} well-formed text
   * @throws {Error} 'An object could not be cloned.'; its cause tells what was met
   */
  const encode = (value, parts = null) => {
    try {
      return encodeUnguarded(value, parts)
    } catch (error) {
      throw refusal(error)
    }
  }

  /**
   * Does what `encode([...head, list])` does, for less.
   *
   * @param {Array} head strings, finite numbers and booleans
   * @param {Array} list made by us, of any values
   * @param {boolean} packs whether the text need not be well-formed
   * @param {((object) => boolean)|null} refuses what is refused besides, of objects that are not plain
   * @param {Array|null} parts takes what travels beside the text; with null everything is in it
   * @returns {string}
   */
  const encodeList = (head, list, packs = false, refuses = null, parts = null) => {
    try {
      if (builtinsAreExtended() || hasLongText(list, 1) || !arePlain(list, parts === null ? Infinity : host.bulk.text)) return write(append(head, list), packs, refuses, parts)
      let text = 'j['
      for (let i = 0; i < head.length; i++) text += stringify(head[i]) + ','
      return text + stringify(list) + ']'
    } catch (error) {
      throw refusal(error)
    }
  }

  /**
   * @param {Uint8Array|string} value
   * @returns {string} a text that need not be well-formed
   */
  const encodeAlone = (value) => typeof value === 'string' ? `s${value}` : encodeBytes(value)

  const encodeBytes = (bytes) => `b${bytes.length % 2 + (host.isBuffer(bytes) ? 2 : 0)}${host.bytesToUnits(bytes)}`

  const readBytes = (text) => {
    const flags = Number(text[1])
    const bytes = host.unitsToBytes(text, 2, flags % 2 === 1)
    return flags > 1 ? host.asBuffer(bytes) : bytes
  }

  /**
   * @param {string} text what `encode` gave; anything else is answered by an error, whatever it is
   * @param {Array|null} parts what has come beside it
   * @returns {any}
   * @throws {Error} 'Malformed message: …'
   */
  const decode = (text, parts = null) => {
    try {
      if (typeof text !== 'string') throw new TypeError('not a text')
      switch (text[0]) {
        case 'j':
          return parse(text.slice(1))
        case 'u':
          if (text.length === 1) return undefined
          break
        case 'g':
          return read(text, parts)
        case 'b':
          if (host.unitsToBytes) return readBytes(text)
          break
        case 's':
          if (host.unitsToBytes) return text.slice(1)
      }
      throw new TypeError('unknown kind')
    } catch (error) {
      throw new Error(`Malformed message: ${error.message}`)
    }
  }

  return { encode, encodeAlone, encodeList, decode }
}

module.exports = { createCodec }
