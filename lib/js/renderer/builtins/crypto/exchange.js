'use strict'

const { callSync, newId, post } = require('../support/client')
const { open, seal } = require('./keys')

const collected = new FinalizationRegistry((id) => post('peer', 'destroy', id))

/** An object of main's whose methods are all asked there. */
class Remote {
  #id = newId()

  constructor (maker, args) {
    callSync(new.target, 'crypto', 'create', this.#id, maker, seal(args))
    collected.register(this, this.#id)
  }

  _call (boundary, name, args) { return open(callSync(boundary, 'crypto', 'callObject', this.#id, name, seal(args))) }
  _members (names) { return open(callSync(this._members, 'crypto', 'certificate', this.#id, names)) }
}

const define = (Class, names) => {
  for (const name of names) {
    const method = { [name] (...args) { return this._call(method, name, args) } }[name]
    Object.defineProperty(Class.prototype, name, { value: method, writable: true, configurable: true })
  }
  return Class
}

const DiffieHellman = define(class DiffieHellman extends Remote {
  constructor (...args) {
    super('createDiffieHellman', args)
  }
}, ['computeSecret', 'generateKeys', 'getGenerator', 'getPrime', 'getPrivateKey', 'getPublicKey', 'setPrivateKey', 'setPublicKey'])

const DiffieHellmanGroup = define(class DiffieHellmanGroup extends Remote {
  constructor (name) {
    super('createDiffieHellmanGroup', [name])
  }
}, ['computeSecret', 'generateKeys', 'getGenerator', 'getPrime', 'getPrivateKey', 'getPublicKey'])

const ECDH = define(class ECDH extends Remote {
  constructor (curve) {
    super('createECDH', [curve])
  }
}, ['computeSecret', 'generateKeys', 'getPrivateKey', 'getPublicKey', 'setPrivateKey', 'setPublicKey'])

const certificateMembers = ['ca', 'fingerprint', 'fingerprint256', 'fingerprint512', 'infoAccess', 'issuer', 'keyUsage', 'publicKey', 'raw',
  'serialNumber', 'subject', 'subjectAltName', 'validFrom', 'validTo']

const X509Certificate = define(class X509Certificate extends Remote {
  constructor (bytes) {
    super('X509Certificate', [bytes])
    const members = this._members(certificateMembers)
    for (const name of certificateMembers) Object.defineProperty(this, name, { value: members[name], enumerable: false })
  }
}, ['checkEmail', 'checkHost', 'checkIP', 'checkPrivateKey', 'toJSON', 'toLegacyObject', 'toString', 'verify'])

module.exports = { DiffieHellman, DiffieHellmanGroup, ECDH, X509Certificate }
