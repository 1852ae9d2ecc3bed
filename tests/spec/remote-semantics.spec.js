'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const EventEmitter = require('node:events')
const { FakeContents, RemotePair, turn } = require('../support/remote-pair')
const channels = require('../../lib/js/common/channels')

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
    class Window { getBounds () { return { x: 1, nested: { y: 2 } } } get model () { return this.data } data = { z: 3 } }
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
    const { offered } = offer({ soon: async (v) => v, object: async () => object, fail: async () => { throw Object.assign(new RangeError('no'), { code: 5 }) } })
    const promise = offered.soon([1, undefined])
    assert.ok(promise instanceof Promise)
    assert.deepEqual(await promise, [1, undefined])
    const got = await offered.object()
    assert.equal(got.n, 1)
    await assert.rejects(offered.fail(), (error) => error instanceof RangeError && error.message === 'no' && error.code === 5)
  })

  it('gives main a promise for a promise of the page', async () => {
    const { offered } = offer({ wait: async (promise) => [promise instanceof Promise, await promise], caught: (promise) => promise.catch((error) => error.message) })
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
      const { offered } = offer({ fail: () => { throw Object.assign(new type('the message', { cause }), { code: 'X', data: { a: [1] }, f () { return 3 } }) } }) // eslint-disable-line new-cap
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
    const { offered } = offer({ fail: function inMain () { throw new Error('boom') }, Class: class { constructor () { throw new Error('boom') } } })
    const inPage = (action) => {
      try {
        action()
      } catch (error) {
        return error.stack
      }
    }
    for (const action of [() => offered.fail(), () => new offered.Class(), () => offered.fail.call(null)]) {
      const stack = inPage(action)
      assert.match(stack, /^Error: boom\n +at .*remote-semantics\.spec\.js/)
      assert.match(stack, /at the page, (calling|constructing) '\w+' by remote\n +at .*remote-semantics\.spec\.js/)
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

describe('remote: the module', () => {
  const open = () => {
    class BrowserWindow { constructor (options) { this.options = options } }
    const electron = { app: Object.assign(new EventEmitter(), { quit: () => 'quit' }), BrowserWindow, screen: { n: 1 } }
    const pair = new RemotePair({ electron })
    const contents = new FakeContents()
    contents.window = new BrowserWindow({ title: 'mine' })
    return { pair, electron, ...pair.open(contents) }
  }

  it('has the modules of main, each asked for once and when it is used', () => {
    const { pair, remote } = open()
    assert.equal(pair.sent.length, 0)
    assert.deepEqual(Object.keys(remote).filter((key) => ['app', 'BrowserWindow', 'screen', 'process', 'require'].includes(key)).length, 5)
    const { app, BrowserWindow } = remote
    assert.equal(app.quit(), 'quit')
    assert.equal(remote.app, app)
    assert.equal(new BrowserWindow({ title: 't' }).options.title, 't')
    assert.equal(pair.sent.filter((channel) => channel === channels.REMOTE_BUILTIN).length, 2)
  })

  it('asks main for the modules when it is not told', () => {
    const pair = new RemotePair()
    const { createRemote } = require('../../lib/js/renderer/remote/client')
    const remote = createRemote({ ipc: pair.openIpc(new FakeContents()), contextId: 'c' })
    assert.ok(Object.hasOwn(remote, 'app'))
  })

  it('gives the window, the webContents, globals and the process', () => {
    const { remote, contents } = open()
    assert.equal(remote.getCurrentWindow().options.title, 'mine')
    assert.ok(remote.getCurrentWindow() instanceof remote.BrowserWindow)
    assert.equal(remote.getCurrentWebContents().id, contents.id)
    globalThis.sharedForTest = { value: 1 }
    remote.getGlobal('sharedForTest').value = 2
    assert.equal(globalThis.sharedForTest.value, 2)
    delete globalThis.sharedForTest
    assert.equal(remote.process.pid, process.pid)
    assert.equal(remote.getGlobal('sharedForTest'), undefined)
  })

  const cases = [
    ['remote-require', (remote) => remote.require('m'), ['m'], "Blocked remote.require('m')"],
    ['remote-get-builtin', (remote) => remote.app, ['app'], "Blocked remote.getBuiltin('app')"],
    ['remote-get-global', (remote) => remote.getGlobal('g'), ['g'], "Blocked remote.getGlobal('g')"],
    ['remote-get-current-window', (remote) => remote.getCurrentWindow(), [], 'Blocked remote.getCurrentWindow()'],
    ['remote-get-current-web-contents', (remote) => remote.getCurrentWebContents(), [], 'Blocked remote.getCurrentWebContents()']
  ]
  for (const [eventName, get, args, message] of cases) {
    it(`lets the app and the webContents filter by ${eventName}`, () => {
      const { remote, electron, contents } = open()
      const heard = []
      electron.app.once(eventName, (event, sender, ...rest) => { heard.push(sender, ...rest); event.preventDefault() })
      assert.throws(() => get(remote), { message })
      assert.deepEqual(heard, [contents, ...args])
      contents.once(eventName, (event, ...rest) => {
        assert.deepEqual(rest, args)
        assert.equal(event.sender, contents)
        event.returnValue = { replaced: true }
        event.preventDefault()
      })
      assert.equal(get(remote).replaced, true)
    })
  }

  it('refuses pages that may not use it', () => {
    const pair = new RemotePair({ server: { isAllowed: () => false } })
    const { remote } = pair.open()
    assert.throws(() => remote.app, /remote is not enabled/)
    assert.deepEqual(pair.server.counts().contexts, 0)
  })
})

describe('remote: a hostile page', () => {
  const hostile = () => {
    const pair = new RemotePair()
    const page = pair.offer({ a: { secret: 1 }, f () {}, take () {} })
    const id = 1
    return { pair, id, ask: (channel, ...args) => page.ipc.sendSync(channel, page.contextId, ...args), ...page }
  }
  const message = ([kind, meta]) => {
    assert.equal(kind, 1)
    return meta.own[meta.own.indexOf('message') + 1]
  }

  it('gets nothing that belongs to another page', () => {
    const { pair, id } = hostile()
    const other = pair.open()
    const answer = other.ipc.sendSync(channels.REMOTE_MEMBER_GET, other.contextId, id, 'a')
    assert.match(message(answer), /missing remote object 1/)
  })

  it('gets an error for every malformed request, and main goes on', () => {
    const { ask, id, ipc, contextId, offered } = hostile()
    let deep = []
    for (let i = 0; i < 50000; i++) deep = [deep]
    const cyclic = { t: 'plain', own: ['a'] }
    cyclic.own.push(cyclic)
    const metas = [undefined, null, 5, {}, { t: 'plain' }, { t: 'error' }, { t: 'error', type: 'Function', own: [] }, { t: 'remote', id: 99 }, { t: 'remote' },
      { t: 'callback', id: 'x' }, { t: 'promise' }, { t: '?' }, { t: 'member', id: 99, name: 'x' }, [{ t: 'remote', id: {} }], { t: 'plain', own: 5 },
      { t: 'return' }, [{ t: 'constructor' }], [{ t: '__proto__' }], cyclic]
    for (const channel of Object.values(channels)) {
      for (const target of [id, undefined, null, -1, 1e9, 'x', {}, [], 1.5]) {
        for (const meta of metas) {
          if (channel === channels.REMOTE_CONTEXT_RELEASE) continue
          if (/dereference|settle|callback/.test(channel)) ipc.send(channel, contextId, target, meta, meta)
          else for (const args of [[target], [target, meta], [target, 'f', meta], [target, meta, meta]]) ask(channel, ...args)
        }
      }
    }
    for (const args of [[id, deep], [id, 'f', deep], [id, 'f', [deep]]]) ask(channels.REMOTE_MEMBER_CALL, ...args)
    ipc.send(channels.REMOTE_SETTLE, contextId, 1, true, deep)
    for (const wrong of [undefined, null, 5, {}, '', 'x'.repeat(1000)]) {
      assert.equal(ipc.sendSync(channels.REMOTE_GLOBAL, wrong, 'process')[0], 1)
      ipc.send(channels.REMOTE_DEREFERENCE, wrong, [1, 1])
      ipc.send(channels.REMOTE_CONTEXT_RELEASE, wrong)
    }
    assert.equal({}.polluted, undefined)
    assert.equal(offered.a.secret, 1)
  })

  it('cannot make code from text through constructors', () => {
    const { ask, id } = hostile()
    assert.match(message(ask(channels.REMOTE_MEMBER_GET, id, '__proto__')), /bad name/)
    const [, meta] = ask(channels.REMOTE_MEMBER_GET, id, 'f')
    assert.match(message(ask(channels.REMOTE_MEMBER_GET, meta.id, 'constructor')), /cannot be used by remote/)
  })

  it('cannot let main crash by what its callbacks are called with', async () => {
    const { offered } = hostile()
    const pair = new RemotePair()
    let taken
    const page = pair.offer({ take: (callback) => { taken = callback } })
    page.offered.take(() => {})
    const { warn } = console
    const warnings = []
    console.warn = (text) => warnings.push(text)
    taken(Symbol('s'))
    console.warn = warn
    assert.match(warnings[0], /could not be cloned/)
    assert.ok(offered)
  })
})
