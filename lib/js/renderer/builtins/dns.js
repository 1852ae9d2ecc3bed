'use strict'

const promises = require('./dns/promises')
const { CallbackResolver, askDns, codes, queries, withCallback } = require('./dns/resolver')

const dns = { ...codes, Resolver: CallbackResolver, promises }

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
