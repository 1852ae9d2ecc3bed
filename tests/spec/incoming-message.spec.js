'use strict'

const assert = require('node:assert/strict')
const { Readable } = require('node:stream')
const { after, before, describe, it } = require('node:test')
const zlib = require('node:zlib')
const { net } = require('electron')
const { once, until } = require('../support/events')
const { serve, textOf } = require('../support/net-server')

describe('IncomingMessage', () => {
  let server
  let sent = 0

  before(async () => {
    const packed = (encoding, pack) => (request, response) => {
      response.setHeader('content-encoding', encoding)
      response.end(pack('unpacked'))
    }
    const raw = (text) => (request) => request.socket.end(text)
    server = await serve({
      '/head': (request, response) => {
        response.writeHead(404, 'Nope', ['X-Many', 'one', 'X-Many', 'two', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Content-Type', 'text/plain', 'Content-Type', 'text/html'])
        response.end('not found')
      },
      '/gzip': packed('gzip', zlib.gzipSync),
      '/deflate': packed('deflate', zlib.deflateSync),
      '/br': packed('br', zlib.brotliCompressSync),
      '/no-gzip': packed('gzip', (text) => text),
      '/empty': (request, response) => {
        response.writeHead(204)
        response.end()
      },
      '/large': (request, response) => {
        const write = () => {
          while (sent < 64 << 20 && !response.destroyed) {
            sent += 65536
            if (!response.write(Buffer.alloc(65536, 'x'))) return response.once('drain', write)
          }
          response.end()
        }
        write()
      },
      '/too-short': (request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('short')
        setTimeout(() => response.destroy(), 20)
      },
      '/too-long': raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad'),
      '/bad-chunk': raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n'),
      '/half-chunk': raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel'),
      '/two-lengths': raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello'),
      '/garbage': raw('garbage\r\n\r\n'),
      '/large-head': raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(300000)}\r\n\r\n`),
      '/reset': (request) => request.socket.destroy(),
      '/old': raw('HTTP/1.0 200 OK\r\n\r\nold')
    })
  })
  after(() => server.close())

  const ask = async (path, options) => {
    const request = net.request({ url: server.url(path), ...options })
    const response = once(request, 'response')
    request.end()
    return (await response)[0]
  }

  it('has statusCode, statusMessage, headers and rawHeaders', async () => {
    const response = await ask('/head')
    assert.ok(response instanceof Readable)
    assert.deepEqual([response.statusCode, response.statusMessage], [404, 'Nope'])
    const { headers } = response
    assert.deepEqual([headers['x-many'], headers['set-cookie'], headers['content-type']], ['one, two', ['a=1', 'b=2'], 'text/plain'])
    assert.deepEqual(response.rawHeaders.slice(0, 4), ['X-Many', 'one', 'X-Many', 'two'])
    assert.equal(await textOf(response), 'not found')
  })

  it('has httpVersion, httpVersionMajor and httpVersionMinor', async () => {
    const one = await ask('/head')
    assert.deepEqual([one.httpVersion, one.httpVersionMajor, one.httpVersionMinor], ['1.1', 1, 1])
    one.resume()
    const old = await ask('/old')
    assert.equal(old.httpVersion, '1.0')
    assert.equal(await textOf(old), 'old')
  })

  it('has no trailers', async () => {
    const response = await ask('/head')
    assert.throws(() => response.trailers, { message: 'HTTP trailers are not supported' })
    assert.throws(() => response.rawTrailers, { message: 'HTTP trailers are not supported' })
    response.resume()
  })

  it("emits 'data' and 'end'", async () => {
    const response = await ask('/head')
    let text = ''
    response.on('data', (part) => {
      assert.ok(Buffer.isBuffer(part))
      text += part
    })
    await once(response, 'end')
    assert.equal(text, 'not found')
    assert.equal(await textOf(await ask('/empty')), '')
    assert.equal(await textOf(await ask('/head', { method: 'HEAD' })), '')
  })

  for (const name of ['gzip', 'deflate', 'br']) {
    it(`unpacks ${name}`, async () => assert.equal(await textOf(await ask(`/${name}`)), 'unpacked'))
  }

  it('takes no more than it is read', async () => {
    const response = await ask('/large')
    response.once('data', () => response.pause())
    await once(response, 'data')
    const stopped = await until(async () => {
      const before = sent
      await new Promise((resolve) => setTimeout(resolve, 50))
      return sent === before ? sent : 0
    })
    assert.ok(stopped < 32 << 20, `${stopped} bytes were sent`)
    response.destroy()
  })

  for (const [path, expected] of [['/too-short', 'net::ERR_CONTENT_LENGTH_MISMATCH'], ['/half-chunk', 'net::ERR_INCOMPLETE_CHUNKED_ENCODING'],
    ['/bad-chunk', 'net::ERR_INVALID_CHUNKED_ENCODING'], ['/no-gzip', 'net::ERR_CONTENT_DECODING_FAILED']]) {
    it(`emits 'error' for ${path.slice(1)}, and so does the request`, async () => {
      const request = net.request(server.url(path))
      const failed = once(request, 'error')
      const answered = once(request, 'response')
      request.end()
      const [response] = await answered
      const broken = once(response, 'error')
      response.resume()
      assert.equal((await broken)[0].message, expected)
      assert.equal((await failed)[0].message, expected)
    })
  }

  for (const [path, expected] of [['/garbage', 'net::ERR_INVALID_HTTP_RESPONSE'], ['/two-lengths', 'net::ERR_INVALID_HTTP_RESPONSE'],
    ['/large-head', 'net::ERR_RESPONSE_HEADERS_TOO_BIG'], ['/reset', 'net::ERR_EMPTY_RESPONSE']]) {
    it(`does not come for ${path.slice(1)}`, async () => {
      const request = net.request(server.url(path))
      const failed = once(request, 'error')
      request.end()
      assert.equal((await failed)[0].message, expected)
    })
  }

  it('is not spoilt by what comes after its end', async () => {
    assert.equal(await textOf(await ask('/too-long')), 'ok')
    assert.equal(await textOf(await ask('/head')), 'not found')
  })

  it('comes a thousand times in parallel', async () => {
    const texts = await Promise.all(Array.from({ length: 1000 }, async () => textOf(await ask('/head'))))
    assert.equal(texts.filter((text) => text === 'not found').length, 1000)
  })
})
