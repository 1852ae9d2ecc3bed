'use strict'

const { after, afterEach, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { once, until, within } = require('../support/events')
const { serve } = require('../support/net-server')
const { EMPTY_DOCUMENT, forget, listen } = require('../support/web-request')
const { openWindow } = require('../support/windows')

const names = ['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders', 'onHeadersReceived', 'onResponseStarted', 'onBeforeRedirect', 'onCompleted', 'onErrorOccurred']

describe('session.webRequest, of responses', () => {
  const own = session.fromPartition('web-request-responses')
  const { webRequest } = own
  let server
  let origin // 127.0.0.1
  let other // localhost: another site
  let win
  let seen = []

  const pages = {
    '/': (request, response) => response.end(`${EMPTY_DOCUMENT}<script>window.ran = true</script>`),
    '/moved': (request, response) => response.writeHead(302, { location: '/there' }).end(),
    '/missing': (request, response) => response.writeHead(404, 'Not Here').end('none'),
    '/several': (request, response) => {
      response.setHeader('X-Two', ['1', '2'])
      response.setHeader('Set-Cookie', ['first=1', 'second=2; HttpOnly'])
      response.end('several')
    },
    '/plain': (request, response) => {
      response.removeHeader('content-type')
      response.end(JSON.stringify(request.headers))
    },
    '/framed': (request, response) => {
      response.setHeader('X-Frame-Options', 'DENY')
      response.end('<!DOCTYPE html><script>parent.postMessage("framed", "*")</script>')
    },
    '/strict': (request, response) => {
      response.setHeader('Content-Security-Policy', "script-src 'none'")
      response.end(`${EMPTY_DOCUMENT}<script>window.ran = true</script>`)
    },
    '/reset': (request) => request.socket.destroy(),
    '/cut': (request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('abc', () => request.socket.destroy())
    },
    '/events': (request, response) => {
      response.setHeader('content-type', 'text/event-stream')
      response.write('data: one\n\n')
      request.once('close', () => seen.push('closed'))
      pages.more = () => response.write('data: two\n\n')
    },
    '/file': (request, response) => {
      response.setHeader('Content-Disposition', 'attachment; filename=file.bin')
      response.end('file')
    }
  }

  before(async () => {
    server = await serve({
      '*': (request, response) => {
        seen.push(`${request.method} ${request.url}`)
        response.setHeader('content-type', 'text/html')
        const page = pages[request.url]
        if (page) page(request, response)
        else response.end(`at ${request.url}`)
      }
    })
    origin = server.url('')
    other = `http://localhost:${server.port}`
    reset()
    win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`${origin}/`)
  })
  after(() => {
    forget(webRequest, names)
    server.close()
  })
  // The page's line stays open from case to case, and its responses are held.
  function reset () {
    webRequest.onHeadersReceived((details, callback) => callback({}))
    forget(webRequest, names.filter((name) => name !== 'onHeadersReceived'))
    seen = []
  }
  afterEach(reset)

  const inPage = (path, options = {}) => win.webContents.executeJavaScript(
    `fetch(${JSON.stringify(path)}, ${JSON.stringify(options)}).then(async (r) => ({ status: r.status, text: r.statusText, headers: Object.fromEntries(r.headers), body: await r.text() }), (error) => error.message)`)

  it('tells of a request in the order of Electron, in the same id', async () => {
    const told = listen(webRequest, ['/post', '/warm'], ...names)
    await until(async () => { await inPage('/warm'); return told.names().includes('onHeadersReceived') })
    await until(() => told.names().at(-1) === 'onCompleted')
    told.length = 0
    await inPage('/post', { method: 'POST', body: 'sent' })
    await until(() => told.names().includes('onCompleted'))
    assert.deepEqual(told.names(), ['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders', 'onHeadersReceived', 'onResponseStarted', 'onCompleted'])
    assert.equal(new Set(told.map(([, { id }]) => id)).size, 1)
    for (const [, { url, method, resourceType, webContents, webContentsId, frame, referrer, timestamp, uploadData }] of told) {
      assert.deepEqual([url, method, resourceType, webContentsId, referrer], [`${origin}/post`, 'POST', 'xhr', win.webContents.id, `${origin}/`])
      assert.equal(webContents, win.webContents)
      assert.equal(frame, win.webContents.mainFrame)
      assert.ok(Math.abs(timestamp - Date.now()) < 10_000)
      assert.deepEqual(uploadData, [{ type: 'rawData', bytes: Buffer.from('sent') }])
    }
  })

  it('onHeadersReceived, onResponseStarted and onCompleted have status and headers', async () => {
    const told = listen(webRequest, ['/several'], 'onHeadersReceived', 'onResponseStarted', 'onCompleted')
    await inPage('/several')
    await until(() => told.names().includes('onCompleted'))
    for (const [name, { statusCode, statusLine, responseHeaders, fromCache, ip, error }] of told) {
      assert.deepEqual([statusCode, statusLine, fromCache], [200, 'HTTP/1.1 200 OK', false])
      assert.deepEqual([responseHeaders['X-Two'], responseHeaders['content-type']], [['1', '2'], ['text/html']])
      const cookies = Object.entries(responseHeaders).find(([name]) => name.toLowerCase() === 'set-cookie')
      assert.deepEqual(cookies[1], ['first=1', 'second=2; HttpOnly'])
      assert.equal(error, name === 'onCompleted' ? 'net::OK' : undefined)
      if (name !== 'onHeadersReceived') assert.equal(ip, '127.0.0.1')
    }
  })

  it('onCompleted tells of statuses that are errors', async () => {
    const told = listen(webRequest, ['/missing'], 'onCompleted')
    assert.equal((await inPage('/missing')).status, 404)
    await until(() => told.length > 0)
    assert.deepEqual([told[0][1].statusCode, told[0][1].statusLine], [404, 'HTTP/1.1 404 Not Here'])
  })

  it('onBeforeRedirect tells where to, and the redirect is followed', async () => {
    const told = listen(webRequest, ['/moved', '/there'], 'onBeforeRedirect', 'onHeadersReceived', 'onCompleted')
    assert.equal((await inPage('/moved')).body, 'at /there')
    await until(() => told.names().includes('onCompleted'))
    assert.deepEqual(told.map(([name, { url }]) => [name, new URL(url).pathname]), [
      ['onHeadersReceived', '/moved'], ['onBeforeRedirect', '/moved'], ['onHeadersReceived', '/there'], ['onCompleted', '/there']
    ])
    const [, { redirectURL, statusCode, responseHeaders }] = told[1]
    assert.deepEqual([redirectURL, statusCode, responseHeaders.location], [`${origin}/there`, 302, ['/there']])
    assert.equal(new Set(told.map(([, { id }]) => id)).size, 1)
  })

  it('what only observes holds nothing up, and has all headers', async () => {
    const told = listen(webRequest, ['/several', '/moved', '/there'], 'onBeforeRedirect', 'onResponseStarted', 'onCompleted', 'onErrorOccurred')
    webRequest.onHeadersReceived(null)
    await win.webContents._protocol().send('Target.getTargetInfo')
    await inPage('/several')
    await inPage('/moved')
    await until(() => told.length === 5)
    assert.deepEqual(told.map(([name, { url, statusCode }]) => [name, new URL(url).pathname, statusCode]), [
      ['onResponseStarted', '/several', 200], ['onCompleted', '/several', 200], ['onBeforeRedirect', '/moved', 302], ['onResponseStarted', '/there', 200], ['onCompleted', '/there', 200]
    ])
    const { responseHeaders } = told[1][1]
    assert.deepEqual([responseHeaders['X-Two'], responseHeaders['Set-Cookie']], [['1', '2'], ['first=1', 'second=2; HttpOnly']])
    assert.deepEqual([told[2][1].redirectURL, told[2][1].id], [`${origin}/there`, told[4][1].id])
  })

  it('onErrorOccurred tells of requests without an answer, and of those that end before their time', async () => {
    const told = listen(webRequest, ['/reset', '/refused', '/cut'], 'onErrorOccurred')
    const closed = await serve()
    closed.close()
    for (const url of ['/reset', closed.url('/refused')]) assert.equal(await inPage(url), 'Failed to fetch')
    await assert.rejects(inPage('/cut'))
    await until(() => told.length === 3)
    assert.deepEqual(told.map(([, { error, statusCode }]) => [error, statusCode]), [
      ['net::ERR_EMPTY_RESPONSE', undefined], ['net::ERR_CONNECTION_REFUSED', undefined], ['net::ERR_CONTENT_LENGTH_MISMATCH', 200]
    ])
  })

  it('onErrorOccurred tells of what listeners cancel, and of a page that does', async () => {
    const told = listen(webRequest, ['/a', '/events'], 'onErrorOccurred')
    webRequest.onHeadersReceived(({ url }, callback) => callback({ cancel: url.endsWith('/a') }))
    assert.equal(await inPage('/a'), 'Failed to fetch')
    await assert.rejects(win.loadURL(`${origin}/a`), { code: 'ERR_BLOCKED_BY_CLIENT' })
    await win.loadURL(`${origin}/`)
    await win.webContents.executeJavaScript("new Promise((resolve) => { const e = new EventSource('/events'); e.onmessage = () => { e.close(); resolve() } })")
    await until(() => told.length === 3)
    assert.deepEqual(told.map(([, { error, resourceType }]) => [error, resourceType]), [
      ['net::ERR_BLOCKED_BY_CLIENT', 'xhr'], ['net::ERR_BLOCKED_BY_CLIENT', 'mainFrame'], ['net::ERR_ABORTED', 'xhr']
    ])
  })

  it('onHeadersReceived changes headers and the status line', async () => {
    const told = listen(webRequest, ['/several'], 'onResponseStarted')
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
      callback({ responseHeaders: { ...responseHeaders, 'X-One': 'text', 'X-Number': 5, 'X-Two': ['a', 'b', 'c'], 'content-type': [] }, statusLine: 'HTTP/1.1 203 Own Words' })
    })
    const { status, text, headers, body } = await inPage('/several')
    assert.deepEqual([status, text, body], [203, 'Own Words', 'several'])
    assert.deepEqual([headers['x-one'], headers['x-number'], headers['x-two'], headers['content-type']], ['text', '5', 'a, b, c', undefined])
    await until(() => told.length > 0)
    assert.deepEqual([told[0][1].statusLine, told[0][1].statusCode, told[0][1].responseHeaders['X-One']], ['HTTP/1.1 203 Own Words', 203, ['text']])
  })

  it('onHeadersReceived adds cookies', async () => {
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => callback({ responseHeaders: { ...responseHeaders, 'set-cookie': ['added=1; Path=/; HttpOnly'] } }))
    await inPage('/a')
    const [{ httpOnly, hostOnly }] = await until(async () => {
      const found = await own.cookies.get({ url: origin, name: 'added' })
      return found.length > 0 && found
    })
    assert.deepEqual([httpOnly, hostOnly], [true, true])
  })

  it('onHeadersReceived leaves alone what it does not understand', async () => {
    for (const answer of [{ statusLine: 'HTTP/1.1 404 No' }, { responseHeaders: 5 }, { responseHeaders: null }, undefined]) {
      webRequest.onHeadersReceived((details, callback) => callback(answer))
      const { status, headers } = await inPage('/several')
      assert.deepEqual([status, headers['x-two']], [200, '1, 2'], JSON.stringify(answer))
    }
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => callback({ responseHeaders, statusLine: 'nonsense' }))
    assert.equal((await inPage('/several')).status, 200)
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => callback({ responseHeaders: { ...responseHeaders, 'b\u00e4d name': 'x' } }))
    assert.equal((await inPage('/several')).body, 'several')
  })

  it('onHeadersReceived lets a page read another origin', async () => {
    assert.equal(await inPage(`${other}/plain`), 'Failed to fetch')
    webRequest.onHeadersReceived(({ responseHeaders, method }, callback) => {
      callback({
        responseHeaders: { ...responseHeaders, 'Access-Control-Allow-Origin': ['*'], 'Access-Control-Allow-Headers': ['*'], 'Access-Control-Allow-Methods': ['*'] },
        ...(method === 'OPTIONS' && { statusLine: 'HTTP/1.1 200 OK' })
      })
    })
    assert.equal(JSON.parse((await inPage(`${other}/plain`)).body).origin, origin)
    assert.equal((await inPage(`${other}/plain`, { method: 'PUT', headers: { 'X-Own': '1' } })).status, 200)
    assert.deepEqual(seen.slice(-2), ['OPTIONS /plain', 'PUT /plain'])
  })

  it('onHeadersReceived gives a document a Content-Security-Policy, and takes one away', async () => {
    const ran = () => win.webContents.executeJavaScript('window.ran === true')
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => callback({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': ["script-src 'none'"] } }))
    await win.loadURL(`${origin}/`)
    assert.equal(await ran(), false)
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
      delete responseHeaders['Content-Security-Policy']
      callback({ responseHeaders })
    })
    await win.loadURL(`${origin}/strict`)
    assert.equal(await ran(), true)
    webRequest.onHeadersReceived((details, callback) => callback({}))
    await win.loadURL(`${origin}/strict`)
    assert.equal(await ran(), false)
    await win.loadURL(`${origin}/`)
  })

  it('onHeadersReceived lets a page be framed', async () => {
    const told = listen(webRequest, ['/framed'], 'onCompleted')
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
      delete responseHeaders['X-Frame-Options']
      callback({ responseHeaders })
    })
    const framed = win.webContents.executeJavaScript(`new Promise((resolve) => {
      onmessage = ({ data }) => resolve(data)
      const frame = document.createElement('iframe')
      frame.src = '${other}/framed'
      document.body.append(frame)
    })`)
    assert.equal(await within(framed), 'framed')
    await until(() => told.length > 0)
    assert.equal(told[0][1].resourceType, 'subFrame')
    await win.loadURL(`${origin}/`)
  })

  it('a stream of events goes on event by event', async () => {
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => callback({ responseHeaders: { ...responseHeaders, 'X-Own': ['1'] } }))
    const script = "window.told = []; const e = window.source = new EventSource('/events'); e.onmessage = ({ data }) => told.push(data); 0"
    const count = () => win.webContents.executeJavaScript('told.length')
    await win.webContents.executeJavaScript(script)
    await until(async () => await count() === 1)
    pages.more()
    await until(async () => await count() === 2)
    await win.webContents.executeJavaScript('source.close()')
    await until(() => seen.includes('closed'))
  })

  it('a download goes through, and is told of', async () => {
    const told = listen(webRequest, ['/file'], 'onHeadersReceived', 'onCompleted', 'onErrorOccurred')
    own.once('will-download', (event, item) => event.preventDefault())
    await assert.rejects(win.loadURL(`${origin}/file`))
    await until(() => told.names().includes('onCompleted'))
    assert.deepEqual(told.names(), ['onHeadersReceived', 'onCompleted'])
    await win.loadURL(`${origin}/`)
  })

  it('a callback that comes late holds up its own request only, and one that never comes no other', async () => {
    let late
    webRequest.onHeadersReceived(({ url }, callback) => {
      if (url.endsWith('/late')) late = callback
      else if (!url.endsWith('/never')) callback({})
    })
    const waiting = inPage('/late')
    inPage('/never').catch(() => {})
    await until(() => late)
    assert.equal((await within(inPage('/quick'))).body, 'at /quick')
    late({})
    assert.equal((await within(waiting)).body, 'at /late')
    assert.throws(() => late({}), { message: 'One-time callback was called more than once' })
    await win.loadURL(`${origin}/`)
  })

  it('a listener that throws is reported, and the request goes on', async () => {
    const errors = []
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    const catcher = (error) => errors.push(error.message)
    process.on('uncaughtException', catcher)
    try {
      const filter = { urls: ['http://*:*/thrown'] }
      webRequest.onHeadersReceived(filter, () => { throw new Error('from onHeadersReceived') })
      webRequest.onCompleted(filter, () => { throw new Error('from onCompleted') })
      assert.equal((await inPage('/thrown')).body, 'at /thrown')
      await until(() => errors.length === 2)
    } finally {
      process.removeListener('uncaughtException', catcher)
      for (const listener of listeners) process.on('uncaughtException', listener)
    }
    assert.deepEqual(errors, ['from onHeadersReceived', 'from onCompleted'])
  })

  it('filters choose by urls and types', async () => {
    const told = []
    webRequest.onCompleted({ urls: [`${origin}/only*`] }, ({ url }) => told.push(new URL(url).pathname))
    for (const path of ['/only-this', '/not', '/only']) await inPage(path)
    await until(() => told.length === 2)
    assert.deepEqual(told.splice(0), ['/only-this', '/only'])
    webRequest.onCompleted({ urls: ['<all_urls>'], types: ['mainFrame'] }, ({ resourceType }) => told.push(resourceType))
    await inPage('/a')
    await win.loadURL(`${origin}/`)
    await until(() => told.length > 0)
    assert.deepEqual(told, ['mainFrame'])
  })
})
