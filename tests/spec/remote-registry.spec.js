'use strict'

// Needs --expose-gc.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const EventEmitter = require('node:events')
const { FakeContents, RemotePair, collectUntil, turn } = require('../support/remote-pair')
const { ObjectsRegistry } = require('../../lib/js/main/remote/objects-registry')
const channels = require('../../lib/js/common/channels')

const countsOf = (pair) => pair.server.counts()

const warningsOf = async (action) => {
  const warnings = []
  const { warn } = console
  console.warn = (text) => warnings.push(text)
  try {
    await action()
  } finally {
    console.warn = warn
  }
  return warnings
}

describe('ObjectsRegistry', () => {
  it('gives one id to one object as long as anybody holds it', () => {
    const registry = new ObjectsRegistry()
    const object = {}
    const id = registry.add('a', object)
    assert.equal(registry.add('b', object), id)
    assert.equal(registry.get('a', id), object)
    registry.release('a', id)
    assert.equal(registry.get('a', id), undefined)
    assert.equal(registry.get('b', id), object)
    registry.release('b', id)
    assert.deepEqual(registry.counts(), { objects: 0, owners: 0, references: 0 })
    assert.notEqual(registry.add('a', object), id)
  })

  it('keeps an object that was sent again while it was let go', () => {
    const registry = new ObjectsRegistry()
    const object = {}
    const id = registry.add('a', object)
    registry.add('a', object)
    registry.release('a', id, 1)
    assert.equal(registry.get('a', id), object)
  })

  it('clears an owner and leaves the others', () => {
    const registry = new ObjectsRegistry()
    const [one, two] = [{}, {}]
    const id = registry.add('a', one)
    registry.add('a', two)
    registry.add('b', one)
    registry.clear('a')
    assert.equal(registry.get('b', id), one)
    assert.deepEqual(registry.counts(), { objects: 1, owners: 1, references: 1 })
  })

  it('ignores nonsense', () => {
    const registry = new ObjectsRegistry()
    const id = registry.add('a', {})
    for (const count of [-1, 0.5, NaN, '1', {}]) registry.release('a', id, count)
    for (const [owner, wrong] of [['b', id], ['a', 99], ['a', {}], [undefined, undefined]]) registry.release(owner, wrong, 1)
    assert.equal(registry.counts().references, 1)
  })
})

describe('remote lifetimes: objects', () => {
  it('lives in main as long as the page holds it, and no longer', async () => {
    const pair = new RemotePair()
    const { offered } = pair.offer({ make: () => ({ data: new Map() }) })
    let held = offered.make()
    const before = countsOf(pair).objects
    await collectUntil(() => countsOf(pair).objects <= before, () => JSON.stringify(countsOf(pair)))
    assert.equal(held.data.size, 0)
    held = null
    await collectUntil(() => countsOf(pair).objects < before, () => JSON.stringify(countsOf(pair)))
    assert.ok(offered)
  })

  it('lives as long as only a method of it is held', async () => {
    const pair = new RemotePair()
    const { offered } = pair.offer({ make: () => new (class { value = 5; get () { return this.value } })() })
    const { get } = offered.make()
    for (let i = 0; i < 5; i++) {
      globalThis.gc()
      await turn()
    }
    assert.equal(get(), 5)
  })

  it('leaves nothing behind after 10,000 objects were made and dropped', async () => {
    const pair = new RemotePair()
    class Thing { constructor (n) { this.n = n } }
    const { offered, client } = pair.offer({ make: (n) => new Thing(n), Thing, fn: () => () => {} })
    await collectUntil(() => client.counts().objects === 1, () => JSON.stringify(client.counts()))
    const before = countsOf(pair)
    const { Thing: RemoteThing } = offered
    for (let i = 0; i < 5000; i++) assert.equal(offered.make(i).n, i)
    for (let i = 0; i < 2500; i++) new RemoteThing(i)
    for (let i = 0; i < 2500; i++) offered.fn()()
    const done = () => countsOf(pair).objects <= before.objects + 1 && client.counts().objects <= 2
    await collectUntil(done, () => JSON.stringify([before, countsOf(pair), client.counts()]))
    assert.ok(RemoteThing)
  })

  it('does not lose an object that is sent again while its last proxy is collected', async () => {
    const pair = new RemotePair()
    const shared = { n: 1 }
    const { offered } = pair.offer({ get: () => shared })
    for (let i = 0; i < 200; i++) {
      let proxy = offered.get()
      assert.equal(proxy.n, 1)
      proxy = null
      globalThis.gc()
      // The finalizers of what was collected may run before or after this comes.
      if (i % 3 === 0) await turn()
      const again = offered.get()
      if (i % 2) await turn()
      assert.equal(again.n, 1)
    }
  })

  it('tells main in batches what was collected', async () => {
    const pair = new RemotePair()
    const { offered } = pair.offer({ make: () => ({}) })
    for (let i = 0; i < 1000; i++) offered.make()
    await collectUntil(() => countsOf(pair).objects <= 2, () => JSON.stringify(countsOf(pair)))
    assert.ok(pair.sent.filter((channel) => channel === channels.REMOTE_DEREFERENCE).length < 50)
  })

  it('counts one object in two pages twice', async () => {
    const pair = new RemotePair()
    const shared = { n: 1 }
    const one = pair.offer(shared)
    const two = pair.offer(shared)
    assert.equal(countsOf(pair).objects, 1)
    one.client.release()
    assert.equal(countsOf(pair).objects, 1)
    assert.equal(two.offered.n, 1)
    two.client.release()
    assert.equal(countsOf(pair).objects, 0)
  })

  it('does not count what could not be sent', () => {
    const pair = new RemotePair()
    const { offered } = pair.offer({ broken: () => [{}, {}, Symbol('s')] })
    const before = countsOf(pair)
    assert.throws(() => offered.broken(), /could not be cloned/)
    assert.equal(countsOf(pair).objects, before.objects)
  })
})

