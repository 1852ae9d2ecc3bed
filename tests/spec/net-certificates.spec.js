'use strict'

const assert = require('node:assert/strict')
const http = require('node:http')
const https = require('node:https')
const { connect } = require('node:net')
const { after, before, describe, it } = require('node:test')
const { net, session } = require('electron')
const { certificate } = require('../support/certificate')
const { once } = require('../support/events')
const { textOf } = require('../support/net-server')

describe('net and certificates', () => {
  let server
  let url
  let last = 0

  before(async () => {
    server = https.createServer(certificate, (request, response) => {
      let body = ''
      request.on('data', (part) => { body += part })
      request.on('end', () => response.end(`${request.method} ${body}`))
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `https://127.0.0.1:${server.address().port}/`
  })
  after(() => {
    server.closeAllConnections?.()
    server.close()
  })

  const fresh = () => session.fromPartition(`net-certificates-${++last}`)
  const failure = async (own) => {
    const request = net.request({ url, session: own })
    const error = once(request, 'error')
    request.end()
    return (await error)[0].message
  }

  it('a server that nobody vouches for is an error', async () => {
    assert.equal(await failure(fresh()), 'net::ERR_CERT_AUTHORITY_INVALID')
    await assert.rejects(fresh().fetch(url), { message: 'net::ERR_CERT_AUTHORITY_INVALID' })
  })

  it('setCertificateVerifyProc is asked, and may trust it', async () => {
    const own = fresh()
    const asked = []
    own.setCertificateVerifyProc((request, callback) => {
      asked.push(request)
      callback(0)
    })
    const request = net.request({ url, session: own, method: 'POST' })
    const answered = once(request, 'response')
    request.end('body')
    assert.equal(await textOf((await answered)[0]), 'POST body')
    assert.equal(await (await own.fetch(url)).text(), 'GET ')
    assert.equal(asked.length, 1)
    const [{ hostname, certificate: shown, verificationResult, errorCode }] = asked
    assert.deepEqual([hostname, verificationResult, errorCode], ['127.0.0.1', 'net::ERR_CERT_AUTHORITY_INVALID', -202])
    assert.deepEqual([shown.subjectName, shown.issuer.commonName], ['localhost', 'localhost'])
    assert.match(shown.fingerprint, /^sha256\/.{43}=$/)
    assert.equal(shown.data.replace(/\s/g, ''), certificate.cert.replace(/\s/g, ''))
    assert.ok(shown.validStart < shown.validExpiry)
  })

  it('it may distrust it, in its own session only', async () => {
    const own = fresh()
    own.setCertificateVerifyProc((request, callback) => callback(-2))
    assert.equal(await failure(own), 'net::ERR_CERT_AUTHORITY_INVALID')
    assert.equal(await failure(fresh()), 'net::ERR_CERT_AUTHORITY_INVALID')
  })

  it('through a proxy the server shows its own', async () => {
    const proxy = http.createServer()
    const asked = []
    proxy.on('connect', (request, socket, head) => {
      asked.push(request.url)
      const [host, port] = request.url.split(':')
      const onward = connect(server.address().port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        onward.write(head)
        onward.pipe(socket).pipe(onward)
      })
      onward.on('error', () => {})
      socket.on('error', () => {})
      assert.deepEqual([host, port], ['host.invalid', '443'])
    })
    await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { https_proxy: before } = process.env
    process.env.https_proxy = `http://127.0.0.1:${proxy.address().port}`
    try {
      await assert.rejects(fresh().fetch('https://host.invalid/'), { message: 'net::ERR_CERT_AUTHORITY_INVALID' })
      assert.deepEqual(asked, ['host.invalid:443'])
    } finally {
      if (before === undefined) delete process.env.https_proxy
      else process.env.https_proxy = before
      proxy.close()
    }
  })
})
