'use strict'

const { isSafeRedirect } = require('../net/redirects')
const { BodyPump } = require('./protocol-body-pump')
const { mimeTypeOf } = require('./protocol-mime-types')
const { NOTHING_SAID, Uploads, isHeeded, readRequest, typeWithHead } = require('./protocol-side-channel')
const { readAll } = require('../read-all')
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

/** @returns {[string, string][]} of an object, Headers or nothing; names in lower case, without what would make two of one */
function listHeaders (headers) {
  if (typeof headers !== 'object' || headers === null) return []
  const entries = typeof headers.entries === 'function' ? [...headers.entries()] : Object.entries(headers)
  return entries.flatMap(([name, value]) => [value].flat().map((one) => [String(name).toLowerCase(), String(one).replace(/[\r\n\0]+/g, ' ')]))
}

/** Scripts that ask are told all; to documents and what they include, the engine gives what it can. */
function warnOfLosses (status, headers) {
  for (const [name, value] of headers) {
    if (!quietHeaders.has(name) && !isHeeded(name, value)) warnOnce(`protocol: the engine does not heed a response's header ${name}`)
  }
  if (status !== 200 && status !== 206) warnOnce(`protocol: the engine has no way to answer a document with the status ${status}; the page sees 200`)
}

/**
 * The requests of one session for the app's own schemes: who answers them, and how the answers get into the engine. A request
 * whose page is gone takes any answer and does nothing with it.
 */
class Host extends ProtocolHost {
  #handlerFor
  #pumps = new Map() // by request
  #uploads = new Uploads()

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
    const said = readRequest(headers)
    const { part, parts, form, bytes, isScript } = this.#isOwnPage(initiator) ? said : NOTHING_SAID
    if (part !== null) this.#uploads.add(part, bytes ?? Buffer.alloc(0))
    const whole = parts === null ? bytes : this.#uploads.take(parts.name, parts.length)
    if (parts !== null && whole === null) {
      this._fail(id, FAILED)
      return
    }
    if (form !== null) this.#uploads.addForm(url, whole, form)
    if (part !== null || form !== null) {
      this._replyBytes(id, 'text/plain', Buffer.alloc(0))
      return
    }
    const body = isScript || method !== 'POST' ? whole : this.#takeForm(url, headers)
    if (isImport) {
      this.#sendImport(id, handler, url)
      return
    }
    handler({ url, method, referrer: headers.Referer ?? '', headers, body }, {
      send: (head, content) => this.#send(id, { url, headers, isScript }, head, content),
      fail: (code) => this.#failWith(id, code)
    })
  }

  /** A page of the network speaks for itself alone: it has no way past the engine's checks of what goes to other origins. */
  #isOwnPage (initiator) {
    const [, scheme] = /^(https?|ftp):/.exec(initiator) ?? []
    return scheme === undefined || this.#handlerFor(scheme) !== null
  }

  /** What a page has sent ahead of a form: {bytes, type} or null. */
  takeForm (url) {
    return this.#uploads.takeForm(url)
  }

  #takeForm (url, headers) {
    const form = this.takeForm(url)
    if (form) headers['Content-Type'] = form.type
    else warnOnce('protocol: the engine hands on no body of what other pages than the app\'s send; uploadData and request.body are not there')
    return form?.bytes ?? null
  }

  /** A module that is the same as the one at `url`, which the page has, or asks for next. */
  async #sendImport (id, handler, url) {
    const { ask } = require('../net/own-schemes')
    try {
      const { body } = await ask(handler, { url: new URL(url), method: 'GET', headers: new Map(), body: null })
      const from = JSON.stringify(url)
      const text = /\bexport\s*default\b|\bas\s+default\b/.test((await readAll(body)).toString()) ? `export { default } from ${from};` : ''
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
    const list = listHeaders(head.headers)
    const headers = new Map(list)
    if (redirects.has(status) && headers.has('location')) {
      this.#redirect(id, request, headers.get('location'))
      return
    }
    if (!request.isScript) {
      if (status >= 400 && (!body || body.bytes?.byteLength === 0)) {
        this._fail(id, errorOfStatus(status))
        return
      }
      warnOfLosses(status, headers)
    }
    const type = headers.has('content-type')
      ? plainType(headers.get('content-type'))
      : head.mimeType ? `${head.mimeType}${head.charset ? `; charset=${head.charset}` : ''}` : ''
    const size = body?.stream ? sizeOf(status, headers, request) : 0
    const full = (fallback) => typeWithHead(type || fallback, status, list, request.isScript, size < 0)
    if (!body) this._replyBytes(id, full('text/html'), Buffer.alloc(0))
    else if (body.file !== undefined) this.#sendFile(id, full, body.file)
    else if (body.bytes) this._replyBytes(id, full('text/html; charset=utf-8'), body.bytes)
    else this.#sendStream(id, full('text/html; charset=utf-8'), size, body.stream)
  }

  #redirect (id, { url, headers }, location) {
    let target
    try {
      target = new URL(location, url)
    } catch {
      this._fail(id, INVALID)
      return
    }
    if (!isSafeRedirect(new URL(url), target)) {
      this._fail(id, DENIED)
      return
    }
    if (this._redirect(id, target.href)) return
    // Where Qt has no URL for it, a document goes there by itself.
    if (String(headers.Accept).startsWith('text/html')) {
      const script = `<script>location.replace(${JSON.stringify(target.href).replace(/</g, '\\u003c')})</script>`
      this._replyBytes(id, 'text/html; charset=utf-8', Buffer.from(script))
    } else {
      this._fail(id, INVALID)
    }
  }

  #sendFile (id, typeOr, file) {
    if (!this._replyFile(id, typeOr(mimeTypeOf(file)), file)) this._fail(id, NOT_FOUND)
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
