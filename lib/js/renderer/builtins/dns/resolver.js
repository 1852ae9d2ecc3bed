'use strict'

// dns: what is asked goes to main's resolver.

const { ask, callSync, newId, post, valuesOf } = require('../support/client')
const { invalidArgType } = require('../support/errors')

const queries = ['resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs',
  'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTxt', 'reverse']

const collected = new FinalizationRegistry((id) => post('peer', 'destroy', id))

const codes = valuesOf('dns', ['NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP', 'CONNREFUSED',
  'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS', 'NOTINITIALIZED', 'LOADIPHLPAPI',
  'ADDRGETNETWORKPARAMS', 'CANCELLED', 'ADDRCONFIG', 'V4MAPPED', 'ALL'])

/** A resolver with servers of its own. */
class Resolver {
  #id = newId()

  constructor (options) {
    callSync(Resolver, 'dns', 'createResolver', this.#id, options)
    collected.register(this, this.#id)
  }

  _ask (name, args, callback) {
    ask('peer', 'ask', [this.#id, name, args], (error, values) => error ? callback(error) : callback(null, ...values))
  }

  _call (boundary, name, args) { return callSync(boundary, 'peer', 'call', this.#id, name, args) }

  cancel () { this._call(this.cancel, 'cancel', []) }
  getServers () { return this._call(this.getServers, 'getServers', []) }
  setServers (servers) { this._call(this.setServers, 'setServers', [servers]) }
  setLocalAddress (...args) { this._call(this.setLocalAddress, 'setLocalAddress', args) }
}

const withCallback = (args) => {
  const callback = args.pop()
  if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
  return callback
}

class CallbackResolver extends Resolver {}
class PromiseResolver extends Resolver {}
for (const name of queries) {
  Object.defineProperty(CallbackResolver.prototype, name, {
    value (...args) {
      const callback = withCallback(args)
      this._ask(name, args, callback)
    },
    writable: true,
    configurable: true
  })
  Object.defineProperty(PromiseResolver.prototype, name, {
    value (...args) {
      return new Promise((resolve, reject) => this._ask(name, args, (error, value) => error ? reject(error) : resolve(value)))
    },
    writable: true,
    configurable: true
  })
}

/** @param {(error: Error|null, ...values) => void} callback */
const askDns = (name, args, callback) => {
  ask('plain', 'ask', ['dns', name, args], (error, values) => error ? callback(error) : callback(null, ...values))
}

module.exports = { CallbackResolver, PromiseResolver, askDns, codes, queries, withCallback }
