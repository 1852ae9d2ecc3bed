'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { Readable } = require('node:stream')
const { describe, it } = require('node:test')
const { protocol } = require('electron')
const { once, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { get, newScheme, openAsking, page, releaseSchemes, scheme, url } = require('../support/own-schemes')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

describe('protocol', () => {
  releaseSchemes()

  describe('registerStringProtocol', () => {
    it('answers with a text, as HTML', async () => {
      assert.equal(protocol.registerStringProtocol(scheme, (request, callback) => callback(page('text'))), true)
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'text')
      assert.equal(win.webContents.getURL(), url())
    })

    it('answers with an object of text and type', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => callback({ data: 'ü', mimeType: 'text/plain', charset: 'utf-8' }))
      const [status, text, type] = await get(await openAsking(), url())
      assert.deepEqual([status, text], [200, 'ü'])
      assert.match(type, /^text\/plain/)
    })

    it('tells url, method, referrer and headers of the request', async () => {
      let seen
      protocol.registerStringProtocol(scheme, (request, callback) => {
        seen = request
        callback('')
      })
      await get(await openAsking(), url('a/b?c=d'), 'GET', { 'X-Own': 'value' })
      assert.equal(seen.url, url('a/b?c=d'))
      assert.equal(seen.method, 'GET')
      assert.equal(typeof seen.referrer, 'string')
      assert.equal(seen.headers['X-Own'], 'value')
    })

    it('may answer later', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => setTimeout(() => callback('late'), 20))
      const [, text] = await get(await openAsking(), url())
      assert.equal(text, 'late')
    })

    it('takes the first answer of several', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => {
        callback('first')
        callback('second')
      })
      const [, text] = await get(await openAsking(), url())
      assert.equal(text, 'first')
    })

    it('ends the request with the error that the handler gives', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => callback({ error: -6 }))
      await assert.rejects(openWindow().loadURL(url()), { code: 'ERR_FILE_NOT_FOUND', errno: -6 })
    })

    it('ends the request when the handler answers nothing that it could send', async () => {
      protocol.registerStringProtocol(scheme, (request, callback) => callback())
      await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
      protocol.unregisterProtocol(scheme)
      protocol.registerStringProtocol(scheme, (request, callback) => callback({ data: 5 }))
      await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
    })

    it('ends the request when the handler throws, which is an uncaught exception', async () => {
      // node:test has a listener that would fail the case.
      const listeners = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      const caught = new Promise((resolve) => process.once('uncaughtException', resolve))
      protocol.registerStringProtocol(scheme, () => { throw new Error('on purpose') })
      await assert.rejects(openWindow().loadURL(url()), /ERR_FAILED/)
      assert.equal((await caught).message, 'on purpose')
      for (const listener of listeners) process.on('uncaughtException', listener)
    })

    it('refuses what is no scheme or no handler', () => {
      assert.throws(() => protocol.registerStringProtocol(), TypeError)
      assert.throws(() => protocol.registerStringProtocol('x'), TypeError)
      assert.throws(() => protocol.registerStringProtocol(5, () => {}), TypeError)
      assert.throws(() => protocol.registerStringProtocol('x', 'y'), TypeError)
      assert.equal(protocol.registerStringProtocol('no scheme', () => {}), false)
    })

    it('answers false for a scheme that has a handler, and for the engine\'s own', () => {
      protocol.registerStringProtocol(scheme, () => {})
      assert.equal(protocol.registerStringProtocol(scheme, () => {}), false)
      for (const name of ['http', 'file', 'data', 'runtime-sync']) assert.equal(protocol.registerStringProtocol(name, () => {}), false)
    })

    it('tells a completion callback how it went', async () => {
      const first = new Promise((resolve) => protocol.registerStringProtocol(scheme, () => {}, resolve))
      assert.equal(await first, null)
      const second = new Promise((resolve) => protocol.registerStringProtocol(scheme, () => {}, resolve))
      assert.ok((await second) instanceof Error)
    })
  })

  describe('a handler whose page has gone', () => {
    for (const [name, leave] of [['is destroyed', (win) => win.destroy()], ['navigates', (win) => win.loadURL('about:blank')]]) {
      it(`may still answer when the page ${name}`, async () => {
        const asked = new Promise((resolve) => protocol.registerStringProtocol(scheme, (request, callback) => resolve(callback)))
        const win = openWindow()
        win.loadURL(url()).catch(() => {})
        const callback = await within(asked)
        await leave(win)
        callback(page('too late'))
        callback({ error: -2 })
        // The program is there, and serves on.
        const other = openWindow()
        protocol.unregisterProtocol(scheme)
        protocol.registerStringProtocol(scheme, (request, answer) => answer(page('next')))
        await other.loadURL(url())
        assert.equal(other.getTitle(), 'next')
      })
    }
  })

  describe('registerFileProtocol', () => {
    const file = (name, content) => {
      const where = path.join(tempFolder('protocol'), name)
      fs.writeFileSync(where, content)
      return where
    }

    it('answers with a file, its type by its name', async () => {
      const where = file('data.json', '{"a":1}')
      protocol.registerFileProtocol(scheme, (request, callback) => callback({ path: where }))
      assert.deepEqual(await get(await openAsking(), url()), [200, '{"a":1}', 'application/json'])
    })

    it('answers with a file by its path alone', async () => {
      const where = file('page.html', page('a file'))
      protocol.registerFileProtocol(scheme, (request, callback) => callback(where))
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'a file')
    })

    it('ends the request when there is no such file, or it is a folder', async () => {
      for (const where of ['/does/not/exist', tempFolder('protocol')]) {
        protocol.unregisterProtocol(scheme)
        protocol.registerFileProtocol(scheme, (request, callback) => callback({ path: where }))
        await assert.rejects(openWindow().loadURL(url()), /ERR_FILE_NOT_FOUND/)
      }
    })

    it('answers a request for a part with that part', async () => {
      const where = file('numbers.txt', '0123456789')
      protocol.registerFileProtocol(scheme, (request, callback) => callback(where))
      const [status, text] = await get(await openAsking(), url(), 'GET', { Range: 'bytes=2-4' })
      assert.deepEqual([status, text], [206, '234'])
    })

    it('sends an empty file', async () => {
      const where = file('empty.txt', '')
      protocol.registerFileProtocol(scheme, (request, callback) => callback(where))
      assert.deepEqual((await get(await openAsking(), url())).slice(0, 2), [200, ''])
    })
  })

  it('registerBufferProtocol answers with bytes', async () => {
    protocol.registerBufferProtocol(scheme, (request, callback) => {
      const bytes = Buffer.from('bytes')
      callback(request.url.endsWith('alone') ? bytes : { data: bytes, mimeType: 'text/css' })
    })
    const win = await openAsking()
    assert.deepEqual((await get(win, url('alone'))).slice(0, 2), [200, 'bytes'])
    assert.deepEqual(await get(win, url('object')), [200, 'bytes', 'text/css; charset=utf-8'])
  })

  describe('registerStreamProtocol', () => {
    it('answers with a stream', async () => {
      protocol.registerStreamProtocol(scheme, (request, callback) => {
        callback({ statusCode: 200, headers: { 'Content-Type': 'text/plain' }, data: Readable.from(['one ', 'two ', Buffer.from('three')]) })
      })
      assert.deepEqual(await get(await openAsking(), url()), [200, 'one two three', 'text/plain'])
    })

    it('moves megabytes, and no faster than the page takes them', async () => {
      let produced = 0
      const size = 8 << 20
      const data = new Readable({
        highWaterMark: 1,
        read () {
          if (produced >= size) return this.push(null)
          produced += 65536
          this.push(Buffer.alloc(65536, 'x'))
        }
      })
      protocol.registerStreamProtocol(scheme, (request, callback) => callback(data))
      const win = await openAsking()
      const length = await win.webContents.executeJavaScript(`new Promise((resolve) => {
        const xhr = new XMLHttpRequest()
        xhr.open('GET', '${url()}')
        xhr.onloadend = () => resolve(xhr.responseText.length)
        xhr.send()
      })`)
      assert.equal(length, size)
    })

    it('stops and destroys a stream when the page goes away', async () => {
      let produced = 0
      const data = new Readable({ read () { produced += 65536; this.push(Buffer.alloc(65536, 'x')) } })
      protocol.registerStreamProtocol(scheme, (request, callback) => callback({ data, mimeType: 'text/plain' }))
      const win = openWindow()
      win.loadURL(url()).catch(() => {})
      await until(() => produced > 0)
      const closed = once(data, 'close')
      win.destroy()
      await closed
      assert.equal(data.destroyed, true)
    })

    it('breaks the response off when the stream fails', async () => {
      const data = new Readable({ read () {} })
      protocol.registerStreamProtocol(scheme, (request, callback) => callback({ data, mimeType: 'text/plain' }))
      const win = await openAsking()
      const answer = get(win, url())
      data.push('begin')
      setTimeout(() => data.destroy(new Error('on purpose')), 50)
      const [status, text] = await within(answer)
      assert.deepEqual([status, text], [0, ''])
    })
  })

  it('registerHttpProtocol answers with what another URL answers', async () => {
    const server = await startServer()
    try {
      protocol.registerHttpProtocol(scheme, (request, callback) => callback({ url: `${server.url}/elsewhere` }))
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), '/elsewhere')
    } finally {
      server.close()
    }
  })

  describe('unregisterProtocol and unhandle', () => {
    it('end a scheme, which can be registered again', async () => {
      protocol.handle(scheme, () => new Response('x'))
      assert.equal(protocol.isProtocolHandled(scheme), true)
      protocol.unhandle(scheme)
      assert.equal(protocol.isProtocolHandled(scheme), false)
      await assert.rejects(openWindow().loadURL(url()))
      assert.equal(protocol.registerStringProtocol(scheme, (request, callback) => callback(page('again'))), true)
      assert.equal(protocol.isProtocolRegistered(scheme), true)
      const win = openWindow()
      await win.loadURL(url())
      assert.equal(win.getTitle(), 'again')
      assert.equal(protocol.unregisterProtocol(scheme), true)
    })

    it('tell when there is none', () => {
      assert.equal(protocol.unregisterProtocol('never'), false)
      assert.throws(() => protocol.unhandle('never'), { message: 'Failed to unhandle protocol: never' })
    })
  })

  it('takes schemes without privileges, also after the app is ready', async () => {
    const plain = newScheme()
    assert.equal(protocol.registerStringProtocol(plain, (request, callback) => callback(page(request.url.length))), true)
    const win = openWindow()
    await win.loadURL(`${plain}:a/b`)
    assert.equal(win.getTitle(), String(`${plain}:a/b`.length))
    assert.equal(await win.webContents.executeJavaScript('isSecureContext'), false)
  })
})
