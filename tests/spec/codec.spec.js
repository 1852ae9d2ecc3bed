'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const vm = require('node:vm')
const { codecs, graphValues, plainValues } = require('../support/codec-values')

const refused = { name: 'Error', message: 'An object could not be cloned.' }

/** What a transport does to a text, after which nothing may be different. */
const throughUtf8 = (text) => {
  const result = Buffer.from(text, 'utf8').toString('utf8')
  assert.equal(result, text)
  return result
}

class Point {
  #secret = 1
  constructor (x, y) { this.x = x; this.y = y; this.none = undefined }
  get sum () { return this.x + this.y + this.#secret }
  add () { return this.sum }
}

/** A Proxy handler whose every trap answers no. */
const deny = () => new Proxy({}, { get: () => () => false })

for (const [name, { encode, decode }] of Object.entries(codecs)) {
  const roundTrip = (value) => decode(throughUtf8(encode(value)))

  describe(`codec with the host of ${name}: plain data`, () => {
    for (const [title, value] of Object.entries(plainValues)) {
      it(`carries ${title}`, () => {
        assert.equal(encode(value)[0], 'j')
        assert.deepEqual(roundTrip(value), value)
      })
    }

    it('carries __proto__ as a key without touching a prototype', () => {
      const result = roundTrip(JSON.parse('{"__proto__": {"polluted": 1}, "a": 2}'))
      assert.deepEqual(Object.keys(result), ['__proto__', 'a'])
      assert.equal(Object.getPrototypeOf(result), Object.prototype)
      assert.equal(result.polluted, undefined)
    })

    it('carries an object without a prototype as a plain object', () => {
      const result = roundTrip(Object.assign(Object.create(null), { a: 1 }))
      assert.deepEqual(result, { a: 1 })
    })

    it('carries a frozen object', () => assert.deepEqual(roundTrip(Object.freeze({ a: Object.freeze([1]) })), { a: [1] }))

    it('leaves the objects that it looks at as they are', () => {
      const prototype = {}
      const object = Object.create(prototype, { a: { value: 1, enumerable: true } })
      roundTrip([object, {}])
      assert.equal(Object.getPrototypeOf(object), prototype)
    })

    it('ignores symbol keys and keys that are not enumerable', () => {
      const value = Object.defineProperty({ a: 1, [Symbol('s')]: 2 }, 'hidden', { value: 3 })
      assert.deepEqual(roundTrip(value), { a: 1 })
    })

    it('is not misled by toJSON or enumerable keys of extended built-ins', () => {
      const context = { value: { a: [1, { b: undefined }] } }
      for (const prototype of [Array.prototype, Object.prototype]) {
        prototype.toJSON = function () { return 'wrong' } // eslint-disable-line no-extend-native
        try {
          assert.deepEqual(roundTrip(context.value).a[0], 1)
          assert.equal(Object.keys(roundTrip({ a: 1 })).join(), 'a')
        } finally {
          delete prototype.toJSON
        }
      }
    })
  })

  describe(`codec with the host of ${name}: everything else`, () => {
    for (const [title, value] of Object.entries(graphValues)) {
      it(`carries ${title}`, () => {
        assert.deepEqual(roundTrip(value), value)
        assert.deepEqual(roundTrip({ inside: [value] }), { inside: [value] })
      })
    }

    it('carries an invalid Date', () => assert.ok(Number.isNaN(roundTrip([new Date(NaN)])[0].getTime())))

    it('carries RegExp with source and flags, lastIndex back at 0', () => {
      const value = /a\/b(?<name>\d)/dgimsuy
      value.lastIndex = 3
      const result = roundTrip(value)
      assert.equal(String(result), String(value))
      assert.equal(result.lastIndex, 0)
    })

    it('carries ArrayBuffer', () => {
      for (const length of [0, 1, 2, 3, 4, 5, 255, 5000, 100001]) {
        const bytes = Uint8Array.from({ length }, (_, i) => i * 7 + (i >> 8))
        const result = roundTrip(bytes.buffer)
        assert.ok(result instanceof ArrayBuffer)
        assert.deepEqual(new Uint8Array(result), bytes)
      }
    })

    for (const type of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
      Float64Array, BigInt64Array, BigUint64Array]) {
      it(`carries ${type.name}`, () => {
        const value = type.from(type.name.startsWith('Big') ? [1n, 2n, 300n] : [1, 2.5, -3])
        const result = roundTrip(value)
        assert.equal(result.constructor, type)
        assert.deepEqual(result, value)
      })
    }

    it('carries DataView and windows into a buffer with their offset', () => {
      const buffer = new ArrayBuffer(64)
      const [view, window] = roundTrip([new DataView(buffer, 3, 5), new Uint16Array(buffer, 8, 4)])
      assert.ok(view instanceof DataView)
      assert.deepEqual([view.byteOffset, view.byteLength, window.byteOffset, window.length], [3, 5, 8, 4])
      assert.equal(view.buffer, window.buffer)
      assert.equal(view.buffer.byteLength, 64)
    })

    it('lets views share one buffer on arrival as well', () => {
      const buffer = new ArrayBuffer(8)
      const [bytes, words, all] = roundTrip([new Uint8Array(buffer), new Uint32Array(buffer), buffer])
      bytes[0] = 5
      assert.equal(words[0], 5)
      assert.equal(all, bytes.buffer)
    })

    it('carries a Node Buffer as Uint8Array, without the memory around it', () => {
      // The mark is that of a page's Buffers.
      const result = roundTrip({ data: Object.assign(Buffer.from('abc'), { _isBuffer: true }) })
      assert.equal(result.data.constructor, Uint8Array)
      assert.equal(result.data.buffer.byteLength, 3)
      assert.equal(Buffer.from(result.data).toString(), 'abc')
    })

    it('keeps holes as holes, and the length', () => {
      const result = roundTrip([1, , undefined, , ]) // eslint-disable-line no-sparse-arrays
      assert.equal(result.length, 4)
      assert.deepEqual(Object.keys(result), ['0', '2'])
    })

    it('carries a huge array that is nearly empty', () => {
      const value = []
      value[4e9] = 'end'
      const result = roundTrip(value)
      assert.equal(result.length, 4e9 + 1)
      assert.equal(result[4e9], 'end')
    })

    it('keeps further properties of arrays', () => {
      const result = roundTrip(Object.assign([1, , 3], { foo: 'bar', '-1': 2 })) // eslint-disable-line no-sparse-arrays
      assert.deepEqual(Object.keys(result), ['0', '2', 'foo', '-1'])
      const match = roundTrip('abc'.match(/b/))
      assert.equal(match.index, 1)
      assert.equal(match[0], 'b')
    })

    it('makes a plain object of a class instance', () => {
      const result = roundTrip(new Point(1, 2))
      assert.equal(Object.getPrototypeOf(result), Object.prototype)
      assert.deepEqual(result, { x: 1, y: 2, none: undefined })
    })

    it('tells kinds by what an object is, not by its name or tag', () => {
      class Tagged { a = 1; get [Symbol.toStringTag] () { return 'Map' } }
      class TaggedMap extends Map { get [Symbol.toStringTag] () { return 'Other' } }
      assert.deepEqual(roundTrip(new Tagged()), { a: 1 })
      assert.deepEqual(roundTrip(new TaggedMap([[1, 2]])), new Map([[1, 2]]))
      assert.deepEqual(roundTrip([Math]), [{}])
      assert.deepEqual(roundTrip(Object.setPrototypeOf(new Date(5), Object.prototype)), new Date(5))
    })

    it('carries objects of another realm', () => {
      const value = vm.runInNewContext(`({
        list: [1, undefined], map: new Map([[1, new Date(5)]]), bytes: new Uint8Array([1]), error: new TypeError("t")
      })`)
      const result = roundTrip(value)
      assert.deepEqual(result.list, [1, undefined])
      assert.deepEqual(result.map, new Map([[1, new Date(5)]]))
      assert.deepEqual(result.bytes, new Uint8Array([1]))
      assert.ok(result.error instanceof TypeError)
    })

    it('evaluates getters', () => {
      assert.deepEqual(roundTrip({ get a () { return 1 }, get b () { return new Date(2) } }), { a: 1, b: new Date(2) })
    })

    it('carries __proto__ as a key of objects, arrays and errors without touching a prototype', () => {
      const evil = () => JSON.parse('{"__proto__": {"polluted": 1}}')
      const array = [1]
      const error = new Error('m')
      for (const object of [array, error]) Object.defineProperty(object, '__proto__', { value: evil(), enumerable: true })
      const result = roundTrip([evil(), array, error, undefined])
      for (const object of result.slice(0, 3)) {
        assert.ok(Object.hasOwn(object, '__proto__'))
        assert.equal(object.polluted, undefined)
      }
      assert.equal(Object.getPrototypeOf(result[1]), Array.prototype)
    })
  })

