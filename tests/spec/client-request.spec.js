'use strict'

const assert = require('node:assert/strict')
const { Writable } = require('node:stream')
const { after, before, describe, it } = require('node:test')
const { net, protocol, session } = require('electron')
const { once, record } = require('../support/events')
const { serve, textOf } = require('../support/net-server')

const redirect = (status, location) => (request, response) => {
  request.resume()
  response.writeHead(status, { location, 'x-hop': '1' })
  response.end()
}

describe('ClientRequest', () => {
  let server
  let reached = 0

  before(async () => {
    server = await serve({
      '/302': redirect(302, '/echo'),
      '/307': redirect(307, '/echo'),
      '/loop': redirect(302, '/loop'),
      '/to-file': redirect(302, 'file:///etc/passwd'),
      '/to-nothing': redirect(302, 'http://'),
      '/hang': () => { reached++ },
      '/half': (request, response) => { response.write('half') }
    })
  })
  after(() => server.close())

  /** Ends a request and reads what /echo answers. */
  const echo = async (request, ...body) => {
    const response = once(request, 'response')
    request.end(...body)
    return JSON.parse(await textOf((await response)[0]))
  }
  const failure = async (request, ...body) => {
    const error = once(request, 'error')
    request.end(...body)
    return (await error)[0].message
  }

  describe('new ClientRequest', () => {
    it('takes a URL, and is a writable stream', async () => {
      const request = net.request(server.url('/echo'))
      assert.ok(request instanceof Writable)
      assert.equal(request.constructor.name, 'ClientRequest')
      assert.equal((await echo(request)).method, 'GET')
    })

    it('takes a method, a url and headers', async () => {
      const seen = await echo(net.request({ url: server.url('/echo'), method: 'put', headers: { 'X-Own': 'value', 'X-Number': 5 } }), 'body')
      assert.deepEqual([seen.method, seen.headers['x-own'], seen.headers['x-number'], seen.body], ['PUT', 'value', '5', 'body'])
      assert.ok(seen.rawHeaders.includes('X-Own'))
    })

    it('takes protocol, hostname, port and path, or host', async () => {
      const { port } = server
      assert.equal((await echo(net.request({ protocol: 'http:', hostname: '127.0.0.1', port, path: '/echo' }))).headers.host, `127.0.0.1:${port}`)
      assert.equal((await echo(net.request({ host: `127.0.0.1:${port}`, path: '/echo' }))).method, 'GET')
    })

    it('calls back with the response', async () => {
      const [response] = await new Promise((resolve) => net.request(server.url('/echo'), (...args) => resolve(args)).end())
      assert.equal(response.statusCode, 200)
      response.resume()
    })

    it('takes a session or a partition, whose user agent it sends', async () => {
      const other = session.fromPartition('client-request')
      other.setUserAgent('an agent of its own')
      assert.equal((await echo(net.request({ url: server.url('/echo'), session: other }))).headers['user-agent'], 'an agent of its own')
      assert.equal((await echo(net.request({ url: server.url('/echo'), partition: 'client-request' }))).headers['user-agent'], 'an agent of its own')
      assert.equal((await echo(net.request(server.url('/echo')))).headers['user-agent'], session.defaultSession.getUserAgent())
    })

    it('sends origin with what is no GET, and what cache says', async () => {
      const options = { url: server.url('/echo'), origin: 'http://origin.test', cache: 'reload' }
      const seen = await echo(net.request({ ...options, method: 'POST' }), 'x')
      assert.deepEqual([seen.headers.origin, seen.headers['cache-control'], seen.headers.pragma], ['http://origin.test', 'no-cache', 'no-cache'])
      assert.equal((await echo(net.request(options))).headers.origin, undefined)
      assert.equal(await failure(net.request({ ...options, cache: 'only-if-cached' })), 'net::ERR_CACHE_MISS')
    })

    for (const [name, options, expected] of [
      ['another protocol', 'file:///etc/passwd', { message: 'ClientRequest only supports http: and https: protocols' }],
      ['a path with spaces', { hostname: 'x', path: '/a b' }, { name: 'TypeError', message: 'Request path contains unescaped characters' }],
      ['an unknown redirect', { url: 'http://x', redirect: 'x' }, { message: 'redirect mode should be one of follow, error or manual' }],
      ['headers that are none', { url: 'http://x', headers: 'a' }, { name: 'TypeError', message: 'headers must be an object' }],
      ['a session that is none', { url: 'http://x', session: 5 }, { name: 'TypeError', message: '`session` should be an instance of the Session class' }],
      ['a partition that is none', { url: 'http://x', partition: 5 }, { name: 'TypeError', message: '`partition` should be a string' }],
      ['same-origin credentials of nobody', { url: 'http://x', credentials: 'same-origin' }, { message: 'credentials: same-origin requires origin to be set' }],
      ['a header that would be two', { url: 'http://x', headers: { a: 'b\r\nc: d' } }, { message: "Invalid value for header 'a': 'b\r\nc: d'" }],
      ['a header without a name', { url: 'http://x', headers: { 'a b': 'c' } }, { message: "Invalid header name: 'a b'" }],
      ['a header without a value', { url: 'http://x', headers: { a: null } }, { message: '`value` required in setHeader("a", value)' }]
    ]) {
      it(`throws for ${name}`, () => assert.throws(() => net.request(options), expected))
    }
  })

  describe('headers', () => {
    it('setHeader, getHeader and removeHeader do not mind letters\' case', async () => {
      const request = net.request(server.url('/echo'))
      request.setHeader('X-One', 1)
      request.setHeader('X-Two', 'two')
      assert.equal(request.getHeader('x-one'), 1)
      assert.equal(request.getHeader('x-none'), undefined)
      request.removeHeader('x-TWO')
      const { headers } = await echo(request)
      assert.deepEqual([headers['x-one'], headers['x-two']], ['1', undefined])
    })

    it('cannot be changed once they are sent, and must have names', async () => {
      const request = net.request({ url: server.url('/echo'), method: 'POST' })
      assert.throws(() => request.setHeader(5, 'x'), { message: '`name` should be a string in setHeader(name, value)' })
      assert.throws(() => request.setHeader('a', 'x\0'), /Invalid value/)
      assert.throws(() => request.getHeader(), { message: '`name` is required for getHeader(name)' })
      assert.throws(() => request.removeHeader(), { message: '`name` is required for removeHeader(name)' })
      request.write('x')
      assert.throws(() => request.setHeader('a', 'b'), { message: "Can't set headers after they are sent" })
      assert.throws(() => request.removeHeader('a'), { message: "Can't remove headers after they are sent" })
      await echo(request)
    })

    it('of the network\'s own make a request fail', async () => {
      for (const name of ['Host', 'Content-Length', 'Transfer-Encoding', 'Upgrade', 'Keep-Alive']) {
        assert.equal(await failure(net.request({ url: server.url('/echo'), headers: { [name]: '5' } })), 'net::ERR_INVALID_ARGUMENT')
      }
    })
  })

  describe('write and end', () => {
    it('send a body with its length', async () => {
      const request = net.request({ url: server.url('/echo'), method: 'POST' })
      let written = 0
      request.write('abc', () => written++)
      request.write(Buffer.from('def'))
      const seen = await echo(request, '676869', 'hex', () => written++)
      assert.deepEqual([seen.body, seen.headers['content-length'], written], ['abcdefghi', '9', 2])
    })

    it('send it in parts with chunkedEncoding, from the first write on', async () => {
      const request = net.request({ url: server.url('/echo'), method: 'POST' })
      assert.equal(request.chunkedEncoding, false)
      request.chunkedEncoding = true
      assert.equal(request.chunkedEncoding, true)
      assert.throws(() => { request.chunkedEncoding = false }, { message: 'chunkedEncoding can only be set once' })
      await new Promise((resolve) => request.write('abc', resolve))
      assert.throws(() => { request.chunkedEncoding = false }, { message: 'chunkedEncoding can only be set before the request is started' })
      const seen = await echo(request, 'def')
      assert.deepEqual([seen.body, seen.headers['transfer-encoding'], seen.headers['content-length']], ['abcdef', 'chunked', undefined])
    })

    it('emit finish, and close', async () => {
      const request = net.request(server.url('/echo'))
      const log = record([], request, ['finish', 'close'])
      await echo(request)
      assert.deepEqual(log, ['finish', 'close'])
    })

    it('getUploadProgress tells how far a body is', async () => {
      const request = net.request({ url: server.url('/echo'), method: 'POST' })
      assert.deepEqual(request.getUploadProgress(), { active: false, started: false, current: 0, total: 0 })
      await echo(request, 'x'.repeat(200000))
      assert.deepEqual(request.getUploadProgress(), { active: true, started: true, current: 200000, total: 200000 })
    })

    it('write after end is an error', async () => {
      const request = net.request(server.url('/echo'))
      const error = once(request, 'error')
      request.end()
      request.write('x')
      assert.equal((await error)[0].message, 'write after end')
    })
  })

  describe("'redirect'", () => {
    it('is emitted, and followed', async () => {
      const request = net.request(server.url('/302'))
      const told = once(request, 'redirect')
      assert.equal((await echo(request)).method, 'GET')
      const [status, method, url, headers] = await told
      assert.deepEqual([status, method, url, headers['x-hop']], [302, 'GET', server.url('/echo'), ['1']])
    })

    it('makes a GET of a POST, unless its status is 307', async () => {
      const options = (path) => ({ url: server.url(path), method: 'POST', headers: { 'Content-Type': 'text/plain' } })
      const got = await echo(net.request(options('/302')), 'abc')
      assert.deepEqual([got.method, got.body, got.headers['content-type']], ['GET', '', undefined])
      const posted = await echo(net.request(options('/307')), 'abc')
      assert.deepEqual([posted.method, posted.body, posted.headers['content-type']], ['POST', 'abc', 'text/plain'])
    })

    it('takes neither Authorization nor the whole Referer to another server', async () => {
      const elsewhere = await serve()
      const hop = await serve({ '/go': redirect(302, elsewhere.url('/echo')) })
      try {
        const { headers } = await echo(net.request({ url: hop.url('/go'), headers: { Authorization: 'secret', Referer: 'http://from.test/path?query' } }))
        assert.deepEqual([headers.authorization, headers.referer], [undefined, 'http://from.test/'])
        const open = await echo(net.request({ url: hop.url('/go'), referrerPolicy: 'unsafe-url', headers: { Referer: 'http://from.test/path' } }))
        assert.equal(open.headers.referer, 'http://from.test/path')
      } finally {
        hop.close()
        elsewhere.close()
      }
    })

    it('credentials: same-origin take no cookies to another one', async () => {
      const elsewhere = await serve()
      const hop = await serve({ '/go': redirect(302, elsewhere.url('/echo')) })
      const own = session.fromPartition('redirected-cookies')
      try {
        await own.cookies.set({ url: hop.url('/'), name: 'mine', value: 'm' })
        const cookie = async (credentials) => (await echo(net.request({ url: hop.url('/go'), session: own, credentials, origin: hop.url('') }))).headers.cookie
        assert.deepEqual([await cookie('include'), await cookie('same-origin')], ['mine=m', undefined])
      } finally {
        hop.close()
        elsewhere.close()
      }
    })

    it('of a server does not reach the app\'s own schemes', async () => {
      const hop = await serve({ '/go': redirect(302, 'spec-app://host/secret') })
      let asked = 0
      protocol.handle('spec-app', () => { asked++; return new Response('secret') })
      try {
        const request = net.request(hop.url('/go'))
        const told = once(request, 'redirect')
        assert.equal(await failure(request), 'net::ERR_UNSAFE_REDIRECT')
        assert.equal((await told)[2], 'spec-app://host/secret')
        assert.equal(asked, 0)
      } finally {
        protocol.unhandle('spec-app')
        hop.close()
      }
    })

    it('with redirect: manual ends the request, unless followRedirect is called at once', async () => {
      assert.equal(await failure(net.request({ url: server.url('/302'), redirect: 'manual' })), 'Redirect was cancelled')
      const request = net.request({ url: server.url('/302'), redirect: 'manual' })
      request.on('redirect', () => request.followRedirect())
      assert.equal((await echo(request)).method, 'GET')
      assert.throws(() => request.followRedirect(), { message: 'followRedirect() called, but was not waiting for a redirect' })
    })

    it('with redirect: error is an error', async () => {
      assert.equal(await failure(net.request({ url: server.url('/302'), redirect: 'error' })), "Attempted to redirect, but redirect policy was 'error'")
    })

    it('ends after twenty, and never reaches files', async () => {
      const request = net.request(server.url('/loop'))
      let count = 0
      request.on('redirect', () => count++)
      assert.equal(await failure(request), 'net::ERR_TOO_MANY_REDIRECTS')
      assert.equal(count, 20)
      assert.equal(await failure(net.request(server.url('/to-file'))), 'net::ERR_UNSAFE_REDIRECT')
      assert.match(await failure(net.request(server.url('/to-nothing'))), /^net::ERR_/)
    })
  })

  describe('abort', () => {
    it('before the request emits abort and close, and sends nothing', async () => {
      const request = net.request(server.url('/echo'))
      const log = record([], request, ['abort', 'close', 'error', 'response'])
      request.abort()
      await once(request, 'close')
      assert.deepEqual(log, ['abort', 'close'])
      assert.throws(() => { request.followRedirect() })
    })

    it('while nobody answers emits abort once, and nothing else', async () => {
      const before = reached
      const request = net.request(server.url('/hang'))
      const log = record([], request, ['finish', 'close', 'abort', 'error', 'response'])
      request.end()
      while (reached === before) await new Promise((resolve) => setTimeout(resolve, 5))
      request.abort()
      request.abort()
      await new Promise((resolve) => setImmediate(resolve))
      assert.deepEqual(log, ['finish', 'close', 'abort'])
    })

    it('in the middle of a response tells the response', async () => {
      const request = net.request(server.url('/half'))
      request.end()
      const [response] = await once(request, 'response')
      const log = record([], response, ['aborted', 'end', 'error'])
      await once(response, 'data')
      request.abort()
      await once(response, 'close')
      assert.deepEqual(log, ['aborted'])
    })
  })
})
