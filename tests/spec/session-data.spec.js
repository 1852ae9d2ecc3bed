'use strict'

const { after, before, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const childProcess = require('child_process')
const fs = require('fs')
const http = require('http')
const path = require('path')
const { session } = require('electron')
const { once, until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

describe("a session's data", () => {
  const own = session.fromPartition('persist:data')
  let server
  let origin
  let asked
  let win
  before(async () => {
    server = http.createServer((request, response) => {
      if (request.url === '/cached') asked++
      response.setHeader('content-type', 'text/html')
      response.setHeader('cache-control', request.url === '/cached' ? 'max-age=1000' : 'no-store')
      response.end(request.url === '/cached' ? 'x'.repeat(50_000) : '<link rel="icon" href="data:,">')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${server.address().port}`
    win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`${origin}/`)
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => { asked = 0 })

  const inPage = (script) => win.webContents.executeJavaScript(`(async () => (${script}))()`)
  const fetchCached = () => inPage("fetch('/cached').then((r) => r.text()).then((text) => text.length)")
  const kept = async () => ({
    local: await inPage('localStorage.length'),
    cookie: await inPage('document.cookie'),
    bases: await inPage('indexedDB.databases().then((list) => list.length)'),
    caches: await inPage('caches.keys().then((list) => list.length)')
  })
  const keep = () => inPage(`(localStorage.a = 1, document.cookie = 'a=b', await caches.open('c'), await new Promise((resolve) => {
    indexedDB.open('x').onsuccess = ({ target }) => { target.result.close(); resolve() }
  }), 0)`)

  it('getCacheSize() counts what is on disk, clearCache() empties it and keeps cookies', async () => {
    await inPage("document.cookie = 'session=1'")
    await fetchCached()
    await fetchCached()
    assert.equal(asked, 1)
    await until(async () => await own.getCacheSize() > 50_000)
    const full = await own.getCacheSize()
    assert.equal(await own.clearCache(), undefined)
    assert.ok(await own.getCacheSize() <= full - 50_000)
    await fetchCached()
    assert.equal(asked, 2)
    assert.match(await inPage('document.cookie'), /session=1/)
    assert.equal(await session.fromPartition('data in memory').getCacheSize(), 0)
  })

  it('clearCodeCaches() takes an object', async () => {
    await assert.rejects(own.clearCodeCaches(), { message: 'Insufficient number of arguments.' })
    assert.equal(await own.clearCodeCaches({ urls: [] }), undefined)
  })

  it('clearStorageData() clears the storages that it is given, of an origin', async () => {
    await keep()
    assert.equal(await own.clearStorageData({ origin, storages: ['localstorage', 'cookies', 'no such'] }), undefined)
    assert.deepEqual(await kept(), { local: 0, cookie: '', bases: 1, caches: 1 })
    await own.clearStorageData({ origin: 'http://example.test', storages: ['indexdb', 'cookies'], quotas: ['temporary'] })
    assert.deepEqual(await kept(), { local: 0, cookie: '', bases: 1, caches: 1 })
    await own.clearStorageData({ storages: ['indexdb'] })
    assert.deepEqual(await kept(), { local: 0, cookie: '', bases: 0, caches: 1 })
  })

  it('clearStorageData() without options clears all', async () => {
    await keep()
    await own.clearStorageData()
    assert.deepEqual(await kept(), { local: 0, cookie: '', bases: 0, caches: 0 })
    assert.deepEqual(await own.cookies.get({}), [])
  })

  it('an app that ends meanwhile ends as it wants', async () => {
    const folder = tempFolder('data')
    fs.writeFileSync(path.join(folder, 'main.js'), `
      const { app, session } = require('electron')
      app.setPath('userData', ${JSON.stringify(folder)})
      app.whenReady().then(() => {
        for (const own of [session.defaultSession, session.fromPartition('memory')]) {
          own.clearStorageData()
          own.clearCache()
        }
        setTimeout(() => app.exit(3), 150)
      })`)
    const code = await new Promise((resolve) => {
      childProcess.execFile(process.execPath, ['--headless', path.join(folder, 'main.js')], (error) => resolve(error?.code ?? error?.signal))
    })
    assert.equal(code, 3)
  })

  it('flushStorageData() does no harm', () => {
    assert.equal(own.flushStorageData(), undefined)
  })

  it('what would cut pages off is refused by name', async () => {
    await assert.rejects(own.clearAuthCache(), { message: /is not supported: Qt WebEngine can only make its whole network anew/ })
  })
})

describe("a session's languages", () => {
  it('setUserAgent takes what pages and servers are told', async (t) => {
    const headers = []
    const server = http.createServer((request, response) => {
      headers.push(request.headers['accept-language'])
      response.end('x')
    }).listen(0, '127.0.0.1')
    t.after(() => server.close())
    await once(server, 'listening')
    const own = session.fromPartition('languages')
    own.setUserAgent('Agent/2', 'de-AT, fr,en')
    const win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`http://127.0.0.1:${server.address().port}/`)
    assert.deepEqual(await win.webContents.executeJavaScript('[navigator.userAgent, navigator.language, ...navigator.languages]'), ['Agent/2', 'de-AT', 'de-AT', 'fr', 'en'])
    assert.equal(headers[0], 'de-AT,fr;q=0.9,en;q=0.8')
    own.setUserAgent('Agent/3')
    assert.equal(await win.webContents.executeJavaScript('navigator.language'), 'de-AT')
  })
})
