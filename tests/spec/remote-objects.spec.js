'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const EventEmitter = require('node:events')
const { RemotePair, turn } = require('../support/remote-pair')

class Base extends EventEmitter {
  static create (...args) { return new this(...args) }
  static count = 3
  base () { return 'base' }
}

class Shape extends Base {
  #hidden = 'private'
  constructor (width) { super(); this.width = width; this.tags = ['a', { b: 1 }] }
  get area () { return this.width ** 2 }
  set area (value) { this.width = Math.sqrt(value) }
  get fixed () { return 1 }
  scale (by) { this.width *= by; return this }
  reveal () { return this.#hidden }
}

const offer = (value, options) => {
  const pair = new RemotePair(options)
  return { pair, ...pair.offer(value) }
}

describe('remote: members', () => {
  it('reads and writes properties, with getters and setters', () => {
    const shape = new Shape(2)
    const { offered } = offer(shape)
    assert.equal(offered.width, 2)
    assert.equal(offered.area, 4)
    offered.area = 16
    assert.equal(shape.width, 4)
    offered.width = 5
    assert.equal(offered.area, 25)
    assert.equal(Object.hasOwn(shape, 'area'), false)
    assert.equal(Object.hasOwn(offered, 'area'), false)
    assert.throws(() => { offered.fixed = 2 }, TypeError)
  })

  it('calls methods with their object, also when taken off it', () => {
    const { offered } = offer(new Shape(2))
    assert.equal(offered.reveal(), 'private')
    const { reveal } = offered
    assert.equal(reveal(), 'private')
    assert.equal(offered.reveal, reveal)
    assert.equal(reveal.name, 'reveal')
    assert.equal(Object.getPrototypeOf(offered).reveal.call(offered), 'private')
    assert.throws(() => Object.getPrototypeOf(offered).reveal.call({}), TypeError)
  })

  it('lists own keys as main has them, and knows what is in an object', () => {
    const { offered } = offer(Object.defineProperty({ a: 1, b () {} }, 'c', { value: 3 }))
    assert.deepEqual(Object.keys(offered), ['a', 'b'])
    assert.deepEqual(Object.getOwnPropertyNames(offered), ['a', 'b', 'c'])
    assert.ok('c' in offered)
    assert.ok(!('d' in offered))
    assert.equal({ ...offered }.a, 1)
    assert.equal(JSON.stringify(offered), '{"a":1}')
    assert.equal(offered.hasOwnProperty('a'), true)
    assert.equal(String(offered), '[object Object]')
  })

  it('adds, replaces and deletes members in main', () => {
    const object = { a: 1, f: () => 1 }
    const { offered } = offer(object)
    offered.added = { deep: [1] }
    assert.deepEqual(object.added, { deep: [1] })
    assert.deepEqual(Object.keys(offered), ['a', 'f', 'added'])
    offered.f = 5
    assert.equal(offered.f, 5)
    Object.defineProperty(offered, 'defined', { value: 6, configurable: true, enumerable: true, writable: true })
    assert.equal(object.defined, 6)
    delete offered.a
    assert.equal('a' in object, false)
    assert.equal('a' in offered, false)
  })

  it('covers an inherited method in main and in the page', () => {
    const shape = new Shape(2)
    const { offered } = offer(shape)
    offered.base = 'other'
    assert.equal(shape.base, 'other')
    assert.equal(offered.base, 'other')
  })

  it('sees members that came after the page got the object', () => {
    const object = {}
    const { offered, remote } = offer(object)
    object.later = 1
    object.method = function () { return this === object }
    assert.equal(offered.later, 1)
    assert.equal(offered.method(), true)
    assert.deepEqual(Object.keys(remote.require('offered')), ['later', 'method'])
    delete object.later
    assert.deepEqual(Object.keys(remote.require('offered')), ['method'])
  })

  it('does not ask main for what promises and tools probe for', async () => {
    const { offered, pair } = offer({ a: 1 })
    const sent = pair.sent.length
    assert.equal(await offered, offered)
    assert.equal(offered.toJSON, undefined)
    assert.equal(offered[Symbol.iterator], undefined)
    assert.equal(Object.keys(offered).length, 1)
    assert.equal(pair.sent.length, sent)
  })

  it('gives the same proxy for the same object', () => {
    const shared = {}
    const { offered, remote } = offer({ shared, get: () => shared, list: [shared], fn: () => {} })
    assert.equal(offered.shared, offered.get())
    assert.equal(offered.list[0], offered.shared)
    assert.equal(remote.require('offered'), offered)
  })

  it('cannot be frozen or given another prototype', () => {
    const { offered } = offer({ a: 1 })
    assert.throws(() => Object.freeze(offered), TypeError)
    assert.throws(() => Object.setPrototypeOf(offered, {}), TypeError)
  })

  it('carries __proto__ as a name without touching a prototype', () => {
    const { offered } = offer({ take: (object) => Object.keys(object).join() + String(object.polluted) })
    assert.equal(offered.take(JSON.parse('{"__proto__": {"polluted": 1}}')), '__proto__undefined')
  })
})

describe('remote: classes and functions', () => {
  it('constructs, with instanceof and the prototype chain', () => {
    const { offered } = offer({ Shape, Base, EventEmitter })
    const shape = new offered.Shape(3)
    assert.equal(shape.area, 9)
    assert.ok(shape instanceof offered.Shape)
    assert.ok(shape instanceof offered.Base)
    assert.ok(shape instanceof offered.EventEmitter)
    assert.ok(!(new offered.Base() instanceof offered.Shape))
    assert.equal(shape.constructor, offered.Shape)
    assert.equal(offered.Shape.name, 'Shape')
    assert.equal(offered.Shape.length, 1)
    const prototype = Object.getPrototypeOf(shape)
    assert.equal(prototype, offered.Shape.prototype)
    assert.ok(Object.hasOwn(prototype, 'scale'))
    assert.equal(Object.getPrototypeOf(prototype), offered.Base.prototype)
    assert.equal(Object.getPrototypeOf(new offered.Shape(1)), prototype)
  })

  it('reaches static members, inherited ones with the right class', () => {
    const { offered } = offer({ Shape })
    assert.equal(offered.Shape.count, 3)
    assert.equal(offered.Shape.create(4).area, 16)
    assert.ok(offered.Shape.create(4) instanceof offered.Shape)
  })

  it('chains methods that return their object', () => {
    const { offered } = offer({ Shape })
    const shape = new offered.Shape(2)
    assert.equal(shape.scale(2), shape)
  })

  it('constructs with classes of the old kind', () => {
    function Old (n) { this.n = n }
    Old.prototype.get = function () { return this.n }
    Old.make = (n) => new Old(n)
    const { offered } = offer({ Old })
    const old = new offered.Old(5)
    assert.equal(old.get(), 5)
    assert.ok(old instanceof offered.Old)
    assert.equal(offered.Old.make(6).get(), 6)
  })

  it('takes a class or function itself as the module', () => {
    const { offered } = offer(Shape)
    assert.ok(new offered(2) instanceof offered) // eslint-disable-line new-cap
    const { offered: add } = offer((a, b) => a + b)
    assert.equal(add(1, 2), 3)
    assert.equal(typeof add, 'function')
    assert.throws(() => new add(), TypeError) // eslint-disable-line new-cap
  })

  it('makes no requests for class members once a class is known', () => {
    const { offered, pair } = offer({ Shape })
    const shape = new offered.Shape(2)
    const sent = pair.sent.length
    assert.equal(typeof shape.scale, 'function')
    assert.ok('area' in shape)
    assert.equal(pair.sent.length, sent)
  })

  it('knows a class that was first seen in a message that is overtaken', async () => {
    class Late { value () { return 7 } }
    const { offered } = offer({ later: (callback) => callback(new Late()), now: () => new Late() })
    let seen
    offered.later((late) => { seen = late })
    const now = offered.now()
    assert.equal(now.value(), 7)
    await turn()
    assert.equal(seen.value(), 7)
    assert.equal(Object.getPrototypeOf(seen), Object.getPrototypeOf(now))
  })

  it('gives main its own objects, functions and methods back', () => {
    const object = { n: 1 }
    const fn = () => {}
    const { offered } = offer({ object, fn, holder: { fn }, same: (a, b, c) => [a === object, b === fn, c[0].o === object] })
    assert.deepEqual(offered.same(offered.object, offered.fn, [{ o: offered.object }]), [true, true, true])
    assert.deepEqual(offered.same(offered.object, offered.holder.fn, [{ o: 1 }]), [true, true, false])
  })

  it('gives the page its own functions back', () => {
    const held = []
    const { offered } = offer({ keep: (f) => { held.push(f) }, held: () => held })
    const callback = () => {}
    offered.keep(callback)
    assert.equal(offered.held()[0], callback)
  })

  it('lets main call functions of the page, with the page\'s own object', async () => {
    const emitter = new EventEmitter()
    const { offered } = offer(emitter)
    const heard = []
    offered.on('x', (...args) => heard.push(args))
    offered.once('x', () => heard.push('once'))
    emitter.emit('x', 1, { deep: true }, offered)
    emitter.emit('x', new Date(5), [undefined])
    await turn()
    assert.equal(heard.length, 3)
    assert.equal(heard[0][0], 1)
    assert.equal(heard[0][1].deep, true)
    assert.equal(heard[1], 'once')
    assert.deepEqual(heard[2], [new Date(5), [undefined]])
  })

  it('gives main a value at once by createFunctionWithReturnValue', () => {
    const { offered, remote } = offer({ ask: (callback) => callback() })
    assert.equal(offered.ask(() => 5), undefined)
    assert.equal(offered.ask(remote.createFunctionWithReturnValue(5)), 5)
    assert.deepEqual(offered.ask(remote.createFunctionWithReturnValue([{ a: 1 }]))[0].a, 1)
  })

  it('reports what a callback throws in the page, and main goes on', async () => {
    const { offered, client } = offer({ call: (callback) => { callback(); return 'done' } })
    const reported = []
    const { reportError } = globalThis
    globalThis.reportError = (error) => reported.push(error.message)
    try {
      const page = new RemotePair().offer({ call: (callback) => { callback(); return 'done' } })
      assert.equal(page.offered.call(() => { throw new Error('in the page') }), 'done')
      await turn()
    } finally {
      globalThis.reportError = reportError
    }
    assert.deepEqual(reported, ['in the page'])
    assert.ok(offered && client)
  })
})
