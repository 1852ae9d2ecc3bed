'use strict'

// Who a user is, for servers and proxies that ask (RFC 7617 and 7616). What they took once is sent to them again.

/** Session → origin or proxy → how to answer: (method, path) → the header's value */
const known = new WeakMap()

const PARAMETER = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g

/**
 * The strongest challenge that can be answered here.
 * @param {string[]} lines values of WWW-Authenticate or Proxy-Authenticate
 * @returns {{scheme: string, realm: string, parameters: object}|null}
 */
function readChallenge (lines) {
  const found = lines.flatMap((line) => line.split(/,\s*(?=[\w-]+\s+[\w-]+\s*=)/)).map((text) => {
    const [, scheme, rest = ''] = /^\s*([\w-]+)\s*(.*)$/s.exec(text) ?? []
    const parameters = {}
    for (const [, name, quoted, token] of rest.matchAll(PARAMETER)) parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? token
    return { scheme: scheme?.toLowerCase(), realm: parameters.realm ?? '', parameters }
  })
  return found.find(({ scheme, parameters }) => scheme === 'digest' && parameters.nonce && hashOf(parameters)) ??
    found.find(({ scheme }) => scheme === 'basic') ?? null
}

function hashOf ({ algorithm = 'MD5' }) {
  return { __proto__: null, md5: 'md5', 'md5-sess': 'md5', 'sha-256': 'sha256', 'sha-256-sess': 'sha256' }[algorithm.toLowerCase()]
}

function digestAnswer ({ parameters }, username, password) {
  const { createHash, randomBytes } = require('crypto')
  const { realm = '', nonce, opaque, algorithm } = parameters
  const hash = (...parts) => createHash(hashOf(parameters)).update(parts.join(':')).digest('hex')
  const qop = parameters.qop?.split(',').map((text) => text.trim()).includes('auth') ? 'auth' : null
  const quote = (text) => `"${String(text).replace(/["\\]/g, '\\$&')}"`
  let count = 0
  return (method, path) => {
    const cnonce = randomBytes(8).toString('hex')
    const nc = (++count).toString(16).padStart(8, '0')
    let first = hash(username, realm, password)
    if (/-sess$/i.test(algorithm ?? '')) first = hash(first, nonce, cnonce)
    const second = hash(method, path)
    const response = qop ? hash(first, nonce, nc, cnonce, qop, second) : hash(first, nonce, second)
    const fields = [`username=${quote(username)}`, `realm=${quote(realm)}`, `nonce=${quote(nonce)}`, `uri=${quote(path)}`, `response="${response}"`]
    if (algorithm) fields.push(`algorithm=${algorithm}`)
    if (opaque !== undefined) fields.push(`opaque=${quote(opaque)}`)
    if (qop) fields.push(`qop=${qop}`, `nc=${nc}`, `cnonce="${cnonce}"`)
    return `Digest ${fields.join(', ')}`
  }
}

/** @returns {(method: string, path: string) => string} what to send to who asked with `challenge` */
function answerTo (challenge, username, password) {
  if (challenge.scheme === 'digest') return digestAnswer(challenge, username, password)
  const value = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  return () => value
}

function answersOf (session) {
  if (!known.has(session)) known.set(session, new Map())
  return known.get(session)
}

/** Forgets all that was entered. */
const clear = (session) => { known.delete(session) }

module.exports = { answerTo, answersOf, clear, readChallenge }