  describe(`codec with the host of ${name}: references`, () => {
    it('keeps shared references', () => {
      const shared = { a: 1 }
      const date = new Date(1)
      const result = roundTrip([shared, shared, { again: shared }, date, date])
      assert.equal(result[0], result[1])
      assert.equal(result[0], result[2].again)
      assert.equal(result[3], result[4])
    })

    it('keeps cycles through every kind of container', () => {
      const object = {}
      const array = [object]
      const map = new Map([[object, array]])
      const set = new Set([map])
      const error = new Error('e', { cause: set })
      Object.assign(object, { object, array, map, set, error })
      map.set(map, set)
      const result = roundTrip(object)
      assert.equal(result.object, result)
      assert.equal(result.array[0], result)
      assert.equal(result.map.get(result), result.array)
      assert.equal(result.map.get(result.map), result.set)
      assert.ok(result.set.has(result.map))
      assert.equal(result.error.cause, result.set)
    })

    it('carries nesting of any depth', () => {
      for (const depth of [150, 250, 5000, 100000]) {
        let value = ['end']
        for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { value }
        let result = roundTrip(value)
        for (let i = depth - 1; i >= 0; i--) result = i % 2 ? result[0] : result.value
        assert.deepEqual(result, ['end'])
      }
    })

    it('lets a getter send a message of its own', () => {
      const value = { a: { x: 1 }, get b () { return encode([this.a, this.a]) }, c: [{}, {}] }
      assert.deepEqual(roundTrip(value), { a: { x: 1 }, b: encode([value.a, value.a]), c: [{}, {}] })
    })
  })

