'use strict'

const { BodyPump } = require('./protocol-body-pump')
const { mimeTypeOf } = require('./protocol-mime-types')
const { errorText, reportError, warnOnce } = require('../report')
const { ProtocolHost } = process._linkedBinding('electron_browser_protocol')

// QWebEngineUrlRequestJob::Error
const NOT_FOUND = 1
const INVALID = 2
const ABORTED = 3
const DENIED = 4
const FAILED = 5

// Chromium's network errors that the engine can end a request with.
const errors = new Map([[-2, FAILED], [-3, ABORTED], [-6, NOT_FOUND], [-10, DENIED], [-300, INVALID]])
const redirects = new Set([301, 302, 303, 307, 308])
// What the engine sets itself, or what makes no difference to a page.
const quietHeaders = new Set(['content-type', 'content-length', 'content-range', 'accept-ranges', 'location', 'date', 'etag', 'last-modified', 'server',
  'connection', 'keep-alive', 'transfer-encoding', 'vary', 'x-powered-by', 'cache-control', 'expires', 'age', 'access-control-allow-origin'])

function errorOfStatus (status) {
  if (status === 404 || status === 410) return NOT_FOUND
  return status === 401 || status === 403 ? DENIED : FAILED
}

/** The part of a Content-Type that the engine takes. */
function plainType (type) {
  const [mime, ...parameters] = type.split(';')
  const charset = parameters.map((text) => text.trim()).find((text) => /^charset=/i.test(text))
  return charset ? `${mime.trim()}; ${charset.replace(/"/g, '')}` : mime.trim()
}

/** @returns {Map<string, string>} of an object, Headers or nothing; names in lower case */
function readHeaders (headers) {
  const found = new Map()
  if (typeof headers !== 'object' || headers === null) return found
  const entries = typeof headers.entries === 'function' ? headers.entries() : Object.entries(headers)
  for (const [name, value] of entries) found.set(String(name).toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value))
  return found
}

/**
 * The requests of one session for the app's own schemes: who answers them, and how the answers get into the engine. A request
 * whose page is gone takes any answer and does nothing with it.
 */
class Host extends ProtocolHost {
  #handlerFor
  #pumps = new Map() // by request

  /** @param {(scheme: string) => Function|null} handlerFor who answers (request, answer) */
  constructor (partition, handlerFor) {
    super({ partition })
    this.#handlerFor = handlerFor
  }

  _onRequest (id, url, method, initiator, pairs, isImport) {
    const handler = this.#handlerFor(url.slice(0, url.indexOf(':')))
    if (!handler) {
      this._fail(id, NOT_FOUND)
      return
    }
    const headers = {}
    for (let i = 0; i < pairs.length; i += 2) headers[pairs[i]] = pairs[i + 1]
    if (method !== 'GET' && method !== 'HEAD') {
      warnOnce('protocol: the engine does not hand on the body of requests to schemes of the app; uploadData and request.body are not there')
    }
    if (isImport) {
      this.#sendImport(id, handler, url)
      return
    }
    handler({ url, method, referrer: headers.Referer ?? '', headers }, {
      send: (head, body) => this.#send(id, { url, headers }, head, body),
      fail: (code) => this.#failWith(id, code)
    })
  }

  /** A module that is the same as the one at `url`, which the page has, or asks for next. */
  async #sendImport (id, handler, url) {
    const { ask } = require('../net/own-schemes')
    try {
      const { body } = await ask(handler, { url: new URL(url), method: 'GET', headers: new Map(), body: null })
      const parts = []
      for await (const part of body ?? []) parts.push(part)
      const from = JSON.stringify(url)
      const text = /\bexport\s*default\b|\bas\s+default\b/.test(Buffer.concat(parts).toString()) ? `export { default } from ${from};` : ''
      this._replyBytes(id, 'text/javascript; charset=utf-8', Buffer.from(`export * from ${from};${text}`))
    } catch (error) {
      this.#failWith(id, error.errno ?? -2)
    }
  }

  #failWith (id, code) {
    if (!errors.has(code)) warnOnce(`protocol: the engine has no way to end a request with the error ${code}; the page sees ERR_FAILED`)
    this._fail(id, errors.get(code) ?? FAILED)
  }

  /**
   * @param {{status?: number, headers?: object, mimeType?: string, charset?: string}} head
   * @param {{file: string}|{bytes: Uint8Array}|{stream: object}} body
   */
  #send (id, request, head, body) {
    const status = head.status ?? 200
    const headers = readHeaders(head.headers)
    for (const name of headers.keys()) {
      if (!quietHeaders.has(name)) warnOnce(`protocol: the engine does not send a response's header ${name}`)
    }
    if (redirects.has(status) && headers.has('location')) {
      this.#redirect(id, request, headers.get('location'))
      return
    }
    if (status >= 400 && (!body || body.bytes?.byteLength === 0)) {
      this._fail(id, errorOfStatus(status))
      return
    }
    if (status !== 200 && status !== 206) warnOnce(`protocol: the engine has no way to answer with the status ${status}; the page sees 200`)
    const type = headers.has('content-type')
      ? plainType(headers.get('content-type'))
      : head.mimeType ? `${head.mimeType}${head.charset ? `; charset=${head.charset}` : ''}` : ''
    if (!body) this._replyBytes(id, type || 'text/html', Buffer.alloc(0))
    else if (body.file !== undefined) this.#sendFile(id, type, body.file)
    else if (body.bytes) this._replyBytes(id, type || 'text/html; charset=utf-8', body.bytes)
    else this.#sendStream(id, type || 'text/html; charset=utf-8', sizeOf(status, headers, request), body.stream)
  }

  #redirect (id, { url, headers }, location) {
    let target
    try {
      target = new URL(location, url).href
    } catch {
      this._fail(id, INVALID)
      return
    }
    if (this._redirect(id, target)) return
    // Where Qt has no URL for it, a document goes there by itself.
    if (String(headers.Accept).startsWith('text/html')) {
      const script = `<script>location.replace(${JSON.stringify(target).replace(/</g, '\\u003c')})</script>`
      this._replyBytes(id, 'text/html; charset=utf-8', Buffer.from(script))
    } else {
      this._fail(id, INVALID)
    }
  }

  #sendFile (id, type, file) {
    if (!this._replyFile(id, type || mimeTypeOf(file), file)) this._fail(id, NOT_FOUND)
  }

  async #sendStream (id, type, size, body) {
    let pump
    try {
      pump = new BodyPump(body, (bytes) => this._write(id, bytes))
      this._beginStream(id, type, size)
      this.#pumps.set(id, pump)
      if (await pump.run()) this._finish(id)
    } catch (error) {
      reportError('warning', `A response to a page broke off: ${errorText(error)}`)
      this._fail(id, FAILED)
      pump?.stop()
    } finally {
      this.#pumps.delete(id)
    }
  }

  _onDrained (id) {
    this.#pumps.get(id)?.resume()
  }

  _onGone (id) {
    this.#pumps.get(id)?.stop()
  }
}

/** How long the whole is; -1 when the engine had better not know: it would take what comes for the part that it asked for. */
function sizeOf (status, headers, request) {
  const [, total] = status === 206 ? /\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [] : [null, headers.get('content-length')]
  const asksForPart = Object.keys(request.headers).some((name) => name.toLowerCase() === 'range')
  if (!/^\d+$/.test(total ?? '') || (status !== 206 && asksForPart)) return -1
  return Number(total)
}

module.exports = { Host }
