'use strict'

const { isIP } = require('net')
const tls = require('tls')
const { netError } = require('./errors')

// Servers whose certificate Node does not trust, but the app does (session.setCertificateVerifyProc).

/** Session → server → fingerprint of the certificate that the app trusts there */
const trusted = new WeakMap()

const target = (url) => ({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443) })
const serverOf = (url) => `${url.hostname}:${url.port || 443}`

function principal ({ CN = '', O, OU, L = '', ST = '', C = '' } = {}) {
  return { commonName: CN, organizations: [O ?? []].flat(), organizationUnits: [OU ?? []].flat(), locality: L, state: ST, country: C }
}

/** Node's certificate as Electron has it. */
function describe (given, seen = new Set()) {
  if (!given?.raw || seen.has(given.fingerprint256)) return undefined
  seen.add(given.fingerprint256)
  const body = given.raw.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()
  const [issuer, subject] = [principal(given.issuer), principal(given.subject)]
  return {
    data: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
    issuer,
    issuerName: issuer.commonName,
    issuerCert: describe(given.issuerCertificate, seen),
    subject,
    subjectName: subject.commonName,
    serialNumber: given.serialNumber,
    validStart: Date.parse(given.valid_from) / 1000,
    validExpiry: Date.parse(given.valid_to) / 1000,
    fingerprint: `sha256/${Buffer.from(given.fingerprint256.replace(/:/g, ''), 'hex').toString('base64')}`
  }
}

/** A connection that is handed on once the server has shown `accepts` its certificate. */
function connect (url, accepts, done) {
  const { host, port } = target(url)
  const socket = tls.connect({ host, port, servername: isIP(host) ? '' : host, rejectUnauthorized: false })
  socket.once('error', done)
  socket.once('secureConnect', () => {
    socket.removeListener('error', done)
    if (accepts(socket.getPeerCertificate(true))) return done(null, socket)
    socket.destroy()
    done(netError('ERR_CERT_AUTHORITY_INVALID'))
  })
}

/** @returns {Function|null} how to connect to a server that the app trusts: createConnection of Node's http */
function connectionTo (session, url) {
  const fingerprint = trusted.get(session)?.get(serverOf(url))
  return fingerprint ? (options, done) => { connect(url, (shown) => shown.fingerprint256 === fingerprint, done) } : null
}

/**
 * Asks the app whether it trusts a server that Node does not.
 * @param {Error} error Chromium's
 * @returns {Promise<boolean>}
 */
async function ask (session, url, error) {
  const shown = await new Promise((resolve) => {
    connect(url, () => true, (failure, socket) => {
      resolve(failure ? null : socket.getPeerCertificate(true))
      socket?.destroy()
    })
  })
  if (!shown?.raw) return false
  const isTrusted = await new Promise((resolve) => {
    session._verifyCertificate({ url: url.href, error: error.message, certificate: describe(shown) }, resolve, () => resolve(false))
  })
  if (!isTrusted) return false
  if (!trusted.has(session)) trusted.set(session, new Map())
  trusted.get(session).set(serverOf(url), shown.fingerprint256)
  return true
}

module.exports = { ask, connectionTo }
