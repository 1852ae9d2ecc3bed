'use strict'

// The match patterns of webRequest's filters, as Chromium's extensions have them: scheme://host:port/path.

const schemes = ['*', 'http', 'https', 'file', 'ftp', 'chrome', 'chrome-extension', 'filesystem', 'ws', 'wss', 'data', 'devtools']
const defaultPorts = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21' }

const escape = (text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
const glob = (text) => new RegExp(`^${text.split('*').map(escape).join('.*')}$`, 's')

function invalid (pattern, why) {
  return new TypeError(`Invalid url pattern ${pattern}: ${why}`)
}

/** {host, isBelow}: of hosts below it as well. */
function parseHost (pattern, text) {
  if (text === '') throw invalid(pattern, 'Empty host.')
  if (text === '*') return { host: '', isBelow: true }
  const isBelow = text.startsWith('*.')
  const host = (isBelow ? text.slice(2) : text).toLowerCase()
  if (host.includes('*')) throw invalid(pattern, 'Invalid host wildcard.')
  return { host, isBelow }
}

/**
 * @param {string} pattern
 * @returns {(url: URL) => boolean}
 * @throws {TypeError} with Electron's text
 */
function compilePattern (pattern) {
  if (pattern === '<all_urls>') return ({ protocol }) => schemes.includes(protocol.slice(0, -1))
  const colon = pattern.indexOf(':')
  const scheme = pattern.slice(0, Math.max(colon, 0)).toLowerCase()
  const isPlain = scheme === 'data'
  if (colon < 0 || (!isPlain && !pattern.startsWith('://', colon))) throw invalid(pattern, 'Missing scheme separator.')
  if (!schemes.includes(scheme)) throw invalid(pattern, 'Wrong scheme type.')
  const matchesScheme = ({ protocol }) => scheme === '*' ? schemes.includes(protocol.slice(0, -1)) : protocol === `${scheme}:`
  if (isPlain) {
    const rest = glob(pattern.slice(colon + 1))
    return (url) => matchesScheme(url) && rest.test(url.href.slice(5))
  }
  const after = pattern.slice(colon + 3)
  const slash = after.indexOf('/')
  if (slash < 0) throw invalid(pattern, 'Empty path.')
  const path = glob(after.slice(slash))
  if (scheme === 'file') return (url) => matchesScheme(url) && path.test(url.pathname + url.search)
  const [, hostText, , port = '*'] = /^(.*?)(:([^:\]]*))?$/.exec(after.slice(0, slash))
  if (port !== '*' && !(/^\d+$/.test(port) && Number(port) <= 65535)) throw invalid(pattern, 'Invalid port.')
  const { host, isBelow } = parseHost(pattern, hostText)
  const matchesHost = ({ hostname }) => hostname === host || (isBelow && (host === '' || hostname.endsWith(`.${host}`)))
  const matchesPort = (url) => port === '*' || (url.port || defaultPorts[url.protocol]) === port
  return (url) => matchesScheme(url) && matchesHost(url) && matchesPort(url) && path.test(url.pathname + url.search)
}

module.exports = { compilePattern }
