'use strict'

const { callSync } = require('../support/client')
const { PromiseResolver, askDns, codes, queries } = require('./resolver')

const promises = { Resolver: PromiseResolver }
for (const name of queries) {
  promises[name] = {
    [name]: (...args) => new Promise((resolve, reject) => askDns(name, args, (error, value) => error ? reject(error) : resolve(value)))
  }[name]
}

module.exports = Object.assign(promises, codes, {
  lookup: (hostname, options) => new Promise((resolve, reject) => {
    askDns('lookup', options === undefined ? [hostname] : [hostname, options], (error, address, family) => {
      if (error) reject(error)
      else resolve(Array.isArray(address) ? address : { address, family })
    })
  }),
  lookupService: (address, port) => new Promise((resolve, reject) => {
    askDns('lookupService', [address, port], (error, hostname, service) => error ? reject(error) : resolve({ hostname, service }))
  }),
  getServers: () => callSync(promises.getServers, 'plain', 'call', 'dns', 'getServers', []),
  setServers: (servers) => callSync(promises.setServers, 'plain', 'call', 'dns', 'setServers', [servers]),
  getDefaultResultOrder: () => callSync(promises.getDefaultResultOrder, 'plain', 'call', 'dns', 'getDefaultResultOrder', []),
  setDefaultResultOrder: (order) => callSync(promises.setDefaultResultOrder, 'plain', 'call', 'dns', 'setDefaultResultOrder', [order])
})
