'use strict'

const { engineUrl } = require('../engine-url')
const { storeCookies } = require('../net/cookies')
const { warnOnce } = require('../report')
const { RequestDecision, ask } = require('./request-decision')
const { isRedirect, isSame, mustBeMadeUp, readStatusLine, toList, toObject, valuesOf } = require('./response-headers')

// Cookies of a response are told apart from its other headers, and from another process.
const LONGEST_COOKIES_MS = 200

const BLOCKED = ['Fetch.failRequest', { errorReason: 'BlockedByClient' }]

// The engine adds its own where there are none.
const ADDED = /^(?:user-agent|referer|accept-language|accept-encoding)$/i

/** What to send, so that nothing is sent of what the listener has taken away. `before` is what it was shown. */
function headersToSend (before, after) {
  const list = toList(Object.fromEntries(Object.entries(after).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])))
  const names = new Set(list.map(({ name }) => name.toLowerCase()))
  const gone = Object.keys(before).filter((name) => ADDED.test(name) && !names.has(name.toLowerCase()))
  return [...list, ...gone.map((name) => ({ name, value: '' }))]
}

/** Of the headers that Network tells, where several lines of a name are one text. */
const listOf = (headers) => Object.entries(headers).flatMap(([name, lines]) => lines.split('\n').map((value) => ({ name, value })))

function resolved (location, base) {
  try {
    return new URL(location, base).href
  } catch {
    return location
  }
}

function uploadDataOf ({ postDataEntries, postData }) {
  const parts = postDataEntries?.filter(({ bytes }) => bytes !== undefined).map(({ bytes }) => Buffer.from(bytes, 'base64')) ?? []
  if (parts.length === 0 && typeof postData === 'string') parts.push(Buffer.from(postData))
  return parts.length > 0 ? parts.map((bytes) => ({ type: 'rawData', bytes })) : null
}

/** One request of a page, through its redirects. Ends with the line or when its end is told; answers that come later lead nowhere. */
class HookedRequest {
  #contents
  #watch
  #page
  #id = 0
  #details = null
  #type = 'other'
  #url = '' // of the hop, as the engine writes it
  #isDead = false
  #response = null // {statusLine, statusCode, responseHeaders, fromCache, ip} as listeners are told
  #isSent = false // as Network has it, which tells of its end then
  #isHeld = false // by Fetch, which tells more than Network
  #cookies = { infos: [], waiting: null }
  /** Called with whether it was let through, when a response has been answered. */
  onAnswered = null

  /**
   * @param {WebContents} contents
   * @param {{listenerFor: Function, nextId: () => number, acceptLanguages: () => string}} watch
   * @param {{typeOf: (params: object) => string, isMainFrame: (frameId: string) => boolean}} page
   */
  constructor (contents, watch, page) {
    this.#contents = contents
    this.#watch = watch
    this.#page = page
  }

  abandon () {
    this.#isDead = true
  }

