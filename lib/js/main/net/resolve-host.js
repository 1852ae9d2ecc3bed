'use strict'

const dns = require('dns')
const { checkArguments, conversionError } = require('../argument-error')
const { fromNode } = require('./errors')

const FAMILIES = { A: 4, AAAA: 6 }

/**
 * The addresses of a host, by the system's resolver.
 * @param {string} host
 * @param {{queryType?: 'A'|'AAAA', source?: string, cacheUsage?: string, secureDnsPolicy?: string}} [options] only queryType makes a
 *   difference: whom to ask and what to remember is the system's
 * @returns {Promise<{endpoints: {address: string, family: 'ipv4'|'ipv6'}[]}>}
 */
async function resolveHost (...args) {
  checkArguments(args, 'string')
  const [host, options] = args
  if (options !== undefined && (typeof options !== 'object' || options === null)) throw conversionError(1, options)
  try {
    const found = await dns.promises.lookup(host, { all: true, verbatim: true, family: FAMILIES[options?.queryType] ?? 0 })
    return { endpoints: found.map(({ address, family }) => ({ address, family: `ipv${family}` })) }
  } catch (error) {
    throw fromNode(error)
  }
}

module.exports = { resolveHost }
