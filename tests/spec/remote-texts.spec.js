'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const EventEmitter = require('node:events')
const { FakeContents, RemotePair } = require('../support/remote-pair')
const channels = require('../../lib/js/common/channels')
const { textOf } = require('../../lib/js/common/remote-texts')

const shared = { x: 1 }
const cyclic = []
cyclic.push(cyclic)

// What is a copy on its way is there as it would be without texts.
const values = [
  0, -0, 1.5, -1e21, 5e-324, NaN, Infinity, 10n, '', 'a "b" \\ \n \u2028 \ud800', 'x'.repeat(5000), true, false, null, undefined,
  [], [1, 'two', [null, [true]]], [[[[[[1]]]]]], [1, undefined], new Array(3), Object.assign([1], { extra: 2 }), [-0, NaN], cyclic,
  Array.from({ length: 2000 }, (_, i) => i), new Date(5), new Uint8Array([1, 2]), new Map([[1, 2]])
]
const copied = [
  { x: 0, y: -5, width: 800.5, height: 600 }, {}, { 'a b': [1, { c: null }], 1: 2 }, Object.create(null), { a: shared, b: shared }, { n: undefined },
  { ['__proto__']: 1 }, { when: new Date(7) }, [{ id: 1 }, { id: 2 }], { get a () { return 1 } }, Object.defineProperty({}, 'hidden', { value: 1 })
]

const open = (asksByTexts, value) => {
  const pair = new RemotePair({ electron: { app: new EventEmitter(), thing: value } })
  const page = pair.open(new FakeContents(), { asksByTexts })
  return { pair, ...page }
}

/** What a page sees of `read(app)`, with texts and without them. */
const both = (value, read) => [true, false].map((asksByTexts) => read(open(asksByTexts, value).remote.thing))

describe('remote: what is asked by a short text', () => {
  it('reads every kind of value as it is', () => {
    for (const value of values) {
      const [quick, usual] = both({ value }, (app) => app.value)
      assert.deepEqual(quick, usual)
      assert.deepEqual(quick, value)
      assert.ok(Array.isArray(value) || typeof value !== 'number' || Object.is(quick, value))
    }
  })

  it('passes every kind of argument, and gets every kind of result', () => {
    const api = { heard: null, echo (...args) { api.heard = args; return args[args.length - 1] } }
    for (const value of values) {
      const [quick, usual] = both(api, (app) => app.echo('first', 2, value))
      assert.deepEqual(quick, usual)
      assert.deepEqual(api.heard, ['first', 2, value])
    }
    assert.equal(both(api, (app) => app.echo())[0], undefined)
  })

  it('sets every kind of value', () => {
    for (const value of values) {
      const api = { value: 'before' }
      both(api, (app) => { app.value = value })
      assert.deepEqual(api.value, value)
    }
  })

  it('copies plain objects among the arguments', () => {
    const api = { take (value) { api.taken = value } }
    for (const value of copied) {
      const seen = [true, false].map((asksByTexts) => {
        open(asksByTexts, api).remote.thing.take(value)
        return api.taken
      })
      assert.deepEqual(seen[0], seen[1])
      assert.equal(Object.getPrototypeOf(seen[0]), Object.getPrototypeOf(seen[1]))
    }
  })

  it('gives main its own objects back, wherever they stand', () => {
    const api = { empty: {}, full: { n: 1 }, take (...args) { api.taken = args } }
    const { thing } = open(true, api).remote
    const { empty, full } = thing
    thing.take(empty, [full, { empty }])
    const [first, [second, { empty: third }]] = api.taken
    assert.ok(first === api.empty && second === api.full && third === api.empty)
  })

  it('copies data that the methods of the API give', () => {
    for (const value of copied) {
      const [quick, usual] = both({ give: () => value }, (app) => app.give())
      assert.deepEqual(quick, usual)
      assert.equal(Object.getPrototypeOf(quick), Object.getPrototypeOf(usual))
    }
  })

  it('keeps one object one, where data has it twice', () => {
    const { a, b } = open(true, { give: () => ({ a: shared, b: shared }) }).remote.thing.give()
    assert.equal(a, b)
  })

  it('refers to objects of the app itself, which may change', () => {
    const state = { n: 1 }
    const { remote } = open(true, { state })
    const { state: seen } = remote.thing
    state.n = 2
    assert.equal(seen.n, 2)
  })

  it('takes one message for a read, a call and a write', () => {
    const { pair, remote } = open(true, { n: 1, add: (a, b) => a + b })
    const { thing: app } = remote
    pair.sent.length = 0
    assert.equal(app.n, 1)
    assert.equal(app.add(1, 2), 3)
    app.n = 5
    assert.deepEqual(pair.sent, [channels.REMOTE_MEMBER_GET, channels.REMOTE_MEMBER_CALL, channels.REMOTE_MEMBER_SET])
  })

  it('throws what main throws', () => {
    const [quick, usual] = both({ get bad () { throw new RangeError('no') }, fail () { throw Object.assign(new TypeError('never'), { code: 'E' }) } }, (app) => {
      const errors = []
      for (const act of [() => app.bad, () => app.fail(1)]) {
        try {
          act()
        } catch (error) {
          errors.push(error)
        }
      }
      return errors
    })
    assert.deepEqual(quick.map(({ name, message, code }) => [name, message, code]), [['RangeError', 'no', undefined], ['TypeError', 'never', 'E']])
    assert.deepEqual(quick.map(String), usual.map(String))
  })

  it('does not survive its document', () => {
    const { remote, contents } = open(true, { n: 1 })
    const { thing: app } = remote
    assert.equal(app.n, 1)
    contents.destroy()
    assert.throws(() => app.n, /gone/)
  })

  it('answers nonsense by an error', () => {
    const { pair, contents, remote, contextId } = open(true, { n: 1 })
    assert.equal(remote.thing.n, 1)
    for (const text of ['r', 'rg', 'rg ', `rg${contextId}`, `rg${contextId} 1`, `rg${contextId} 1 {`, `rx${contextId} 1 ["n"]`, `rg${contextId} 99 "n"`,
      `rg${contextId} 1 "__proto__"`, `rg${contextId} 1 7`, `rs${contextId} 1 ["__proto__",1]`, `rc${contextId} 1 null`, `rc${contextId} 1 ["n"]`,
      `rc${contextId} 1 [{}]`, `rg${'x'.repeat(500)} 1 "n"`]) {
      const answer = pair.server.answer(contents, null, text)
      assert.match(answer, /^[jg]/, text)
      assert.match(answer, /"error"/, text)
    }
    assert.equal(remote.thing.n, 1)
  })
})

describe('remote: values that are their own text', () => {
  it('leaves out what JSON would change', () => {
    for (const value of [-0, NaN, Infinity, 1n, undefined, Symbol('s'), () => {}, 'x'.repeat(5000), cyclic, [,], [undefined], { a: 1 }]) { // eslint-disable-line no-sparse-arrays
      assert.equal(textOf(value, false), '')
    }
    for (const value of [{ a: () => {} }, { get a () { return 1 } }, { ['__proto__']: 1 }, { a: shared, b: shared }, new Date(1), new (class A {})()]) {
      assert.equal(textOf(value, true), '')
    }
  })
})
