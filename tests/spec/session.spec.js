'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { app, session, BrowserWindow } = require('electron')
const { openPage, openWindow } = require('../support/windows')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = (text = '') => ({ name: 'TypeError', message: `Error processing argument at index 0, conversion failure from ${text}` })

describe('session', () => {
  it('defaultSession is one object, of a class that apps cannot construct', () => {
    const { defaultSession } = session
    assert.equal(session.defaultSession, defaultSession)
    assert.equal(defaultSession.constructor.name, 'Session')
    assert.equal(typeof defaultSession.on, 'function')
    assert.deepEqual(Object.keys(defaultSession), [])
    assert.throws(() => new defaultSession.constructor(), { message: "Session objects cannot be created with 'new'" })
  })

  it('fromPartition: one session a name; "" and "persist:" are the default one', () => {
    assert.equal(session.fromPartition(''), session.defaultSession)
    assert.equal(session.fromPartition('persist:'), session.defaultSession)
    assert.equal(session.fromPartition('one'), session.fromPartition('one'))
    assert.notEqual(session.fromPartition('one'), session.fromPartition('two'))
    assert.notEqual(session.fromPartition('one'), session.fromPartition('persist:one'))
    assert.throws(() => session.fromPartition(), insufficient)
    assert.throws(() => session.fromPartition(5), conversion())
    assert.throws(() => session.fromPartition(undefined), conversion('undefined'))
  })

  it('isPersistent and storagePath say where the data of a partition is', () => {
    const userData = app.getPath('userData')
    assert.equal(session.defaultSession.isPersistent(), true)
    assert.equal(session.defaultSession.storagePath, userData)
    const persistent = session.fromPartition('persist:kept')
    assert.equal(persistent.isPersistent(), true)
    assert.equal(persistent.getStoragePath(), path.join(userData, 'Partitions/kept'))
    const memory = session.fromPartition('gone', { cache: false })
    assert.equal(memory.isPersistent(), false)
    assert.equal(memory.getStoragePath(), null)
  })

  it('a partition of any name has one folder below Partitions', () => {
    const folder = path.join(app.getPath('userData'), 'Partitions')
    for (const name of ['../../up', '..', '.', '/etc', 'a/b', 'a\\b', 'ä ö', '%2e%2e']) {
      const { storagePath } = session.fromPartition(`persist:${name}`)
      assert.equal(path.dirname(storagePath), folder, name)
      assert.equal(path.normalize(storagePath), storagePath, name)
    }
  })

  it('names that look like those of another kind are partitions in memory', () => {
    for (const name of ['path:/tmp', 'memory:one', 'Persist:one']) {
      assert.equal(session.fromPartition(name).isPersistent(), false, name)
    }
    assert.notEqual(session.fromPartition('memory:one'), session.fromPartition('one'))
  })

  it('fromPath keeps the data in a folder; null when it is not absolute', () => {
    const folder = tempFolder('session')
    const own = session.fromPath(folder)
    assert.equal(own.getStoragePath(), folder)
    assert.equal(own.isPersistent(), true)
    assert.equal(session.fromPath(`${folder}/../${path.basename(folder)}`), own)
    assert.equal(session.fromPath(`${app.getPath('userData')}/`), session.defaultSession)
    assert.equal(session.fromPath('relative'), null)
    assert.equal(session.fromPath(''), null)
    assert.throws(() => session.fromPath(), insufficient)
    assert.throws(() => session.fromPath(5), conversion())
  })

  it("app 'session-created' tells of each new session, without an Event", () => {
    const seen = []
    const listener = (...args) => seen.push(args)
    app.on('session-created', listener)
    const made = session.fromPartition('created')
    session.fromPartition('created')
    app.removeListener('session-created', listener)
    assert.deepEqual(seen, [[made]])
  })

  it("a window's session comes before its webContents", () => {
    const log = []
    const listeners = { 'session-created': () => log.push('session'), 'web-contents-created': () => log.push('contents') }
    for (const [name, listener] of Object.entries(listeners)) app.on(name, listener)
    openWindow({ webPreferences: { partition: 'made by a window' } })
    for (const [name, listener] of Object.entries(listeners)) app.removeListener(name, listener)
    assert.deepEqual(log, ['session', 'contents'])
  })

  it('webContents.session is the one of webPreferences.session, else of .partition, else the default one', () => {
    const one = session.fromPartition('one')
    const sessionOf = (webPreferences) => openWindow({ webPreferences }).webContents.session
    assert.equal(sessionOf({}), session.defaultSession)
    assert.equal(sessionOf({ partition: 'one' }), one)
    assert.equal(sessionOf({ session: one }), one)
    assert.equal(sessionOf({ session: one, partition: 'two' }), one)
    assert.equal(sessionOf({ session: 5, partition: 'one' }), one)
    assert.equal(sessionOf({ partition: 5 }), session.defaultSession)
  })

  it('a window that a page opens has the session of that page', async () => {
    const page = await openPage(undefined, { webPreferences: { partition: 'one', nodeIntegration: false } })
    page.webContents.setWindowOpenHandler(() => ({ action: 'allow', overrideBrowserWindowOptions: { show: false } }))
    await page.webContents.executeJavaScript("void window.open('about:blank')")
    const [child] = BrowserWindow.getAllWindows().filter((win) => win !== page)
    assert.equal(child.webContents.session, session.fromPartition('one'))
  })

  it('sessions keep what pages store apart', async (t) => {
    const server = await startServer()
    t.after(() => server.close())
    const open = async (partition) => {
      const win = openWindow({ webPreferences: { partition } })
      await win.loadURL(`${server.url}/page`)
      return win.webContents
    }
    const first = await open('first')
    await first.executeJavaScript("localStorage.setItem('key', 'value'); document.cookie = 'a=b'")
    const read = "[localStorage.getItem('key'), document.cookie]"
    assert.deepEqual(await (await open('first')).executeJavaScript(read), ['value', 'a=b'])
    assert.deepEqual(await (await open('second')).executeJavaScript(read), [null, ''])
  })

  it('setUserAgent is what its pages say, and those of no other session', async () => {
    const own = session.fromPartition('agent')
    assert.equal(own.getUserAgent(), app.userAgentFallback)
    own.setUserAgent('Agent/1')
    assert.equal(own.getUserAgent(), 'Agent/1')
    const agent = async (partition) => (await openPage(undefined, { webPreferences: { partition } })).webContents.executeJavaScript('navigator.userAgent')
    assert.equal(await agent('agent'), 'Agent/1')
    assert.equal(await agent('no agent'), app.userAgentFallback)
    assert.throws(() => own.setUserAgent(), insufficient)
    assert.throws(() => own.setUserAgent(5), conversion())
  })
})

