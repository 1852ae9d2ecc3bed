'use strict'

const assert = require('node:assert/strict')
const { once: onceNode } = require('node:events')
const http = require('node:http')
const { describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once, until, within } = require('../support/events')
const { openBridged, preloadFile } = require('../support/preload')
const { loadPage, openPage, openWindow } = require('../support/windows')

/** Runs a script in the page and gives its value; the script's last expression may be a promise. */
const inPage = (win, script) => within(win.webContents.executeJavaScript(script))

/** Opens a page whose preload script exposes `api`, an expression, as window.api. */
const exposing = (api, options) => openBridged(`contextBridge.exposeInMainWorld('api', ${api})`, options)

const depthText = 'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.'

describe('contextBridge.exposeInMainWorld', () => {
  it('defines a property of the window that stays as it is', async () => {
    const win = await exposing('{ value: 1 }')
    assert.deepEqual(await inPage(win, 'Object.getOwnPropertyDescriptor(window, "api")'),
      { value: { value: 1 }, writable: false, enumerable: true, configurable: false })
  })

  it('is there before the first script of the page', async () => {
    const win = await exposing('{ value: 1 }', { html: '<!DOCTYPE html><script>window.seen = api.value</script>' })
    assert.equal(await inPage(win, 'seen'), 1)
  })

  it('is there again after a reload and in the next document', async () => {
    const win = await exposing('{ path: () => location.pathname }')
    const finished = once(win.webContents, 'did-finish-load')
    win.reload()
    await finished
    assert.equal(await inPage(win, 'api.path() === location.pathname'), true)
    await loadPage(win, '<!DOCTYPE html>', 'next.html')
    assert.match(await inPage(win, 'api.path()'), /next\.html$/)
  })

  it('freezes objects, arrays and functions at any depth, but not the preload script\'s own', async () => {
    const win = await openBridged(`
      const api = { list: [{ a: 1 }], nested: { f () {} } }
      contextBridge.exposeInMainWorld('api', api)
      contextBridge.exposeInMainWorld('isFrozen', () => Object.isFrozen(api) || Object.isFrozen(api.nested))`)
    assert.deepEqual(await inPage(win, '[api, api.list, api.list[0], api.nested, api.nested.f].map(Object.isFrozen)'), Array(5).fill(true))
    assert.equal(await inPage(win, 'isFrozen()'), false)
  })

  it('does not freeze what functions return', async () => {
    const win = await exposing('{ get: () => ({ list: [1] }) }')
    assert.deepEqual(await inPage(win, '(() => { const v = api.get(); v.more = 2; v.list.push(2); return v })()'), { list: [1, 2], more: 2 })
  })

  it('reads getters once, and leaves out those that throw', async () => {
    const win = await openBridged(`
      let count = 0
      contextBridge.exposeInMainWorld('api', { get count () { return ++count }, counted: () => count, get bad () { throw new Error('bad') } })`)
    assert.deepEqual(await inPage(win, '[api.count, api.count, api.counted(), "bad" in api]'), [1, 1, 1, false])
    assert.equal(await inPage(win, 'typeof Object.getOwnPropertyDescriptor(api, "count").get'), 'undefined')
  })

  it('takes any value, not only objects', async () => {
    const win = await openBridged(`
      contextBridge.exposeInMainWorld('text', 'text')
      contextBridge.exposeInMainWorld('nothing', undefined)
      contextBridge.exposeInMainWorld('list', [1])
      contextBridge.exposeInMainWorld('call', () => 7)
      contextBridge.exposeInMainWorld('later', Promise.resolve(8))`)
    assert.deepEqual(await inPage(win, 'later.then((later) => [text, "nothing" in window, nothing, list, call(), later])'),
      ['text', true, undefined, [1], 7, 8])
  })

  it('refuses what it cannot do, in Electron\'s words', async () => {
    const win = await openBridged(`
      const texts = []
      const attempt = (...args) => { try { contextBridge.exposeInMainWorld(...args); texts.push('') } catch (error) { texts.push(error.name + ': ' + error.message) } }
      attempt('api', {})
      attempt('api', {})
      attempt('document', {})
      attempt()
      attempt(5, {})
      attempt('weak', { map: new WeakMap() })
      attempt('deep', Array(1100).fill().reduce((value) => ({ value }), {}))
      contextBridge.exposeInMainWorld('texts', texts)`)
    assert.deepEqual(await inPage(win, 'texts'), [
      '',
      'Error: Cannot bind an API on top of an existing property on the window object',
      'Error: Cannot bind an API on top of an existing property on the window object',
      'TypeError: Error processing argument at index 1, conversion failure from undefined',
      'TypeError: Error processing argument at index 1, conversion failure from ',
      'Error: An object could not be cloned.',
      `TypeError: ${depthText}`
    ])
    assert.deepEqual(await inPage(win, '["weak" in window, "deep" in window]'), [false, false])
  })
})

