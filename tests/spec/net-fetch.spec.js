'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, before, describe, it } = require('node:test')
const { pathToFileURL } = require('node:url')
const { net, protocol, session } = require('electron')
const { serve } = require('../support/net-server')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

describe('net.fetch', () => {
  const folder = tempFolder('fetch')
  const url = (name) => pathToFileURL(path.join(folder, name)).href
  fs.writeFileSync(path.join(folder, 'page.html'), '<!DOCTYPE html><title>of a file</title>')
  fs.writeFileSync(path.join(folder, 'empty.txt'), '')
  after(() => protocol.unhandle('spec-app'))

  it('answers with a file', async () => {
    const response = await net.fetch(url('page.html'))
    assert.ok(response instanceof Response)
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/html'])
    assert.match(await response.text(), /of a file/)
    assert.equal(await (await net.fetch(url('empty.txt'))).text(), '')
  })

  it('answers with a part of one', async () => {
    const response = await net.fetch(url('page.html'), { headers: { range: 'bytes=2-8' } })
    assert.deepEqual([response.status, response.headers.get('content-range'), await response.text()], [206, 'bytes 2-8/39', 'DOCTYPE'])
  })

  it('rejects for a file that there is not, for a folder, and for what it does not know', async () => {
    await assert.rejects(net.fetch(url('missing')), { message: 'net::ERR_FILE_NOT_FOUND' })
    await assert.rejects(net.fetch(pathToFileURL(folder).href), { message: 'net::ERR_FILE_NOT_FOUND' })
    await assert.rejects(net.fetch('unknown:x'), { message: 'net::ERR_UNKNOWN_URL_SCHEME' })
    await assert.rejects(net.fetch('no url'), TypeError)
  })

  it('serves what protocol.handle asks for, parts as well', async () => {
    protocol.handle('spec-app', (request) => net.fetch(url(new URL(request.url).pathname), { headers: request.headers }))
    const win = openWindow()
    await win.loadURL('spec-app://host/page.html')
    assert.equal(win.getTitle(), 'of a file')
    assert.deepEqual(await win.webContents.executeJavaScript(`new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.open('GET', 'page.html')
      xhr.setRequestHeader('Range', 'bytes=2-8')
      xhr.onloadend = () => resolve([xhr.status, xhr.getResponseHeader('content-range'), xhr.responseText])
      xhr.send()
    })`), [206, 'bytes 2-8/39', 'DOCTYPE'])
  })

  describe('of http', () => {
    let server
    before(async () => {
      server = await serve({
        '/moved': (request, response) => {
          response.writeHead(302, { location: '/echo' })
          response.end()
        },
        '/404': (request, response) => {
          response.writeHead(404, 'Not here')
          response.end('nothing')
        },
        '/half': (request, response) => { response.write('half') },
        '/broken': (request, response) => {
          response.writeHead(200, { 'content-length': 10 })
          response.write('half')
          setTimeout(() => response.destroy(), 20)
        }
      })
    })
    after(() => server.close())

    it('answers with a Response, whatever its status', async () => {
      const response = await net.fetch(server.url('/404'))
      assert.deepEqual([response.ok, response.status, response.statusText, await response.text()], [false, 404, 'Not here', 'nothing'])
    })

    it('sends method, headers and body', async () => {
      const seen = await (await net.fetch(server.url('/echo'), { method: 'POST', headers: { 'x-own': 'v' }, body: 'text' })).json()
      assert.deepEqual([seen.method, seen.headers['x-own'], seen.body, seen.headers['content-length']], ['POST', 'v', 'text', '4'])
      const body = new ReadableStream({
        start (controller) {
          controller.enqueue(Buffer.from('in '))
          controller.enqueue(Buffer.from('parts'))
          controller.close()
        }
      })
      const parts = await (await net.fetch(server.url('/echo'), { method: 'POST', body, duplex: 'half' })).json()
      assert.deepEqual([parts.body, parts.headers['transfer-encoding']], ['in parts', 'chunked'])
    })

    it('follows redirections, or not', async () => {
      const response = await net.fetch(server.url('/moved'))
      assert.deepEqual([response.status, response.redirected, response.url], [200, true, server.url('/echo')])
      await response.text()
      await assert.rejects(net.fetch(server.url('/moved'), { redirect: 'manual' }), { message: 'Redirect was cancelled' })
      await assert.rejects(net.fetch(server.url('/moved'), { redirect: 'error' }), /redirect policy was 'error'/)
    })

    it('unpacks no more than five times, and leaves what it does not know', async () => {
      const encodings = { '/deep': Array(1000).fill('br').join(','), '/odd': 'constructor' }
      const packed = await serve({ '*': (request, response) => response.writeHead(200, { 'content-encoding': encodings[request.url] }).end('as it is') })
      try {
        await assert.rejects(net.fetch(packed.url('/deep')), { message: 'net::ERR_CONTENT_DECODING_FAILED' })
        assert.equal(await (await net.fetch(packed.url('/odd'))).text(), 'as it is')
      } finally {
        packed.close()
      }
    })

    it('answers no challenge of a digest that there is not', async () => {
      const asking = await serve({ '*': (request, response) => response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", algorithm=constructor' }).end('refused') })
      try {
        const request = net.request(asking.url('/x'))
        request.on('login', (info, answer) => answer('user', 'password'))
        const [response] = await new Promise((resolve, reject) => request.on('response', (...given) => resolve(given)).on('error', reject).end())
        assert.equal(response.statusCode, 401)
        response.resume()
      } finally {
        asking.close()
      }
    })

    it('session.fetch sends as the session does', async () => {
      const own = session.fromPartition('net-fetch')
      own.setUserAgent('of its own')
      assert.equal((await (await own.fetch(server.url('/echo'))).json()).headers['user-agent'], 'of its own')
    })

    it('rejects with the network\'s errors, or in the middle of the body', async () => {
      const gone = await serve()
      gone.close()
      await assert.rejects(net.fetch(gone.url('/')), { message: 'net::ERR_CONNECTION_REFUSED' })
      await assert.rejects(net.fetch(server.url('/echo'), { headers: { 'x': 'a\nb' } }), TypeError)
      const response = await net.fetch(server.url('/broken'))
      await assert.rejects(response.text(), { message: 'net::ERR_CONTENT_LENGTH_MISMATCH' })
    })

    it('may be aborted, before and after the response', async () => {
      await assert.rejects(net.fetch(server.url('/echo'), { signal: AbortSignal.abort() }), { name: 'AbortError' })
      const controller = new AbortController()
      const response = await net.fetch(server.url('/half'), { signal: controller.signal })
      const text = response.text()
      controller.abort()
      await assert.rejects(text, { name: 'AbortError' })
      await (await net.fetch(server.url('/half'))).body.cancel()
    })

    it('asks the app\'s own schemes', async () => {
      protocol.handle('net-own', async (request) => new Response(`${request.method} ${request.url} ${await request.text()}`, { status: 201, headers: { 'x-own': 'yes' } }))
      try {
        const response = await net.fetch('net-own:path', { method: 'POST', body: 'body' })
        assert.deepEqual([response.status, response.headers.get('x-own'), await response.text()], [201, 'yes', 'POST net-own:path body'])
        await assert.rejects(net.fetch('net-own:path', { bypassCustomProtocolHandlers: true }), { message: 'net::ERR_UNKNOWN_URL_SCHEME' })
      } finally {
        protocol.unhandle('net-own')
      }
    })
  })
})