describe('what a session has not', () => {
  it('says so by name when it is used', () => {
    const { defaultSession } = session
    assert.throws(() => defaultSession.setSSLConfig({}), { message: /^session\.setSSLConfig is not supported: ./ })
    assert.throws(() => defaultSession.netLog, { message: /^session\.netLog is not supported: ./ })
    assert.deepEqual(defaultSession.getAllExtensions(), [])
    assert.equal(defaultSession.getExtension('x'), null)
    assert.equal(defaultSession.on('select-hid-device', () => {}), defaultSession)
    defaultSession.removeAllListeners('select-hid-device')
  })
})

describe('session preload scripts', () => {
  it('setPreloads replaces what getPreloads answers', () => {
    const own = session.fromPartition('preloads')
    assert.deepEqual(own.getPreloads(), [])
    own.setPreloads(['/a.js', '/b.js'])
    assert.deepEqual(own.getPreloads(), ['/a.js', '/b.js'])
    own.setPreloads(['/c.js'])
    assert.deepEqual(own.getPreloads(), ['/c.js'])
    own.setPreloads([])
    assert.deepEqual(own.getPreloads(), [])
    assert.throws(() => own.setPreloads(), insufficient)
    assert.throws(() => own.setPreloads(5), conversion())
    assert.throws(() => own.setPreloads([5]), conversion())
  })

  it('registerPreloadScript answers an id that unregisterPreloadScript takes', () => {
    const own = session.fromPartition('registered')
    const id = own.registerPreloadScript({ type: 'frame', filePath: '/a.js' })
    assert.equal(typeof id, 'string')
    assert.equal(own.registerPreloadScript({ type: 'frame', id: 'mine', filePath: '/b.js' }), 'mine')
    assert.deepEqual(own.getPreloadScripts(), [{ type: 'frame', id, filePath: '/a.js' }, { type: 'frame', id: 'mine', filePath: '/b.js' }])
    own.unregisterPreloadScript(id)
    assert.deepEqual(own.getPreloadScripts(), [{ type: 'frame', id: 'mine', filePath: '/b.js' }])
  })

  it('refuses what cannot be registered', () => {
    const own = session.fromPartition('refused')
    own.registerPreloadScript({ type: 'frame', id: 'mine', filePath: '/b.js' })
    assert.throws(() => own.registerPreloadScript({ type: 'frame', id: 'mine', filePath: '/c.js' }), { message: 'Cannot register preload script with existing ID: mine' })
    assert.throws(() => own.registerPreloadScript({ type: 'frame', filePath: 'c.js' }), { name: 'TypeError', message: 'Preload script must have absolute path: c.js' })
    assert.throws(() => own.registerPreloadScript({ type: 'service-worker', filePath: '/c.js' }), { message: /not supported/ })
    assert.throws(() => own.registerPreloadScript({ type: 'frame' }), conversion())
    assert.throws(() => own.registerPreloadScript(), insufficient)
    assert.throws(() => own.unregisterPreloadScript('no such'), { message: 'Cannot unregister preload script with non-existing ID: no such' })
  })
})

describe("a session's preload scripts in pages", () => {
  it('run before that of webPreferences, in pages of that session only', async () => {
    const own = session.fromPartition('with preloads')
    const folder = tempFolder('preloads')
    const script = (name) => {
      const file = path.join(folder, `${name}.js`)
      fs.writeFileSync(file, `window.ran = [...window.ran ?? [], '${name}']`)
      return file
    }
    own.setPreloads([script('set'), 'relative.js'])
    own.registerPreloadScript({ type: 'frame', filePath: script('registered') })
    const webPreferences = { preload: script('own'), contextIsolation: false, sandbox: false }
    const ran = async (partition) => {
      const win = await openPage(undefined, { webPreferences: { ...webPreferences, partition } })
      return win.webContents.executeJavaScript('window.ran')
    }
    assert.deepEqual(await ran('with preloads'), ['set', 'registered', 'own'])
    assert.deepEqual(await ran('without preloads'), ['own'])
    own.setPreloads([])
    assert.deepEqual(await ran('with preloads'), ['registered', 'own'])
  })
})
