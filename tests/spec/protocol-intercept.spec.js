'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { Readable } = require('node:stream')
const { afterEach, describe, it } = require('node:test')
const { net, protocol, session } = require('electron')
const { once, record, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { page, releaseSchemes, scheme, url } = require('../support/own-schemes')
const { tempFolder } = require('../support/temp-folder')
const { openWindow, openPage, untilInPage } = require('../support/windows')

const inPage = ({ webContents }, script) => webContents.executeJavaScript(script)

describe('protocol.intercept…', () => {
  releaseSchemes()
  afterEach(() => {
    for (const name of ['file', 'http', 'https', scheme]) protocol.uninterceptProtocol(name)
  })

  /** An app's folder, whose files are found at file:///. */
  const serveFolder = (files) => {
    const folder = tempFolder('intercepted')
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content)
    assert.equal(protocol.interceptFileProtocol('file', (request, callback) => callback({ path: path.join(folder, new URL(request.url).pathname) })), true)
    return folder
  }

  it('interceptFileProtocol serves an app\'s folder at file:///', async () => {
    serveFolder({
      'index.html': '<!DOCTYPE html><title>before</title><link rel=stylesheet href="/a.css"><script src="/a.js"></script><script type="module" src="/m.js"></script><script type="module" src="/n.js"></script><p>text<link rel=stylesheet href="b.css"><img src="b.svg">',
      'a.css': 'p { color: rgb(1, 2, 3) }',
      'a.js': 'document.title = "classic"',
      'b.css': 'p { background: url(b.svg) }',
      'b.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
      'm.js': 'import once, { value } from "/n.js"; import("./n.js").then((again) => { globalThis.imported = [value, once, again.default, new URL("data.json", import.meta.url).pathname] })',
      'n.js': 'import { self } from "./m2.js"; globalThis.runs = (globalThis.runs ?? 0) + 1; export const value = 42; export default "once"; export { self }',
      'm2.js': 'import * as n from "./n.js"; export const self = () => n.value',
      'data.json': '{"a":1}'
    })
    const win = openWindow()
    await win.loadURL('file:///index.html#part')
    assert.equal(win.getTitle(), 'classic')
    assert.equal(win.webContents.getURL(), 'file:///index.html#part')
    assert.deepEqual(await inPage(win, '[location.href, origin, getComputedStyle(document.querySelector("p")).color, document.querySelector("img").naturalWidth]'),
      ['file:///index.html#part', 'file://', 'rgb(1, 2, 3)', 3])
    await untilInPage(win, 'globalThis.imported')
    assert.deepEqual(await inPage(win, '[imported, runs]'), [[42, 'once', 'once', '/data.json'], 1])
    assert.deepEqual(await inPage(win, 'fetch("/data.json").then((response) => response.json())'), { a: 1 })
    assert.equal(await inPage(win, 'localStorage.setItem("k", "v"); localStorage.getItem("k")'), 'v')
    assert.equal(await inPage(win, 'typeof require'), 'function')
  })

  it('a redirection to a file, or to a script, is none that a page gets by', async () => {
    const targets = { '/file': 'file:///etc/hostname', '/script': 'javascript:document.title="script"', '/data': 'data:text/html,x' }
    protocol.interceptStringProtocol('http', (request, callback) => {
      const location = targets[new URL(request.url).pathname]
      callback(location ? { statusCode: 302, headers: { location }, data: '' } : page('start'))
    })
    const win = openWindow()
    await win.loadURL('http://site.test/')
    for (const path of Object.keys(targets)) {
      const failed = once(win.webContents, 'did-fail-load')
      await inPage(win, `location.href = '${path}'; 0`)
      assert.deepEqual((await failed).slice(1, 4), [-311, 'ERR_UNSAFE_REDIRECT', `http://site.test${path}`])
      await win.loadURL('http://site.test/')
    }
    assert.equal(await inPage(win, `fetch('/file').then((response) => response.text(), (error) => error.message)`), 'Failed to fetch')
  })

  it('emits the events of a load, in order', async () => {
    serveFolder({ 'index.html': page('x') })
    const win = openWindow()
    const log = record([], win.webContents, ['did-start-loading', 'did-start-navigation', 'did-navigate', 'dom-ready', 'did-finish-load', 'did-stop-loading', 'did-fail-load', 'will-navigate'])
    await win.loadURL('file:///index.html')
    await until(() => log.includes('did-stop-loading'))
    assert.deepEqual(log, ['did-start-loading', 'did-start-navigation', 'did-navigate', 'dom-ready', 'did-finish-load', 'did-stop-loading'])
  })

  it('follows links of the page, reload and loadFile', async () => {
    let count = 0
    protocol.interceptStringProtocol('file', (request, callback) => callback(page(`${++count} ${new URL(request.url).pathname}`)))
    const win = openWindow()
    await win.loadURL('file:///one')
    const asked = once(win.webContents, 'will-navigate')
    const navigated = once(win.webContents, 'did-finish-load')
    inPage(win, 'location.href = "/two?q"')
    assert.equal((await asked)[1], 'file:///two?q')
    await navigated
    assert.deepEqual([win.getTitle(), win.webContents.getURL()], ['2 /two', 'file:///two?q'])
    const reloaded = once(win.webContents, 'did-finish-load')
    win.reload()
    await reloaded
    assert.equal(win.getTitle(), '3 /two')
    await win.loadFile('/three')
    assert.equal(win.getTitle(), '4 /three')
  })

  it('fails a load with the handler\'s error, and where there is no file', async () => {
    serveFolder({})
    await assert.rejects(openWindow().loadURL('file:///missing.html'), { code: 'ERR_FILE_NOT_FOUND', errno: -6 })
    protocol.uninterceptProtocol('file')
    protocol.interceptStringProtocol('file', (request, callback) => callback({ error: -10 }))
    await assert.rejects(openWindow().loadURL('file:///x'), { code: 'ERR_ACCESS_DENIED' })
  })

  it('serves documents of many megabytes', async () => {
    serveFolder({ 'index.html': `<!DOCTYPE html><title>large</title><script>globalThis.first = document.compatMode</script><p>${'text ü '.repeat(1 << 19)}</p>` })
    const win = openWindow()
    await win.loadURL('file:///index.html')
    assert.deepEqual(await inPage(win, '[document.title, first, document.querySelector("p").textContent.length, document.scripts.length]'), ['large', 'CSS1Compat', 7 << 19, 1])
  })

  for (const name of ['http', 'https']) {
    it(`handle answers for ${name}, with its origin`, async () => {
      protocol.handle(name, (request) => {
        const { pathname } = new URL(request.url)
        if (pathname === '/data') return new Response(`data for ${request.url}`, { headers: { 'content-type': 'text/plain' } })
        return new Response(page('answered'), { headers: { 'content-type': 'text/html' } })
      })
      assert.equal(protocol.isProtocolHandled(name), true)
      const win = openWindow()
      await win.loadURL(`${name}://app.test/page`)
      assert.equal(win.getTitle(), 'answered')
      assert.deepEqual(await inPage(win, '[location.href, origin, isSecureContext]'), [`${name}://app.test/page`, `${name}://app.test`, name === 'https'])
      assert.equal(await inPage(win, 'fetch("/data").then((response) => response.text())'), `data for ${name}://app.test/data`)
      protocol.unhandle(name)
      assert.equal(protocol.isProtocolHandled(name), false)
    })
  }

  for (const contextIsolation of [false, true]) {
    it(`scripts send bodies, and see status and headers, with contextIsolation: ${contextIsolation}`, async () => {
      protocol.handle('https', async (request) => {
        if (new URL(request.url).pathname === '/page') return new Response(page('own'), { headers: { 'content-type': 'text/html' } })
        return new Response(`${request.method} ${request.url} ${await request.text()}`, { status: 418, headers: { 'x-own': 'MiXed', 'content-type': request.url.endsWith('/form') ? 'text/html' : request.headers.get('content-type') } })
      })
      const win = openWindow({ webPreferences: { contextIsolation } })
      await win.loadURL('https://app.test/page')
      for (const where of ['https://app.test/api?q=1', 'https://other.test/api']) {
        assert.deepEqual(await inPage(win, `fetch('${where}', { method: 'POST', body: 'bödy', headers: { 'content-type': 'text/x' } })
          .then(async (response) => [response.status, response.headers.get('x-own'), response.headers.get('content-type'), await response.text()])`),
        [418, 'MiXed', 'text/x', `POST ${where} bödy`])
      }
      const navigated = once(win.webContents, 'did-finish-load')
      inPage(win, 'document.body.innerHTML = \'<form method="post" action="/form"><input name="a" value="b"></form>\'; document.forms[0].submit()')
      await navigated
      assert.match(await inPage(win, 'document.body.textContent'), /^POST https:\/\/app.test\/form a=b$/)
    })
  }

  it('interceptStringProtocol, interceptBufferProtocol, interceptStreamProtocol and interceptHttpProtocol answer in their ways', async () => {
    const server = await startServer()
    const ways = {
      interceptStringProtocol: (request, callback) => callback({ data: 'text', mimeType: 'text/plain' }),
      interceptBufferProtocol: (request, callback) => callback(Buffer.from('text')),
      interceptStreamProtocol: (request, callback) => callback(Readable.from(['te', 'xt'])),
      interceptHttpProtocol: (request, callback) => callback({ url: `${server.url}/forwarded` })
    }
    try {
      const win = await openPage()
      for (const [name, handler] of Object.entries(ways)) {
        assert.equal(protocol[name]('http', handler), true)
        assert.equal(protocol[name]('http', handler), false)
        assert.equal(protocol.isProtocolIntercepted('http'), true)
        assert.match(await inPage(win, 'fetch("http://any.test/").then((response) => response.text())'), name === 'interceptHttpProtocol' ? /\/forwarded/ : /^text$/)
        assert.equal(protocol.uninterceptProtocol('http'), true)
        assert.equal(protocol.isProtocolIntercepted('http'), false)
        assert.equal(protocol.uninterceptProtocol('http'), false)
      }
    } finally {
      server.close()
    }
  })

  it('stands before a handler of the app\'s own scheme', async () => {
    protocol.registerStringProtocol(scheme, (request, callback) => callback(page('registered')))
    assert.equal(protocol.interceptStringProtocol(scheme, (request, callback) => callback(page('intercepted'))), true)
    const win = openWindow()
    await win.loadURL(url())
    assert.equal(win.getTitle(), 'intercepted')
    protocol.uninterceptProtocol(scheme)
    await win.loadURL(url())
    assert.equal(win.getTitle(), 'registered')
  })

  it('holds for one session only, and for its main process\'s requests', async () => {
    const other = session.fromPartition('intercept')
    const server = await startServer()
    try {
      other.protocol.interceptStringProtocol('http', (request, callback) => callback({ data: `${request.method} ${request.url}`, mimeType: 'text/plain' }))
      assert.equal(protocol.isProtocolIntercepted('http'), false)
      assert.equal(await (await other.fetch(`${server.url}/x`)).text(), `GET ${server.url}/x`)
      assert.match(await (await net.fetch(`${server.url}/x`)).text(), /<title>/)
      assert.match(await (await other.fetch(`${server.url}/x`, { bypassCustomProtocolHandlers: true })).text(), /<title>/)
      const request = net.request({ url: `${server.url}/y`, session: other, method: 'POST' })
      const [response] = await Promise.all([once(request, 'response'), request.end('body')]).then(([args]) => args)
      assert.equal(String(await once(response, 'data')), `POST ${server.url}/y`)
      const win = openWindow()
      await win.loadURL(`${server.url}/real`)
      assert.equal(win.getTitle(), '/real')
    } finally {
      other.protocol.uninterceptProtocol('http')
      server.close()
    }
  })

  it('gives the engine its scheme back', async () => {
    const server = await startServer()
    try {
      protocol.interceptStringProtocol('http', (request, callback) => callback(page('app')))
      const win = openWindow()
      await win.loadURL(`${server.url}/x`)
      assert.equal(win.getTitle(), 'app')
      protocol.uninterceptProtocol('http')
      await win.loadURL(`${server.url}/real`)
      assert.equal(win.getTitle(), '/real')
    } finally {
      server.close()
    }
  })

  it('answers nothing to a page that asks the runtime\'s own scheme', async () => {
    let asked = 0
    protocol.interceptStringProtocol('file', (request, callback) => {
      asked++
      callback('secret')
    })
    const server = await startServer()
    try {
      const win = openWindow({ webPreferences: { webSecurity: false } })
      await win.loadURL(`${server.url}/page`)
      const text = await inPage(win, `new Promise((resolve) => {
        const xhr = new XMLHttpRequest()
        xhr.open('GET', 'runtime-intercept:' + [...'file:///etc/passwd'].map((c) => c.charCodeAt().toString(16)).join(''))
        xhr.onloadend = () => resolve(xhr.responseText)
        xhr.send()
      })`)
      assert.deepEqual([text, asked], ['', 0])
    } finally {
      server.close()
    }
  })

  it('survives a page that goes while the handler thinks, and one that loads another document meanwhile', async () => {
    let answer
    const asked = () => new Promise((resolve) => { answer = resolve })
    let next = asked()
    protocol.interceptStringProtocol('file', (request, callback) => answer(callback))
    const gone = openWindow()
    gone.loadURL('file:///slow').catch(() => {})
    let callback = await within(next)
    gone.destroy()
    callback(page('too late'))
    next = asked()
    const win = openWindow()
    const first = win.loadURL('file:///slow')
    callback = await within(next)
    const second = win.loadURL('about:blank')
    await assert.rejects(first, /ERR_ABORTED/)
    await second
    callback(page('too late'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(win.webContents.getURL(), 'about:blank')
  })

  it('stop() ends a load that the handler has not answered', async () => {
    const asked = new Promise((resolve) => protocol.interceptStringProtocol('file', (request, callback) => resolve(callback)))
    const win = openWindow()
    const load = win.loadURL('file:///slow')
    const callback = await within(asked)
    win.webContents.stop()
    await assert.rejects(load, /ERR_FAILED/)
    assert.equal(win.webContents.isLoading(), false)
    callback(page('too late'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(win.webContents.getURL(), '')
  })

  it('tells arguments that are none', () => {
    assert.throws(() => protocol.interceptFileProtocol('file'), TypeError)
    assert.throws(() => protocol.interceptFileProtocol('file', 5), TypeError)
    assert.throws(() => protocol.uninterceptProtocol(5), TypeError)
    assert.equal(protocol.interceptStringProtocol('data', () => {}), false)
    assert.equal(protocol.interceptStringProtocol('no scheme', () => {}), false)
  })
})
