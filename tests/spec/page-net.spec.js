'use strict'

const assert = require('node:assert/strict')
const http = require('node:http')
const net = require('node:net')
const { after, before, describe, it } = require('node:test')
const { once } = require('../support/events')
const { openNodePage } = require('../support/node-page')
const { certificate } = require('../support/certificate')
const { loadPage, openPage } = require('../support/windows')

// Sockets, servers and requests of a page, on this machine alone. What is compared runs in main and in the page.

let same
let inPage

describe('net in a page', () => {
  before(async () => {
    ({ same, inPage } = await openNodePage())
  })

  it('has what Node\'s has', async () => {
    const missing = {}
    for (const name of ['net', 'tls', 'http', 'https', 'dns', 'dns/promises', 'dgram']) {
      const ours = await inPage((name) => Object.keys(require(name)), name)
      missing[name] = Object.keys(require(name)).filter((key) => !ours.includes(key) && key[0] !== '_')
    }
    assert.deepEqual(missing, {
      net: ['SocketAddress'],
      tls: ['convertALPNProtocols', 'createSecurePair'],
      http: [],
      https: [],
      dns: [],
      'dns/promises': [],
      dgram: []
    })
  })

  it('a server and its clients talk', () => same(async () => {
    const net = require('net')
    const { once } = require('events')
    const log = []
    const server = net.createServer((socket) => {
      log.push(['connection', socket.remoteAddress, socket.readyState])
      socket.setEncoding('utf8')
      socket.on('data', (text) => socket.write(`<${text}>`))
      socket.on('end', () => socket.end('bye'))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { address, family, port } = server.address()
    const client = net.connect({ port, host: '127.0.0.1' })
    log.push(client.connecting, client.readyState)
    client.on('connect', () => log.push('connect'))
    await once(client, 'ready')
    log.push(client.connecting, client.readyState, client.remotePort === port, client.remoteFamily)
    client.write('one')
    log.push(`${(await once(client, 'data'))[0]}`)
    client.write(Buffer.from('two'))
    log.push(`${(await once(client, 'data'))[0]}`)
    client.end()
    const last = []
    client.on('data', (chunk) => last.push(chunk))
    log.push(['close', ...await once(client, 'close')], Buffer.concat(last).toString(), client.destroyed)
    const closed = once(server, 'close')
    server.close()
    await closed
    return [address, family, server.listening, log, await new Promise((resolve) => server.close((error) => resolve(error.code)))]
  }))

  it('an address is known as soon as listen returns', async () => {
    assert.equal(await inPage(() => {
      const server = require('net').createServer().listen(0)
      const { port } = server.address()
      server.close()
      return port > 0
    }), true)
  })

  it('fails as Node fails', () => same(async () => {
    const net = require('net')
    const { once } = require('events')
    const told = ({ name, message, code, errno, syscall, address }) => ({ name, message, code, errno, syscall, address })
    const thrown = (act) => {
      try {
        return act()
      } catch ({ name, code, message }) {
        return [name, code, message]
      }
    }
    const client = net.connect(1, '127.0.0.1')
    const [error] = await once(client, 'error')
    const hadError = client.destroyed ? null : await once(client, 'close')
    const server = net.createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const [taken] = await once(net.createServer().listen(server.address().port, '127.0.0.1'), 'error')
    server.close()
    return [told(error), error.port, hadError, [taken.code, taken.syscall, taken.address], thrown(() => net.connect(70000)), thrown(() => net.createServer().listen(-1))]
  }))

  it('a fast sender waits for a slow reader', () => same(async () => {
    const net = require('net')
    const { once } = require('events')
    const size = 3 << 20
    const server = net.createServer((socket) => socket.end(Buffer.alloc(size, 'abcdefg'))).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = net.connect(server.address().port, '127.0.0.1')
    let count = 0
    for await (const chunk of client) {
      count += chunk.length
      if (count < size / 3) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    server.close()
    return count
  }))

  it('streams of sockets are piped', () => same(async (folder) => {
    const net = require('net')
    const fs = require('fs')
    const { pipeline } = require('stream/promises')
    fs.writeFileSync(`${folder}/from`, Buffer.alloc(700000, 'data'))
    const server = net.createServer((socket) => socket.pipe(socket)).listen(`${folder}/socket`)
    const client = net.connect(`${folder}/socket`)
    fs.createReadStream(`${folder}/from`).pipe(client)
    await pipeline(client, fs.createWriteStream(`${folder}/to`)).catch((error) => error)
    server.close()
    return fs.readFileSync(`${folder}/to`).equals(fs.readFileSync(`${folder}/from`))
  }))

  it('isIP, isIPv4 and isIPv6', () => same(() => {
    const net = require('net')
    return ['1.2.3.4', '256.1.1.1', '1.2.3', '::1', 'fe80::1%eth0', '::ffff:1.2.3.4', 'localhost', '', '1.2.3.4.5', '01.2.3.4', undefined].map((address) =>
      [address, net.isIP(address), net.isIPv4(address), net.isIPv6(address)])
  }))

  it('what a page serves ends with its document', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const port = await own.webContents.executeJavaScript("globalThis.server = require('net').createServer((socket) => socket.on('error', () => {})).listen(0); server.address().port")
    const socket = net.connect(port)
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    socket.on('error', () => {})
    await loadPage(own)
    await closed
    const again = net.connect(port)
    assert.equal((await once(again, 'error'))[0].code, 'ECONNREFUSED')
  })

  it('what a page is connected to hears when it crashes', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const server = net.createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const connection = once(server, 'connection')
    await own.webContents.executeJavaScript(`globalThis.socket = require('net').connect(${server.address().port}, '127.0.0.1'); 1`)
    const [socket] = await connection
    socket.resume().on('error', () => {})
    own.webContents.forcefullyCrashRenderer()
    await once(socket, 'close')
    server.close()
  })
})

describe('http in a page', () => {
  let server
  let port

  before(async () => {
    ({ same, inPage } = await openNodePage())
    server = http.createServer((request, response) => {
      const chunks = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        response.setHeader('Content-Type', 'application/json')
        response.setHeader('Set-Cookie', ['a=1', 'b=2'])
        response.statusCode = request.url === '/missing' ? 404 : 200
        if (request.url === '/cut') {
          response.write('half')
          setTimeout(() => request.socket.destroy(), 20)
          return
        }
        if (request.url === '/never') return
        const { host, connection, ...headers } = request.headers
        response.end(JSON.stringify({ method: request.method, url: request.url, headers, body: Buffer.concat(chunks).toString() }))
      })
    })
    server.on('upgrade', (request, socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\nupgraded')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = server.address().port
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('get and request give a response', () => same(async (folder, port) => {
    const http = require('http')
    const { once } = require('events')
    const read = async (request) => {
      const [response] = await once(request, 'response')
      response.setEncoding('utf8')
      let body = ''
      for await (const text of response) body += text
      const { statusCode, statusMessage, httpVersion, headers: { date, ...headers }, complete } = response
      return { statusCode, statusMessage, httpVersion, headers, complete, body: JSON.parse(body), own: response instanceof http.IncomingMessage }
    }
    const post = http.request({ host: '127.0.0.1', port, path: '/post?x=1', method: 'POST', headers: { 'X-Own': 'yes' } })
    post.setHeader('X-List', ['1', '2'])
    post.end('a body')
    const posted = await read(post)
    const chunked = http.request(`http://127.0.0.1:${port}/chunked`, { method: 'PUT' })
    chunked.write('one ')
    chunked.write('two')
    chunked.end()
    const put = await read(chunked)
    return [await read(http.get(`http://127.0.0.1:${port}/get`)), await read(http.get(new URL(`http://127.0.0.1:${port}/missing`))), posted, put,
      await read(http.get({ port, hostname: '127.0.0.1', path: '/auth', auth: 'user:secret' })),
      [post.getHeader('x-own'), post.getHeaderNames(), post.method, post.path, post.host, post.protocol, post.headersSent, post.writableEnded]]
  }, port))

  it('a response that is cut off, a request that fails, one that is given up', () => same(async (folder, port) => {
    const http = require('http')
    const { once } = require('events')
    const told = ({ name, message, code }) => ({ name, message, code })
    const [cut] = await once(http.get({ host: '127.0.0.1', port, path: '/cut' }), 'response')
    cut.resume()
    const [cutError] = await once(cut, 'error')
    const [refused] = await once(http.get('http://127.0.0.1:1/'), 'error')
    const late = http.get({ host: '127.0.0.1', port, path: '/never', timeout: 50 })
    await once(late, 'timeout')
    late.destroy()
    const [destroyed] = await once(late, 'error')
    const abort = new AbortController()
    const signalled = http.get({ host: '127.0.0.1', port, path: '/never', signal: abort.signal })
    abort.abort()
    const [aborted] = await once(signalled, 'error')
    return [told(cutError), cut.complete, told(refused), told(destroyed), late.destroyed, told(aborted)]
  }, port))

  it('an upgrade hands over the socket', () => same(async (folder, port) => {
    const { once } = require('events')
    const request = require('http').get({ host: '127.0.0.1', port, headers: { Connection: 'Upgrade', Upgrade: 'own' } })
    const [response, socket, head] = await once(request, 'upgrade')
    let text = `${head}`
    for await (const chunk of socket) text += chunk
    return [response.statusCode, response.headers.upgrade, text]
  }, port))

  it('arguments that are wrong throw', () => same(() => {
    const http = require('http')
    const thrown = (act) => {
      try {
        return act()
      } catch ({ name, code, message }) {
        return [name, code, message]
      }
    }
    const request = http.request({ host: '127.0.0.1', port: 1 }).on('error', () => {})
    const seen = [thrown(() => http.get('nonsense')), thrown(() => http.get('ftp://x')), thrown(() => http.get({ path: 'a b' })),
      thrown(() => request.setHeader('a b', '1')), thrown(() => request.setHeader('a', undefined)), thrown(() => request.setHeader('a', 'x\n'))]
    request.destroy()
    return seen
  }))

  it('an Agent keeps connections', () => same(async (folder, port) => {
    const http = require('http')
    const { once } = require('events')
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const ask = async () => {
      const [response] = await once(http.get({ host: '127.0.0.1', port, agent }), 'response')
      const { localPort } = response.socket
      response.resume()
      await once(response, 'end')
      return localPort
    }
    const first = await ask()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = await ask()
    agent.destroy()
    return [first === second, typeof first]
  }, port))

  it('a server answers requests', () => same(async () => {
    const http = require('http')
    const { once } = require('events')
    const log = []
    const server = http.createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      log.push([request.method, request.url, request.headers['x-own'], request.rawHeaders.length > 0, body, request.httpVersion])
      if (request.url === '/head') {
        response.writeHead(201, 'Made', { 'X-A': 'a', 'X-B': ['1', '2'] })
        response.write('in ')
        response.end('pieces')
      } else {
        response.statusCode = 202
        response.setHeader('X-C', 'c')
        response.end(`whole ${body}`)
      }
      log.push([response.headersSent, response.writableEnded, response.getHeader('x-c')])
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address()
    const ask = async (path, body) => {
      const request = http.request({ host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers: { 'x-own': 'v' } })
      request.end(body)
      const [response] = await once(request, 'response')
      let text = ''
      for await (const chunk of response) text += chunk
      const { date, 'keep-alive': keepAlive, ...headers } = response.headers
      return [response.statusCode, response.statusMessage, headers, text]
    }
    const answers = [await ask('/head'), await ask('/whole', 'some body')]
    server.close()
    server.closeAllConnections()
    return [answers, log]
  }))

  it('a server sees upgrades', () => same(async () => {
    const http = require('http')
    const { once } = require('events')
    const server = http.createServer().listen(0, '127.0.0.1')
    server.on('upgrade', (request, socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nhello')
    })
    await once(server, 'listening')
    const client = require('net').connect(server.address().port, '127.0.0.1')
    client.write('GET /up HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')
    let text = ''
    for await (const chunk of client) text += chunk
    server.close()
    return text.split('\r\n\r\n')
  }))
})

describe('tls, https, dns and dgram in a page', () => {
  before(async () => {
    ({ same, inPage } = await openNodePage())
  })

  it('https serves and asks', () => same(async (folder, { key, cert }) => {
    const https = require('https')
    const { once } = require('events')
    const server = https.createServer({ key, cert }, (request, response) => response.end(`secret ${request.socket.encrypted}`))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address()
    const [response] = await once(https.get({ host: '127.0.0.1', port, ca: cert, servername: 'localhost' }), 'response')
    let text = ''
    for await (const chunk of response) text += chunk
    const [error] = await once(https.get({ host: '127.0.0.1', port }), 'error')
    server.close()
    return [response.statusCode, text, response.socket.authorized, error.code]
  }, certificate))

  it('tls connects', () => same(async (folder, { key, cert }) => {
    const tls = require('tls')
    const { once } = require('events')
    const server = tls.createServer({ key, cert }, (socket) => socket.end(`hello ${socket.encrypted}`)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: [cert], servername: 'localhost' })
    await once(client, 'secureConnect')
    const seen = [client.authorized, client.encrypted, client.getProtocol(), client.getPeerCertificate().subject.CN, client.getCipher().name]
    let text = ''
    for await (const chunk of client) text += chunk
    server.close()
    return [seen, text]
  }, certificate))

  it('dns looks names up', () => same(async () => {
    const dns = require('dns')
    const { promisify } = require('util')
    const failure = await dns.promises.lookup('no-such-name.invalid').catch(({ code, syscall, hostname }) => [code === 'ENOTFOUND' || code === 'EAI_AGAIN', syscall, hostname])
    return [await promisify(dns.lookup)('127.0.0.1'), await dns.promises.lookup('127.0.0.1'), await dns.promises.lookup('127.0.0.1', { all: true }),
      await new Promise((resolve) => dns.lookup('::1', (error, ...values) => resolve([error, values]))), failure, dns.getServers(), dns.NOTFOUND,
      new dns.Resolver().getServers()]
  }))

  it('dgram sends and receives', () => same(async () => {
    const dgram = require('dgram')
    const { once } = require('events')
    const server = dgram.createSocket('udp4')
    server.bind(0, '127.0.0.1')
    await once(server, 'listening')
    const client = dgram.createSocket('udp4')
    const received = once(server, 'message')
    const count = await new Promise((resolve) => client.send('hello', server.address().port, '127.0.0.1', (error, count) => resolve([error, count])))
    const [message, { address, family, size }] = await received
    const closed = once(server, 'close')
    server.close()
    client.close()
    await closed
    return [count, message, address, family, size]
  }))
})