describe('remote lifetimes: documents', () => {
  const open = () => {
    const pair = new RemotePair()
    const page = pair.offer({ a: {}, on () {} })
    page.kept = page.offered.a
    page.offered.on(() => {})
    assert.equal(countsOf(pair).objects, 2)
    assert.equal(countsOf(pair).contexts, 1)
    return { pair, ...page }
  }
  const empty = { objects: 0, owners: 0, references: 0, contexts: 0, callbacks: 0 }

  it('releases everything when the document says goodbye', () => {
    const { pair, client } = open()
    client.release()
    assert.deepEqual(countsOf(pair), empty)
  })

  it('releases everything when the renderer process is gone', () => {
    const { pair, contents } = open()
    contents.emit('render-process-gone', {}, { reason: 'crashed' })
    assert.deepEqual(countsOf(pair), empty)
  })

  it('releases everything when the page is destroyed', () => {
    const { pair, contents } = open()
    contents.destroy()
    assert.deepEqual(countsOf(pair), empty)
  })

  it('releases everything when told so from outside', () => {
    let gone
    const pair = new RemotePair({ server: { onRendererGone: (listener) => { gone = listener } } })
    const { contents } = pair.offer({})
    gone(contents)
    assert.deepEqual(countsOf(pair), empty)
  })

  it('releases the old document when the page has reloaded without a goodbye, and keeps the new one', () => {
    const { pair, contents, kept } = open()
    contents.emit('did-start-navigation', {}, 'file:///b.html', false, true)
    const next = pair.offer({ b: 1 }, contents)
    assert.equal(countsOf(pair).contexts, 2)
    contents.emit('did-navigate', {}, 'file:///b.html')
    assert.deepEqual(countsOf(pair), { objects: 1, owners: 1, references: 1, contexts: 1, callbacks: 0 })
    assert.equal(next.offered.b, 1)
    assert.throws(() => kept.x, /The document is gone/)
  })

  it('keeps the document when a navigation stays in it, is of a frame, or is given up', () => {
    const { pair, contents, kept } = open()
    contents.emit('did-start-navigation', {}, 'file:///a.html#b', true, true)
    contents.emit('did-start-navigation', {}, 'file:///frame.html', false, false)
    contents.emit('did-navigate', {}, 'file:///a.html')
    contents.emit('did-start-navigation', {}, 'file:///a.zip', false, true)
    contents.emit('did-fail-load', {}, -3, '', 'file:///a.zip', true)
    contents.emit('did-navigate', {}, 'file:///a.html')
    assert.equal(countsOf(pair).contexts, 1)
    assert.equal(kept.x, undefined)
  })

  it('releases the document when an error page takes its place', () => {
    const { pair, contents } = open()
    contents.emit('did-start-navigation', {}, 'http://none/', false, true)
    contents.emit('did-fail-load', {}, -105, '', 'http://none/', true)
    assert.deepEqual(countsOf(pair), empty)
  })

  it('answers a document that is gone with an error, and holds nothing for it', () => {
    const { pair, client, kept, remote } = open()
    client.release()
    assert.throws(() => kept.a, /The document is gone/)
    assert.throws(() => remote.require('offered'), /The document is gone/)
    assert.deepEqual(countsOf(pair), empty)
  })

  it('holds nothing when the page goes while it is served', () => {
    const pair = new RemotePair()
    const contents = new FakeContents()
    const { offered } = pair.offer({ close: () => { contents.destroy(); return {} }, fail: () => { throw new Error() } }, contents)
    assert.throws(() => offered.close(), /gone/)
    assert.deepEqual(countsOf(pair), empty)
  })
})

