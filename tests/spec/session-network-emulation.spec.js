'use strict'

const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { until } = require('../support/events')
const { startServer } = require('../support/http-server')
const { openWindow, untilInPage } = require('../support/windows')

describe('session.enableNetworkEmulation', () => {
  const own = session.fromPartition('emulated')
  let server
  before(async () => { server = await startServer() })
  after(() => {
    own.disableNetworkEmulation()
    server.close()
  })

  const open = async (of = own) => {
    const win = openWindow({ webPreferences: { session: of } })
    await win.loadURL(`${server.url}/page`)
    return win
  }
  /** Milliseconds that a request takes, or the error's name. */
  const request = "((start) => fetch('/page', { cache: 'no-store' }).then((response) => response.text()).then(() => performance.now() - start, (error) => error.name))(performance.now())"
  const ask = (win) => win.webContents.executeJavaScript(request)

  it('takes the network from the pages of the session, and gives it back', async () => {
    const [win, other] = [await open(), await open(session.defaultSession)]
    own.enableNetworkEmulation({ offline: true })
    await untilInPage(win, '!navigator.onLine')
    assert.equal(await ask(win), 'TypeError')
    assert.equal(typeof await ask(other), 'number')
    own.disableNetworkEmulation()
    await untilInPage(win, 'navigator.onLine')
    assert.equal(typeof await ask(win), 'number')
  })

  it('holds for documents and pages to come', async () => {
    own.enableNetworkEmulation({ downloadThroughput: 2000 })
    const win = await open()
    // A page of some 40 bytes and its headers.
    await until(async () => await ask(win) >= 200)
    await win.loadURL(`${server.url}/page-2`)
    const again = await ask(win)
    assert.ok(again >= 200, `${again} ms`)
    own.disableNetworkEmulation()
    await until(async () => await ask(win) < 200)
  })

  it('holds for the first document of a page that is made meanwhile, and for one that is loaded at once', async () => {
    const win = await open()
    own.enableNetworkEmulation({ offline: true })
    const offline = { code: 'ERR_INTERNET_DISCONNECTED' }
    const other = openWindow({ webPreferences: { session: own } })
    await Promise.all([
      assert.rejects(win.loadURL(`${server.url}/page-3`), offline),
      assert.rejects(other.loadURL(`${server.url}/page-4`), offline)
    ])
    own.disableNetworkEmulation()
    await until(() => other.loadURL(`${server.url}/page-4`).then(() => true, () => false))
  })

  it('a latency alone holds answers up, and no more', async () => {
    const win = await open()
    own.enableNetworkEmulation({ latency: 150 })
    await win.loadURL(`${server.url}/page-10`)
    const took = await ask(win)
    assert.ok(took >= 150, `${took} ms`)
    own.disableNetworkEmulation()
  })

  it('lets a load be stopped, replaced or left that waits for it', async () => {
    own.enableNetworkEmulation({ latency: 1 })
    const win = openWindow({ webPreferences: { session: own } })
    const load = win.loadURL(`${server.url}/page-5`)
    win.webContents.stop()
    await assert.rejects(load, { code: 'ERR_FAILED' })
    assert.equal(win.webContents.isLoading(), false)
    await win.loadURL(`${server.url}/page-6`)
    assert.equal(win.webContents.getURL(), `${server.url}/page-6`)
    const next = openWindow({ webPreferences: { session: own } })
    const replaced = assert.rejects(next.loadURL(`${server.url}/page-7`), { code: 'ERR_ABORTED' })
    await next.loadURL(`${server.url}/page-8`)
    await replaced
    assert.equal(next.webContents.getURL(), `${server.url}/page-8`)
    const last = openWindow({ webPreferences: { session: own } })
    last.loadURL(`${server.url}/page-9`).catch(() => {})
    last.destroy()
    own.disableNetworkEmulation()
  })

  it('goes on where nothing is emulated, and throws for what is no object', () => {
    assert.equal(own.disableNetworkEmulation(), undefined)
    assert.throws(() => own.enableNetworkEmulation(5), TypeError)
    assert.throws(() => own.enableNetworkEmulation(), TypeError)
  })
})
