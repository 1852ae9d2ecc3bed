'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const EventEmitter = require('node:events')
const { FakeContents, RemotePair } = require('../support/remote-pair')
const channels = require('../../lib/js/common/channels')

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
    const metas = [undefined, null, 5, {}, { t: 'plain' }, { t: 'error' }, { t: 'error', type: 'Function', own: [] },
      { t: 'remote', id: 99 }, { t: 'remote' }, { t: 'callback', id: 'x' }, { t: 'promise' }, { t: '?' },
      { t: 'member', id: 99, name: 'x' }, [{ t: 'remote', id: {} }], { t: 'plain', own: 5 },
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