  describe(`codec with the host of ${name}: errors`, () => {
    for (const type of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
      it(`carries ${type.name} with class, message, stack and cause`, () => {
        const error = new type('the message', { cause: new RangeError('why') }) // eslint-disable-line new-cap
        const result = roundTrip(error)
        assert.equal(Object.getPrototypeOf(result), type.prototype)
        assert.equal(Object.prototype.toString.call(result), '[object Error]')
        assert.equal(result.message, 'the message')
        assert.equal(result.stack, error.stack)
        assert.equal(result.cause.message, 'why')
        assert.ok(result.cause instanceof RangeError)
        assert.deepEqual(Object.keys(result), [])
      })
    }

    it('carries own fields, and drops those that cannot be cloned with all that is in them', () => {
      const error = Object.assign(new Error('m'), {
        code: 'ENOENT', errno: -2, when: new Date(5), bad: () => {}, worse: [{}, { deep: Symbol('s') }], last: 'kept',
        proxied: { p: new Proxy({}, {}) }, pending: Promise.resolve(), big: 'x'.repeat(2000)
      })
      error.self = error
      const result = roundTrip({ error, after: undefined })
      assert.deepEqual(Object.keys(result.error), ['code', 'errno', 'when', 'last', 'big', 'self'])
      assert.equal(result.error.code, 'ENOENT')
      assert.equal(result.error.self, result.error)
      assert.equal(result.error.big.length, 2000)
    })

    it('drops a cause that cannot be cloned', () => {
      const result = roundTrip(new Error('m', { cause: () => {} }))
      assert.equal(result.message, 'm')
      assert.equal('cause' in result, false)
    })

    it('keeps the name of a class of its own', () => {
      class OwnName extends Error { constructor (m) { super(m); this.name = 'OwnName' } }
      class Inherited extends TypeError { get name () { return 'Inherited' } }
      assert.equal(String(roundTrip(new OwnName('m'))), 'OwnName: m')
      assert.equal(String(roundTrip(new Inherited('m'))), 'Inherited: m')
      assert.ok(roundTrip(new Inherited('m')) instanceof TypeError)
    })

    it('takes the class of an error from its prototypes, not from its name', () => {
      const result = roundTrip(Object.assign(new RangeError('m'), { name: 'TypeError' }))
      assert.equal(Object.getPrototypeOf(result), RangeError.prototype)
      assert.equal(result.name, 'TypeError')
      const foreign = require('node:vm').runInNewContext('new (class Own extends SyntaxError {})("m")')
      assert.ok(roundTrip(foreign) instanceof SyntaxError)
    })

    it('carries DOMException with its name and code', () => {
      const result = roundTrip(Object.assign(new DOMException('m', 'NotFoundError'), { extra: [1] }))
      assert.deepEqual([result instanceof DOMException, result.name, result.message, result.code, result.extra], [true, 'NotFoundError', 'm', 8, [1]])
    })

    it('carries a code that a class gives its errors', () => {
      class Coded extends Error { get code () { return 'E_CLASS' } }
      assert.equal(roundTrip(new Coded('m')).code, 'E_CLASS')
    })

    it('carries AggregateError with its errors', () => {
      const result = roundTrip(new AggregateError([new TypeError('one')], 'all'))
      assert.ok(result instanceof AggregateError)
      assert.ok(result.errors[0] instanceof TypeError)
    })

    it('takes an error without message or stack', () => {
      const error = new Error()
      error.stack = undefined
      const result = roundTrip(error)
      assert.equal(Object.hasOwn(result, 'message'), false)
      assert.equal(result.stack, undefined)
      assert.equal(roundTrip(Object.assign(new Error('m'), { message: { a: 1 } })).message, '[object Object]')
    })

    it('leaves the stack trace limit alone', () => {
      const limit = Error.stackTraceLimit
      roundTrip(new Error('m'))
      assert.equal(Error.stackTraceLimit, limit)
    })
  })

