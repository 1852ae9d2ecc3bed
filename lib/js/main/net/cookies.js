'use strict'

const { warnOnce } = require('../report')

// The session's cookies on requests that main makes itself, through session.cookies.

/** session.cookies, or null where it is refused, once by name. */
function cookiesOf (session) {
  try {
    return session.cookies
  } catch (error) {
    warnOnce(`net: the session's cookies are neither sent nor kept (${error.message})`)
    return null
  }
}

/** @returns {Promise<string>} what a request sends, or '' */
async function cookieHeader (session, url) {
  const found = await cookiesOf(session)?.get({ url: url.href }) ?? []
  return found.sort((one, other) => (other.path ?? '').length - (one.path ?? '').length).map(({ name, value }) => `${name}=${value}`).join('; ')
}

const SAME_SITE = { none: 'no_restriction', lax: 'lax', strict: 'strict' }

/** One Set-Cookie line (RFC 6265, 5.2) as session.cookies.set takes it; null for none. */
function parseCookie (line, url) {
  const [pair, ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  const name = equals < 0 ? '' : pair.slice(0, equals).trim()
  const value = pair.slice(equals + 1).trim()
  if (name === '' && value === '') return null
  const cookie = { url: url.href, name, value }
  let maxAge
  for (const attribute of attributes) {
    const [, key, given = ''] = /^\s*([^=\s]*)\s*(?:=\s*(.*?)\s*)?$/s.exec(attribute) ?? []
    const kind = key?.toLowerCase()
    if (kind === 'domain' && given) cookie.domain = given
    else if (kind === 'path' && given.startsWith('/')) cookie.path = given
    else if (kind === 'secure') cookie.secure = true
    else if (kind === 'httponly') cookie.httpOnly = true
    else if (kind === 'samesite') cookie.sameSite = SAME_SITE[given.toLowerCase()] ?? 'unspecified'
    else if (kind === 'max-age' && /^-?\d+$/.test(given)) maxAge = Number(given)
    else if (kind === 'expires' && !Number.isNaN(Date.parse(given))) cookie.expirationDate = Date.parse(given) / 1000
  }
  if (maxAge !== undefined) cookie.expirationDate = Date.now() / 1000 + maxAge
  cookie.path ??= url.pathname.slice(0, Math.max(1, url.pathname.lastIndexOf('/')))
  return cookie
}

/** Keeps what a response sets; a cookie that the session does not take is left out. */
async function storeCookies (session, url, lines) {
  const cookies = cookiesOf(session)
  if (!cookies) return
  // All at once: the engine says nothing of those that it refuses, for which each is waited for some time.
  await Promise.all(lines.map((line) => {
    const cookie = parseCookie(line, url)
    if (!cookie) return undefined
    const isOver = cookie.expirationDate !== undefined && cookie.expirationDate * 1000 <= Date.now()
    return (isOver ? cookies.remove(url.href, cookie.name) : cookies.set(cookie)).catch(() => {})
  }))
}

module.exports = { cookieHeader, parseCookie, storeCookies }
