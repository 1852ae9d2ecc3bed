'use strict'

const { netError } = require('./errors')
const { isLoopback } = require('./loopback')

// By which proxy a request of main's goes: what session.setProxy says, else the environment's, as Chromium reads it on Linux where no
// desktop has settings.

const variable = (name) => process.env[name] || process.env[name.toUpperCase()] || ''

function isExcluded (url) {
  return variable('no_proxy').split(/[,\s]+/).filter(Boolean).some((entry) => {
    if (entry === '*') return true
    const [, name, port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry)
    const portOf = url.port || (url.protocol === 'https:' ? '443' : '80')
    return (!port || port === portOf) && (url.hostname === name || url.hostname.endsWith(`.${name}`))
  })
}

function fromEnvironment (url) {
  if (isLoopback(url.hostname) || isExcluded(url)) return null
  const text = variable(`${url.protocol.slice(0, -1)}_proxy`) || variable('all_proxy')
  if (!text) return null
  const { protocol, hostname, port, username, password } = new URL(/^\w+:\/\//.test(text) ? text : `http://${text}`)
  if (protocol !== 'http:') throw netError('ERR_NO_SUPPORTED_PROXIES')
  return { host: hostname, port: Number(port || 80), username: decodeURIComponent(username), password: decodeURIComponent(password) }
}

/** The first that can be used of a list in the words of a PAC file: "PROXY host:port; DIRECT". */
function fromList (list) {
  for (const entry of list.split(';')) {
    const [kind, place = ''] = entry.trim().split(/\s+/)
    if (/^direct$/i.test(kind) || kind === '') return null
    const [, host, port = '80'] = /^(.*?)(?::(\d+))?$/.exec(place)
    if (/^(proxy|http)$/i.test(kind)) return { host, port: Number(port) }
  }
  throw netError('ERR_NO_SUPPORTED_PROXIES')
}

/**
 * @param {URL} url
 * @returns {Promise<{host: string, port: number, username?: string, password?: string}|null>} null to go straight there. Rejects for
 *   proxies of other kinds than HTTP.
 */
async function proxyFor (session, url) {
  return session._hasProxySettings() ? fromList(await session.resolveProxy(url.href)) : fromEnvironment(url)
}

module.exports = { proxyFor }
