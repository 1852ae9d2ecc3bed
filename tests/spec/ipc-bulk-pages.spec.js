'use strict'

// What travels beside the texts of messages reaches pages of every kind, and stays closed to hostile ones.

const assert = require('node:assert/strict')
const http = require('node:http')
const path = require('node:path')
const { afterEach, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { fill, sameBytes } = require('../support/bytes')
const { once, until } = require('../support/events')
const { loadPage, openWindow, pageUrl } = require('../support/windows')

const preload = path.join(__dirname, '..', 'support', 'bulk-preload.js')

describe('large messages', () => {
  afterEach(() => ipcMain.removeAllListeners('big'))

  describe('in every kind of page', () => {
    const roundTrip = async (url, options) => {
      const seen = new Promise((resolve) => ipcMain.once('big', (event, ...args) => resolve([event, ...args])))
      const win = openWindow({ webPreferences: { preload, ...options } })
      const loaded = once(win.webContents, 'did-finish-load')
      win.loadURL(url)
      await loaded
      const [event, bytes, text] = await seen
      assert.ok(sameBytes(bytes, fill(300000)))
      assert.equal(text, '€'.repeat(100000))
      const back = once(ipcMain, 'small')
      event.sender.send('back', fill(400000), 'z'.repeat(300000))
      assert.deepEqual((await back).slice(1), [true, true])
    }

    const html = '<!DOCTYPE html><title>page</title>'
    for (const contextIsolation of [true, false]) {
      const world = contextIsolation ? 'isolated' : 'shared'
      it(`file:, ${world} world`, () => roundTrip(pageUrl(html), { contextIsolation }))
      it(`sandboxed, ${world} world`, () => roundTrip(pageUrl(html), { contextIsolation, sandbox: true }))
      it(`data:, ${world} world`, () => roundTrip(`data:text/html,${html}`, { contextIsolation }))
      it(`a <meta> policy that forbids everything, ${world} world`, () =>
        roundTrip(pageUrl(`<!DOCTYPE html><meta http-equiv="content-security-policy" content="default-src 'none'">`), { contextIsolation }))
    }

    it('a policy in a header that forbids everything, and a sandbox', async () => {
      const server = http.createServer((request, response) => {
        response.writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': "default-src 'none'; sandbox allow-scripts allow-modals",
          'cross-origin-embedder-policy': 'require-corp'
        })
        response.end(html)
      })
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      try {
        await roundTrip(`http://127.0.0.1:${server.address().port}/`, { contextIsolation: true })
      } finally {
        server.close()
      }
    })
  })

  describe('a hostile page', () => {
    it('cannot call for what its preload script sends, nor see names of what main sends', async () => {
      const received = []
      ipcMain.on('big', (event, ...args) => received.push(args))
      const win = openWindow({ webPreferences: { preload, contextIsolation: false } })
      await loadPage(win, `<!DOCTYPE html><script>
        globalThis.seen = []
        for (const name of Object.getOwnPropertyNames(globalThis)) {
          if (!/^_[0-9a-f]{32}$/.test(name)) continue
          seen.push('found')
          for (const id of [undefined, '', '0-0-0-0', '__proto__']) if (globalThis[name](id) !== undefined) seen.push('given')
          try { Object.defineProperty(globalThis, name, { value: (id) => { seen.push(id) } }) } catch { seen.push('fixed') }
        }
        for (const method of ['open', 'send']) {
          XMLHttpRequest.prototype[method] = function (...args) { seen.push([method, ...args]) }
        }
        String.prototype[Symbol.split] = function (...args) { seen.push(['split', ...args]); return [] }
        EventTarget.prototype.addEventListener = function (...args) { seen.push(args[0]) }
      </script>`)
      await until(() => received.length === 1)
      assert.ok(sameBytes(received[0][0], fill(300000)))
      const back = once(ipcMain, 'small')
      win.webContents.send('back', fill(400000), 'z'.repeat(300000))
      assert.deepEqual((await back).slice(1), [true, true])
      const seen = await win.webContents.executeJavaScript('JSON.stringify(seen)')
      assert.equal(seen, '["found","fixed"]')
    })
  })
})