  /** Its page is closed. */
  onPageGone () {
    this.#isDead = true
    if (!this.#isSent) return
    const listener = this.#listenerFor('onErrorOccurred')
    const { webContents, frame, ...told } = this.#told({ error: 'net::ERR_ABORTED' })
    if (listener) setImmediate(ask, listener, told, () => {}, {})
  }

  // What Network tells

  onSent (params, redirect) {
    if (redirect && !this.#isHeld) {
      this.#takeResponse(redirect)
      this.#tell('onBeforeRedirect', { redirectURL: params.request.url })
    }
    if (!this.#isHeld || !this.#details) this.#begin(params)
    this.#isSent = true
  }

  onExtraInfo (info) {
    this.#cookies.infos.push(info)
    this.#cookies.waiting?.()
  }

  onResponse (response) {
    if (!this.#details) return
    if (!this.#isHeld || !this.#response) this.#takeResponse(response)
    const { remoteIPAddress: ip, fromDiskCache } = response
    Object.assign(this.#response, { ...(ip && { ip: ip.replace(/^\[|\]$/g, '') }), fromCache: Boolean(fromDiskCache) })
    this.#tell('onResponseStarted')
  }

  /** A response of which nobody tells any more. */
  onLost (isThrough) {
    if (!isThrough) this.onFailed('net::ERR_BLOCKED_BY_CLIENT')
    else {
      this.#tell('onResponseStarted')
      this.onFinished()
    }
  }

  onFinished () {
    if (this.#response) this.#tell('onCompleted', { error: 'net::OK' })
  }

  onFailed (errorText) {
    if (!this.#details) return
    // The page's part of a download has ended.
    if (errorText === 'net::ERR_ABORTED' && this.#response && /^\s*attachment/i.test(valuesOf(toList(this.#response.responseHeaders), 'content-disposition')[0])) {
      this.onFinished()
      return
    }
    this.#tell('onErrorOccurred', { error: errorText.replace(/\.Inspector$/, '') })
  }

  // What Fetch holds

  /** @param {(method: string, params?: object) => Promise} send */
  onPaused (params, send) {
    this.#isHeld = true
    const settle = async (method, more) => {
      if (this.#isDead) return
      try {
        await send(method, more)
      } catch (error) {
        // It has ended in the meantime.
        if (this.#isDead || method === 'Fetch.continueRequest' || error.message.includes('InterceptionId')) return
        warnOnce(`webRequest: the engine does not take an answer: ${error.message}; the request goes on as it was`)
        await send('Fetch.continueRequest').catch(() => {})
      }
      if (params.responseStatusCode !== undefined) this.onAnswered?.(method !== BLOCKED[0])
    }
    if (params.responseErrorReason) settle('Fetch.continueRequest')
    else if (params.responseStatusCode === undefined) this.#askBefore(params, settle)
    else this.#askAfter(params, settle, send)
  }

  #askBefore (params, settle) {
    this.#begin(params)
    this.#response = null
    const languages = this.#watch.acceptLanguages()
    const before = { ...params.request.headers, ...(languages && { 'Accept-Language': languages }) }
    const decision = new RequestDecision(this.#details, before, (name) => this.#listenerFor(name), () => {
      const { cancel, redirectURL, requestHeaders } = decision.answer ?? {}
      if (cancel) settle(...BLOCKED)
      else if (redirectURL) this.#redirect(redirectURL, params.request.headers, settle)
      else if (requestHeaders) settle('Fetch.continueRequest', { headers: headersToSend(before, requestHeaders) })
      else settle('Fetch.continueRequest')
    })
    decision.start()
  }

  // As Chromium does it for extensions. The page may read what it is sent to, as far as it may read this.
  #redirect (url, { Origin: origin }, settle) {
    const own = { Location: [url], 'Non-Authoritative-Reason': ['WebRequest API'] }
    const forPage = origin === undefined ? {} : { 'Access-Control-Allow-Origin': [origin], 'Access-Control-Allow-Credentials': ['true'] }
    this.#response = { statusLine: 'HTTP/1.1 307 Internal Redirect', statusCode: 307, responseHeaders: own, fromCache: false }
    this.#tell('onBeforeRedirect', { redirectURL: url })
    settle('Fetch.fulfillRequest', { responseCode: 307, responsePhrase: 'Internal Redirect', responseHeaders: toList({ ...own, ...forPage }) })
  }

  async #askAfter (params, settle, send) {
    if (!this.#details || this.#url !== params.request.url) this.#begin(params)
    const { responseStatusCode: statusCode, responseStatusText: phrase = '', responseHeaders = [] } = params
    const info = /^https?:/i.test(this.#url) && params.networkId !== undefined ? await this.#extraInfo(statusCode) : null
    if (this.#isDead || this.#contents.isDestroyed()) return
    const cookies = info ? listOf(info.headers).filter(({ name }) => name.toLowerCase() === 'set-cookie') : []
    const before = [...responseHeaders, ...cookies]
    this.#response = { statusLine: `HTTP/1.1 ${statusCode}${phrase && ` ${phrase}`}`, statusCode, responseHeaders: toObject(before), fromCache: false }
    const listener = this.#listenerFor('onHeadersReceived')
    if (!listener) this.#goOn(params, before, {}, settle, send)
    else {
      ask(listener, this.#told(), (given) => {
        if (this.#isDead || this.#contents.isDestroyed()) return
        if (given.cancel) settle(...BLOCKED)
        else this.#goOn(params, before, given, settle, send)
      }, {})
    }
  }

  #goOn (params, before, { responseHeaders, statusLine }, settle, send) {
    const { responseStatusCode, responseStatusText = '', resourceType } = params
    const changed = responseHeaders && typeof responseHeaders === 'object' ? toList(responseHeaders) : null
    const status = changed && statusOf(statusLine, responseStatusCode)
    if (changed) Object.assign(this.#response, { responseHeaders: toObject(changed) }, status && { statusCode: status.statusCode, statusLine: statusLine.trim() })
    const [location] = isRedirect(responseStatusCode) ? valuesOf(before, 'location') : []
    if (location !== undefined) {
      this.#tell('onBeforeRedirect', { redirectURL: resolved(location, this.#url) })
      this.#response = null
    }
    if (!changed || (isSame(before, changed) && !status)) {
      settle('Fetch.continueRequest')
      return
    }
    this.#storeCookies(before, changed)
    const head = { responseCode: status?.statusCode ?? responseStatusCode, responsePhrase: status?.phrase ?? responseStatusText, responseHeaders: changed }
    if (resourceType === 'Document' && location === undefined && mustBeMadeUp(before, changed)) makeUp(head, settle, send)
    else settle('Fetch.continueResponse', head)
  }

  #infoOf (statusCode) {
    const { infos } = this.#cookies
    while (infos.length > 0) {
      const info = infos.shift()
      if (isRedirect(info.statusCode) === isRedirect(statusCode)) return info
    }
    return null
  }

  /** What is told of the response beside, once it is there; null for one of which nothing is. */
  async #extraInfo (statusCode) {
    const known = this.#infoOf(statusCode)
    if (known) return known
    return new Promise((resolve) => {
      const done = (info) => {
        clearTimeout(timer)
        this.#cookies.waiting = null
        resolve(info)
      }
      const timer = setTimeout(done, LONGEST_COOKIES_MS, null)
      this.#cookies.waiting = () => {
        const info = this.#infoOf(statusCode)
        if (info) done(info)
      }
    })
  }

  // The engine has kept what the server sets before anybody is asked; what the app adds is kept now.
  #storeCookies (before, after) {
    const known = new Set(valuesOf(before, 'set-cookie'))
    const added = valuesOf(after, 'set-cookie').filter((line) => !known.has(line))
    const url = added.length > 0 ? engineUrl(this.#url) : null
    if (url) storeCookies(this.#contents.session, url, added).catch(() => {})
  }

  // Telling

  #begin (params) {
    const { request } = params
    const contents = this.#contents
    if (this.#id === 0) this.#id = this.#watch.nextId()
    this.#url = request.url
    this.#type = this.#page.typeOf(params)
    const uploadData = uploadDataOf(request)
    this.#details = {
      id: this.#id,
      url: request.url + (request.urlFragment ?? ''),
      method: request.method,
      timestamp: Date.now(),
      resourceType: this.#type,
      frame: this.#page.isMainFrame(params.frameId) ? contents.mainFrame : null,
      webContents: contents,
      webContentsId: contents.id,
      referrer: request.headers.Referer ?? '',
      ...(uploadData && { uploadData })
    }
  }

  #takeResponse ({ status, statusText, headers: read }) {
    // Where it is there already, what the network process tells has all headers.
    const headers = this.#infoOf(status)?.headers ?? read
    this.#response = { statusLine: `HTTP/1.1 ${status}${statusText && ` ${statusText}`}`, statusCode: status, responseHeaders: toObject(listOf(headers)), fromCache: false }
  }

  #listenerFor (name) {
    return this.#watch.listenerFor(name, this.#details.url, this.#type)
  }

  #told (more) {
    const response = this.#response && { ...this.#response, responseHeaders: Object.fromEntries(Object.entries(this.#response.responseHeaders).map(([name, values]) => [name, [...values]])) }
    return { ...this.#details, timestamp: Date.now(), ...response, ...more }
  }

  #tell (name, more) {
    if (this.#isDead || this.#contents.isDestroyed()) return
    const listener = this.#listenerFor(name)
    if (listener) ask(listener, this.#told(more), () => {}, {})
  }
}

// The engine has decided already whether it is a redirect.
function statusOf (line, statusCode) {
  const status = readStatusLine(line)
  if (!status || isRedirect(status.statusCode) === isRedirect(statusCode)) return status
  warnOnce('webRequest.onHeadersReceived: a response cannot become a redirect, nor a redirect another response: its status stays')
  return null
}

async function makeUp (head, settle, send) {
  try {
    const { body, base64Encoded } = await send('Fetch.getResponseBody')
    settle('Fetch.fulfillRequest', { ...head, body: base64Encoded ? body : Buffer.from(body).toString('base64') })
  } catch {
    settle('Fetch.continueResponse', head)
  }
}

module.exports = { HookedRequest }
