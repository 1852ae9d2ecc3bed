'use strict'

const dns = require('dns')

module.exports = {
  createResolver (document, id, options) {
    const resolver = new dns.Resolver(options)
    document.add(id, resolver, () => resolver.cancel())
  }
}
