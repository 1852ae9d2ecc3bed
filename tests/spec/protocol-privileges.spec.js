'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { protocol, session } = require('electron')
const { once } = require('../support/events')
const { newScheme, page, releaseSchemes, scheme, url } = require('../support/own-schemes')
const { openWindow } = require('../support/windows')

describe('protocol.registerSchemesAsPrivileged', () => {
  releaseSchemes()

  describe('a scheme with privileges', () => {
    const html = `${page('own')}<script type="module">import { value } from './module.js'; document.title = value</script>`
    const serve = () => protocol.registerStringProtocol(scheme, (request, callback) => {
      if (request.url.endsWith('.js')) callback({ data: 'export const value = 42', mimeType: 'text/javascript' })
      else callback(request.url.endsWith('.txt') ? { data: `text of ${request.url}`, mimeType: 'text/plain' } : html)
    })
    const open = async (options) => {
      serve()
      const win = openWindow(options)
      await win.loadURL(url('folder/page.html'))
      return win
    }

    it('has an origin, relative URLs, and a secure context', async () => {
      const win = await open()
      assert.deepEqual(await win.webContents.executeJavaScript('[origin, isSecureContext, new URL("../x", location).href]'), [`${scheme}://host`, true, url('x')])
    })

    it('serves modules', async () => {
      const win = await open()
      assert.equal(await win.webContents.executeJavaScript('document.title'), '42')
    })

    it('keeps storage', async () => {
      const win = await open()
      await win.webContents.executeJavaScript('localStorage.setItem("a", "b")')
      assert.equal(await win.webContents.executeJavaScript('localStorage.getItem("a")'), 'b')
    })

    for (const contextIsolation of [false, true]) {
      it(`has fetch() with contextIsolation: ${contextIsolation}`, async () => {
        const { webContents } = await open({ webPreferences: { contextIsolation } })
        assert.deepEqual(
          await webContents.executeJavaScript('fetch("../a.txt").then(async (response) => [response.ok, response.url, response.headers.get("content-type"), await response.text()])'),
          [true, url('a.txt'), 'text/plain; charset=utf-8', `text of ${url('a.txt')}`])
        assert.equal(await webContents.executeJavaScript('fetch(new Request("b.txt")).then((response) => response.text())'), `text of ${url('folder/b.txt')}`)
        await assert.rejects(webContents.executeJavaScript('fetch("unknown-scheme:x")'), /Failed to fetch/)
      })
    }

    it('may have a host that Qt takes for none', async () => {
      serve()
      const win = openWindow()
      await win.loadURL(`${scheme}://-?q=1`)
      assert.equal(win.webContents.getURL(), `${scheme}://-/?q=1`)
      for (const strange of [`${scheme}://-/`, `${scheme}://-/deep/page.html?q=1#part`, `${scheme}://-/`]) {
        await win.loadURL(strange)
        assert.equal(win.webContents.getURL(), strange)
        assert.equal(await win.webContents.executeJavaScript('location.href'), strange)
      }
      assert.equal(await win.webContents.executeJavaScript('fetch("/a.txt").then((response) => response.text())'), `text of ${scheme}://-/a.txt`)
      const reloaded = once(win.webContents, 'did-finish-load')
      win.reload()
      await reloaded
      assert.equal(win.webContents.getURL(), `${scheme}://-/`)
      const wentBack = once(win.webContents, 'did-finish-load')
      win.webContents.goBack()
      await wentBack
      assert.equal(win.webContents.getURL(), `${scheme}://-/deep/page.html?q=1#part`)
    })

    it('revives a crashed page with such a host', async () => {
      serve()
      const win = openWindow()
      await win.loadURL(`${scheme}://-/`)
      const gone = once(win.webContents, 'render-process-gone')
      win.webContents.forcefullyCrashRenderer()
      await gone
      win.loadURL(`${scheme}://-/again`).catch(() => {})
      await once(win.webContents, 'did-finish-load', { filter: () => win.webContents.getURL() === `${scheme}://-/again` })
    })

    it('tells of no navigation by the page when loadURL goes to such a host', async () => {
      serve()
      const win = openWindow()
      let asked = 0
      win.webContents.on('will-navigate', () => asked++)
      await win.loadURL(`${scheme}://-/`)
      assert.equal(asked, 0)
      const navigated = once(win.webContents, 'did-finish-load')
      win.webContents.executeJavaScript('location.href = "/next"')
      await navigated
      assert.equal(asked, 1)
      assert.equal(win.webContents.getURL(), `${scheme}://-/next`)
    })
  })

  it('holds for its own session only', async () => {
    const other = session.fromPartition('protocol-spec')
    assert.notEqual(other.protocol, session.defaultSession.protocol)
    assert.equal(other.protocol, session.fromPartition('protocol-spec').protocol)
    other.protocol.registerStringProtocol(scheme, (request, callback) => callback(page('other')))
    assert.equal(protocol.isProtocolRegistered(scheme), false)
    assert.equal(other.protocol.isProtocolRegistered(scheme), true)
    const win = openWindow({ webPreferences: { partition: 'protocol-spec' } })
    await win.loadURL(url())
    assert.equal(win.getTitle(), 'other')
    await assert.rejects(openWindow().loadURL(url()))
  })

  it('makes the app\'s own pages of those that it answers with', async () => {
    const win = openWindow()
    // Also of a scheme that comes up after the window.
    const plain = newScheme()
    for (const [name, where] of [[scheme, url()], [plain, `${plain}:x`]]) {
      protocol.registerStringProtocol(name, (request, callback) => callback(page('own')))
      await win.loadURL(where)
      assert.equal(await win.webContents.executeJavaScript('typeof require'), 'function')
    }
  })

  it('must be called before the app is ready', () => {
    assert.throws(() => protocol.registerSchemesAsPrivileged([]), { message: 'protocol.registerSchemesAsPrivileged should be called before app is ready' })
  })
})
