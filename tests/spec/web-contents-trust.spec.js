'use strict'

const assert = require('node:assert/strict')
const http = require('http')
const https = require('https')
const { after, before, describe, it } = require('node:test')
const { app } = require('electron')
const { once, within } = require('../support/events')
const { certificate } = require('../support/certificate')
const { openWindow } = require('../support/windows')

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))

describe("'login'", () => {
  let server, url
  before(async () => {
    server = http.createServer((request, response) => {
      const given = Buffer.from(String(request.headers.authorization).slice(6), 'base64').toString()
      const realm = request.url.slice(1)
      if (given === `user:${realm}`) {
        response.writeHead(200, { 'content-type': 'text/html' })
        response.end('<title>inside</title>')
        return
      }
      response.writeHead(401, { 'www-authenticate': `Basic realm="${realm}"`, 'content-type': 'text/html' })
      response.end('<title>outside</title>')
    })
    url = `http://127.0.0.1:${await listen(server)}`
  })
  after(() => server.closeAllConnections() || server.close())

  it('asks the app and the page, and goes on with the answer', async () => {
    const { webContents } = openWindow()
    const order = []
    app.once('login', (event, contents, details, authInfo) => order.push(['app', contents === webContents, details.url, authInfo.realm]))
    webContents.on('login', (event, details, authInfo, callback) => {
      event.preventDefault()
      order.push(['page', details, authInfo])
      callback('user', 'one')
    })
    await webContents.loadURL(`${url}/one`)
    assert.equal(webContents.getTitle(), 'inside')
    assert.deepEqual(order, [
      ['app', true, `${url}/one`, 'one'],
      ['page', { url: `${url}/one` }, { isProxy: false, scheme: 'basic', host: '127.0.0.1', port: Number(new URL(url).port), realm: 'one' }]
    ])
  })

  it('asks for a host that Node has no URL for, too', async () => {
    const { webContents } = openWindow()
    await webContents.loadURL('about:blank')
    const port = Number(new URL(url).port)
    const asked = once(webContents, 'login')
    await webContents.executeJavaScript(`location.href = 'http://xn--a.localhost:${port}/two'; 0`)
    assert.deepEqual((await asked)[2], { isProxy: false, scheme: 'basic', host: 'xn--a.localhost', port, realm: 'two' })
  })

  it('asks again when the password is wrong', async () => {
    const { webContents } = openWindow()
    let asked = 0
    webContents.on('login', (event, details, authInfo, callback) => {
      event.preventDefault()
      callback('user', ++asked < 3 ? 'wrong' : 'two')
    })
    await webContents.loadURL(`${url}/two`)
    assert.deepEqual([webContents.getTitle(), asked], ['inside', 3])
  })

  it('without a listener, or without an answer, the request goes on without a password', async () => {
    const { webContents } = openWindow()
    await webContents.loadURL(`${url}/three`)
    assert.equal(webContents.getTitle(), 'outside')
    webContents.on('login', (event, details, authInfo, callback) => { event.preventDefault(); callback() })
    await webContents.loadURL(`${url}/three`)
    assert.equal(webContents.getTitle(), 'outside')
  })

  it('an answer that comes later loads the page again', async () => {
    const { webContents } = openWindow()
    let answer
    webContents.on('login', (event, details, authInfo, callback) => { event.preventDefault(); answer = callback })
    await webContents.loadURL(`${url}/four`)
    const loaded = once(webContents, 'page-title-updated', { filter: (event, title) => title === 'inside' })
    answer('user', 'four')
    await loaded
    assert.throws(() => answer('user', 'four'), { message: 'One-time callback was called more than once' })
  })

  it('survives the page being closed before the answer', async () => {
    const win = openWindow()
    let answer
    win.webContents.on('login', (event, details, authInfo, callback) => { event.preventDefault(); answer = callback })
    await win.webContents.loadURL(`${url}/five`)
    win.destroy()
    answer('user', 'five')
  })
})

describe("'certificate-error'", () => {
  let server, url
  before(async () => {
    server = https.createServer(certificate, (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<title>secure</title>')
    })
    url = `https://127.0.0.1:${await listen(server)}/`
  })
  after(() => server.closeAllConnections() || server.close())

  it('refuses the site when nobody decides', async () => {
    const { webContents } = openWindow()
    const told = once(webContents, 'certificate-error')
    await assert.rejects(webContents.loadURL(url), /ERR_CERT_/)
    const [, at, error, site, callback, isMainFrame] = await told
    assert.equal(at, url)
    assert.match(error, /^net::ERR_CERT_/)
    assert.match(site.data, /^-----BEGIN CERTIFICATE-----/)
    assert.match(site.fingerprint, /^sha256\/[\w+/]{43}=$/)
    assert.equal(site.subject.commonName, site.subjectName)
    assert.equal(site.issuer.commonName, site.issuerName)
    assert.ok(site.validStart < Date.now() / 1000 && site.validExpiry > Date.now() / 1000)
    assert.equal(typeof site.serialNumber, 'string')
    assert.equal(site.issuerCert, site)
    assert.equal(isMainFrame, true)
    callback(true) // too late
  })

  it('lets the app trust it, at once or later', async () => {
    const win = openWindow({ webPreferences: { partition: 'certificates' } })
    app.once('certificate-error', (event, contents, at, error, site, callback) => {
      assert.equal(contents, win.webContents)
      event.preventDefault()
      setTimeout(callback, 20, true)
    })
    await win.webContents.loadURL(url)
    assert.equal(win.webContents.getTitle(), 'secure')
  })

  it('survives the page being closed before the answer', async () => {
    const win = openWindow({ webPreferences: { partition: 'certificates-closed' } })
    const told = once(win.webContents, 'certificate-error')
    win.webContents.on('certificate-error', (event) => event.preventDefault())
    win.webContents.loadURL(url).catch(() => {})
    const callback = (await within(told))[4]
    win.destroy()
    callback(true)
  })
})
