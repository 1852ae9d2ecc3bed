'use strict'

const assert = require('node:assert/strict')
const { EventEmitter, once } = require('node:events')
const { afterEach, beforeEach, describe, it } = require('node:test')
const { app, BrowserWindow } = require('electron')
const { until } = require('../support/events')
const { openPage } = require('../support/windows')

// The built-in `remote` in real pages; what its two ends do in detail is in the remote-*.spec.js files.
describe('remote', () => {
  let win

  const inPage = (code) => win.webContents.executeJavaScript(`(async () => {
    const { remote } = require('electron')
    ${code}
  })()`)

  beforeEach(async () => { win = await openPage() })
  afterEach(() => { delete global.shared })

  it('has main\'s modules, window and globals', async () => {
    global.shared = { answer: 42 }
    assert.deepEqual(await inPage(`return [
      remote.app.getName(), remote.getCurrentWindow().id, remote.getCurrentWebContents().id, remote.getGlobal('shared').answer,
      remote.process.pid, remote.require('path').join('a', 'b'), remote.getCurrentWindow() === remote.getCurrentWindow()
    ]`), [app.getName(), win.id, win.webContents.id, 42, process.pid, 'a/b', true])
  })

  it('makes windows that load pages', async () => {
    const created = once(app, 'browser-window-created')
    const isInstance = await inPage(`
      const child = new remote.BrowserWindow({ show: false, title: 'made by the page' })
      await child.loadURL(location.href)
      return child instanceof remote.BrowserWindow && child.getTitle()`)
    const [, child] = await created
    assert.equal(isInstance, 'page')
    assert.ok(child instanceof BrowserWindow)
    assert.equal(child.webContents.getURL(), win.webContents.getURL())
  })

  it('throws main\'s exceptions in the page, whole', async () => {
    global.shared = {
      fail () {
        const error = new RangeError('out of it')
        error.code = 'E_TEST'
        throw error
      }
    }
    const seen = await inPage(`
      try {
        remote.getGlobal('shared').fail()
      } catch (error) {
        return [error instanceof RangeError, error.message, error.code, error.stack.includes('fail'), error.stack.includes('executeJavaScript')]
      }`)
    assert.deepEqual(seen, [true, 'out of it', 'E_TEST', true, true])
  })

  it('calls functions of the page, and drops them with one warning when the page is gone', async (t) => {
    global.shared = new EventEmitter()
    await inPage('window.heard = []; remote.getGlobal("shared").on("news", (text) => window.heard.push(text))')
    global.shared.emit('news', 'one')
    await until(() => inPage('return window.heard.length === 1'))
    const warn = t.mock.method(console, 'warn', () => {})
    await win.loadURL(win.webContents.getURL() + '?next')
    global.shared.emit('news', 'two')
    global.shared.emit('news', 'three')
    assert.equal(warn.mock.callCount(), 1)
    assert.equal(global.shared.listenerCount('news'), 0)
  })

  it('lets main filter by events', async () => {
    const deny = (event) => event.preventDefault()
    app.on('remote-get-global', deny)
    assert.match(await inPage('try { remote.getGlobal("process") } catch (error) { return error.message }'), /Blocked remote\.getGlobal\('process'\)/)
    app.removeListener('remote-get-global', deny)
    assert.equal(await inPage('return remote.getGlobal("process").pid'), process.pid)
  })

  it('is not there when enableRemoteModule is false', async () => {
    const without = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: false } })
    assert.equal(await without.webContents.executeJavaScript('typeof require("electron").remote'), 'undefined')
  })

  describe('keeps an object alive in main', () => {
    let alive

    // How many of the objects that main made for pages are still there, after everything that can go has gone.
    const count = async () => {
      await inPage('gc()')
      global.gc()
      return alive
    }

    beforeEach(() => {
      alive = 0
      const registry = new FinalizationRegistry(() => alive--)
      global.shared = {
        make () {
          const made = { use: () => 1 }
          alive++
          registry.register(made)
          return made
        }
      }
    })

    it('as long as a page holds it, and no longer', async () => {
      await inPage('window.held = remote.getGlobal("shared").make()')
      assert.equal(await count(), 1)
      assert.equal(await inPage('return window.held.use()'), 1)
      await inPage('window.held = null')
      await until(async () => await count() === 0)
    })

    it('not after 10,000 were made and dropped', { timeout: 60_000 }, async () => {
      await inPage('const shared = remote.getGlobal("shared"); for (let i = 0; i < 10_000; i++) shared.make()')
      await until(async () => await count() === 0, 40_000)
    })

    it('not when the page has been reloaded', async () => {
      await inPage('window.held = Array.from({ length: 10 }, () => remote.getGlobal("shared").make())')
      const loaded = once(win.webContents, 'did-finish-load')
      win.reload()
      await loaded
      await until(async () => await count() === 0)
    })

    it('not when its process has died', async () => {
      await inPage('window.held = Array.from({ length: 10 }, () => remote.getGlobal("shared").make())')
      const gone = once(win.webContents, 'render-process-gone')
      process.kill(win.webContents.getOSProcessId(), 'SIGKILL')
      await gone
      await until(() => { global.gc(); return alive === 0 })
    })
  })
})
