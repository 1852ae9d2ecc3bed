'use strict'

const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const https = require('https')
const { session } = require('electron')
const { once } = require('../support/events')
const { certificate } = require('../support/certificate')
const { openWindow } = require('../support/windows')

describe('session.setCertificateVerifyProc', () => {
  let server
  let url
  let count = 0
  before(async () => {
    server = https.createServer(certificate, (request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<link rel="icon" href="data:,"><title>secure</title>')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `https://localhost:${server.address().port}/`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const openWith = (proc) => {
    const own = session.fromPartition(`certificates ${++count}`)
    own.setCertificateVerifyProc(proc)
    return openWindow({ webPreferences: { session: own } })
  }

  it('takes null or a function', () => {
    const own = session.fromPartition('certificates')
    assert.throws(() => own.setCertificateVerifyProc(), { name: 'TypeError', message: 'Must pass null or function' })
    assert.throws(() => own.setCertificateVerifyProc(5), { name: 'TypeError', message: 'Must pass null or function' })
    assert.equal(own.setCertificateVerifyProc(null), undefined)
  })

  it('is told what is wrong, and 0 trusts it', async () => {
    const told = []
    const win = openWith((request, callback) => {
      told.push(request)
      callback(0)
    })
    await win.loadURL(url)
    assert.equal(win.getTitle(), 'secure')
    const [{ hostname, verificationResult, errorCode, certificate: site, validatedCertificate, isIssuedByKnownRoot }] = told
    assert.deepEqual([hostname, verificationResult, errorCode, isIssuedByKnownRoot], ['localhost', 'net::ERR_CERT_AUTHORITY_INVALID', -202, false])
    assert.equal(site.subjectName, 'localhost')
    assert.equal(validatedCertificate, site)
  })

  it('-2 refuses it, also later, without asking anybody else', async () => {
    const win = openWith((request, callback) => setTimeout(callback, 20, -2))
    let asked = 0
    win.webContents.on('certificate-error', () => asked++)
    await assert.rejects(win.loadURL(url), { code: /ERR_/ })
    assert.equal(asked, 0)
  })

  it("-3 leaves it to 'certificate-error'", async () => {
    const win = openWith((request, callback) => callback(-3))
    win.webContents.on('certificate-error', (event, at, error, site, callback) => {
      event.preventDefault()
      callback(true)
    })
    await win.loadURL(url)
    assert.equal(win.getTitle(), 'secure')
  })
})
