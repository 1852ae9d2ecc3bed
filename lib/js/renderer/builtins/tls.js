'use strict'

const net = require('net')
const { callSync, valuesOf } = require('./support/client')
const { notInPage } = require('./support/errors')

class TLSSocket extends net.Socket {
  constructor (socket, options) {
    const own = options ?? socket
    if (options !== undefined && socket) throw notInPage('A TLSSocket over a socket of the page')
    super(own)
    Object.defineProperty(this, '_kind', { value: 'tls' })
    this.encrypted = true
  }

  getCertificate () { return this._bridge.callSync(this.getCertificate, 'getCertificate') }
  getCipher () { return this._bridge.callSync(this.getCipher, 'getCipher') }
  getEphemeralKeyInfo () { return this._bridge.callSync(this.getEphemeralKeyInfo, 'getEphemeralKeyInfo') }
  getFinished () { return this._bridge.callSync(this.getFinished, 'getFinished') }
  getPeerCertificate (detailed) { return this._bridge.callSync(this.getPeerCertificate, 'getPeerCertificate', detailed) ?? {} }
  getPeerFinished () { return this._bridge.callSync(this.getPeerFinished, 'getPeerFinished') }
  getProtocol () { return this._bridge.callSync(this.getProtocol, 'getProtocol') }
  getSession () { return this._bridge.callSync(this.getSession, 'getSession') }
  getSharedSigalgs () { return this._bridge.callSync(this.getSharedSigalgs, 'getSharedSigalgs') }
  isSessionReused () { return this._bridge.callSync(this.isSessionReused, 'isSessionReused') }
  setMaxSendFragment (size) { return this._bridge.callSync(this.setMaxSendFragment, 'setMaxSendFragment', size) }
}

class Server extends net.ServerBase {
  constructor (options, listener) {
    super()
    if (typeof options === 'function') [options, listener] = [{}, options]
    this._begin('net', 'tls', withContext(options ?? {}), (name, args) => name === 'secureConnection'
      ? [TLSSocket._of(args[0], { server: this, allowHalfOpen: options?.allowHalfOpen === true, ...args[1] })]
      : args)
    if (listener) this.on('secureConnection', listener)
  }

  setSecureContext (options) { this._peer.callSync(this.setSecureContext, 'setSecureContext', options) }
  addContext (...args) { this._peer.callSync(this.addContext, 'addContext', ...args) }
}

/** What a context is made of; main makes it where it is used. */
class SecureContext {
  constructor (options) {
    Object.defineProperty(this, 'options', { value: options })
  }
}

const withContext = ({ secureContext, ...options }) => ({ ...secureContext?.options, ...options })

const connect = (...args) => {
  const [{ socket, ...options }, callback] = net._normalize(args)
  if (socket) throw notInPage('tls.connect() over a socket of the page')
  const extra = args.find((arg, i) => i > 0 && typeof arg === 'object' && arg !== null)
  const whole = withContext({ ...options, ...extra })
  return new TLSSocket(whole).connect(whole, ...(callback ? [callback] : []))
}

const names = ['CLIENT_RENEG_LIMIT', 'CLIENT_RENEG_WINDOW', 'DEFAULT_CIPHERS', 'DEFAULT_ECDH_CURVE', 'DEFAULT_MAX_VERSION', 'DEFAULT_MIN_VERSION']
let roots = null

module.exports = {
  ...valuesOf('tls', names),
  Server,
  SecureContext,
  TLSSocket,
  checkServerIdentity: (hostname, certificate) => callSync(connect, 'net', 'checkServerIdentity', hostname, certificate),
  connect,
  createSecureContext: (options = {}) => new SecureContext(options),
  createServer: (options, listener) => new Server(options, listener),
  getCiphers: () => callSync(connect, 'plain', 'call', 'tls', 'getCiphers', []),
  get rootCertificates () {
    roots ??= Object.freeze(valuesOf('tls', ['rootCertificates']).rootCertificates)
    return roots
  }
}
