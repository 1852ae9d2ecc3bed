'use strict'

// Reads what `codec-writer.js` describes. The text may come from a hostile page: everything is checked before use, nothing
// is allocated beyond what the text itself pays for, and every error becomes 'Malformed message: …' in `codec.js`.

const { createError, hiddenFields, isErrorClass } = require('./errors')
const { makeImage } = require('./image-class')
const { constructors, inner, setHidden, setOwn, viewKinds } = require('./kinds')

const { parse, stringify } = JSON
const { isArray } = Array
const { isInteger } = Number

const maxArrayLength = 2 ** 32 - 1
// Beyond this, V8 would set aside memory for elements that a short text only claims to have.
const maxCheapLength = 4096
const specials = [undefined, NaN, Infinity, -Infinity, -0]
const bufferNodes = new Set(['b', 'p', 'x'])
const bigIntText = /^-?[0-9a-f]+$/

const expect = (condition, what) => {
  if (!condition) throw new TypeError(what)
}

const isCount = (value) => isInteger(value) && value >= 0

class Reader {
  constructor (host, text, parts) {
    this.host = host
    this.parts = parts
    this.text = text
    const colon = text.indexOf(':')
    const digits = text.slice(1, colon)
    expect(colon > 1 && colon < 12 && /^\d+$/.test(digits), 'no header')
    const start = colon + 1
    const end = start + Number(digits)
    expect(end <= text.length, 'header cut off')
    const header = parse(text.slice(start, end))
    expect(isArray(header) && header.length === 3, 'not a graph')
    this.root = header[0]
    this.nodes = header[1]
    expect(isArray(this.nodes) && isArray(header[2]), 'not a graph')
    this.offsets = [end]
    for (let i = 0; i < header[2].length; i++) {
      expect(isCount(header[2][i]), 'bad length')
      this.offsets.push(this.offsets[i] + header[2][i])
    }
    expect(this.offsets[this.offsets.length - 1] === text.length, 'tail does not match')
    this.objects = new Array(this.nodes.length)
  }

  read () {
    // First all objects, then what is in them: any may refer to any other.
    for (let i = 0; i < this.nodes.length; i++) this.object(i)
    for (let i = 0; i < this.nodes.length; i++) this.fill(this.objects[i], this.nodes[i])
    return this.value(this.root)
  }

  piece (index) {
    expect(isCount(index) && index + 1 < this.offsets.length, 'no such piece')
    return this.text.slice(this.offsets[index], this.offsets[index + 1])
  }

  value (value) {
    if (!isArray(value)) {
      expect(typeof value !== 'object' || value === null, 'not a value')
      return value
    }
    const first = value[0]
    if (value.length === 1 && isInteger(first)) {
      if (first < 0) {
        expect(first >= -specials.length, 'unknown special value')
        return specials[-first - 1]
      }
      expect(first < this.objects.length, 'no such node')
      return this.objects[first]
    }
    if (value.length === 1 && typeof first === 'string') {
      expect(bigIntText.test(first), 'bad BigInt')
      return first[0] === '-' ? -BigInt('0x' + first.slice(1)) : BigInt('0x' + first)
    }
    if (value.length === 2 && value[1] === 2) return this.textPart(first)
    expect(value.length === 2 && value[1] === 1, 'not a value')
    const text = this.piece(first)
    // A slice keeps the whole message in memory: worth it only when it is most of the message.
    return text.length * 2 > this.text.length ? text : parse(stringify(text))
  }

  object (index) {
    if (this.objects[index] !== undefined) return this.objects[index]
    const node = this.nodes[index]
    expect(isArray(node), 'not a node')
    return (this.objects[index] = this.create(node))
  }

  create (node) {
    switch (node[0]) {
      case 'o':
        return {}
      case 'a':
        return []
      case 's':
        expect(isCount(node[1]) && node[1] <= maxArrayLength, 'bad array length')
        return this.sparseArray(node[1])
      case 'm':
        return new Map()
      case 'S':
        return new Set()
      case 'd':
        expect(node.length === 2 && (node[1] === null || typeof node[1] === 'number'), 'bad date')
        return new Date(node[1] === null ? NaN : node[1])
      case 'r':
        expect(node.length === 3 && typeof node[1] === 'string' && typeof node[2] === 'string', 'bad regular expression')
        return new RegExp(node[1], node[2])
      case 'w':
        return this.boxed(node)
      case 'b':
        return this.buffer(node)
      case 'p':
        return this.packedBuffer(node)
      case 'x':
        return this.bufferPart(node)
      case 'v':
        return this.view(node)
      case 'e':
        return this.error(node)
      case 'i':
        return this.image(node)
      default:
        throw new TypeError('unknown node')
    }
  }

  sparseArray (length) {
    const array = []
    // The longest of all arrays is kept as a table, and stays one when it is cut to size.
    if (length > maxCheapLength) array.length = maxArrayLength
    array.length = length
    return array
  }

  boxed (node) {
    const value = node.length === 2 ? this.value(node[1]) : null
    expect(value !== null && value !== undefined && typeof value !== 'object', 'bad boxed value')
    return Object(value)
  }

