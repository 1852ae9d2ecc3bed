'use strict'

const { engineUrl } = require('../engine-url')
const { Event } = require('../event')
const { errorName } = require('../net-errors')
const { raise } = require('../uncaught')

// Who is asked for passwords and certificates: the listeners of the page's events and of the app's.

const emit = (emitter, name, event, args) => {
  try {
    emitter.emit(name, event, ...args)
  } catch (error) {
    raise(error)
  }
}

const defaultPorts = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 }

function authInfoOf (url, realm, proxyHost) {
  const isProxy = proxyHost !== ''
  const { protocol, hostname, port } = engineUrl(isProxy && !proxyHost.includes('://') ? `http://${proxyHost}` : isProxy ? proxyHost : url)
  return { isProxy, scheme: 'basic', host: hostname, port: Number(port) || defaultPorts[protocol] || 0, realm }
}

/** The certificate of a site, each linked to that of its issuer. */
function chain (certificates) {
  for (const [index, certificate] of certificates.entries()) {
    certificate.issuerCert = certificates[index + 1] ?? certificate
  }
  return certificates[0]
}

const methods = {
  /**
   * The engine wants the answer at once. One that comes later is kept for the next question, and the page is loaded again.
   * @returns {{user: string, password: string}|undefined}
   */
  _onLogin (url, realm, proxyHost) {
    const authInfo = authInfoOf(url, realm, proxyHost)
    const key = JSON.stringify(authInfo)
    const kept = this._credentials.get(key)
    if (kept) {
      this._credentials.delete(key)
      return kept
    }
    let answer
    let isLate = false
    let isAnswered = false
    const event = new Event(this)
    const callback = (user, password) => {
      if (isAnswered) throw new Error('One-time callback was called more than once')
      isAnswered = true
      if (user === undefined || user === null) return
      answer = { user: String(user), password: String(password ?? '') }
      if (!isLate || !event.defaultPrevented || this.isDestroyed()) return
      this._credentials.set(key, answer)
      this.reload()
    }
    const args = [{ url }, authInfo, callback]
    emit(require('../api/app'), 'login', event, [this, ...args])
    if (!this.isDestroyed()) emit(this, 'login', event, args)
    isLate = true
    return event.defaultPrevented ? answer : undefined
  },

  /** @param {number} type the engine's error, of the numbers of net errors */
  _onCertificateError (id, url, type, isOverridable, certificates) {
    let isAnswered = false
    const answer = (isTrusted) => {
      if (isAnswered) return
      isAnswered = true
      if (!this.isDestroyed()) this._answerCertificate(id, Boolean(isTrusted))
    }
    const error = `net::${errorName(type)}`
    const certificate = chain(certificates)
    // What setCertificateVerifyProc of the session says comes first.
    this.session._verifyCertificate({ url, error, certificate }, answer, () => {
      if (!this.isDestroyed()) this._askAboutCertificate(url, error, certificate, answer)
    })
  },

  _askAboutCertificate (url, error, certificate, answer) {
    const event = new Event(this)
    const args = [url, error, certificate, answer, this._load_.isLoadOf(url)]
    emit(this, 'certificate-error', event, args)
    if (!this.isDestroyed()) emit(require('../api/app'), 'certificate-error', event, [this, ...args])
    if (!event.defaultPrevented) answer(false)
  },

  /** As in Electron, the first one is taken when nobody decides. */
  _onSelectClientCertificate (id, host, certificates) {
    let isAnswered = false
    const answer = (certificate) => {
      if (isAnswered) return
      isAnswered = true
      const index = certificates.findIndex((one) => one.data === certificate?.data)
      if (!this.isDestroyed()) this._answerClientCertificate(id, index)
    }
    const event = new Event(this)
    const args = [host, certificates, answer]
    emit(this, 'select-client-certificate', event, args)
    if (!this.isDestroyed()) emit(require('../api/app'), 'select-client-certificate', event, [this, ...args])
    if (!event.defaultPrevented) answer(certificates[0])
  }
}

module.exports = { methods }
