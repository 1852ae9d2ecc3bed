'use strict'

const { after, afterEach, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { once, until, within } = require('../support/events')
const { serve } = require('../support/net-server')
const { answer, fetchText, forget } = require('../support/web-request')
const { openWindow } = require('../support/windows')

const names = ['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders', 'onHeadersReceived', 'onBeforeRedirect', 'onCompleted', 'onErrorOccurred']

describe('session.webRequest, of requests and all their headers', () => {
  const own = session.fromPartition('web-request-headers')
  const { webRequest } = own
  let server
  let origin
  let other
  let win
  let seen = []

  before(async () => {
    server = await serve({
      '*': async (request, response) => {
        let body = ''
        for await (const part of request) body += part
        seen.push([request.method, request.url, body])
        response.setHeader('content-type', 'text/html')
        if (request.url === '/open') response.setHeader('access-control-allow-origin', '*')
        if (request.url.startsWith('/headers')) response.end(JSON.stringify(request.headers))
        else answer(request, response)
      }
    })
    server.server.on('upgrade', (request, socket) => {
      seen.push(['upgrade', request.url, ''])
      socket.destroy()
    })
    origin = server.url('')
    other = `http://localhost:${server.port}`
    webRequest.onSendHeaders(() => {})
    win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`${origin}/`)
  })
  after(() => {
    forget(webRequest, names)
    server.close()
  })
  // onSendHeaders keeps the page's line open from case to case.
  afterEach(() => {
    webRequest.onSendHeaders(() => {})
    forget(webRequest, names.filter((name) => name !== 'onSendHeaders'))
    seen = []
  })

  const inPage = (path, options) => fetchText(win, path, options)
  const headersOf = async (options) => JSON.parse(await inPage('/headers', options))

  it('onBeforeSendHeaders and onSendHeaders have what the page sends', async () => {
    await own.cookies.set({ url: origin, name: 'kept', value: '1' })
    const told = []
    webRequest.onBeforeSendHeaders({ urls: ['http://*:*/headers'] }, ({ requestHeaders }, callback) => {
      told.push(requestHeaders)
      callback({ requestHeaders: { ...requestHeaders, 'X-Late': '1' } })
    })
    webRequest.onSendHeaders({ urls: ['http://*:*/headers'] }, ({ requestHeaders }) => told.push(requestHeaders))
    const sent = await headersOf({ method: 'POST', body: 'x', headers: { 'X-Own': 'own', 'Content-Type': 'text/x-own' } })
    assert.equal(told.length, 2)
    for (const { 'X-Own': ownHeader, 'Content-Type': type, Origin, Referer, Accept, Cookie, 'User-Agent': agent } of told) {
      assert.deepEqual([ownHeader, type, Origin, Referer, Accept, Cookie, agent], ['own', 'text/x-own', origin, `${origin}/`, '*/*', 'kept=1', win.webContents.getUserAgent()])
    }
    assert.deepEqual([told[0]['X-Late'], told[1]['X-Late'], sent['x-late']], [undefined, '1', '1'])
    await own.cookies.remove(origin, 'kept')
  })

  it('onBeforeSendHeaders takes headers away', async () => {
    webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
      for (const name of ['X-Own', 'Accept', 'Referer', 'Origin']) delete requestHeaders[name]
      callback({ requestHeaders: { ...requestHeaders, 'X-Two': ['a', 'b'] } })
    })
    const { 'x-own': ownHeader, accept, referer, origin: sentOrigin, 'x-two': two, 'user-agent': agent } = await headersOf({ method: 'POST', headers: { 'X-Own': '1' } })
    assert.deepEqual([ownHeader, accept, referer, sentOrigin, two, agent], [undefined, undefined, undefined, undefined, 'a, b', win.webContents.getUserAgent()])
  })

  it('onBeforeSendHeaders changes the headers of a document, and of a worker', async () => {
    webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
      delete requestHeaders['Upgrade-Insecure-Requests']
      callback({ requestHeaders: { ...requestHeaders, 'X-Own': 'yes', 'User-Agent': 'Agent/1' } })
    })
    await win.loadURL(`${origin}/headers`)
    const sent = JSON.parse(await win.webContents.executeJavaScript('document.body.textContent'))
    assert.deepEqual([sent['x-own'], sent['user-agent'], sent['upgrade-insecure-requests']], ['yes', 'Agent/1', undefined])
    await win.loadURL(`${origin}/`)
    const script = `fetch('${origin}/headers').then((r) => r.json()).then(postMessage)`
    const fromWorker = await within(win.webContents.executeJavaScript(`new Promise((resolve) => {
      new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}]))).onmessage = ({ data }) => resolve(data)
    })`))
    assert.deepEqual([fromWorker['x-own'], fromWorker['user-agent']], ['yes', 'Agent/1'])
  })

  it('onBeforeRequest has uploadData', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url, uploadData }, callback) => {
      told.push([new URL(url).pathname, uploadData?.map(({ type, bytes }) => [type, bytes.toString('latin1')])])
      callback({})
    })
    await inPage('/text', { method: 'POST', body: 'text' })
    await win.webContents.executeJavaScript("fetch('/bytes', { method: 'PUT', body: new Uint8Array([0, 255, 65]) }).then((r) => r.text())")
    await inPage('/none')
    await win.loadURL(`${origin}/loaded`, { postData: [{ type: 'rawData', bytes: Buffer.from('loaded') }] })
    const gone = once(win.webContents, 'did-finish-load')
    win.webContents.executeJavaScript("document.body.innerHTML = '<form method=post action=/form><input name=a value=b></form>'; document.forms[0].submit()")
    await gone
    assert.deepEqual(told, [
      ['/text', [['rawData', 'text']]], ['/bytes', [['rawData', '\0\xffA']]], ['/none', undefined], ['/loaded', [['rawData', 'loaded']]], ['/form', [['rawData', 'a=b']]]
    ])
    assert.deepEqual(seen.map(([, , body]) => body), ['text', '\0\ufffdA', '', 'loaded', 'a=b'])
    await win.loadURL(`${origin}/`)
  })

  it('onBeforeRequest sends somewhere else, which onBeforeRedirect tells', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url }, callback) => callback(url.endsWith('/a') ? { redirectURL: `${origin}/open` } : {}))
    webRequest.onBeforeRedirect(({ url, redirectURL, statusCode }) => told.push([url, redirectURL, statusCode]))
    assert.equal(await inPage('/a'), 'at /open')
    assert.equal(await inPage(`${other}/a`), 'at /open')
    await win.loadURL(`${origin}/a`)
    assert.equal(win.webContents.getURL(), `${origin}/open`)
    assert.deepEqual(told, [[`${origin}/a`, `${origin}/open`, 307], [`${other}/a`, `${origin}/open`, 307], [`${origin}/a`, `${origin}/open`, 307]])
    assert.deepEqual(seen.map(([, url]) => url), ['/open', '/open', '/open'])
    await win.loadURL(`${origin}/`)
  })

  it('onBeforeRequest and onBeforeSendHeaders cancel', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: url.endsWith('/a') }))
    webRequest.onBeforeSendHeaders(({ url }, callback) => callback({ cancel: url.endsWith('/b') }))
    webRequest.onErrorOccurred(({ url, error }) => told.push([new URL(url).pathname, error]))
    for (const path of ['/a', '/b']) {
      assert.equal(await inPage(path), 'Failed to fetch')
      await assert.rejects(win.loadURL(`${origin}${path}`), { code: 'ERR_BLOCKED_BY_CLIENT' })
      await win.loadURL(`${origin}/`)
    }
    assert.deepEqual(seen.filter(([, url]) => url !== '/'), [])
    await until(() => told.length === 4)
    assert.deepEqual(told, [['/a', 'net::ERR_BLOCKED_BY_CLIENT'], ['/a', 'net::ERR_BLOCKED_BY_CLIENT'], ['/b', 'net::ERR_BLOCKED_BY_CLIENT'], ['/b', 'net::ERR_BLOCKED_BY_CLIENT']])
  })

  it('a callback that comes late holds up its own request only, and what is aborted meanwhile nobody', async () => {
    const late = new Map()
    webRequest.onBeforeRequest(({ url }, callback) => {
      if (/late|aborted/.test(url)) late.set(new URL(url).pathname, callback)
      else callback({})
    })
    const waiting = inPage('/late')
    const aborted = win.webContents.executeJavaScript("window.controller = new AbortController(); fetch('/aborted', { signal: controller.signal }).catch((error) => error.name)")
    await until(() => late.size === 2)
    assert.equal(await within(inPage('/quick')), 'at /quick')
    win.webContents.executeJavaScript('controller.abort()')
    assert.equal(await within(aborted), 'AbortError')
    late.get('/aborted')({ redirectURL: `${origin}/other` })
    late.get('/late')({})
    assert.equal(await within(waiting), 'at /late')
    assert.deepEqual(seen.map(([, url]) => url), ['/quick', '/late'])
  })

  it('what does not come by the line is asked about as without it', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
      told.push([new URL(url).protocol, resourceType])
      callback({})
    })
    own.protocol.handle('spec-app', () => new Response('<!DOCTYPE html>own', { headers: { 'content-type': 'text/html' } }))
    try {
      await win.webContents.executeJavaScript(`new Promise((resolve) => { new WebSocket('${origin.replace('http', 'ws')}/socket').onerror = resolve }).then(() => 0)`)
      await win.loadURL('spec-app://host/')
    } finally {
      own.protocol.unhandle('spec-app')
    }
    assert.deepEqual(told, [['ws:', 'webSocket'], ['spec-app:', 'mainFrame']])
    await win.loadURL(`${origin}/`)
  })

  it('headers are set while the page\'s DevTools are open, too', async () => {
    webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => callback({ requestHeaders: { ...requestHeaders, 'X-Own': 'yes' } }))
    win.webContents.openDevTools({ mode: 'detach' })
    await within(once(win.webContents, 'devtools-opened'))
    assert.equal((await headersOf())['x-own'], 'yes')
    win.webContents.closeDevTools()
    await until(() => win.webContents._protocol().isOpen)
    assert.equal((await headersOf())['x-own'], 'yes')
  })

  it('each request is asked about once when a listener opens the page\'s line', async () => {
    const told = []
    webRequest.onSendHeaders(null)
    webRequest.onBeforeRequest(({ url }, callback) => {
      told.push(new URL(url).pathname)
      callback({})
    })
    const script = `(async () => {
      const paths = Array.from({ length: 50 }, (_, i) => '/n' + i)
      const ask = async (row) => { for (const path of paths) await fetch(path + '-' + row).then((r) => r.text()) }
      await Promise.all([0, 1, 2, 3, 4].map(ask))
    })()`
    // Of a page whose requests were held before, one that has just been asked about may be held at once.
    const fresh = openWindow({ webPreferences: { session: own } })
    await fresh.loadURL(`${origin}/`)
    told.length = 0
    const all = fresh.webContents.executeJavaScript(script)
    await until(() => told.length > 10)
    webRequest.onCompleted(() => {})
    await within(all)
    assert.deepEqual([told.length, new Set(told).size], [250, 250])
    fresh.destroy()
  })
})
