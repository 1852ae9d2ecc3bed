'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { Readable } = require('node:stream')
const { afterEach, describe, it } = require('node:test')
const { protocol, session } = require('electron')
const { once, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow } = require('../support/windows')

const page = (title) => `<!DOCTYPE html><title>${title}</title><p>page</p>`

/** What the page gets from `url` by XMLHttpRequest: [status, text, type]. */
const get = ({ webContents }, url, method = 'GET', headers = {}) => webContents.executeJavaScript(`new Promise((resolve) => {
  const xhr = new XMLHttpRequest()
  xhr.open(${JSON.stringify(method)}, ${JSON.stringify(url)})
  for (const [name, value] of ${JSON.stringify(Object.entries(headers))}) xhr.setRequestHeader(name, value)
  xhr.onloadend = () => resolve([xhr.status, xhr.responseText, xhr.getResponseHeader('content-type')])
  xhr.send()
})`)

describe('protocol', () => {
  // Has privileges; see tests/support/run-spec.js.
  const scheme = 'spec-app'
  const url = (path = 'x') => `${scheme}://host/${path}`
  const used = new Set()
  let last = 0
  const newScheme = () => {
    const name = `spec${++last}`
    used.add(name)
    return name
  }
  /** A page of a file that may ask other schemes. */
  const openAsking = () => openPage(undefined, { webPreferences: { webSecurity: false } })
  afterEach(() => {
    for (const name of [scheme, ...used]) protocol.unregisterProtocol(name)
    used.clear()
  })

  describe('registerStringProtocol', () => {
    it('answers with a text, as HTML', async () => {
      assert.equal(protocol.registerStringProtocol(scheme, (request, callback) => callback(page('text'))), true)
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'text')
      assert.equal(win.webContents.getURL(), url())
    })

    it('answers with an object of text and type', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => callback({ data: 'ü', mimeType: 'text/plain', charset: 'utf-8' }))
      const [status, text, type] = await get(await openAsking(), url())
      assert.deepEqual([status, text], [200, 'ü'])
      assert.match(type, /^text\/plain/)
    })

    it('tells url, method, referrer and headers of the request', async () => {
      let seen
      protocol.registerStringProtocol(scheme, (request, callback) => {
        seen = request
        callback('')
      })
      await get(await openAsking(), url('a/b?c=d'), 'GET', { 'X-Own': 'value' })
      assert.equal(seen.url, url('a/b?c=d'))
      assert.equal(seen.method, 'GET')
      assert.equal(typeof seen.referrer, 'string')
      assert.equal(seen.headers['X-Own'], 'value')
    })

    it('may answer later', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => setTimeout(() => callback('late'), 20))
      const [, text] = await get(await openAsking(), url())
      assert.equal(text, 'late')
    })

    it('takes the first answer of several', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => {
        callback('first')
        callback('second')
      })
      const [, text] = await get(await openAsking(), url())
      assert.equal(text, 'first')
    })

    it('ends the request with the error that the handler gives', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => callback({ error: -6 }))
      await assert.rejects(openWindow().loadURL(url()), { code: 'ERR_FILE_NOT_FOUND', errno: -6 })
    })

    it('ends the request when the handler answers nothing that it could send', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => callback())
      await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
      protocol.unregisterProtocol(scheme)
      protocol.registerStringProtocol(scheme, (request, callback) => callback({ data: 5 }))
      await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
    })

    it('ends the request when the handler throws, which is an uncaught exception', async () => {
      // node:test has a listener that would fail the case.
      const listeners = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      const caught = new Promise((resolve) => process.once('uncaughtException', resolve))
      protocol.registerStringProtocol(scheme, () => { throw new Error('on purpose') })
      await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
      assert.equal((await caught).message, 'on purpose')
      for (const listener of listeners) process.on('uncaughtException', listener)
    })

    it('refuses what is no scheme or no handler', () => {
      assert.throws(() => protocol.registerStringProtocol(), TypeError)
      assert.throws(() => protocol.registerStringProtocol('x'), TypeError)
      assert.throws(() => protocol.registerStringProtocol(5, () => {}), TypeError)
      assert.throws(() => protocol.registerStringProtocol('x', 'y'), TypeError)
      assert.equal(protocol.registerStringProtocol('no scheme', () => {}), false)
    })

    it('answers false for a scheme that has a handler, and for the engine\'s own', () => {
      protocol.registerStringProtocol(scheme, () => {})
      assert.equal(protocol.registerStringProtocol(scheme, () => {}), false)
      for (const name of ['http', 'file', 'data', 'runtime-sync']) assert.equal(protocol.registerStringProtocol(name, () => {}), false)
    })

    it('tells a completion callback how it went', async () => {
      const first = new Promise((resolve) => protocol.registerStringProtocol(scheme, () => {}, resolve))
      assert.equal(await first, null)
      const second = new Promise((resolve) => protocol.registerStringProtocol(scheme, () => {}, resolve))
      assert.ok((await second) instanceof Error)
    })
  })

  describe('a handler whose page has gone', () => {
    for (const [name, leave] of [['is destroyed', (win) => win.destroy()], ['navigates', (win) => win.loadURL('about:blank')]]) {
      it(`may still answer when the page ${name}`, async () => {
        const asked = new Promise((resolve) => protocol.registerStringProtocol(scheme, (request, callback) => resolve(callback)))
        const win = openWindow()
        win.loadURL(url()).catch(() => {})
        const callback = await within(asked)
        await leave(win)
        callback(page('too late'))
        callback({ error: -2 })
        // The program is there, and serves on.
        const other = openWindow()
        protocol.unregisterProtocol(scheme)
        protocol.registerStringProtocol(scheme, (request, answer) => answer(page('next')))
        await other.loadURL(url())
        assert.equal(other.getTitle(), 'next')
      })
    }
  })

  describe('registerFileProtocol', () => {
    const file = (name, content) => {
      const where = path.join(tempFolder('protocol'), name)
      fs.writeFileSync(where, content)
      return where
    }

    it('answers with a file, its type by its name', async () => {
      const where = file('data.json', '{"a":1}')
      protocol.registerFileProtocol(scheme, (request, callback) => callback({ path: where }))
      assert.deepEqual(await get(await openAsking(), url()), [200, '{"a":1}', 'application/json'])
    })

    it('answers with a file by its path alone', async () => {
      const where = file('page.html', page('a file'))
      protocol.registerFileProtocol(scheme, (request, callback) => callback(where))
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'a file')
    })

    it('ends the request when there is no such file, or it is a folder', async () => {
      for (const where of ['/does/not/exist', tempFolder('protocol')]) {
        protocol.unregisterProtocol(scheme)
        protocol.registerFileProtocol(scheme, (request, callback) => callback({ path: where }))
        await assert.rejects(openWindow().loadURL(url()), /ERR_FILE_NOT_FOUND/)
      }
    })

    it('answers a request for a part with that part', async () => {
      const where = file('numbers.txt', '0123456789')
      protocol.registerFileProtocol(scheme, (request, callback) => callback(where))
      const [status, text] = await get(await openAsking(), url(), 'GET', { Range: 'bytes=2-4' })
      assert.deepEqual([status, text], [206, '234'])
    })

    it('sends an empty file', async () => {
      const where = file('empty.txt', '')
      protocol.registerFileProtocol(scheme, (request, callback) => callback(where))
      assert.deepEqual((await get(await openAsking(), url())).slice(0, 2), [200, ''])
    })
  })

  it('registerBufferProtocol answers with bytes', async () => {
    protocol.registerBufferProtocol(scheme, (request, callback) => {
      const bytes = Buffer.from('bytes')
      callback(request.url.endsWith('alone') ? bytes : { data: bytes, mimeType: 'text/css' })
    })
    const win = await openAsking()
    assert.deepEqual((await get(win, url('alone'))).slice(0, 2), [200, 'bytes'])
    assert.deepEqual(await get(win, url('object')), [200, 'bytes', 'text/css; charset=utf-8'])
  })

  describe('registerStreamProtocol', () => {
    it('answers with a stream', async () => {
      protocol.registerStreamProtocol(scheme, (request, callback) => {
        callback({ statusCode: 200, headers: { 'Content-Type': 'text/plain' }, data: Readable.from(['one ', 'two ', Buffer.from('three')]) })
      })
      assert.deepEqual(await get(await openAsking(), url()), [200, 'one two three', 'text/plain'])
    })

    it('moves megabytes, and no faster than the page takes them', async () => {
      let produced = 0
      const size = 8 << 20
      const data = new Readable({
        highWaterMark: 1,
        read () {
          if (produced >= size) return this.push(null)
          produced += 65536
          this.push(Buffer.alloc(65536, 'x'))
        }
      })
      protocol.registerStreamProtocol(scheme, (request, callback) => callback(data))
      const win = await openAsking()
      const length = await win.webContents.executeJavaScript(`new Promise((resolve) => {
        const xhr = new XMLHttpRequest()
        xhr.open('GET', '${url()}')
        xhr.onloadend = () => resolve(xhr.responseText.length)
        xhr.send()
      })`)
      assert.equal(length, size)
    })

    it('stops and destroys a stream when the page goes away', async () => {
      let produced = 0
      const data = new Readable({ read () { produced += 65536; this.push(Buffer.alloc(65536, 'x')) } })
      protocol.registerStreamProtocol(scheme, (request, callback) => callback({ data, mimeType: 'text/plain' }))
      const win = openWindow()
      win.loadURL(url()).catch(() => {})
      await until(() => produced > 0)
      const closed = once(data, 'close')
      win.destroy()
      await closed
      assert.equal(data.destroyed, true)
    })

    it('breaks the response off when the stream fails', async () => {
      const data = new Readable({ read () {} })
      protocol.registerStreamProtocol(scheme, (request, callback) => callback({ data, mimeType: 'text/plain' }))
      const win = await openAsking()
      const answer = get(win, url())
      data.push('begin')
      setTimeout(() => data.destroy(new Error('on purpose')), 50)
      const [status, text] = await within(answer)
      assert.deepEqual([status, text], [0, ''])
    })
  })

  it('registerHttpProtocol answers with what another URL answers', async () => {
    const server = await startServer()
    try {
      protocol.registerHttpProtocol(scheme, (request, callback) => callback({ url: `${server.url}/elsewhere` }))
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), '/elsewhere')
    } finally {
      server.close()
    }
  })

  describe('handle', () => {
    it('answers with a Response', async () => {
      let seen
      protocol.handle(scheme, (request) => {
        seen = request
        return new Response(page('response'), { headers: { 'content-type': 'text/html' } })
      })
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'response')
      assert.ok(seen instanceof Request)
      assert.equal(seen.url, url())
      assert.equal(seen.method, 'GET')
    })

    it('awaits a promise of one, and takes a body that is a stream', async () => {
      protocol.handle(scheme, async () => new Response(Readable.toWeb(Readable.from([Buffer.from('a'), Buffer.from('b')])), { headers: { 'content-type': 'text/plain' } }))
      assert.deepEqual((await get(await openAsking(), url())).slice(0, 2), [200, 'ab'])
    })

    it('follows a redirection', async () => {
      protocol.handle(scheme, (request) => request.url.endsWith('old')
        ? new Response(null, { status: 302, headers: { location: url('new') } })
        : new Response(page('new'), { headers: { 'content-type': 'text/html' } }))
      const win = openWindow()
      await win.loadURL(url('old'))
      assert.equal(win.webContents.getURL(), url('new'))
    })

    it('follows a redirection to a host that Qt takes for none', async () => {
      protocol.handle(scheme, (request) => request.url.endsWith('old')
        ? new Response(null, { status: 302, headers: { location: '/new' } })
        : new Response(page('new'), { headers: { 'content-type': 'text/html' } }))
      const win = openWindow()
      win.loadURL(`${scheme}://-/old`).catch(() => {})
      await once(win.webContents, 'did-finish-load', { filter: () => win.webContents.getURL() === `${scheme}://-/new` })
    })

    it('ends the request when there is nothing to show for its status', async () => {
      protocol.handle(scheme, () => new Response(null, { status: 404 }))
      await assert.rejects(openWindow().loadURL(url()), /ERR_FILE_NOT_FOUND/)
    })

    it('ends the request when the handler throws, rejects or answers something else', async () => {
      for (const handler of [() => { throw new Error('on purpose') }, () => Promise.reject(new Error('on purpose')), () => 'text', () => Response.error()]) {
        protocol.unregisterProtocol(scheme)
        protocol.handle(scheme, handler)
        await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
      }
    })

    it('throws for a scheme that has a handler, or that cannot be had', () => {
      protocol.handle(scheme, () => {})
      assert.throws(() => protocol.handle(scheme, () => {}), { message: `Failed to register protocol: ${scheme}` })
      assert.throws(() => protocol.handle('https', () => {}), /not supported/)
      assert.throws(() => protocol.handle(scheme, 5), TypeError)
    })
  })

  describe('unregisterProtocol and unhandle', () => {
    it('end a scheme, which can be registered again', async () => {
      protocol.handle(scheme, () => new Response('x'))
      assert.equal(protocol.isProtocolHandled(scheme), true)
      protocol.unhandle(scheme)
      assert.equal(protocol.isProtocolHandled(scheme), false)
      await assert.rejects(openWindow().loadURL(url()))
      assert.equal(protocol.registerStringProtocol(scheme, (request, callback) => callback(page('again'))), true)
      assert.equal(protocol.isProtocolRegistered(scheme), true)
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'again')
      assert.equal(protocol.unregisterProtocol(scheme), true)
    })

    it('tell when there is none', () => {
      assert.equal(protocol.unregisterProtocol('never'), false)
      assert.throws(() => protocol.unhandle('never'), { message: 'Failed to unhandle protocol: never' })
    })
  })

  it('takes schemes without privileges, also after the app is ready', async () => {
    const plain = newScheme()
    assert.equal(protocol.registerStringProtocol(plain, (request, callback) => callback(page(request.url.length))), true)
    const win = openWindow()
    await win.loadURL(`${plain}:a/b`)
    assert.equal(win.getTitle(), String(`${plain}:a/b`.length))
    assert.equal(await win.webContents.executeJavaScript('isSecureContext'), false)
  })

  describe('a scheme with privileges', () => {
    const html = `${page('own')}<script type="module">import { value } from './module.js'; document.title = value</script>`
    const serve = () => protocol.registerStringProtocol(scheme, (request, callback) => {
      if (request.url.endsWith('.js')) callback({ data: 'export const value = 42', mimeType: 'text/javascript' })
      else callback(request.url.endsWith('.txt') ? { data: `text of ${request.url}`, mimeType: 'text/plain' } : html)
    })
    const open = async (options) => {
      serve()
      const win = openWindow(options)
      await win.loadURL(url('folder/page.html'))
      return win
    }

    it('has an origin, relative URLs, and a secure context', async () => {
      const win = await open()
      assert.deepEqual(await win.webContents.executeJavaScript('[origin, isSecureContext, new URL("../x", location).href]'), [`${scheme}://host`, true, url('x')])
    })

    it('serves modules', async () => {
      const win = await open()
      assert.equal(await win.webContents.executeJavaScript('document.title'), '42')
    })

    it('keeps storage', async () => {
      const win = await open()
      await win.webContents.executeJavaScript('localStorage.setItem("a", "b")')
      assert.equal(await win.webContents.executeJavaScript('localStorage.getItem("a")'), 'b')
    })

    for (const contextIsolation of [false, true]) {
      it(`has fetch() with contextIsolation: ${contextIsolation}`, async () => {
        const { webContents } = await open({ webPreferences: { contextIsolation } })
        assert.deepEqual(
          await webContents.executeJavaScript('fetch("../a.txt").then(async (response) => [response.ok, response.url, response.headers.get("content-type"), await response.text()])'),
          [true, url('a.txt'), 'text/plain; charset=utf-8', `text of ${url('a.txt')}`])
        assert.equal(await webContents.executeJavaScript('fetch(new Request("b.txt")).then((response) => response.text())'), `text of ${url('folder/b.txt')}`)
        await assert.rejects(webContents.executeJavaScript('fetch("unknown-scheme:x")'), /Failed to fetch/)
      })
    }

    it('may have a host that Qt takes for none', async () => {
      serve()
      const win = openWindow()
      await win.loadURL(`${scheme}://-?q=1`)
      assert.equal(win.webContents.getURL(), `${scheme}://-/?q=1`)
      for (const strange of [`${scheme}://-/`, `${scheme}://-/deep/page.html?q=1#part`, `${scheme}://-/`]) {
        await win.loadURL(strange)
        assert.equal(win.webContents.getURL(), strange)
        assert.equal(await win.webContents.executeJavaScript('location.href'), strange)
      }
      assert.equal(await win.webContents.executeJavaScript('fetch("/a.txt").then((response) => response.text())'), `text of ${scheme}://-/a.txt`)
      const reloaded = once(win.webContents, 'did-finish-load')
      win.reload()
      await reloaded
      assert.equal(win.webContents.getURL(), `${scheme}://-/`)
      const wentBack = once(win.webContents, 'did-finish-load')
      win.webContents.goBack()
      await wentBack
      assert.equal(win.webContents.getURL(), `${scheme}://-/deep/page.html?q=1#part`)
    })

    it('revives a crashed page with such a host', async () => {
      serve()
      const win = openWindow()
      await win.loadURL(`${scheme}://-/`)
      const gone = once(win.webContents, 'render-process-gone')
      win.webContents.forcefullyCrashRenderer()
      await gone
      win.loadURL(`${scheme}://-/again`).catch(() => {})
      await once(win.webContents, 'did-finish-load', { filter: () => win.webContents.getURL() === `${scheme}://-/again` })
    })

    it('tells of no navigation by the page when loadURL goes to such a host', async () => {
      serve()
      const win = openWindow()
      let asked = 0
      win.webContents.on('will-navigate', () => asked++)
      await win.loadURL(`${scheme}://-/`)
      assert.equal(asked, 0)
      const navigated = once(win.webContents, 'did-finish-load')
      win.webContents.executeJavaScript('location.href = "/next"')
      await navigated
      assert.equal(asked, 1)
      assert.equal(win.webContents.getURL(), `${scheme}://-/next`)
    })
  })

  it('holds for its own session only', async () => {
    const other = session.fromPartition('protocol-spec')
    assert.notEqual(other.protocol, session.defaultSession.protocol)
    assert.equal(other.protocol, session.fromPartition('protocol-spec').protocol)
    other.protocol.registerStringProtocol(scheme, (request, callback) => callback(page('other')))
    assert.equal(protocol.isProtocolRegistered(scheme), false)
    assert.equal(other.protocol.isProtocolRegistered(scheme), true)
    const win = openWindow({ webPreferences: { partition: 'protocol-spec' } })
    await win.loadURL(url())
    assert.equal(win.getTitle(), 'other')
    await assert.rejects(openWindow().loadURL(url()))
  })

  it('makes the app\'s own pages of those that it answers with', async () => {
    const win = openWindow()
    // Also of a scheme that comes up after the window.
    const plain = newScheme()
    for (const [name, where] of [[scheme, url()], [plain, `${plain}:x`]]) {
      protocol.registerStringProtocol(name, (request, callback) => callback(page('own')))
      await win.loadURL(where)
      assert.equal(await win.webContents.executeJavaScript('typeof require'), 'function')
    }
  })

  it('says what it does not have', () => {
    assert.throws(() => protocol.interceptFileProtocol('file', () => {}), /protocol.interceptFileProtocol is not supported/)
    assert.equal(protocol.isProtocolIntercepted('file'), false)
    assert.throws(() => protocol.registerSchemesAsPrivileged([]), { message: 'protocol.registerSchemesAsPrivileged should be called before app is ready' })
  })
})
