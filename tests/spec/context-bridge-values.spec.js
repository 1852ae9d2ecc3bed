'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { until, within } = require('../support/events')
const { openBridged } = require('../support/preload')

/** Runs a script in the page and gives its value; the script's last expression may be a promise. */
const inPage = (win, script) => within(win.webContents.executeJavaScript(script))

/** Opens a page whose preload script exposes `api`, an expression, as window.api. */
const exposing = (api, options) => openBridged(`contextBridge.exposeInMainWorld('api', ${api})`, options)

const depthText = 'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.'
const unknownText = 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'

describe('values that cross', () => {
  const values = {
    undefined: 'undefined',
    null: 'null',
    '-0': '-0',
    NaN: 'NaN',
    Infinity: '-Infinity',
    bigint: '2n ** 70n',
    text: '"\\ud800 text \\u2028"',
    Date: 'new Date(5)',
    RegExp: '/a(?<n>b)/gi',
    Map: 'new Map([[1, { a: [2] }]])',
    Set: 'new Set([1, "2"])',
    ArrayBuffer: 'new Uint8Array([1, 2, 3]).buffer',
    Float64Array: 'new Float64Array([0.5, NaN])',
    DataView: 'new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)',
    'boxed number': 'new Number(5)',
    array: '[1, [2], { a: 3 }, undefined]',
    object: '{ a: 1, b: { c: [null] }, d: undefined, "with space": 1, 5: 6 }',
    '__proto__ as a key': 'JSON.parse(\'{"__proto__": {"x": 1}, "a": 2}\')'
  }
  for (const [name, expression] of Object.entries(values)) {
    it(`${name}, both ways`, async () => {
      const win = await exposing(`{ get: () => (${expression}), echo: (value) => value }`)
      const expected = eval(`(${expression})`) // eslint-disable-line no-eval -- one source for both sides
      assert.deepEqual(await inPage(win, 'api.get()'), expected)
      assert.deepEqual(await inPage(win, `api.echo(${expression})`), expected)
    })
  }

  it('Blob and File, both ways', async () => {
    const win = await exposing('{ blob: () => new Blob(["one"]), file: () => new File(["two"], "f.txt"), text: (blob) => blob.text(), name: (file) => file.name }')
    assert.deepEqual(await inPage(win, `(async () => [
      await api.blob().text(), await api.file().text(), api.file().name, api.file() instanceof File,
      await api.text(new Blob(["three"])), api.name(new File([""], "g.txt"))
    ])()`), ['one', 'two', 'f.txt', true, 'three', 'g.txt'])
  })

  it('a class instance as an object of its own properties', async () => {
    const win = await exposing('{ get: () => new (class K { own = 1; method () {} })(), keys: (value) => [Object.keys(value), value.constructor === Object] }')
    assert.deepEqual(await inPage(win, '[api.get(), "method" in api.get(), api.get().constructor === Object]'), [{ own: 1 }, false, true])
    assert.deepEqual(await inPage(win, 'api.keys(new (class K { own = 1; method () {} })())'), [['own'], true])
  })

  it('cycles, and one object in two places', async () => {
    const win = await exposing('{ get () { const o = { list: [] }; o.self = o; o.list.push(o, o.list); return o }, echo: (value) => value }')
    assert.deepEqual(await inPage(win, '(() => { const o = api.get(); return [o.self === o, o.list[0] === o, o.list[1] === o.list] })()'), [true, true, true])
    assert.deepEqual(await inPage(win, '(() => { const x = {}; const o = api.echo({ a: x, b: [x] }); return o.a === o.b[0] })()'), true)
  })

  it('a depth of 1000, and not more', async () => {
    const win = await exposing('{ deep: (n) => Array(n - 1).fill().reduce((value) => [value], []), count: (value) => { let n = 0; for (; value; value = value[0]) n++; return n } }')
    assert.equal(await inPage(win, '(() => { let n = 0; for (let value = api.deep(1000); value; value = value[0]) n++; return n })()'), 1000)
    assert.equal(await inPage(win, 'api.count(Array(999).fill().reduce((value) => [value], []))'), 1000)
    for (const script of ['api.deep(1001)', 'api.count(Array(1000).fill().reduce((value) => [value], []))']) {
      assert.equal(await inPage(win, `(() => { try { ${script} } catch (error) { return error.name + ': ' + error.message } })()`), `TypeError: ${depthText}`)
    }
  })

  it('symbols: those of the language, registered ones, and others with their identity', async () => {
    const win = await exposing('{ kinds: (...symbols) => [symbols[0] === Symbol.iterator, symbols[1] === Symbol.for("reg"), symbols[2].description], ' +
      'echo: (value) => value, own: (() => { const own = Symbol("own"); return () => own })() }')
    assert.deepEqual(await inPage(win, 'api.kinds(Symbol.iterator, Symbol.for("reg"), Symbol("mine"))'), [true, true, 'mine'])
    assert.deepEqual(await inPage(win, '(() => { const s = Symbol(); return [api.echo(s) === s, api.own() === api.own(), api.echo({ [s]: 5 })[s]] })()'), [true, true, 5])
  })

  it('nodes of the document are shared', async () => {
    const win = await exposing('{ find: (id) => document.getElementById(id), isSame: (node) => node === document.getElementById("it"), echo: (value) => value, ' +
      'inShadow: () => { const inner = document.createElement("b"); document.createElement("div").attachShadow({ mode: "closed" }).append(inner); return inner } }',
    { html: '<!DOCTYPE html><p id="it">x</p>' })
    assert.deepEqual(await inPage(win, `(() => {
      const it = document.getElementById('it')
      const [a, b] = api.echo([it, document])
      return [api.find('it') === it, api.isSame(it), a === it, b === document, api.find('it') instanceof HTMLElement, api.echo(window) === window,
        api.inShadow().localName, api.echo(it.firstChild) === it.firstChild]
    })()`), [true, true, true, true, true, true, 'b', true])
  })

  it('nothing that structured clone refuses', async () => {
    const win = await exposing('{ take () {}, map: () => new WeakMap(), generator: () => (function * () {})(), inMap: () => new Map([[1, () => {}]]) }')
    for (const script of ['api.map()', 'api.generator()', 'api.inMap()', 'api.take(new WeakSet())', 'api.take(new Proxy({}, {}))', 'api.take(new Set([() => {}]))']) {
      assert.equal(await inPage(win, `(() => { try { ${script} } catch (error) { return error.name + ': ' + error.message } })()`),
        'Error: An object could not be cloned.', script)
    }
  })
})