  describe(`codec with the host of ${name}: what cannot be cloned`, () => {
    const detached = new ArrayBuffer(8)
    structuredClone(detached, { transfer: [detached] })
    const values = {
      function: () => {},
      class: Point,
      symbol: Symbol('s'),
      'boxed symbol': Object(Symbol('s')),
      WeakMap: new WeakMap(),
      WeakSet: new WeakSet(),
      WeakRef: new WeakRef({}),
      Promise: Promise.resolve(),
      generator: (function * () {})(),
      iterator: new Map().entries(),
      arguments: (function () { return arguments })(1),
      Intl: new Intl.NumberFormat('en'),
      'shared memory': new SharedArrayBuffer(8),
      'view of shared memory': new Uint8Array(new SharedArrayBuffer(8)),
      'buffer that was transferred': detached,
      'getter that throws': { get a () { throw new RangeError('getter') } },
      proxy: new Proxy({}, {}),
      'proxy of an array': new Proxy([1], {}),
      'proxy of a Map': new Proxy(new Map(), {}),
      'proxy of a class instance': new Proxy(new Point(1, 2), {}),
      'proxy of a frozen object': new Proxy(Object.freeze({ a: 1 }), {}),
      'proxy of a proxy': new Proxy(new Proxy({}, {}), {}),
      'proxy whose traps all refuse': new Proxy({}, deny()),
      'proxy whose traps all agree': new Proxy({}, { setPrototypeOf: () => true }),
      'proxy whose traps throw': new Proxy({}, { setPrototypeOf: () => { throw new Error('trap') } }),
      'proxy that hides its prototype': new Proxy({}, { getPrototypeOf: () => null }),
      'revoked proxy': (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()
    }
    for (const [title, value] of Object.entries(values)) {
      it(`refuses ${title}, wherever it is`, () => {
        for (const holder of [value, [value], { a: { b: value } }, [undefined, value], new Map([[1, value]]), new Set([value]),
          { [Symbol.iterator]: 1, text: 'x'.repeat(2000), value }, Object.freeze([value])]) {
          assert.throws(() => encode(holder), refused)
        }
      })
    }

    it('tells in the cause what it was', () => {
      assert.throws(() => encode(() => {}), (error) => error.cause === 'a function')
    })

    it('gives the target of a proxy its prototype back', () => {
      const target = new Point(1, 2)
      const array = [1]
      assert.throws(() => encode(new Proxy(target, {})), refused)
      assert.throws(() => encode(new Proxy(array, {})), refused)
      assert.equal(Object.getPrototypeOf(target), Point.prototype)
      assert.equal(Object.getPrototypeOf(array), Array.prototype)
    })

    it('works on after a refusal', () => {
      assert.throws(() => encode([() => {}]), refused)
      assert.deepEqual(roundTrip([undefined]), [undefined])
    })
  })
}

describe('codec: both hosts', () => {
  it('give the same text for the same value', () => {
    const bytes = Uint8Array.from({ length: 3001 }, (_, i) => i * 31)
    for (const value of [...Object.values(plainValues), ...Object.values(graphValues), bytes, bytes.slice(1), bytes.slice(2)]) {
      const text = codecs.main.encode(value)
      assert.equal(codecs.page.encode(value), text)
      assert.deepEqual(codecs.page.decode(text), codecs.main.decode(text))
    }
  })

  it('main refuses an object that wraps something native', () => {
    const { port1, port2 } = new MessageChannel()
    assert.throws(() => codecs.main.encode({ port: port1 }), refused)
    port1.close()
    port2.close()
  })

  it('the page refuses platform objects that structured clone would take', { skip: typeof Blob === 'undefined' }, () => {
    assert.throws(() => codecs.page.encode([new Blob(['x'])]), refused)
  })
})
