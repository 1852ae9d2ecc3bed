'use strict'

const { after, afterEach, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { once, until, within } = require('../support/events')
const { serve } = require('../support/net-server')
const { EMPTY_DOCUMENT, forget } = require('../support/web-request')
const { openWindow } = require('../support/windows')

const worker = `
  oninstall = () => skipWaiting()
  onactivate = (event) => event.waitUntil(registration.navigationPreload.enable().then(() => clients.claim()))
  onfetch = (event) => {
    if (event.request.mode === 'navigate') event.respondWith(event.preloadResponse.catch(() => new Response('none')))
  }`

describe('session.webRequest.onBeforeRequest, of what a page tries to send past it', () => {
  const own = session.fromPartition('web-request-guard')
  const { webRequest } = own
  let server
  let origin
  let asked = []
  let sent = []

  before(async () => {
    server = await serve({
      '*': (request, response) => {
        sent.push(request.url)
        const isScript = request.url === '/worker.js'
        response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html', __proto__: null, ...JSON.parse('{"__proto__": "one"}') })
        response.end(isScript ? worker : EMPTY_DOCUMENT)
      }
    })
    origin = server.url('')
  })
  after(() => server.close())
  afterEach(() => {
    forget(webRequest, ['onBeforeRequest', 'onHeadersReceived', 'onCompleted'])
    asked = []
    sent = []
  })

  const block = () => webRequest.onBeforeRequest(({ url }, callback) => {
    asked.push(new URL(url).pathname)
    callback({ cancel: url.includes('/blocked') })
  })
  const wasSent = () => sent.filter((path) => path.includes('/blocked'))
  async function open () {
    const win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`${origin}/`)
    return win
  }

  it('a request that is made again and again while the line opens is cancelled each time', async () => {
    block()
    const win = await open()
    await win.webContents.executeJavaScript("globalThis.timer = setInterval(() => fetch('/blocked').catch(() => {}), 3); 0")
    await until(() => asked.filter((path) => path === '/blocked').length > 10)
    webRequest.onCompleted(() => {})
    await until(() => win.webContents._protocol().isOpen)
    const before = asked.length
    await until(() => asked.length > before + 100)
    await win.webContents.executeJavaScript("clearInterval(timer); fetch('/blocked').catch(() => {})")
    assert.deepEqual(wasSent(), [])
    win.destroy()
  })

  it('what a page sends as its window closes is cancelled', async () => {
    block()
    webRequest.onCompleted(() => {})
    const win = await open()
    await win.webContents.executeJavaScript(`onpagehide = () => {
      navigator.sendBeacon('/blocked-beacon', 'x')
      fetch('/blocked-fetch', { keepalive: true })
    }; 0`)
    const closed = once(win, 'closed')
    win.close()
    await within(closed)
    // Whether they come to be sent at all is the engine's affair; by now they are.
    const other = await open()
    assert.deepEqual(wasSent(), [])
    other.destroy()
  })

  it('a document that is loaded ahead for a service worker is cancelled', async () => {
    block()
    webRequest.onCompleted(() => {})
    const win = await open()
    await win.webContents.executeJavaScript(`new Promise((resolve) => {
      navigator.serviceWorker.oncontrollerchange = () => resolve()
      navigator.serviceWorker.register('/worker.js')
    })`)
    await win.loadURL(`${origin}/ahead`)
    assert.ok(asked.includes('/ahead'))
    await win.loadURL(`${origin}/blocked`).catch(() => {})
    assert.ok(asked.includes('/blocked'))
    assert.deepEqual(wasSent(), [])
    win.destroy()
    await own.clearStorageData({ storages: ['serviceworkers'] })
  })

  it('a header that a server calls __proto__ is one as any other', async () => {
    const told = []
    webRequest.onHeadersReceived(({ responseHeaders }, callback) => {
      told.push(responseHeaders)
      callback({ responseHeaders: { ...responseHeaders, 'X-Added': 'yes' } })
    })
    const win = await open()
    assert.deepEqual(Object.entries(told[0]).find(([name]) => name === '__proto__'), ['__proto__', ['one']])
    assert.equal(Object.getPrototypeOf(told[0]), Object.prototype)
    const names = await within(win.webContents.executeJavaScript("fetch('/a').then(({ headers }) => [headers.get('__proto__'), headers.get('x-added')])"))
    assert.deepEqual(names, ['one', 'yes'])
    win.destroy()
  })
})