describe('remote lifetimes: callbacks', () => {
  it('keeps the identity of a callback while main holds it', () => {
    const pair = new RemotePair()
    const emitter = new EventEmitter()
    const { offered } = pair.offer(emitter)
    const listener = () => {}
    offered.on('x', listener)
    globalThis.gc()
    assert.equal(emitter.listenerCount('x'), 1)
    offered.removeListener('x', listener)
    assert.equal(emitter.listenerCount('x'), 0)
  })

  it('lets go in the page what main has let go, in batches', async () => {
    const pair = new RemotePair()
    const { offered, client, contents } = pair.offer({ take () {} })
    for (let i = 0; i < 1000; i++) offered.take(() => i)
    assert.equal(client.counts().callbacks, 1000)
    await collectUntil(() => client.counts().callbacks === 0, () => JSON.stringify(client.counts()))
    assert.equal(countsOf(pair).callbacks, 0)
    assert.ok(contents.messages.filter((channel) => channel === channels.REMOTE_RELEASE_CALLBACK).length < 50)
  })

  it('does not lose a callback that is given again while main lets it go', async () => {
    const pair = new RemotePair()
    let taken = null
    const { offered } = pair.offer({ take (callback) { taken = callback } })
    let calls = 0
    const callback = () => { calls++ }
    for (let i = 0; i < 100; i++) {
      offered.take(callback)
      taken = null
      globalThis.gc()
      if (i % 3 === 0) await turn()
      offered.take(callback)
      if (i % 2) await turn()
      taken()
      await turn()
      assert.equal(calls, i + 1)
    }
  })

  it('does not hold callbacks of a call that could not be sent', () => {
    const pair = new RemotePair()
    const { offered, client } = pair.offer({ take () {} })
    assert.throws(() => offered.take(() => {}, Symbol('s')), { message: 'An object could not be cloned.' })
    assert.equal(client.counts().callbacks, 0)
  })

  it('drops a callback of a page that is gone with one warning, and takes it off its emitter', async () => {
    const pair = new RemotePair()
    const emitter = new EventEmitter()
    const { offered, contents } = pair.offer({ on: (name, f) => emitter.on(name, f), once: (name, f) => emitter.once(name, f) })
    const listener = () => {}
    offered.on('resize', listener)
    offered.on('move', listener)
    offered.once('move', listener)
    contents.destroy()
    const warnings = await warningsOf(() => {
      emitter.emit('resize')
      emitter.emit('resize')
      emitter.emit('move')
    })
    assert.equal(warnings.length, 1)
    assert.match(warnings[0], /'resize', 'move'/)
    assert.match(warnings[0], /remote-registry\.spec\.js:\d+/)
    assert.deepEqual(emitter.eventNames(), [])
  })

  it('drops it as well when the document was left, or sending fails', async () => {
    const failToSend = (contents) => () => {
      contents.isGone = true
      throw new Error('gone')
    }
    for (const leave of [({ client }) => client.release(), ({ contents }) => { contents._sendInternal = failToSend(contents) }]) {
      const pair = new RemotePair()
      let taken
      const page = pair.offer({ take (callback) { taken = callback } })
      let calls = 0
      page.offered.take(() => { calls++ })
      leave(page)
      const warnings = await warningsOf(() => { taken(); taken({}); taken() })
      await turn()
      assert.equal(warnings.length, 1)
      assert.equal(calls, 0)
      page.contents.destroy()
      assert.equal(countsOf(pair).objects, 0)
    }
  })

  it('leaves nothing behind after 10,000 callbacks were called and dropped', async () => {
    const pair = new RemotePair()
    const { offered, client } = pair.offer({ call (callback) { callback({}) } })
    let calls = 0
    for (let i = 0; i < 10000; i++) offered.call((object) => { calls += typeof object === 'object' ? 1 : 0 })
    const done = () => client.counts().callbacks === 0 && client.counts().objects <= 2 && countsOf(pair).objects <= 2
    await collectUntil(done, () => JSON.stringify([client.counts(), countsOf(pair)]))
    assert.equal(calls, 10000)
    assert.equal(countsOf(pair).callbacks, 0)
  })
})