describe('functions that cross', () => {
  it('take arguments and give results', async () => {
    const win = await exposing('{ add: (a, b) => a + b, count: (...args) => args.length, none () {} }')
    assert.deepEqual(await inPage(win, '[api.add(1, 2), api.count(), api.count(undefined, undefined), api.none()]'), [3, 0, 2, undefined])
  })

  it('keep their identity: the same function is the same proxy, and at home it is itself', async () => {
    const win = await exposing(`(() => {
      let kept
      const f = () => {}
      return { f, same: () => f, isF: (value) => value === f, keep: (value) => { const was = kept; kept = value; return was === value }, echo: (value) => value }
    })()`)
    assert.deepEqual(await inPage(win, `(() => {
      const g = () => {}
      api.keep(g)
      return [api.f === api.same(), api.isF(api.f), api.keep(g), api.keep(() => {}), api.echo(g) === g, api.echo({ list: [g] }).list[0] === g]
    })()`), [true, true, true, false, true, true])
  })

  it('are called with the object they came with as this, else with the window', async () => {
    const win = await exposing(`{ count: 0, more () { return ++this.count }, nested: { me () { return this.name }, name: 'nested' },
      loose: () => function () { return this === window }, callIn: (object) => object.f(), call: (f) => f() }`)
    assert.deepEqual(await inPage(win, `(() => {
      const { more } = api
      const object = { f () { return this === object } }
      return [api.more(), more(), api.count, api.nested.me(), api.loose()(), api.callIn(object), api.call(function () { return this === window })]
    })()`), [1, 2, 0, 'nested', true, true, true])
  })

  it('go both ways, as deep as one likes', async () => {
    const win = await exposing('{ twice: (f, n) => n === 0 ? f(0) : f(n) + 1 }')
    assert.equal(await inPage(win, '(() => { const f = (n) => n === 0 ? 0 : api.twice(f, n - 1) + 1; return f(20) })()'), 39)
  })

  it('show nothing of themselves', async () => {
    const win = await exposing('{ f: Object.assign(function named (a, b) { return "secret" }, { prop: 1 }) }')
    assert.deepEqual(await inPage(win, '[String(api.f), api.f.name, api.f.length, Reflect.ownKeys(api.f), Object.getPrototypeOf(api.f) === Function.prototype]'),
      ['function () { [native code] }', '', 0, ['length', 'name'], true])
  })

  it('throw errors with class, message and name, and with the stack of who called', async () => {
    const win = await exposing(`{ type () { throw new TypeError('bad') }, custom () { throw Object.assign(new Error('x'), { name: 'Custom' }) },
      abort () { throw new DOMException('m', 'AbortError') }, call: (f) => f(), caught (f) { try { f() } catch (e) { return [e instanceof RangeError, String(e)] } } }`)
    assert.deepEqual(await inPage(win, '(() => { try { api.type() } catch (e) { return [e instanceof TypeError, String(e), Object.keys(e)] } })()'), [true, 'TypeError: bad', []])
    assert.doesNotMatch(await inPage(win, '(() => { try { api.type() } catch (e) { return e.stack } })()'), /runtime:|End\.|Reader/)
    assert.deepEqual(await inPage(win, '(() => { try { api.custom() } catch (e) { return [e instanceof Error, String(e)] } })()'), [true, 'Custom: x'])
    assert.deepEqual(await inPage(win, '(() => { try { api.abort() } catch (e) { return [e instanceof Error, e.name, e.message] } })()'), [true, 'AbortError', 'm'])
    assert.deepEqual(await inPage(win, 'api.caught(() => { throw new RangeError("page") })'), [true, 'RangeError: page'])
    assert.deepEqual(await inPage(win, '(() => { try { api.call(() => { throw new RangeError("through") }) } catch (e) { return [e instanceof RangeError, e.message] } })()'), [true, 'through'])
  })

  it('throw an error for anything thrown that is none', async () => {
    const win = await exposing(`{
      text () { throw "text" }, nothing () { throw null }, caught (f) { try { f() } catch (e) { return [e instanceof Error, e.message] } },
      proxy () { throw new Proxy(new TypeError("p"), {}) }, revoked () { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy } }`)
    for (const name of ['text', 'nothing', 'proxy', 'revoked']) {
      assert.deepEqual(await inPage(win, `(() => { try { api.${name}() } catch (e) { return [e instanceof Error, e.message] } })()`), [true, unknownText])
    }
    assert.deepEqual(await inPage(win, 'api.caught(() => { throw { a: 1 } })'), [true, unknownText])
  })

  it('that were released are gone from both worlds', async () => {
    const win = await openBridged(`
      const registry = new FinalizationRegistry(() => collected++)
      let collected = 0
      contextBridge.exposeInMainWorld('api', {
        make () { const f = () => {}; registry.register(f, 0); return f },
        take (f) {},
        collected: () => collected
      })`)
    await inPage(win, `
      globalThis.pageCollected = 0
      globalThis.pageRegistry = new FinalizationRegistry(() => pageCollected++)
      for (let i = 0; i < 10000; i++) { api.make(); const f = () => i; pageRegistry.register(f, 0); api.take(f) }
      api.make() === undefined`)
    // The collector is asked for; what stays is the odd one that is still on some stack.
    await until(() => inPage(win, 'gc(), new Promise((done) => setTimeout(() => { gc(); done(api.collected() > 9900 && pageCollected > 9900) }, 20))'))
  })

  it('stay while somebody has them', async () => {
    const win = await exposing('(() => { let kept; return { make: () => () => 5, keep (f) { kept = f }, call: () => kept() } })()')
    assert.equal(await inPage(win, `
      globalThis.kept = api.make(), api.keep(() => 6), gc(),
      new Promise((done) => setTimeout(() => { gc(); done(kept() + api.call()) }, 20))`), 11)
  })
})

