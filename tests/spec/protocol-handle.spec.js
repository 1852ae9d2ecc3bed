'use strict'

const assert = require('node:assert/strict')
const { Readable } = require('node:stream')
const { describe, it } = require('node:test')
const { protocol } = require('electron')
const { once } = require('../support/events')
const { get, openAsking, page, releaseSchemes, scheme, url } = require('../support/own-schemes')
const { openWindow } = require('../support/windows')

describe('protocol.handle', () => {
  releaseSchemes()

  describe('handle', () => {
    it('answers with a Response', async () => {
      let seen
      protocol.handle(scheme, (request) => {
        seen = request
        return new Response(page('response'), { headers: { 'content-type': 'text/html' } })
      })
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'response')
      assert.ok(seen instanceof Request)
      assert.equal(seen.url, url())
      assert.equal(seen.method, 'GET')
    })

    it('awaits a promise of one, and takes a body that is a stream', async () => {
      protocol.handle(scheme, async () => new Response(Readable.toWeb(Readable.from([Buffer.from('a'), Buffer.from('b')])), { headers: { 'content-type': 'text/plain' } }))
      assert.deepEqual((await get(await openAsking(), url())).slice(0, 2), [200, 'ab'])
    })

    it('follows a redirection', async () => {
      protocol.handle(scheme, (request) => request.url.endsWith('old')
        ? new Response(null, { status: 302, headers: { location: url('new') } })
        : new Response(page('new'), { headers: { 'content-type': 'text/html' } }))
      const win = openWindow()
      await win.loadURL(url('old'))
      assert.equal(win.webContents.getURL(), url('new'))
    })

    it('follows a redirection to a host that Qt takes for none', async () => {
      protocol.handle(scheme, (request) => request.url.endsWith('old')
        ? new Response(null, { status: 302, headers: { location: '/new' } })
        : new Response(page('new'), { headers: { 'content-type': 'text/html' } }))
      const win = openWindow()
      win.loadURL(`${scheme}://-/old`).catch(() => {})
      await once(win.webContents, 'did-finish-load', { filter: () => win.webContents.getURL() === `${scheme}://-/new` })
    })

    it('ends the request when there is nothing to show for its status', async () => {
      protocol.handle(scheme, () => new Response(null, { status: 404 }))
      await assert.rejects(openWindow().loadURL(url()), /ERR_FILE_NOT_FOUND/)
    })

    it('ends the request when the handler throws, rejects or answers something else', async () => {
      for (const handler of [() => { throw new Error('on purpose') }, () => Promise.reject(new Error('on purpose')), () => 'text', () => Response.error()]) {
        protocol.unregisterProtocol(scheme)
        protocol.handle(scheme, handler)
        await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
      }
    })

    it('throws for a scheme that has a handler, or that cannot be had', () => {
      protocol.handle(scheme, () => {})
      assert.throws(() => protocol.handle(scheme, () => {}), { message: `Failed to register protocol: ${scheme}` })
      assert.throws(() => protocol.handle('about', () => {}), { message: 'Failed to register protocol: about' })
      assert.throws(() => protocol.handle(scheme, 5), TypeError)
    })
  })
})
