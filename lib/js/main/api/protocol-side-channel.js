'use strict'

// What the engine does not carry between a page and the handlers of `protocol`: the bodies of requests, and status and headers of
// responses. Pages of the app send the one in headers and read the other out of one (lib/js/renderer/relay-own-requests.js).

const BODY = 'x-runtime-body'
const PART = 'x-runtime-part'
const SCRIPT = 'x-runtime-script'
const FORM = 'x-runtime-form'
const HEAD = 'x-runtime-head'

// Bodies whose page went before it sent its request; the oldest go first.
const MOST_UPLOADS = 64
// Of parts that wait for the rest, in bytes.
const MOST_BYTES = 2 ** 30

// Headers that the engine itself heeds. It takes them in small letters, which makes no difference to these.
const HEEDED = new Set(['content-security-policy', 'content-security-policy-report-only', 'x-frame-options', 'referrer-policy', 'permissions-policy',
  'cross-origin-opener-policy', 'cross-origin-embedder-policy', 'cross-origin-resource-policy', 'x-content-type-options', 'cache-control', 'origin-agent-cluster',
  'access-control-allow-credentials', 'access-control-expose-headers', 'x-dns-prefetch-control', 'content-language', 'timing-allow-origin', 'service-worker-allowed'])
const CASE_MATTERS = /'nonce-|'sha\d+-/i

const LINE = /^[\t\x20-\x7e]*$/

/** One session's bodies that are on their way. */
class Uploads {
  #parts = new Map() // name → Buffer[]
  #size = 0 // of all parts
  #forms = new Map() // URL → {bytes, type}

  add (name, bytes) {
    const parts = this.#parts.get(name) ?? []
    this.#parts.set(name, parts)
    parts.push(bytes)
    this.#size += bytes.length
    // Those that were given up go first.
    while (this.#parts.size > MOST_UPLOADS || this.#size > MOST_BYTES) this.#forget(this.#parts.keys().next().value)
  }

  #forget (name) {
    for (const { length } of this.#parts.get(name) ?? []) this.#size -= length
    this.#parts.delete(name)
  }

  /** Of a form that is going to be sent to `url`. */
  addForm (url, bytes, type) {
    this.#forms.delete(url)
    this.#forms.set(url, { bytes, type })
    if (this.#forms.size > MOST_UPLOADS) this.#forms.delete(this.#forms.keys().next().value)
  }

  takeForm (url) {
    const form = this.#forms.get(url)
    this.#forms.delete(url)
    return form ?? null
  }

  /**
   * @param {number} length what the page says that it has sent
   * @returns {Buffer|null} null where that is not all here: it was too much
   */
  take (name, length) {
    const parts = this.#parts.get(name) ?? []
    this.#forget(name)
    const whole = Buffer.concat(parts)
    return whole.length === length ? whole : null
  }
}

/** What a request says that says nothing. */
const NOTHING_SAID = Object.freeze({ part: null, form: null, bytes: null, parts: null, isScript: false })

/**
 * What a request says in headers of the runtime's, which are taken away.
 * @param {object} headers name → text; is changed
 * @returns {{part: string|null, form: string|null, bytes: Buffer|null, parts: {name: string, length: number}|null, isScript: boolean}}
 */
function readRequest (headers) {
  const found = { ...NOTHING_SAID }
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    if (!key.startsWith('x-runtime-')) continue
    delete headers[name]
    if (key === PART) found.part = value
    else if (key === FORM) found.form = value
    else if (key === SCRIPT) found.isScript = true
    else if (key === BODY && value.startsWith('parts:')) {
      const [, name, length] = value.split(':')
      found.parts = { name, length: Number(length) }
    } else if (key === BODY) found.bytes = Buffer.from(value, 'base64')
  }
  return found
}

/** What of the headers the engine is told, as it takes it: behind the type. */
function heededLines (headers, hasCharset) {
  const lines = []
  for (const [name, value] of headers) {
    if (!HEEDED.has(name) || !LINE.test(value) || CASE_MATTERS.test(value)) continue
    // The engine looks for a charset behind a semicolon.
    if (hasCharset || !value.includes(';')) lines.push(`${name}: ${value}`)
  }
  return lines
}

/**
 * The type of a response, and its head for who asks by script.
 * @param {string} type Content-Type as the engine takes it
 * @param {number} status
 * @param {[string, string][]} headers names in lower case
 * @param {boolean} isScript
 * @param {boolean} isStreamed nobody knows how long it is going to be
 * @returns {string}
 */
function typeWithHead (type, status, headers, isScript, isStreamed) {
  const lines = heededLines(headers, type.includes('charset='))
  if (isScript) {
    // Loading Node's http takes eight milliseconds: not before a page asks.
    const { STATUS_CODES } = require('http')
    const all = headers.some(([name]) => name === 'content-type') ? headers : [['content-type', type], ...headers]
    lines.push(`${HEAD}: ${Buffer.from(JSON.stringify({ status, statusText: STATUS_CODES[status] ?? '', headers: all, ...(isStreamed ? { isStreamed } : {}) })).toString('hex')}`)
    if (!headers.some(([name]) => name === 'access-control-expose-headers')) lines.push('access-control-expose-headers: *')
  }
  return [type, ...lines].join('\n')
}

/** @returns {boolean} whether documents and what they include do without it */
const isHeeded = (name, value) => HEEDED.has(name) && !CASE_MATTERS.test(value)

module.exports = { NOTHING_SAID, Uploads, isHeeded, readRequest, typeWithHead }