describe('promises that cross', () => {
  it('settle with the values and the errors that they have on the other side', async () => {
    const win = await exposing(`{ kept: () => Promise.resolve({ a: [1] }), broken: () => Promise.reject(new TypeError('no')), text: async () => { throw 'text' },
      later: () => new Promise((resolve) => setTimeout(() => resolve({ f: () => 5 }), 5)), bad: async () => new WeakMap() }`)
    assert.deepEqual(await inPage(win, 'api.kept().then((value) => [value, api.kept() instanceof Promise])'), [{ a: [1] }, true])
    assert.deepEqual(await inPage(win, 'api.broken().catch((e) => [e instanceof TypeError, e.message])'), [true, 'no'])
    assert.equal(await inPage(win, 'api.text().catch((e) => e)'), 'text')
    assert.equal(await inPage(win, 'api.later().then(({ f }) => f())'), 5)
    assert.equal(await inPage(win, 'api.bad().catch((e) => e.message)'), 'An object could not be cloned.')
  })

  it('are gone from both worlds when nobody can settle them', async () => {
    const win = await exposing('{ never: () => new Promise(() => {}) }')
    await inPage(win, `
      globalThis.collected = 0
      globalThis.registry = new FinalizationRegistry(() => collected++)
      for (let i = 0; i < 200; i++) registry.register(api.never(), 0)`)
    await until(() => inPage(win, 'gc(), new Promise((done) => setTimeout(() => { gc(); done(collected > 180) }, 20))'))
  })

  it('go to the preload script as well', async () => {
    const win = await exposing('{ wait: async (promise) => [promise instanceof Promise, await promise], caught: (promise) => promise.catch((e) => [e instanceof RangeError, e.message]) }')
    assert.deepEqual(await inPage(win, 'api.wait(Promise.resolve({ a: 1 }))'), [true, { a: 1 }])
    assert.deepEqual(await inPage(win, 'api.caught(Promise.reject(new RangeError("r")))'), [true, 'r'])
    assert.deepEqual(await inPage(win, 'api.wait(new Promise((resolve) => setTimeout(resolve, 5, 7)))'), [true, 7])
  })
})
