'use strict'

const STATUSES = new Set([301, 302, 303, 307, 308])

// What a request says of its body.
const BODY_HEADERS = ['content-type', 'content-length', 'content-encoding', 'content-language', 'content-location', 'transfer-encoding']
// What is for one server only.
const OWN_HEADERS = ['authorization', 'cookie']

/**
 * Where an answer sends a request: {url, method}, or null for no redirection. Throws where it is none that can be followed.
 * @param {{status: number, location: string|undefined}} answer
 * @param {{url: URL, method: string}} request
 */
function readRedirect ({ status, location }, { url, method }) {
  if (!STATUSES.has(status) || location === undefined) return null
  const target = new URL(location, url)
  if (target.hash === '') target.hash = url.hash
  const becomesGet = (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST')
  return { url: target, method: becomesGet ? 'GET' : method }
}

// Documents and files of the user's, and what is no place at all: no server, and no app in its name, sends anybody there.
const UNSAFE = new Set(['about:', 'blob:', 'chrome:', 'data:', 'devtools:', 'file:', 'filesystem:', 'javascript:', 'qrc:', 'view-source:'])

/** @returns {boolean} whether an answer to `from` may send a request to `to`: as in Chromium, from file to file */
function isSafeRedirect (from, to) {
  return !UNSAFE.has(to.protocol) || (from.protocol === 'file:' && to.protocol === 'file:')
}

/** Takes away what does not go to the next server. `headers`: name in lower case → {name, value} */
function redirectHeaders (headers, from, to) {
  for (const name of to.method === from.method ? [] : BODY_HEADERS) headers.delete(name)
  for (const name of to.url.origin === from.url.origin ? [] : OWN_HEADERS) headers.delete(name)
}

const isDowngrade = (from, to) => from.protocol === 'https:' && to.protocol !== 'https:'

/**
 * How much of a referrer a policy lets a server know.
 * @returns {string} '' for nothing
 */
function referrerFor (policy, referrer, to) {
  let from
  try {
    from = new URL(referrer)
  } catch {
    return referrer
  }
  from.hash = from.username = from.password = ''
  const full = from.href
  const origin = `${from.origin}/`
  const isSame = from.origin === to.origin
  switch (policy) {
    case 'no-referrer': return ''
    case 'unsafe-url': return full
    case 'origin': return origin
    case 'same-origin': return isSame ? full : ''
    case 'origin-when-cross-origin': return isSame ? full : origin
    case 'no-referrer-when-downgrade': return isDowngrade(from, to) ? '' : full
    case 'strict-origin': return isDowngrade(from, to) ? '' : origin
    default: return isSame ? full : isDowngrade(from, to) ? '' : origin
  }
}

module.exports = { isSafeRedirect, readRedirect, redirectHeaders, referrerFor }
