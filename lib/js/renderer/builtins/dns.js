'use strict'

const { valuesOf } = require('./support/client')
const promises = require('./dns/promises')
const { CallbackResolver, askDns, queries, withCallback } = require('./dns/resolver')

const codes = ['NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP', 'CONNREFUSED',
  'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS', 'NOTINITIALIZED', 'LOADIPHLPAPI',
  'ADDRGETNETWORKPARAMS', 'CANCELLED', 'ADDRCONFIG', 'V4MAPPED', 'ALL']

const dns = { ...valuesOf('dns', codes), Resolver: CallbackResolver, promises }

for (const name of [...queries, 'lookup', 'lookupService']) {
  dns[name] = {
    [name] (...args) {
      const callback = withCallback(args)
      askDns(name, args, callback)
    }
  }[name]
}
for (const name of ['lookup', 'lookupService']) {
  Object.defineProperty(dns[name], Symbol.for('nodejs.util.promisify.custom'), { value: promises[name] })
}
for (const name of ['getServers', 'setServers', 'getDefaultResultOrder', 'setDefaultResultOrder']) dns[name] = promises[name]

module.exports = dns
