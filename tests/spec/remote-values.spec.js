'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const EventEmitter = require('node:events')
const { RemotePair, turn } = require('../support/remote-pair')

const offer = (value, options) => {
  const pair = new RemotePair(options)
  return { pair, ...pair.offer(value) }
}

describe('remote: values', () => {
  const echoes = {
    undefined: undefined,
    null: null,
    '-0': -0,
    NaN: NaN,
    BigInt: 12n,
    text: 'ж\ud800',
    Date: new Date(5),
    RegExp: /a\/b/gi,
    bytes: new Uint8Array([1, 2]),
    ArrayBuffer: new ArrayBuffer(3),
    arrays: [1, [undefined, [null]]],
    'sparse arrays': [1, , 3], // eslint-disable-line no-sparse-arrays
    Map: new Map([['a', new Map([[1, [2]]])]]),
    Set: new Set([1, 'a'])
  }
  for (const [title, value] of Object.entries(echoes)) {
    it(`copies ${title} both ways`, () => {
      let got
      const { offered } = offer({ echo: (v) => { got = v; return v } })
      assert.deepEqual(offered.echo(value), value)
      assert.deepEqual(got, value)
    })
  }

  it('carries Buffers as bytes', () => {
    const { offered } = offer({ read: () => Buffer.from('abc'), take: (bytes) => Buffer.from(bytes).toString() })
    assert.equal(Buffer.from(offered.read()).toString(), 'abc')
    assert.equal(offered.take(Buffer.from('xyz')), 'xyz')
  })

  it('copies the page\'s objects, with methods as callbacks', async () => {
    let got
    const { offered } = offer({ take: (v) => { got = v } })
    const calls = []
    class Options { a = 1; nested = { list: [1n], call (x) { calls.push(x) } }; inherited () {} }
    offered.take(new Options())
    assert.deepEqual(Object.keys(got), ['a', 'nested'])
    assert.equal(got.nested.list[0], 1n)
    got.nested.call(2)
    await turn()
    assert.deepEqual(calls, [2])
  })

  it('keeps cycles and shared references in arguments and in answers', () => {
    let got
    const list = [{}]
    list.push(list)
    const { offered } = offer({ take: (v) => { got = v }, list })
    const value = { list: [], map: new Map() }
    value.self = value
    value.list.push(value, value.list)
    value.map.set('v', value)
    value.error = new Error('e', { cause: value })
    offered.take(value)
    assert.equal(got.self, got)
    assert.equal(got.list[0], got)
    assert.equal(got.list[1], got.list)
    assert.equal(got.map.get('v'), got)
    assert.equal(got.error.cause, got)
    const remoteList = offered.list
    assert.equal(remoteList[1], remoteList)
  })

  it('refuses symbols in both directions, and nothing of the call remains', () => {
    const { offered, client } = offer({ symbol: () => Symbol('s'), take () {} })
    assert.throws(() => offered.symbol(), { message: 'An object could not be cloned.' })
    assert.throws(() => offered.take(Symbol('s')), { message: 'An object could not be cloned.' })
    assert.throws(() => offered.take(new WeakMap()), { message: 'An object could not be cloned.' })
    assert.equal(client.counts().callbacks, 0)
  })

  it('copies data that methods of Electron\'s API give, and refers to all else', () => {
    class Window {
      data = { z: 3 }
      get model () { return this.data }
      getBounds () { return { x: 1, nested: { y: 2 } } }
    }
    const electron = { app: new EventEmitter(), Window, screen: { getAllDisplays: () => [{ id: 1, size: { width: 5 } }] } }
    const { remote, pair } = offer({}, { electron })
    const window = new remote.Window()
    const bounds = window.getBounds()
    const displays = remote.screen.getAllDisplays()
    const { data } = window
    const sent = pair.sent.length
    assert.deepEqual(bounds, { x: 1, nested: { y: 2 } })
    assert.deepEqual(displays, [{ id: 1, size: { width: 5 } }])
    assert.equal(pair.sent.length, sent)
    data.z = 4
    assert.equal(window.model.z, 4)
  })
})

