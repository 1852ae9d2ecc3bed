'use strict'

// A tree of the kinds in kinds.js → a value of this world. The tree may come from a hostile page: what does not belong there
// throws.

const { isError } = require('../../common/errors')
const { codecFor } = require('./error-codec')
const { ABSENT, ARRAY, CLONE, ERROR, FUNCTION, NODE, OBJECT, OWN_FUNCTION, OWN_SYMBOL, PROMISE, REGISTERED, SEEN, SHAPE, STREAM, SYMBOL, SYMBOL_KEYED,
  WELL_KNOWN } = require('./kinds')
const { uncurry } = require('./primordials')
const { createStream } = require('../web-streams')

const { Symbol, TypeError } = globalThis
const { for: symbolFor } = Symbol
const { isArray } = Array
const { freeze, prototype: objectPrototype } = Object
const { defineProperty } = Reflect
const mapGet = uncurry(Map.prototype.get)

const wellKnown = new Map()
for (const key of Reflect.ownKeys(Symbol)) if (typeof Symbol[key] === 'symbol') wellKnown.set(key, Symbol[key])

const expect = (condition) => {
  if (!condition) throw new TypeError('malformed packet')
}

const setProperty = (object, key, value) => {
  if (key in objectPrototype) defineProperty(object, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true })
  else object[key] = value
}

class Reader {
  /**
   * @param {object} references end.js
   * @param {Node[]} nodes that came with the packet
   * @param {boolean} freezes whether all that is made is frozen, but for what the worlds share
   */
  constructor (references, nodes, freezes) {
    this.references = references
    this.nodes = nodes
    this.objects = []
    this.shapes = []
    this.frozen = freezes ? [] : null
  }

  value (tree) {
    if (typeof tree !== 'object' || tree === null) return tree
    expect(isArray(tree))
    switch (tree[0]) {
      case SHAPE:
        expect(isArray(tree[1]))
        this.shapes[this.shapes.length] = tree[1]
        return this.object(tree, tree[1])
      case OBJECT:
        expect(isArray(this.shapes[tree[1]]))
        return this.object(tree, this.shapes[tree[1]])
      case ARRAY:
        return this.array(tree)
      case SEEN:
        expect(typeof tree[1] === 'number' && tree[1] < this.objects.length)
        return this.objects[tree[1]]
      default:
        return this.other(tree)
    }
  }

  list (trees) {
    expect(isArray(trees))
    const values = []
    for (let i = 0; i < trees.length; i++) values[i] = this.value(trees[i])
    return values
  }

  keep (object) {
    this.objects[this.objects.length] = object
    return this.freezes(object)
  }

  freezes (object) {
    if (this.frozen !== null) this.frozen[this.frozen.length] = object
    return object
  }

  object (tree, keys) {
    const object = this.keep({})
    for (let i = 0; i < keys.length; i++) {
      const value = tree[i + 2]
      if (isArray(value) && value[0] === ABSENT) continue
      setProperty(object, keys[i], this.value(value))
    }
    return object
  }

  array (tree) {
    const array = this.keep([])
    for (let i = 1; i < tree.length; i++) array[i - 1] = this.value(tree[i])
    return array
  }

  other (tree) {
    switch (tree[0]) {
      case FUNCTION:
        return this.freezes(this.references.functionOf(tree[1]))
      case OWN_FUNCTION:
        return this.references.ownFunctionOf(tree[1])
      case CLONE:
        return this.keep(tree[1])
      case ERROR:
        return this.keep(this.error(tree))
      case PROMISE:
        return this.keep(this.references.promiseOf(tree[1]))
      case NODE:
        expect(typeof tree[1] === 'number' && tree[1] < this.nodes.length)
        this.objects[this.objects.length] = this.nodes[tree[1]]
        return this.nodes[tree[1]]
      case SYMBOL_KEYED:
        return this.symbolKeyed(tree)
      case STREAM:
        return this.stream(tree)
      default:
        return this.symbol(tree)
    }
  }

  stream (tree) {
    const read = this.value(tree[1])
    const cancel = this.value(tree[2])
    expect(typeof read === 'function' && typeof cancel === 'function')
    const stream = createStream(read, cancel)
    this.objects[this.objects.length] = stream
    return stream
  }

  symbol (tree) {
    switch (tree[0]) {
      case WELL_KNOWN: {
        const symbol = mapGet(wellKnown, tree[1])
        expect(symbol !== undefined)
        return symbol
      }
      case REGISTERED:
        expect(typeof tree[1] === 'string')
        return symbolFor(tree[1])
      case SYMBOL:
        return this.references.symbolOf(tree[1], tree[2])
      case OWN_SYMBOL:
        return this.references.ownSymbolOf(tree[1])
      default:
        throw new TypeError('malformed packet')
    }
  }

  symbolKeyed (tree) {
    const object = this.value(tree[1])
    expect(typeof object === 'object' && object !== null)
    for (let i = 2; i < tree.length; i += 2) {
      const key = this.value(tree[i])
      expect(typeof key === 'symbol')
      setProperty(object, key, this.value(tree[i + 1]))
    }
    return object
  }

  error (tree) {
    const error = codecFor(this.references.side).decode(tree[1])
    expect(isError(error))
    return error
  }

  freeze () {
    for (let i = 0; i < this.frozen.length; i++) {
      try {
        freeze(this.frozen[i])
      } catch {} // typed arrays refuse
    }
  }
}

module.exports = { Reader }