describe('the two worlds', () => {
  it('never see a prototype of each other', async () => {
    const win = await exposing(`(() => {
      const own = { Object, Array, Function, Promise, Error, Map, Date, Uint8Array }
      const check = (value, seen = new Set()) => {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return true
        seen.add(value)
        return Object.values(own).some((type) => Object.getPrototypeOf(value) === type.prototype) &&
          Reflect.ownKeys(value).every((key) => key === 'stack' || check(value[key], seen))
      }
      return { check: (...args) => check(args), give: () => [{ a: {} }, [[]], () => {}, Promise.resolve(), new Error('e'), new Map(), new Date(), new Uint8Array(2)] }
    })()`)
    const values = '[{ a: {} }, [[]], () => {}, Promise.resolve(), new Error("e"), new Map(), new Date(), new Uint8Array(2)]'
    assert.equal(await inPage(win, `api.check(${values}, ...${values})`), true)
    assert.equal(await inPage(win, `(() => {
      const own = [Object, Array, Function, Promise, Error, Map, Date, Uint8Array]
      const foreign = []
      const check = (value, path, seen) => {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
        seen.add(value)
        if (!own.some((type) => Object.getPrototypeOf(value) === type.prototype)) foreign.push(path)
        for (const key of Reflect.ownKeys(value)) if (key !== 'stack') check(value[key], path + '.' + String(key), seen)
      }
      check([api, api.give()], '', new Set())
      return foreign.join()
    })()`), '')
  })

  it('have globals of their own', async () => {
    const win = await openBridged('window.fromPreload = 1; Object.prototype.patched = 1; contextBridge.exposeInMainWorld("seen", () => window.fromPage)')
    assert.deepEqual(await inPage(win, 'window.fromPage = 1, [window.fromPreload, ({}).patched, seen(), typeof require, typeof process]'),
      [undefined, undefined, undefined, 'undefined', 'undefined'])
  })
})

describe('contextBridge.exposeInIsolatedWorld', () => {
  it('exposes to the main world, to the preload script\'s own, and to others when they come to be', async () => {
    const win = await openBridged(`
      contextBridge.exposeInIsolatedWorld(0, 'main', { f: () => 1 })
      contextBridge.exposeInIsolatedWorld(999, 'own', { f: () => 2 })
      contextBridge.exposeInIsolatedWorld(7, 'other', { f: () => 3, echo: (value) => value })
      contextBridge.exposeInMainWorld('ownIsThere', () => window.own.f())`)
    assert.deepEqual(await inPage(win, '[main.f(), ownIsThere(), typeof own, typeof other]'), [1, 2, 'undefined', 'undefined'])
    const inOther = (code) => within(win.webContents.executeJavaScriptInIsolatedWorld(7, [{ code }]))
    assert.deepEqual(await inOther('const g = () => {}; [other.f(), other.echo(g) === g, typeof main, Object.isFrozen(other)]'), [3, true, 'undefined', true])
  })

  it('tells what world it cannot take', async () => {
    const win = await openBridged(`
      const text = (...args) => { try { contextBridge.exposeInIsolatedWorld(...args) } catch (error) { return error.message } }
      contextBridge.exposeInMainWorld('texts', [text('x', 'a', {}), text(-1, 'a', {})])`)
    assert.deepEqual(await inPage(win, 'texts'), ['Error processing argument at index 0, conversion failure from x',
      'contextBridge.exposeInIsolatedWorld: worlds are 0 to 536870911'])
  })
})

describe('contextBridge.executeInMainWorld', () => {
  it('runs a function there with arguments, and gives its result at once', async () => {
    const win = await openBridged(`
      const result = contextBridge.executeInMainWorld({ func: (a, f) => { window.ran = [a, f(2)]; return { a, world: typeof require } }, args: [{ x: 1 }, (n) => n * 2] })
      contextBridge.exposeInMainWorld('result', result)`)
    assert.deepEqual(await inPage(win, '[ran, result]'), [[{ x: 1 }, 4], { a: { x: 1 }, world: 'undefined' }])
  })

  it('takes methods, async functions, and functions that throw', async () => {
    const win = await openBridged(`
      const { executeInMainWorld } = contextBridge
      const caught = (func) => { try { executeInMainWorld({ func }) } catch (error) { return [error instanceof TypeError, error.message] } }
      const method = { func () { return 1 } }
      contextBridge.exposeInMainWorld('api', {
        method: executeInMainWorld(method), later: executeInMainWorld({ async func () { return 2 } }),
        error: caught(() => { throw new TypeError('there') }), wrong: [caught(5)[0], caught('1 + 1')[0]]
      })`)
    assert.deepEqual(await inPage(win, 'api.later.then((later) => [api.method, later, api.error, api.wrong])'), [1, 2, [true, 'there'], [true, true]])
  })

  it('tells when the page\'s content security policy forbids it', async () => {
    const server = http.createServer((request, response) => {
      response.setHeader('content-type', 'text/html').setHeader('content-security-policy', "script-src 'self'")
      response.end('<!DOCTYPE html>')
    }).listen(0, '127.0.0.1')
    await onceNode(server, 'listening')
    const preload = preloadFile(`
      const { contextBridge } = require('electron')
      let text
      try { contextBridge.executeInMainWorld({ func: () => {} }) } catch (error) { text = error.message }
      contextBridge.exposeInMainWorld('text', { text, call: () => 5 })`)
    const win = openWindow({ webPreferences: { preload } })
    await win.loadURL(`http://127.0.0.1:${server.address().port}/`)
    assert.deepEqual(await inPage(win, '[text.text, text.call()]'),
      ["contextBridge.executeInMainWorld: the page's content security policy forbids it ('unsafe-eval')", 5])
    server.close()
  })
})

