'use strict'

const { after, afterEach, before, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { once, within } = require('../support/events')
const { serve } = require('../support/net-server')
const { EMPTY_DOCUMENT, answer, fetchText, forget } = require('../support/web-request')
const { openWindow, pageUrl } = require('../support/windows')

describe('session.webRequest', () => {
  const own = () => session.fromPartition('web-request')
  const { webRequest } = own()
  let server
  let origin
  let win
  let seen = []

  before(async () => {
    server = await serve({
      '*': (request, response) => {
        seen.push([request.method, request.url])
        response.setHeader('access-control-allow-origin', '*')
        response.setHeader('content-type', 'text/html')
        if (request.url === '/moved') response.writeHead(302, { location: '/there' }).end()
        else if (request.url === '/with-parts') response.end(`${EMPTY_DOCUMENT}<script src="/part.js"></script><img src="/part.png"><link rel="stylesheet" href="/part.css"><iframe src="/part.html"></iframe>`)
        else if (request.url === '/headers') response.end(JSON.stringify(request.headers))
        else answer(request, response)
      }
    })
    origin = server.url('')
    win = openWindow({ webPreferences: { partition: 'web-request' } })
    await win.loadURL(`${origin}/`)
  })
  after(() => server.close())
  beforeEach(() => { seen = [] })
  afterEach(() => {
    forget(webRequest, ['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders'])
  })

  const inPage = (path, options) => fetchText(win, path, options)

  it('is one object a session, with a method an event', () => {
    assert.equal(own().webRequest, webRequest)
    assert.notEqual(session.defaultSession.webRequest, webRequest)
    assert.deepEqual(Object.keys(webRequest).sort(), [
      'onBeforeRedirect', 'onBeforeRequest', 'onBeforeSendHeaders', 'onCompleted', 'onErrorOccurred', 'onHeadersReceived', 'onResponseStarted', 'onSendHeaders'
    ])
  })

  it('checks its arguments', () => {
    const refused = (args, message) => {
      for (const name of ['onBeforeRequest', 'onCompleted']) assert.throws(() => webRequest[name](...args), { name: 'TypeError', message }, JSON.stringify(args))
    }
    const listener = () => {}
    refused([], 'Must pass null or a Function')
    refused([5], 'Must pass null or a Function')
    refused([5, listener], 'Must pass null or a Function')
    refused([{ urls: [] }, 5], 'Must pass null or a Function')
    refused([{}, listener], "Parameter 'filter' must have property 'urls'.")
    refused([{ urls: 5 }, listener], "Parameter 'filter' must have property 'urls'.")
    refused([{ urls: [5] }, listener], "Parameter 'filter' must have property 'urls'.")
    refused([{ urls: ['*'] }, listener], 'Invalid url pattern *: Missing scheme separator.')
    refused([{ urls: ['foo://*/*'] }, listener], 'Invalid url pattern foo://*/*: Wrong scheme type.')
    refused([{ urls: ['http://*'] }, listener], 'Invalid url pattern http://*: Empty path.')
    refused([{ urls: ['http://a*.b/*'] }, listener], 'Invalid url pattern http://a*.b/*: Invalid host wildcard.')
    refused([{ urls: ['http://a:99999/*'] }, listener], 'Invalid url pattern http://a:99999/*: Invalid port.')
    refused([{ urls: ['*://*/*'], types: ['nope'] }, listener], 'Invalid type nope')
  })

  it('onBeforeRequest tells of hosts that Node has no URL for, too', async () => {
    const told = []
    const port = new URL(origin).port
    webRequest.onBeforeRequest({ urls: [`http://xn--a.localhost:${port}/*`] }, ({ url }, callback) => {
      told.push(url)
      callback({ cancel: true })
    })
    assert.throws(() => new URL('http://xn--a.localhost/'))
    assert.equal(await inPage(`http://xn--a.localhost:${port}/out`), 'Failed to fetch')
    assert.deepEqual([told, seen], [[`http://xn--a.localhost:${port}/out`], []])
  })

  it('onBeforeRequest tells of each request, and lets it go on', async () => {
    const told = []
    webRequest.onBeforeRequest((details, callback) => {
      told.push(details)
      callback({})
    })
    assert.equal(await inPage('/a', { method: 'POST', body: 'x' }), 'at /a')
    const [{ id, timestamp, ...details }] = told
    assert.equal(told.length, 1)
    assert.equal(typeof id, 'number')
    assert.ok(Math.abs(timestamp - Date.now()) < 10_000)
    assert.equal(details.webContents, win.webContents)
    assert.deepEqual({ ...details, webContents: null, frame: null }, {
      url: `${origin}/a`, method: 'POST', resourceType: 'xhr', webContents: null, webContentsId: win.webContents.id, frame: null, referrer: `${origin}/`
    })
  })

  it('onBeforeRequest tells of what a page is made of, by resourceType', async () => {
    const types = new Map()
    webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
      types.set(new URL(url).pathname, resourceType)
      callback({})
    })
    await win.loadURL(`${origin}/with-parts`)
    assert.deepEqual([...types].sort(), [
      ['/part.css', 'stylesheet'], ['/part.html', 'subFrame'], ['/part.js', 'script'], ['/part.png', 'image'], ['/with-parts', 'mainFrame']
    ])
    await win.loadURL(`${origin}/`)
  })

  it('onBeforeRequest cancels', async () => {
    webRequest.onBeforeRequest((details, callback) => callback({ cancel: true, redirectURL: `${origin}/else` }))
    assert.equal(await inPage('/a'), 'Failed to fetch')
    await assert.rejects(win.loadURL(`${origin}/b`), { code: 'ERR_BLOCKED_BY_CLIENT' })
    assert.deepEqual(seen, [])
    webRequest.onBeforeRequest(null)
    await win.loadURL(`${origin}/`)
  })

  it('onBeforeRequest sends somewhere else', async () => {
    webRequest.onBeforeRequest(({ url }, callback) => callback(url.endsWith('/a') ? { redirectURL: `${origin}/else` } : { redirectURL: 'bad' }))
    assert.equal(await inPage('/a'), 'at /else')
    assert.equal(await inPage('/b'), 'at /b')
    assert.deepEqual(seen.map(([, url]) => url), ['/else', '/b'])
  })

  it('onBeforeSendHeaders changes headers', async () => {
    webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
      assert.equal(requestHeaders['User-Agent'], win.webContents.getUserAgent())
      callback({ requestHeaders: { ...requestHeaders, 'User-Agent': 'Agent/1', 'X-Own': ['one', 'two'], Referer: 'http://example.test/', Cookie: 'a=b' } })
    })
    const headers = JSON.parse(await inPage('/headers'))
    assert.deepEqual([headers['user-agent'], headers['x-own'], headers.referer, headers.cookie], ['Agent/1', 'one, two', 'http://example.test/', 'a=b'])
  })

  it('onBeforeSendHeaders cancels, and is passed over when onBeforeRequest has', async () => {
    let asked = 0
    webRequest.onBeforeSendHeaders((details, callback) => {
      asked++
      callback({ cancel: true })
    })
    assert.equal(await inPage('/a'), 'Failed to fetch')
    webRequest.onBeforeRequest((details, callback) => callback({ cancel: true }))
    assert.equal(await inPage('/a'), 'Failed to fetch')
    assert.equal(asked, 1)
  })

  it('onSendHeaders tells of the headers as they were changed', async () => {
    const told = []
    webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => callback({ requestHeaders: { ...requestHeaders, 'X-Own': 'one' } }))
    webRequest.onSendHeaders((details) => told.push(details))
    await inPage('/a')
    assert.deepEqual(told.map(({ url, requestHeaders }) => [url, requestHeaders['X-Own']]), [[`${origin}/a`, 'one']])
  })

  it('setUserAgent of a page and webRequest work together', async () => {
    webRequest.onBeforeRequest((details, callback) => callback({}))
    win.webContents.setUserAgent('Page/1')
    assert.equal(JSON.parse(await inPage('/headers'))['user-agent'], 'Page/1')
    win.webContents.setUserAgent('')
  })

  it('a callback that comes later is waited for', async () => {
    webRequest.onBeforeRequest((details, callback) => setTimeout(callback, 50, { redirectURL: details.url.replace('/a', '/b') }))
    webRequest.onBeforeSendHeaders(async ({ requestHeaders }, callback) => {
      await new Promise(setImmediate)
      callback({ requestHeaders: { ...requestHeaders, 'X-Late': '1' } })
    })
    assert.equal(await inPage('/a'), 'at /b')
    assert.equal(JSON.parse(await inPage('/headers'))['x-late'], '1')
  })

  it('a request whose callback never comes is cancelled, and one that comes too late asks nobody else', async () => {
    const never = session.fromPartition('web-request never')
    let late
    let asked = 0
    never.webRequest.onBeforeRequest((details, callback) => { late ??= callback })
    const page = openWindow({ webPreferences: { session: never } })
    const loaded = page.loadURL(`${origin}/a`)
    // Of this the page's line tells, which is not there yet.
    never.webRequest.onBeforeSendHeaders((details, callback) => {
      asked++
      callback({})
    })
    await assert.rejects(within(loaded), { code: 'ERR_BLOCKED_BY_CLIENT' })
    late({})
    assert.deepEqual([seen, asked], [[], 0])
  })

  it('a callback may be called once', async () => {
    let error
    webRequest.onBeforeRequest((details, callback) => {
      callback({})
      try {
        callback({})
      } catch (thrown) {
        error = thrown
      }
    })
    await inPage('/a')
    assert.equal(error.message, 'One-time callback was called more than once')
  })

  it('filters choose by urls and types; the last listener counts', async () => {
    const told = []
    const note = (name) => ({ url }, callback) => {
      told.push([name, new URL(url).pathname])
      callback({})
    }
    webRequest.onBeforeRequest(note('old'))
    webRequest.onBeforeRequest({ urls: ['*://127.0.0.1/only*', `http://*:${server.port}/too?x=*`] }, note('new'))
    for (const path of ['/only-this', '/not', '/too?x=1', '/too?y=1']) await inPage(path)
    assert.deepEqual(told.splice(0), [['new', '/only-this'], ['new', '/too']])
    webRequest.onBeforeRequest({ urls: ['<all_urls>'], types: ['image'] }, note('types'))
    await inPage('/a')
    assert.deepEqual(told, [])
  })

  it('a redirect by the server is a request again', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url }, callback) => {
      told.push(new URL(url).pathname)
      callback({})
    })
    assert.equal(await inPage('/moved'), 'at /there')
    assert.deepEqual(told, ['/moved', '/there'])
  })

  it('pages from files are told of as well', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
      told.push([new URL(url).protocol, resourceType])
      callback({})
    })
    await win.loadURL(pageUrl('<!DOCTYPE html>x'))
    await win.loadURL(`${origin}/`)
    assert.deepEqual(told, [['file:', 'mainFrame'], ['http:', 'mainFrame']])
  })

  it('knows nothing of other sessions, and of pages that are opened later all', async () => {
    const told = []
    webRequest.onBeforeRequest(({ url, webContentsId }, callback) => {
      told.push(webContentsId)
      callback({})
    })
    const [later, other] = [openWindow({ webPreferences: { partition: 'web-request' } }), openWindow()]
    await later.loadURL(`${origin}/a`)
    await other.loadURL(`${origin}/a`)
    assert.deepEqual(told, [later.webContents.id])
  })

  it('a listener that destroys the page does no harm', async () => {
    for (const wait of [false, true]) {
      const page = openWindow({ webPreferences: { partition: 'web-request' } })
      webRequest.onBeforeRequest(async (details, callback) => {
        if (wait) await new Promise((resolve) => setTimeout(resolve, 20))
        page.destroy()
        callback({})
      })
      page.loadURL(`${origin}/a`).catch(() => {})
      await once(page, 'closed')
      webRequest.onBeforeRequest(null)
    }
    assert.equal(await inPage('/a'), 'at /a')
  })
})