  buffer (node) {
    let text = node[1]
    if (isArray(text)) {
      expect(text.length === 2 && text[1] === 1, 'bad buffer')
      text = this.piece(text[0])
    }
    expect(node.length === 2 && typeof text === 'string', 'bad buffer')
    return this.host.textToBytes(text).buffer
  }

  packedBuffer (node) {
    const [, length, piece] = node
    expect(node.length === 3 && isCount(length) && isArray(piece) && piece.length === 2 && piece[1] === 1 && this.host.unpackBytes !== undefined, 'bad buffer')
    const text = this.piece(piece[0])
    expect(text.length === Math.ceil(length / 2), 'bad buffer')
    return this.host.unpackBytes(text, length).buffer
  }

  part (index) {
    expect(this.parts !== null && isCount(index) && index < this.parts.length, 'no such part')
    return this.parts[index]
  }

  textPart (index) {
    const part = this.part(index)
    expect(typeof part === 'string', 'not a text')
    return part
  }

  bufferPart (node) {
    const part = this.part(node[1])
    expect(node.length === 2 && inner.bufferByteLength(part) > 0, 'bad buffer')
    return part
  }

  view (node) {
    const [, kind, index] = node
    const isBuffer = kind === 'Buffer'
    expect(node.length === 5 && (isBuffer || viewKinds.has(kind)), 'bad view')
    expect(isCount(index) && index < this.nodes.length && isArray(this.nodes[index]) && bufferNodes.has(this.nodes[index][0]), 'bad view')
    expect(isCount(node[3]) && isCount(node[4]), 'bad view')
    const view = new (constructors.get(isBuffer ? 'Uint8Array' : kind))(this.object(index), node[3], node[4])
    return isBuffer ? this.host.asBuffer(view) : view
  }

  image (node) {
    expect(node.length % 4 === 1, 'bad image')
    const pictures = []
    for (let i = 1; i < node.length; i += 4) {
      const scaleFactor = node[i]
      const width = node[i + 1]
      const height = node[i + 2]
      const index = node[i + 3]
      expect(typeof scaleFactor === 'number' && scaleFactor > 0 && isCount(width) && isCount(height), 'bad image')
      expect(isCount(index) && index < this.nodes.length && isArray(this.nodes[index]) && this.nodes[index][0] === 'v', 'bad image')
      const bitmap = this.object(index)
      expect(bitmap.byteLength > 0 && bitmap.byteLength === width * height * 4, 'bad image')
      pictures.push({ scaleFactor, width, height, bitmap })
    }
    return makeImage(pictures)
  }

  error (node) {
    expect(node.length === 6 && isErrorClass(node[1]) && isArray(node[4]), 'bad error')
    const [, type, message, stack, hidden] = node
    expect((message === null || typeof message === 'string') && (stack === null || typeof stack === 'string'), 'bad error')
    const name = type === 'DOMException' && hidden[0] === 'name' ? this.value(hidden[1]) : undefined
    expect(name === undefined || typeof name === 'string', 'bad error')
    const error = createError(type, message, name)
    setHidden(error, 'stack', stack === null ? undefined : stack)
    return error
  }

  fill (object, node) {
    switch (node[0]) {
      case 'o':
        return this.fillObject(object, node, 1)
      case 's':
        return this.fillSparse(object, node)
      case 'a':
        for (let i = 1; i < node.length; i++) object.push(this.value(node[i]))
        return
      case 'S':
        for (let i = 1; i < node.length; i++) object.add(this.value(node[i]))
        return
      case 'm':
        expect(node.length % 2 === 1, 'odd number of parts')
        for (let i = 1; i < node.length; i += 2) object.set(this.value(node[i]), this.value(node[i + 1]))
        return
      case 'e':
        return this.fillError(object, node)
    }
  }

  fillObject (object, node, start) {
    expect((node.length - start) % 2 === 0, 'odd number of parts')
    for (let i = start; i < node.length; i += 2) {
      expect(typeof node[i] === 'string', 'bad key')
      setOwn(object, node[i], this.value(node[i + 1]))
    }
  }

  fillSparse (array, node) {
    const { length } = array
    for (let i = 2; i < node.length; i += 2) expect(node[i] !== 'length', 'bad key')
    this.fillObject(array, node, 2)
    expect(array.length === length, 'element out of bounds')
  }

  fillError (error, node) {
    const hidden = node[4]
    expect(hidden.length % 2 === 0 && isArray(node[5]), 'bad error')
    for (let i = 0; i < hidden.length; i += 2) {
      expect(hiddenFields.includes(hidden[i]), 'bad error')
      if (node[1] !== 'DOMException' || hidden[i] !== 'name') setHidden(error, hidden[i], this.value(hidden[i + 1]))
    }
    this.fillObject(error, node[5], 0)
  }
}

/** @returns {(text: string, parts: Array|null) => any} parts: what has come beside the text */
const createReader = (host) => (text, parts) => new Reader(host, text, parts).read()

module.exports = { createReader }