describe('contextBridge without contextIsolation', () => {
  it('tells so when the app has turned it off', async () => {
    const preload = preloadFile(`
      const { contextBridge } = require('electron')
      const text = (f) => { try { f() } catch (error) { return error.message } }
      window.texts = [text(() => contextBridge.exposeInMainWorld('api', {})), text(() => contextBridge.exposeInIsolatedWorld(0, 'api', {})), text(() => contextBridge.executeInMainWorld({ func () {} }))]`)
    const win = await openPage(undefined, { webPreferences: { preload, contextIsolation: false, sandbox: false } })
    assert.deepEqual(await inPage(win, 'texts'), Array(3).fill('contextBridge API can only be used when contextIsolation is enabled'))
  })
})

describe('the life of a bridge', () => {
  const withFrame = { html: '<!DOCTYPE html><iframe srcdoc="x"></iframe>', webPreferences: { nodeIntegrationInSubFrames: true } }

  it('is each frame\'s own, and takes what another frame of the origin gives it', async () => {
    const win = await exposing('{ where: () => window === window.top, echo: (value) => value, call: (f) => f() }', withFrame)
    assert.deepEqual(await inPage(win, `(async () => {
      const { api: inner, Object: Theirs } = frames[0]
      const given = inner.echo({ list: [new Error('e')], map: new Map() })
      return [api.where(), inner.where(), given.constructor === Theirs, given.list[0].message, given.map.size, inner.call(() => 5), await inner.echo(Promise.resolve(6))]
    })()`), [true, false, true, 'e', 0, 5, 6])
  })

  it('ends with its document: what is called afterwards throws', async () => {
    const win = await exposing('{ f: () => 1 }', withFrame)
    assert.match(await inPage(win, `(() => {
      const { f } = frames[0].api
      f()
      document.querySelector('iframe').remove()
      try { return String(f()) } catch (error) { return error.message }
    })()`), /gone/)
    assert.equal(await inPage(win, 'api.f()'), 1)
  })

  it('lasts through document.open()', async () => {
    const win = await exposing('{ f: () => 1, call: (f) => f() }')
    assert.deepEqual(await inPage(win, 'document.open(), document.write("<p>new</p>"), document.close(), [api.f(), api.call(() => 2)]'), [1, 2])
  })

  it('lasts until the last event of the page', async () => {
    const win = await openBridged(`
      contextBridge.exposeInMainWorld('api', { tell: (text) => ipcRenderer.send('told', text) })`)
    const told = []
    const listener = (event, text) => told.push(text)
    ipcMain.on('told', listener)
    await inPage(win, 'for (const name of ["beforeunload", "pagehide", "unload"]) addEventListener(name, () => api.tell(name)); 1')
    await loadPage(win)
    ipcMain.removeListener('told', listener)
    assert.ok(told.includes('beforeunload') || told.includes('pagehide'), told.join())
  })

  it('does not mind promises that never settle, nor pages that go while one is open', async () => {
    const win = await openBridged(`
      contextBridge.exposeInMainWorld('api', { never: () => new Promise(() => {}), slow: () => new Promise((resolve) => setTimeout(resolve, 30)), hang: (f) => { setTimeout(f, 10) } })`)
    await inPage(win, 'for (let i = 0; i < 100; i++) { api.never(); api.slow(); api.hang(() => {}) } 1')
    await loadPage(win)
    assert.equal(await inPage(win, 'api.slow().then(() => 1)'), 1)
  })

  it('goes through messages of main', async () => {
    const win = await openBridged(`
      contextBridge.exposeInMainWorld('api', { on: (f) => { ipcRenderer.on('news', (event, value) => f(value)) }, ask: () => ipcRenderer.invoke('ask', { a: 1 }) })`)
    ipcMain.handle('ask', (event, value) => [value])
    const received = inPage(win, 'new Promise((resolve) => { api.on(resolve); window.ready = true })')
    await until(() => inPage(win, 'window.ready'))
    win.webContents.send('news', { list: [1, 2] })
    assert.deepEqual(await received, { list: [1, 2] })
    assert.deepEqual(await inPage(win, 'api.ask()'), [{ a: 1 }])
    ipcMain.removeHandler('ask')
  })
})
