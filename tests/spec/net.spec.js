'use strict'

const assert = require('node:assert/strict')
const http = require('node:http')
const os = require('node:os')
const { after, before, describe, it } = require('node:test')
const { net, session } = require('electron')
const { once } = require('../support/events')
const { serve, textOf } = require('../support/net-server')

describe('net', () => {
  const ask = async (options, prepare = () => {}) => {
    const request = net.request(options)
    prepare(request)
    const response = once(request, 'response')
    request.end()
    return (await response)[0]
  }
  const failure = async (options) => {
    const request = net.request(options)
    const error = once(request, 'error')
    request.end()
    return (await error)[0].message
  }

  it('request reports errors of the network by Chromium\'s names', async () => {
    const gone = await serve()
    gone.close()
    assert.equal(await failure(gone.url('/')), 'net::ERR_CONNECTION_REFUSED')
    assert.equal(await failure('http://no.such.host.invalid/'), 'net::ERR_NAME_NOT_RESOLVED')
    assert.equal(await failure('http://127.0.0.1:1/'), 'net::ERR_UNSAFE_PORT')
    assert.equal(await failure({ url: 'http://127.0.0.1/', method: 'NO SUCH' }), 'net::ERR_INVALID_ARGUMENT')
  })

  it('isOnline and online tell whether there is a network beside the loopback', () => {
    const { networkInterfaces } = os
    try {
      os.networkInterfaces = () => ({ lo: [{ internal: true }], eth0: [{ internal: false }] })
      assert.deepEqual([net.isOnline(), net.online], [true, true])
      os.networkInterfaces = () => ({ lo: [{ internal: true }] })
      assert.deepEqual([net.isOnline(), net.online], [false, false])
    } finally {
      os.networkInterfaces = networkInterfaces
    }
  })

  it('resolveHost answers the addresses of a host', async () => {
    const { endpoints } = await net.resolveHost('127.0.0.1')
    assert.deepEqual(endpoints, [{ address: '127.0.0.1', family: 'ipv4' }])
    assert.deepEqual((await session.defaultSession.resolveHost('localhost', { queryType: 'A' })).endpoints, [{ address: '127.0.0.1', family: 'ipv4' }])
    await assert.rejects(net.resolveHost('no.such.host.invalid'), { message: 'net::ERR_NAME_NOT_RESOLVED' })
    await assert.rejects(net.resolveHost(), TypeError)
    await assert.rejects(net.resolveHost('localhost', 5), TypeError)
  })

  describe("'login'", () => {
    let server
    const guard = (challenge, accepts) => (request, response) => {
      if (accepts(request.headers.authorization ?? '')) return response.end(request.headers.authorization)
      response.writeHead(401, { 'www-authenticate': challenge })
      response.end('who?')
    }
    const basic = `Basic ${Buffer.from('user:pass').toString('base64')}`

    before(async () => {
      server = await serve({
        '/basic': guard('Basic realm="a \\"realm\\""', (text) => text === basic),
        '/digest': guard('Basic realm="weak", Digest realm="r", nonce="n1", qop="auth", algorithm=MD5, opaque="o"', (text) => /^Digest username="user", realm="r", nonce="n1", uri="\/digest", response="[0-9a-f]{32}", .*opaque="o"/.test(text))
      })
    })
    after(() => server.close())

    const partition = () => `login-${Math.random()}`

    it('tells who asks, and sends what the callback is given', async () => {
      let info
      const response = await ask({ url: server.url('/basic'), partition: partition() }, (request) => request.on('login', (authInfo, callback) => {
        info = authInfo
        callback('user', 'pass')
      }))
      assert.deepEqual(info, { isProxy: false, scheme: 'basic', host: '127.0.0.1', port: server.port, realm: 'a "realm"' })
      assert.deepEqual([response.statusCode, await textOf(response)], [200, basic])
    })

    it('is not emitted again once the server took it, but in another session', async () => {
      const own = partition()
      let asked = 0
      const login = (request) => request.on('login', (authInfo, callback) => {
        asked++
        callback('user', 'pass')
      })
      for (let i = 0; i < 2; i++) (await ask({ url: server.url('/basic'), partition: own }, login)).resume()
      assert.equal(asked, 1)
      ;(await ask({ url: server.url('/basic'), partition: partition() }, login)).resume()
      assert.equal(asked, 2)
    })

    it('comes again where it was wrong', async () => {
      const words = ['wrong', 'pass']
      const response = await ask({ url: server.url('/basic'), partition: partition() }, (request) => request.on('login', (authInfo, callback) => callback('user', words.shift())))
      assert.deepEqual([response.statusCode, words.length], [200, 0])
      response.resume()
    })

    it('without an answer, or without a listener, ends with the response that asked', async () => {
      for (const prepare of [() => {}, (request) => request.on('login', (authInfo, callback) => callback())]) {
        const response = await ask({ url: server.url('/basic'), partition: partition() }, prepare)
        assert.deepEqual([response.statusCode, await textOf(response)], [401, 'who?'])
      }
    })

    it('answers a digest, rather than in plain text', async () => {
      let scheme
      const response = await ask({ url: server.url('/digest'), partition: partition() }, (request) => request.on('login', (authInfo, callback) => {
        scheme = authInfo.scheme
        callback('user', 'pass')
      }))
      assert.deepEqual([scheme, response.statusCode], ['digest', 200])
      response.resume()
    })

    it('is not emitted with credentials: omit', async () => {
      const response = await ask({ url: server.url('/basic'), credentials: 'omit', partition: partition() }, (request) => request.on('login', () => assert.fail('login')))
      assert.equal(response.statusCode, 401)
      response.resume()
    })

    it('may be aborted', async () => {
      const request = net.request({ url: server.url('/basic'), partition: partition() })
      request.end()
      const [, callback] = await once(request, 'login')
      request.abort()
      await once(request, 'abort')
      callback('user', 'pass')
    })
  })

  describe('through a proxy', () => {
    let proxy
    let seen = []
    const { http_proxy: before1, https_proxy: before2 } = process.env

    before(async () => {
      proxy = http.createServer((request, response) => {
        seen.push(request.url)
        if (!request.headers['proxy-authorization']) {
          response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' })
          return response.end()
        }
        response.end('by proxy')
      })
      proxy.on('connect', (request, socket) => {
        seen.push(request.url)
        socket.end('HTTP/1.1 502 no\r\n\r\n')
      })
      await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
      process.env.http_proxy = process.env.https_proxy = `http://127.0.0.1:${proxy.address().port}`
    })
    after(() => {
      for (const [name, value] of [['http_proxy', before1], ['https_proxy', before2]]) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      proxy.close()
    })

    it("goes what the environment says, and 'login' is the proxy's", async () => {
      seen = []
      let info
      const response = await ask('http://host.invalid/path', (request) => request.on('login', (authInfo, callback) => {
        info = authInfo
        callback('user', 'pass')
      }))
      assert.equal(await textOf(response), 'by proxy')
      assert.deepEqual([info.isProxy, info.realm, info.port], [true, 'proxy', proxy.address().port])
      assert.deepEqual(seen, ['http://host.invalid/path', 'http://host.invalid/path'])
      // Who it is, the proxy is told again; the loopback needs none.
      ;(await ask('http://host.invalid/again')).resume()
      assert.deepEqual(seen.slice(2), ['http://host.invalid/again'])
      const own = await serve()
      assert.equal((await ask(own.url('/echo'))).statusCode, 200)
      own.close()
      assert.equal(seen.length, 3)
    })

    it('goes https by a tunnel, through which nothing of the proxy\'s comes', async () => {
      seen = []
      assert.equal(await failure('https://host.invalid/path'), 'net::ERR_TUNNEL_CONNECTION_FAILED')
      assert.deepEqual(seen, ['host.invalid:443'])
    })

    it('goes what session.setProxy says', async () => {
      const own = session.defaultSession
      delete process.env.http_proxy
      await own.setProxy({ proxyRules: `127.0.0.1:${proxy.address().port}` })
      try {
        seen = []
        const response = await ask({ url: 'http://host.invalid/set', session: session.fromPartition('net-proxy') }, (request) => request.on('login', (authInfo, callback) => callback('user', 'pass')))
        assert.equal(await textOf(response), 'by proxy')
        assert.deepEqual(seen, ['http://host.invalid/set', 'http://host.invalid/set'])
        // A name is no address of this machine.
        assert.equal(await textOf(await ask('http://127.evil.invalid/')), 'by proxy')
        await own.setProxy({ proxyRules: 'socks5://127.0.0.1:1' })
        assert.equal(await failure('http://host.invalid/'), 'net::ERR_NO_SUPPORTED_PROXIES')
      } finally {
        await own.setProxy({ mode: 'direct' })
      }
    })
  })
})
