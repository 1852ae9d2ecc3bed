'use strict'

const { describe, it, before, after, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const { execFileSync } = require('child_process')
const fs = require('fs')
const https = require('https')
const path = require('path')
const { app } = require('electron')
const { certificate } = require('../support/certificate')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

describe('client certificates', () => {
  let server
  let url
  // A certificate of the user's own: who issued it, the server does not ask.
  const importOwn = () => {
    const folder = tempFolder('certificate')
    const file = (name) => path.join(folder, name)
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '100', '-subj', '/CN=Somebody', '-keyout', file('key'), '-out', file('cert')], { stdio: 'ignore' })
    execFileSync('openssl', ['pkcs12', '-export', '-inkey', file('key'), '-in', file('cert'), '-passout', 'pass:secret', '-out', file('both.p12')])
    assert.ok(fs.existsSync(file('both.p12')))
    return new Promise((resolve) => app.importCertificate({ certificate: file('both.p12'), password: 'secret' }, resolve))
  }
  const trust = (event, contents, address, error, issued, callback) => {
    event.preventDefault()
    callback(true)
  }

  before(async () => {
    server = https.createServer({ ...certificate, requestCert: true, rejectUnauthorized: false, sessionTimeout: 1 }, (request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<title>x</title><body>${request.socket.getPeerCertificate().subject?.CN ?? 'nobody'}</body>`)
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `https://127.0.0.1:${server.address().port}/`
    app.on('certificate-error', trust)
  })
  after(() => {
    app.removeListener('certificate-error', trust)
    server.closeAllConnections()
    server.close()
  })
  afterEach(() => app.removeAllListeners('select-client-certificate'))

  const visitor = async (listen) => {
    const win = openWindow({ show: false })
    listen?.(win.webContents)
    await win.loadURL(url)
    return win.webContents.executeJavaScript('document.body.innerText')
  }

  it("app.importCertificate() gives one, which 'select-client-certificate' of the page and of the app offer, and the server gets", async () => {
    assert.equal(await importOwn(), 0)
    const log = []
    app.once('select-client-certificate', (event, contents, host, list, callback) => {
      event.preventDefault()
      log.push(['app', contents.getType(), list.map((one) => one.subjectName)])
      callback(list[0])
    })
    const text = await visitor((contents) => contents.once('select-client-certificate', (event, host, list) => log.push(['page', typeof host, list.length])))
    assert.equal(text, 'Somebody')
    assert.deepEqual(log, [['page', 'string', 1], ['app', 'window', ['Somebody']]])
  })
})
