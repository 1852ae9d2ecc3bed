'use strict'

const { describe, it, before, after, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { pathToFileURL } = require('url')
const { once, within, record, until } = require('../support/events')
const { openWindow, pageFile, pageUrl } = require('../support/windows')
const { startServer } = require('../support/http-server')

const loadingEvents = [
  'did-start-loading', 'did-start-navigation', 'will-navigate', 'will-redirect', 'did-redirect-navigation', 'did-frame-navigate',
  'did-navigate', 'did-navigate-in-page', 'page-title-updated', 'did-fail-provisional-load', 'did-fail-load', 'dom-ready',
  'did-frame-finish-load', 'did-finish-load', 'did-stop-loading'
]

/** Notes the event names, with URLs and codes where they tell something. */
function log (contents) {
  return record([], contents, loadingEvents)
}

const wholeLoad = [
  'did-start-loading', 'did-start-navigation', 'did-frame-navigate', 'did-navigate', 'page-title-updated', 'dom-ready', 'did-frame-finish-load',
  'did-finish-load', 'did-stop-loading'
]
const failedLoad = [
  'did-start-loading', 'did-start-navigation', 'did-fail-provisional-load', 'did-fail-load', 'dom-ready', 'did-frame-finish-load', 'did-finish-load',
  'did-stop-loading'
]

describe('webContents loading', () => {
  let server, win, contents
  before(async () => { server = await startServer() })
  after(() => server.close())
  beforeEach(() => {
    win = openWindow()
    contents = win.webContents
  })
  const stopped = () => until(() => !contents.isLoading())

  it('has no URL and no title before the first load', () => {
    assert.deepEqual([contents.getURL(), contents.getTitle(), contents.isLoading(), contents.isWaitingForResponse(), contents.isCrashed()], ['', '', false, false, false])
    assert.equal(contents.getOSProcessId(), 0)
  })

  it('emits did-start-loading and did-start-navigation inside the first loadURL', () => {
    const events = log(contents)
    win.loadURL(`${server.url}/a`)
    assert.deepEqual(events, ['did-start-loading', 'did-start-navigation'])
    assert.deepEqual([contents.isLoading(), contents.isLoadingMainFrame(), contents.isWaitingForResponse()], [true, true, true])
  })

  it('emits the events of a load in order, and resolves before did-stop-loading', async () => {
    const events = log(contents)
    win.loadURL(`${server.url}/a`).then(() => events.push('resolved'))
    await once(contents, 'did-stop-loading')
    await stopped()
    const expected = [...wholeLoad]
    expected.splice(-1, 0, 'resolved')
    assert.deepEqual(events, expected)
    assert.deepEqual([contents.getURL(), contents.getTitle()], [`${server.url}/a`, '/a'])
  })

  it('gives did-start-navigation and did-navigate their arguments', async () => {
    const started = once(contents, 'did-start-navigation')
    const navigated = once(contents, 'did-navigate')
    await win.loadURL(`${server.url}/a`)
    const [event, url, isInPlace, isMainFrame, processId, routingId] = await started
    assert.equal(typeof event.preventDefault, 'function')
    assert.deepEqual([url, isInPlace, isMainFrame, typeof processId, typeof routingId], [`${server.url}/a`, false, true, 'number', 'number'])
    assert.deepEqual((await navigated).slice(1), [`${server.url}/a`, 200, 'OK'])
  })

  it('emits the same events for a reload, without a title', async () => {
    await win.loadURL(`${server.url}/a`)
    await stopped()
    for (const method of ['reload', 'reloadIgnoringCache']) {
      const events = log(contents)
      contents[method]()
      await once(contents, 'did-stop-loading')
      assert.deepEqual(events.filter((name) => name !== 'page-title-updated'), wholeLoad.filter((name) => name !== 'page-title-updated'))
      contents.removeAllListeners()
    }
  })

  it('tells no title for a page without one', async () => {
    const events = log(contents)
    await win.loadURL(pageUrl('<p>no title</p>', 'untitled.html'))
    assert.equal(events.includes('page-title-updated'), false)
    assert.equal(contents.getTitle(), 'untitled.html')
  })

  it('loads a file relative to the app, with query and hash', async () => {
    const { app } = require('electron')
    const file = pageFile('<title>f</title>')
    await win.loadFile(path.relative(app.getAppPath(), file), { query: { a: '1' }, hash: 'x' })
    assert.equal(contents.getURL(), `${pathToFileURL(file).href}?a=1#x`)
  })

  it('sends headers, referrer, user agent and post data', async () => {
    await win.loadURL(`${server.url}/headers`, {
      userAgent: 'UA1', extraHeaders: 'x-one: 1\nx-two: 2', postData: [{ type: 'rawData', bytes: Buffer.from('a=1') }]
    })
    const got = JSON.parse(await contents.executeJavaScript('document.querySelector("pre").textContent'))
    assert.deepEqual([got['user-agent'], got['x-one'], got['x-two'], got.method, got.body], ['UA1', '1', '2', 'POST', 'a=1'])
  })

  it('setUserAgent changes what is sent and getUserAgent', async () => {
    contents.setUserAgent('UA2')
    await win.loadURL(`${server.url}/headers`)
    const got = JSON.parse(await contents.executeJavaScript('document.querySelector("pre").textContent'))
    assert.deepEqual([got['user-agent'], contents.getUserAgent(), contents.userAgent], ['UA2', 'UA2', 'UA2'])
  })

  describe('arguments', () => {
    it('loadURL wants a string', () => {
      assert.throws(() => win.loadURL(), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from undefined' })
      assert.throws(() => win.loadURL(5), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' })
      assert.throws(() => win.loadURL('about:blank', 5), { name: 'TypeError', message: 'Error processing argument at index 1, conversion failure from ' })
    })

    it('loadFile wants a string', () => {
      assert.throws(() => win.loadFile(5), { name: 'TypeError', message: 'Must pass filePath as a string' })
    })

    it('loadURL of what is no URL rejects', async () => {
      for (const url of ['', 'notaurl']) {
        await assert.rejects(win.loadURL(url), { message: `ERR_INVALID_URL (-300) loading '${url}'`, code: 'ERR_INVALID_URL', errno: -300, url })
      }
    })
  })

  it('stop() ends a load that has not begun, of a new page and of one that shows something', async () => {
    for (const url of ['/a', '/b']) {
      const events = log(contents)
      const load = within(win.loadURL(`${server.url}${url}`))
      contents.stop()
      assert.equal(contents.isLoading(), false)
      await assert.rejects(load, { message: `ERR_FAILED (-2) loading '${server.url}${url}'` })
      assert.equal(events.at(-1), 'did-stop-loading')
      await within(win.loadURL(`${server.url}/c`))
      assert.equal(contents.getURL(), `${server.url}/c`)
    }
  })

  describe('failures', () => {
    const failing = async (url, code, name) => {
      const events = log(contents)
      const failed = once(contents, 'did-fail-load')
      let error
      win.loadURL(url).catch((reason) => { error = reason })
      const [, ...args] = await failed
      await stopped()
      assert.deepEqual(args.slice(0, 4), [code, name, url, true])
      assert.deepEqual(events, failedLoad)
      assert.equal(error.message, `${name} (${code}) loading '${url}'`)
      assert.deepEqual({ ...error }, { errno: code, code: name, url })
      assert.equal(contents.getURL(), url)
    }

    it('a missing file is ERR_FILE_NOT_FOUND', () => failing('file:///nope.html', -6, 'ERR_FILE_NOT_FOUND'))
    it('an unsafe port is ERR_UNSAFE_PORT', () => failing('http://127.0.0.1:1/', -312, 'ERR_UNSAFE_PORT'))
    it('a closed port is ERR_CONNECTION_REFUSED', async () => {
      const other = await startServer()
      other.close()
      await failing(`${other.url}/`, -102, 'ERR_CONNECTION_REFUSED')
    })
    it('a connection without an answer is ERR_EMPTY_RESPONSE', () => failing(`${server.url}/reset`, -324, 'ERR_EMPTY_RESPONSE'))
    it('TLS to a server without is ERR_SSL_PROTOCOL_ERROR', () => failing(`${server.url.replace('http', 'https')}/`, -107, 'ERR_SSL_PROTOCOL_ERROR'))
    it('a redirect without end is ERR_TOO_MANY_REDIRECTS', async () => {
      const failed = once(contents, 'did-fail-load')
      await assert.rejects(win.loadURL(`${server.url}/redirect-30`), { code: 'ERR_TOO_MANY_REDIRECTS', errno: -310 })
      assert.equal((await failed)[1], -310)
    })

    it('an HTTP error with a page is a load', async () => {
      const events = log(contents)
      await win.loadURL(`${server.url}/status-404`)
      assert.equal(events.includes('did-fail-load'), false)
      assert.equal(contents.getTitle(), 'status')
    })

    it('an HTTP error without a page is a load, with its status', async () => {
      const navigated = once(contents, 'did-navigate')
      await win.loadURL(`${server.url}/empty-404`)
      assert.deepEqual((await navigated).slice(1), [`${server.url}/empty-404`, 404, 'Not Found'])
    })

    for (const what of ['empty-204', 'download']) {
      it(`${what} stops without a document and rejects ERR_FAILED`, async () => {
        await win.loadURL(`${server.url}/a`)
        await stopped()
        const events = log(contents)
        const url = `${server.url}/${what}`
        await assert.rejects(win.loadURL(url), { message: `ERR_FAILED (-2) loading '${url}'` })
        assert.deepEqual(events, ['did-start-loading', 'did-start-navigation', 'did-stop-loading'])
        assert.equal(contents.getURL(), `${server.url}/a`)
      })
    }

    it('an unknown scheme rejects ERR_FAILED', async () => {
      await assert.rejects(win.loadURL('foo://x'), { message: "ERR_FAILED (-2) loading 'foo://x'", errno: -2 })
    })

    it('stop() before the response rejects ERR_FAILED', async () => {
      const events = log(contents)
      server.requests.once('/hang', () => contents.stop())
      const load = win.loadURL(`${server.url}/hang`)
      await assert.rejects(load, { errno: -2 })
      assert.deepEqual(events, ['did-start-loading', 'did-start-navigation', 'did-stop-loading'])
    })

    it('stop() inside the body is did-fail-load -3', async () => {
      const failed = once(contents, 'did-fail-load')
      const load = win.loadURL(`${server.url}/half`)
      await once(contents, 'page-title-updated')
      contents.stop()
      assert.deepEqual((await failed).slice(1, 5), [-3, '', `${server.url}/half`, true])
      await assert.rejects(load, { message: ` (-3) loading '${server.url}/half'`, errno: -3, code: '' })
    })

    it('a second loadURL rejects the one that waits with ERR_ABORTED', async () => {
      const asked = once(server.requests, '/hang')
      const first = win.loadURL(`${server.url}/hang`)
      const rejected = assert.rejects(first, { message: `ERR_ABORTED (-3) loading '${server.url}/b'`, errno: -3, code: 'ERR_ABORTED' })
      await asked
      const events = log(contents)
      await win.loadURL(`${server.url}/b`)
      await rejected
      assert.equal(events.includes('did-start-loading'), false)
      assert.equal(contents.getURL(), `${server.url}/b`)
    })

    it('destroying the window rejects the load', async () => {
      const load = win.loadURL(`${server.url}/hang`)
      const rejected = assert.rejects(load, { errno: -2 })
      win.destroy()
      await within(rejected)
    })
  })

  describe('navigation by the page', () => {
    const click = "document.getElementById('link').click()"
    beforeEach(async () => {
      await win.loadURL(`${server.url}/a`)
      await stopped()
    })

    it('a link emits will-navigate after did-start-navigation', async () => {
      const events = log(contents)
      const will = once(contents, 'will-navigate')
      contents.executeJavaScript(click)
      assert.equal((await will)[1], `${server.url}/linked`)
      await once(contents, 'did-stop-loading')
      assert.deepEqual(events.slice(0, 4), ['did-start-loading', 'did-start-navigation', 'will-navigate', 'did-frame-navigate'])
      assert.equal(contents.getURL(), `${server.url}/linked`)
    })

    it('location= emits will-navigate, loadURL does not', async () => {
      const events = log(contents)
      contents.executeJavaScript("location = '/b'").catch(() => {})
      await once(contents, 'did-stop-loading')
      assert.equal(events.filter((name) => name === 'will-navigate').length, 1)
      await win.loadURL(`${server.url}/c`)
      assert.equal(events.filter((name) => name === 'will-navigate').length, 1)
    })

    it('preventDefault in will-navigate keeps the page', async () => {
      contents.on('will-navigate', (event) => event.preventDefault())
      const events = log(contents)
      contents.executeJavaScript(click)
      await once(contents, 'did-stop-loading')
      assert.deepEqual(events, ['did-start-loading', 'did-start-navigation', 'will-navigate', 'did-stop-loading'])
      assert.equal(contents.getURL(), `${server.url}/a`)
      assert.equal(await contents.executeJavaScript('location.pathname'), '/a')
    })

    it('redirects emit will-redirect and did-redirect-navigation', async () => {
      const events = log(contents)
      const urls = []
      contents.on('will-redirect', (event, url) => urls.push(url))
      await win.loadURL(`${server.url}/redirect-2`)
      assert.deepEqual(urls, [`${server.url}/redirect-1`, `${server.url}/page`])
      assert.deepEqual(events.slice(2, 6), ['will-redirect', 'did-redirect-navigation', 'will-redirect', 'did-redirect-navigation'])
      assert.equal(contents.getURL(), `${server.url}/page`)
    })

    it('preventDefault in will-redirect rejects with the first URL', async () => {
      contents.on('will-redirect', (event) => event.preventDefault())
      const url = `${server.url}/redirect-1`
      await assert.rejects(win.loadURL(url), { message: `ERR_FAILED (-2) loading '${url}'` })
      assert.equal(contents.getURL(), `${server.url}/a`)
    })

    for (const [what, script, end] of [['a fragment', "location.hash = 'x'", '/a#x'], ['pushState', "history.pushState(0, '', '/pushed')", '/pushed'], ['replaceState', "history.replaceState(0, '', '/replaced')", '/replaced']]) {
      it(`${what} is did-navigate-in-page`, async () => {
        const events = log(contents)
        const inPage = once(contents, 'did-navigate-in-page')
        contents.executeJavaScript(script)
        assert.deepEqual((await inPage).slice(1, 3), [server.url + end, true])
        assert.deepEqual(events, ['did-start-loading', 'did-start-navigation', 'did-navigate-in-page', 'did-stop-loading'])
        assert.equal(contents.getURL(), server.url + end)
      })
    }

    it('loadURL of another fragment resolves in the same document', async () => {
      await contents.executeJavaScript('window.kept = 1')
      await within(win.loadURL(`${server.url}/a#there`))
      assert.equal(await contents.executeJavaScript('window.kept'), 1)
    })

    it('goes back and forward', async () => {
      await win.loadURL(`${server.url}/b`)
      await stopped()
      assert.deepEqual([contents.canGoBack(), contents.canGoForward(), contents.canGoToOffset(-1)], [true, false, true])
      contents.goBack()
      await once(contents, 'did-stop-loading')
      assert.equal(contents.getURL(), `${server.url}/a`)
      contents.goForward()
      await once(contents, 'did-stop-loading')
      assert.equal(contents.getURL(), `${server.url}/b`)
      contents.goToOffset(-1)
      await once(contents, 'did-stop-loading')
      contents.goToIndex(1)
      await once(contents, 'did-stop-loading')
      assert.equal(contents.getURL(), `${server.url}/b`)
      contents.clearHistory()
      assert.equal(contents.canGoBack(), false)
    })

    it('goBack without a history does nothing', () => {
      const other = openWindow().webContents
      other.goBack()
      other.goForward()
      other.goToIndex(99)
      other.goToOffset(-5)
      assert.equal(other.isLoading(), false)
    })

    it('a page that navigates while it loads finishes first', async () => {
      const load = win.loadURL(`${server.url}/half`)
      await once(contents, 'did-navigate')
      await once(contents, 'page-title-updated')
      const events = log(contents)
      contents._runScript("location = '/next'", 0)
      await within(load)
      await once(contents, 'did-stop-loading')
      assert.deepEqual(events.slice(0, 4), ['did-frame-finish-load', 'did-finish-load', 'did-start-navigation', 'will-navigate'])
      assert.equal(contents.getURL(), `${server.url}/next`)
    })
  })

  it('a page of a file loads from the network, and follows links there', async () => {
    await win.loadURL(pageUrl('<title>file</title>'))
    const seen = once(server.requests, '/picture')
    contents.executeJavaScript(`new Image().src = '${server.url}/picture'`)
    await seen
    const finished = once(contents, 'did-finish-load')
    contents.executeJavaScript(`location = '${server.url}/linked'`)
    await finished
    assert.equal(contents.getURL(), `${server.url}/linked`)
  })

  it('tells the titles that a page sets', async () => {
    await win.loadURL(`${server.url}/a`)
    const updated = once(contents, 'page-title-updated')
    contents.executeJavaScript("document.title = 'new'")
    assert.deepEqual((await updated).slice(1), ['new', true])
    assert.equal(contents.getTitle(), 'new')
  })

  it('tells the console with level, text, line and source', async () => {
    const message = once(contents, 'console-message', { filter: (event, level, text) => text === 'hello 1' })
    const url = pageUrl('<title>c</title>\n<script>console.warn("hello", 1)</script>')
    await win.loadURL(url)
    assert.deepEqual((await message).slice(1), [2, 'hello 1', 2, url])
  })
})
