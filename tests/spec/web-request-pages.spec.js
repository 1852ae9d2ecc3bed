'use strict'

const { after, afterEach, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { once, until, within } = require('../support/events')
const { serve } = require('../support/net-server')
const { answer, fetchText, forget, listen } = require('../support/web-request')
const { openWindow, pageUrl } = require('../support/windows')

const names = ['onHeadersReceived', 'onCompleted', 'onErrorOccurred']

describe('session.webRequest, of responses in pages of all kinds', () => {
  const own = session.fromPartition('web-request-pages')
  const { webRequest } = own
  let server
  let origin
  let win
  let seen = []

  before(async () => {
    server = await serve({
      '*': (request, response) => {
        seen.push(`${request.method} ${request.url}`)
        answer(request, response)
      }
    })
    origin = server.url('')
    webRequest.onCompleted(() => {})
    win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`${origin}/`)
  })
  after(() => {
    forget(webRequest, names)
    server.close()
  })
  // onCompleted keeps the page's line open from case to case.
  afterEach(() => {
    webRequest.onCompleted(() => {})
    forget(webRequest, names.filter((name) => name !== 'onCompleted'))
    seen = []
  })

  const inPage = (path, options) => fetchText(win, path, options)

  it('the first document of a page made later is told of', async () => {
    const told = listen(webRequest, ['/first'], 'onHeadersReceived', 'onCompleted')
    const page = openWindow({ webPreferences: { session: own } })
    await page.loadURL(`${origin}/first`)
    await until(() => told.names().includes('onCompleted'))
    assert.deepEqual(told.names(), ['onHeadersReceived', 'onCompleted'])
    for (const [, { url, resourceType, webContentsId, frame }] of told) {
      assert.deepEqual([url, resourceType, webContentsId], [`${origin}/first`, 'mainFrame', page.webContents.id])
      assert.equal(frame, page.webContents.mainFrame)
    }
    page.destroy()
  })

  it('a load that waits for its listeners can be stopped, and replaced', async () => {
    const page = openWindow({ webPreferences: { session: own } })
    const first = page.loadURL(`${origin}/first`)
    page.webContents.stop()
    await assert.rejects(within(first))
    const second = page.loadURL(`${origin}/second`)
    const third = page.loadURL(`${origin}/third`)
    await assert.rejects(within(second), { code: 'ERR_ABORTED' })
    await within(third)
    assert.deepEqual(seen.filter((line) => !line.includes('favicon')), ['GET /third'])
    page.destroy()
  })

  it('onErrorOccurred tells of what waits when a page goes on, and when it closes', async () => {
    let late = 0
    const told = []
    webRequest.onHeadersReceived(({ url }, callback) => url.includes('/late') ? late++ : callback({}))
    // Pages of other cases may be ending yet.
    webRequest.onErrorOccurred(({ url, error, resourceType }) => url.includes('/late') && told.push([new URL(url).pathname, error, resourceType]))
    const page = openWindow({ webPreferences: { session: own } })
    await page.loadURL(`${origin}/`)
    page.webContents.executeJavaScript("fetch('/late-1')").catch(() => {})
    await until(() => late === 1)
    await page.loadURL(`${origin}/next`)
    page.webContents.executeJavaScript("fetch('/late-2')").catch(() => {})
    await until(() => late === 2)
    page.destroy()
    await until(() => told.length === 2)
    assert.deepEqual(told, [['/late-1', 'net::ERR_ABORTED', 'xhr'], ['/late-2', 'net::ERR_ABORTED', 'xhr']])
  })

  it('a page that closes while a request waits leaves nothing behind', async () => {
    let late
    webRequest.onHeadersReceived(({ url }, callback) => {
      if (url.endsWith('/late')) late = callback
      else callback({})
    })
    const page = openWindow({ webPreferences: { session: own } })
    await page.loadURL(`${origin}/`)
    page.webContents.executeJavaScript("fetch('/late')").catch(() => {})
    await until(() => late)
    page.destroy()
    late({ responseHeaders: {} })
    assert.equal(await within(inPage('/a')), 'at /a')
  })

  it('files are told of', async () => {
    const told = []
    for (const name of ['onHeadersReceived', 'onCompleted']) {
      webRequest[name]({ urls: ['file:///*'] }, (details, callback) => {
        told.push([name, details])
        callback?.({})
      })
    }
    await win.loadURL(pageUrl('<!DOCTYPE html>x'))
    await until(() => told.length > 1)
    assert.deepEqual(told.map(([name, { url, statusCode }]) => [name, new URL(url).protocol, statusCode]), [['onHeadersReceived', 'file:', 200], ['onCompleted', 'file:', 200]])
    await win.loadURL(`${origin}/`)
  })

  it('a window that a page opens is told of, once it is there', async () => {
    const made = once(win.webContents, 'did-create-window')
    win.webContents.executeJavaScript(`window.open('${origin}/child'); 0`)
    const [child] = await within(made)
    await until(() => child.webContents._protocol().isOpen)
    const told = listen(webRequest, ['/in-child'], 'onHeadersReceived', 'onCompleted')
    await until(() => {
      child.webContents.executeJavaScript("fetch('/in-child')").catch(() => {})
      return told.names().includes('onCompleted')
    })
    assert.equal(told[0][1].webContentsId, child.webContents.id)
    child.destroy()
  })

  it('a worker of a page is told of', async () => {
    const told = listen(webRequest, ['/in-worker'], 'onHeadersReceived', 'onCompleted')
    const script = `fetch('${origin}/in-worker').then((r) => r.text()).then(postMessage)`
    const answer = win.webContents.executeJavaScript(`new Promise((resolve) => {
      new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}]))).onmessage = ({ data }) => resolve(data)
    })`)
    assert.equal(await within(answer), 'at /in-worker')
    await until(() => told.names().includes('onCompleted'))
    assert.deepEqual(told.names(), ['onHeadersReceived', 'onCompleted'])
  })

  it('what the app answers itself is told of when it is there', async () => {
    const answered = []
    own.protocol.handle('https', () => new Response('own', { headers: { 'content-type': 'text/plain' } }))
    webRequest.onCompleted({ urls: ['https://*/*'] }, ({ url }) => answered.push(url))
    try {
      await win.loadURL('https://own.test/')
      assert.equal(await win.webContents.executeJavaScript('document.body.textContent'), 'own')
    } finally {
      own.protocol.unhandle('https')
    }
    await win.loadURL(`${origin}/`)
  })

  it('the listeners are told while the page has DevTools, and after them', async () => {
    const told = listen(webRequest, ['/with', '/after'], 'onHeadersReceived')
    win.webContents.openDevTools({ mode: 'detach' })
    await within(once(win.webContents, 'devtools-opened'))
    assert.equal(await inPage('/with'), 'at /with')
    win.webContents.closeDevTools()
    assert.equal(await inPage('/after'), 'at /after')
    assert.deepEqual(told.map(([, { url }]) => url), [`${origin}/with`, `${origin}/after`])
  })

  it('no request hangs while listeners come and go', async () => {
    const all = win.webContents.executeJavaScript(`(async () => {
      const ask = async (row) => { for (let i = 0; globalThis.stopAsking !== true; i++) await fetch('/' + row + '-' + i).then((r) => r.text()) }
      await Promise.all([0, 1, 2, 3, 4].map(ask))
    })()`)
    for (let i = 0; i < 6; i++) {
      const told = once(own, 'told')
      webRequest.onSendHeaders(({ url }) => own.emit('told', url))
      await within(told)
      webRequest.onSendHeaders(null)
    }
    await win.webContents.executeJavaScript('globalThis.stopAsking = true')
    await within(all)
  })

  it('without listeners nothing is looked at any more', async () => {
    assert.ok(win.webContents._protocol().isOpen)
    webRequest.onCompleted(null)
    assert.equal(win.webContents._protocol().isOpen, false)
    assert.equal(await inPage('/a'), 'at /a')
  })
})
