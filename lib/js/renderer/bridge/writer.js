'use strict'

// A value → a tree of the kinds in kinds.js, in which nothing of this world is left.

const { inner, kindOf, refusal, succeeds, tagOf } = require('../../common/kinds')
const { codecFor } = require('./error-codec')
const { isBuffer, isProxy, verify } = require('../codec-host')
const { ABSENT, ARRAY, CLONE, ERROR, NODE, OBJECT, REGISTERED, SEEN, SHAPE, STREAM, SYMBOL_KEYED, WELL_KNOWN } = require('./kinds')
const { getterOf, uncurry } = require('./primordials')
const { check, isStream, open } = require('../web-streams')

const { Map, Symbol, Uint8Array } = globalThis
const { getPrototypeOf, getOwnPropertySymbols, keys: keysOf, prototype: objectPrototype } = Object
const { isArray, prototype: arrayPrototype } = Array
const { getOwnPropertyDescriptor, ownKeys } = Reflect
const { keyFor } = Symbol
const isEnumerable = uncurry(objectPrototype.propertyIsEnumerable)
const mapGet = uncurry(Map.prototype.get)
const mapSet = uncurry(Map.prototype.set)
const nodeTypeOf = getterOf(Node.prototype, 'nodeType')
const blobSizeOf = getterOf(Blob.prototype, 'size')
const windowOf = uncurry(getOwnPropertyDescriptor(globalThis, 'window').get)
const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype)
const bufferOf = getterOf(typedArrayPrototype, 'buffer')
const byteOffsetOf = getterOf(typedArrayPrototype, 'byteOffset')
const byteLengthOf = getterOf(typedArrayPrototype, 'byteLength')

const maxDepth = 1000
// Consecutive objects of a list have the same keys: only so many shapes are compared.
const maxShapes = 16

const wellKnown = new Map()
for (const key of ownKeys(Symbol)) if (typeof Symbol[key] === 'symbol') wellKnown.set(Symbol[key], key)

// What neither structured clone takes nor a copy of its properties would be of use.
const refused = new Map()
for (const name of ['WeakMap', 'WeakSet', 'Generator', 'AsyncGenerator', 'SharedArrayBuffer', 'WebAssembly.Module', 'Symbol', 'Module']) {
  refused.set(`[object ${name}]`, true)
}

const sameKeys = (a, b) => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

class Writer {
  /** @param {object} references how functions, promises and symbols are named: end.js */
  constructor (references) {
    this.references = references
    this.nodes = []
    this.seen = null
    this.count = 0
    this.shapes = []
  }

  /** @param {object} [owner] the object that has the value as a property */
  value (value, owner, depth) {
    switch (typeof value) {
      case 'object':
        return value === null ? null : this.object(value, depth)
      case 'function':
        return this.references.functionNode(value, owner)
      case 'symbol':
        return this.symbol(value)
      default:
        return value
    }
  }

  /** @returns {Array} a tree for each of `values` */
  list (values) {
    const trees = []
    for (let i = 0; i < values.length; i++) trees[i] = this.value(values[i], undefined, 0)
    return trees
  }

  object (object, depth) {
    if (depth >= maxDepth) {
      throw new TypeError('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.')
    }
    this.seen ??= new Map()
    const index = mapGet(this.seen, object)
    if (index !== undefined) return [SEEN, index]
    if (isProxy(object) === true) throw refusal('a proxy')
    mapSet(this.seen, object, this.count++)
    const prototype = getPrototypeOf(object)
    if (prototype === objectPrototype) return this.plain(object, depth)
    if (prototype === arrayPrototype || isArray(object)) return this.array(object, depth)
    return this.special(object, depth)
  }

  array (array, depth) {
    if (!isArray(array)) return this.plain(array, depth)
    const node = [ARRAY]
    const { length } = array
    for (let i = 0; i < length; i++) node[i + 1] = this.value(array[i], array, depth + 1)
    return node
  }

  plain (object, depth) {
    const keys = keysOf(object)
    const shape = this.shapeOf(keys)
    const node = shape < 0 ? [SHAPE, keys] : [OBJECT, shape]
    for (let i = 0; i < keys.length; i++) {
      let value
      try {
        value = object[keys[i]]
      } catch {
        node[i + 2] = [ABSENT]
        continue
      }
      node[i + 2] = this.value(value, object, depth + 1)
    }
    const symbols = getOwnPropertySymbols(object)
    return symbols.length === 0 ? node : this.symbolKeyed(object, node, symbols, depth)
  }

  /** @returns {number} its number, or -1 for one that is new */
  shapeOf (keys) {
    const { shapes } = this
    for (let i = shapes.length - 1; i >= 0; i--) if (sameKeys(shapes[i], keys)) return i
    if (shapes.length < maxShapes) shapes[shapes.length] = keys
    return -1
  }

  symbolKeyed (object, tree, symbols, depth) {
    const node = [SYMBOL_KEYED, tree]
    for (let i = 0; i < symbols.length; i++) {
      if (!isEnumerable(object, symbols[i])) continue
      node[node.length] = this.symbol(symbols[i])
      node[node.length] = this.value(object[symbols[i]], object, depth + 1)
    }
    return node
  }

  symbol (symbol) {
    const name = mapGet(wellKnown, symbol)
    if (name !== undefined) return [WELL_KNOWN, name]
    const key = keyFor(symbol)
    return key === undefined ? this.references.symbolNode(symbol) : [REGISTERED, key]
  }

  special (object, depth) {
    const tag = tagOf(object)
    if (tag === '[object Object]' && getPrototypeOf(object) === null) return this.plain(object, depth)
    if (mapGet(refused, tag)) throw refusal(tag)
    if (tag === '[object Promise]') {
      const node = this.references.promiseNode(object)
      if (node !== undefined) return node
    }
    const kind = kindOf(object)
    switch (kind) {
      case 'Error':
        return this.error(object)
      case 'View':
        return this.view(object)
      case 'Map':
      case 'Set':
        return [CLONE, this.clone(object)]
      case 'Object':
        return this.plain(object, depth)
      case undefined:
        return this.platform(object, depth)
      default:
        return [CLONE, object]
    }
  }

  clone (object) {
    try {
      verify(object)
    } catch (error) {
      throw refusal(error)
    }
    return object
  }

  view (view) {
    // A Node Buffer is a window into memory shared with others: their bytes are nobody's business.
    if (isBuffer(view)) {
      const offset = byteOffsetOf(view)
      return [CLONE, new Uint8Array(inner.sliceBuffer(bufferOf(view), offset, offset + byteLengthOf(view)))]
    }
    return [CLONE, view]
  }

  // Data of an error crosses, and nothing else: what hangs on it nobody has meant to hand over.
  error (error) {
    return [ERROR, codecFor(this.references.side).encode(error)]
  }

  platform (object, depth) {
    // A window would be a node but for its name: it is an EventTarget of the DOM as well.
    if (succeeds(nodeTypeOf, object) || succeeds(windowOf, object)) {
      this.nodes[this.nodes.length] = object
      return [NODE, this.nodes.length - 1]
    }
    if (isStream(object)) return this.stream(object)
    return succeeds(blobSizeOf, object) ? [CLONE, object] : this.plain(object, depth)
  }

  stream (stream) {
    check(stream)
    const { read, cancel } = open(stream)
    return [STREAM, this.references.functionNode(read), this.references.functionNode(cancel)]
  }
}

module.exports = { Writer }