describe('remote: promises', () => {
  it('gives the page a promise for a promise of main', async () => {
    const object = { n: 1 }
    const { offered } = offer({
      soon: async (v) => v,
      object: async () => object,
      fail: async () => { throw Object.assign(new RangeError('no'), { code: 5 }) }
    })
    const promise = offered.soon([1, undefined])
    assert.ok(promise instanceof Promise)
    assert.deepEqual(await promise, [1, undefined])
    const got = await offered.object()
    assert.equal(got.n, 1)
    await assert.rejects(offered.fail(), (error) => error instanceof RangeError && error.message === 'no' && error.code === 5)
  })

  it('gives main a promise for a promise of the page', async () => {
    const { offered } = offer({
      wait: async (promise) => [promise instanceof Promise, await promise],
      caught: (promise) => promise.catch((error) => error.message)
    })
    assert.deepEqual(await offered.wait(Promise.resolve(5)), [true, 5])
    assert.equal(await offered.caught(Promise.reject(new TypeError('page'))), 'page')
  })

  it('rejects when the value cannot be sent', async () => {
    const { offered } = offer({ symbol: async () => Symbol('s'), caught: (promise) => promise.catch((error) => error.message) })
    await assert.rejects(offered.symbol(), { message: 'An object could not be cloned.' })
    assert.equal(await offered.caught(Promise.resolve(Symbol('s'))), 'An object could not be cloned.')
  })

  it('leaves nothing behind', async () => {
    const { offered, client, contents } = offer({ soon: async () => 1, never: () => new Promise(() => {}) })
    await offered.soon()
    assert.equal(client.counts().promises, 0)
    offered.never()
    contents.destroy()
    await turn()
  })
})

describe('remote: exceptions', () => {
  for (const type of [Error, TypeError, RangeError, SyntaxError]) {
    it(`throws ${type.name} with message, fields and cause`, () => {
      const cause = new URIError('deeper')
      const thrown = new type('the message', { cause }) // eslint-disable-line new-cap
      Object.assign(thrown, { code: 'X', data: { a: [1] }, f: () => 3 })
      const { offered } = offer({ fail: () => { throw thrown } })
      assert.throws(() => offered.fail(), (error) => {
        assert.equal(Object.getPrototypeOf(error), type.prototype)
        assert.equal(error.message, 'the message')
        assert.equal(error.code, 'X')
        assert.equal(error.data.a[0], 1)
        assert.equal(error.f(), 3)
        assert.ok(error.cause instanceof URIError)
        return true
      })
    })
  }

  it('names both sides in the stack', () => {
    const { offered } = offer({
      fail: function inMain () { throw new Error('boom') },
      Class: class { constructor () { throw new Error('boom') } }
    })
    const inPage = (action) => {
      try {
        action()
      } catch (error) {
        return error.stack
      }
    }
    for (const action of [() => offered.fail(), () => new offered.Class(), () => offered.fail.call(null)]) {
      const stack = inPage(action)
      assert.match(stack, /^Error: boom\n +at .*remote-values\.spec\.js/)
      assert.match(stack, /at <main process to page> remote: (calling|constructing) '\w+'\n +at .*remote-values\.spec\.js/)
      assert.match(stack, /inPage/)
    }
  })

  it('keeps the name of a class of its own', () => {
    class OwnError extends Error { get name () { return 'OwnError' } }
    const { offered } = offer({ fail: () => { throw new OwnError('m') } })
    assert.throws(() => offered.fail(), (error) => String(error) === 'OwnError: m')
  })

  it('throws what is no error as it is', () => {
    const { offered } = offer({ fail: (value) => { throw value } })
    for (const value of ['text', null, undefined, 5]) {
      let thrown = 'nothing'
      try { offered.fail(value) } catch (error) { thrown = error }
      assert.equal(thrown, value)
    }
  })

  it('throws for a missing module, a method that is gone and a getter that throws', () => {
    const object = { method () {}, get bad () { throw new RangeError('getter') } }
    const { offered, remote } = offer(object)
    assert.throws(() => remote.require('missing'), { code: 'MODULE_NOT_FOUND' })
    assert.throws(() => offered.bad, RangeError)
    object.method = 5
    assert.throws(() => offered.method(), /method is not a function/)
  })
})
