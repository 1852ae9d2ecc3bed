'use strict'

const { isLoopback } = require('../net/loopback')

// What a cookie may be, and to which URLs it belongs: as in RFC 6265 and Chromium, with Electron's texts for what is refused.

const LONGEST_PAIR = 4096

/** QNetworkCookie::SameSite */
const sameSites = ['unspecified', 'no_restriction', 'lax', 'strict']

const cookieSchemes = ['http:', 'https:', 'ws:', 'wss:']
const isSecureUrl = ({ protocol, hostname }) => ['https:', 'wss:'].includes(protocol) || isLoopback(hostname)
const isAddress = (host) => /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.startsWith('[')

function parseUrl (text) {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** The folder of a URL, which its cookies belong to when they say nothing else. */
function defaultPath ({ pathname }) {
  const end = pathname.lastIndexOf('/')
  return end <= 0 ? '/' : pathname.slice(0, end)
}

const domainMatches = (host, domain) => domain.startsWith('.') ? host === domain.slice(1) || host.endsWith(domain) : host === domain
const pathMatches = (path, folder) => path === folder || (path.startsWith(folder) && (folder.endsWith('/') || path[folder.length] === '/'))

/** Whether a request for `url` carries the cookie. */
function belongsTo (url, { domain, path, secure }) {
  return domainMatches(url.hostname, domain) && pathMatches(url.pathname, path) && (!secure || isSecureUrl(url))
}

const text = (value) => typeof value === 'string' ? value : ''

/** The native half's domain: '' for a cookie of that host alone. */
function nativeDomain (domain, url) {
  const bare = domain.replace(/^\./, '').toLowerCase()
  if (bare === '' || (bare === url.hostname && isAddress(bare))) return ''
  if (isAddress(bare) || !domainMatches(url.hostname, `.${bare}`) || !bare.includes('.')) {
    if (bare !== url.hostname) throw new Error('Failed to parse cookie')
  }
  return `.${bare}`
}

// eslint-disable-next-line no-control-regex
const isClean = (value) => !/[\x00-\x1f\x7f;]/.test(value) && value === value.trim()

function checkParts (name, value, path) {
  if (!isClean(name) || !isClean(value) || name.includes('=') || (path !== '' && (!path.startsWith('/') || !isClean(path)))) throw new Error('Failed to parse cookie')
  if (name === '' && value === '') throw new Error('Failed to parse cookie')
  if (Buffer.byteLength(name) + Buffer.byteLength(value) > LONGEST_PAIR) throw new Error('Failed to parse cookie')
  // The engine's store takes none without a name.
  if (name === '') throw new Error('Setting cookie failed')
}

function checkPrefix (name, { secure, path, domain }) {
  const isHost = name.startsWith('__Host-')
  if (!isHost && !name.startsWith('__Secure-')) return
  if (!secure || (isHost && (domain !== '' || path !== '/'))) throw new Error('Failed because the cookie violated prefix rules.')
}

/**
 * @param {object} details of cookies.set
 * @returns {{native: object, url: string, key: {name, domain, path}}} what the native half takes, and which cookie it makes
 * @throws with Electron's text
 */
function cookieOf (details) {
  if (typeof details.url !== 'string') throw new Error("Missing required option 'url'")
  const sameSite = typeof details.sameSite === 'string' ? sameSites.indexOf(details.sameSite) : 2
  if (sameSite < 0) throw new Error(`Failed to convert '${details.sameSite}' to an appropriate cookie same site value`)
  const url = parseUrl(details.url)
  if (!url) throw new Error('Failed to get cookie domain')
  if (!cookieSchemes.includes(url.protocol)) throw new Error('Cannot set cookie for current scheme')
  const [name, value, path] = [text(details.name), text(details.value), text(details.path)]
  const secure = details.secure === true || sameSite === 1
  const domain = nativeDomain(text(details.domain), url)
  checkParts(name, value, path)
  if (secure && !isSecureUrl(url)) throw new Error('Cannot create a secure cookie from an insecure URL')
  checkPrefix(name, { secure, path: path || defaultPath(url), domain })
  const native = { name, value, domain, path: path || defaultPath(url), secure, httpOnly: details.httpOnly === true, sameSite }
  if (typeof details.expirationDate === 'number' && details.expirationDate > 0) native.expires = details.expirationDate * 1000
  return { native, url: url.href, key: { name, domain: domain || url.hostname, path: native.path } }
}

module.exports = { belongsTo, cookieOf, parseUrl, sameSites }
