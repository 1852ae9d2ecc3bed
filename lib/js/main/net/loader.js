'use strict'

const { METHODS } = require('http')
const auth = require('./auth')
const { cookieHeader, storeCookies } = require('./cookies')
const { fromNode, netError } = require('./errors')
const { Exchange, bodyError, bodyOf } = require('./exchange')
const { groupHeaders } = require('./headers')
const { isLoopback } = require('./loopback')
const { proxyFor } = require('./proxy')
const { isSafeRedirect, readRedirect, redirectHeaders, referrerFor } = require('./redirects')
const trust = require('./trust')

// A request of main's, from the app's call to the body of the last answer.

const MOST_REDIRECTS = 20

// Ports of other protocols, which Chromium never asks.
const UNSAFE_PORTS = new Set([1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
  113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601,
  636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080])

// The network's own.
const RESTRICTED = new Set(['content-length', 'host', 'trailer', 'te', 'upgrade', 'cookie2', 'keep-alive', 'transfer-encoding'])

const CACHE_HEADERS = {
  'no-store': { 'cache-control': 'no-cache', pragma: 'no-cache' },
  reload: { 'cache-control': 'no-cache', pragma: 'no-cache' },
  'no-cache': { 'cache-control': 'max-age=0' }
}

/** What node's response says, as Loader tells it. */
const headOf = ({ statusCode, statusMessage, rawHeaders, httpVersionMajor, httpVersionMinor }) => ({
  status: statusCode, statusText: statusMessage, rawHeaders, headers: groupHeaders(rawHeaders), version: [httpVersionMajor, httpVersionMinor]
})

class Loader {
  #exchange = null
  #isOver = false
  #redirects = 0
  #proxyAnswer = null
  #own = null
  #hasAskedTrust = false // whether the app trusts the present server

  /**
   * @param {object} options
   * @param {object} options.session
   * @param {string} options.url
   * @param {string} options.method
   * @param {Map<string, {name: string, value: *}>} options.headers by name in lower case; is changed
   * @param {Buffer|import('stream').Readable|null} options.body
   * @param {boolean} options.withCookies whether the session's cookies go along and answers may set some
   * @param {boolean} options.withAuth whether what users entered goes along
   * @param {boolean} [options.isSameOriginOnly] neither to another origin that the request is sent on to
   * @param {string} [options.cache] of a Request
   * @param {string} [options.referrerPolicy]
   * @param {boolean} [options.bypass] leaves out the app's handlers
   * @param {object} delegate
   * @param {(head: object, body: import('stream').Readable|null) => void} delegate.onResponse
   * @param {(error: Error) => void} delegate.onError before or after onResponse, once
   * @param {(status: number, method: string, url: string, headers: object) => boolean} delegate.onRedirect whether to follow
   * @param {(info: object, answer: (username?: string, password?: string) => void) => void} delegate.onLogin
   * @param {(sent: number, total: number) => void} delegate.onProgress
   */
  constructor (options, delegate) {
    this.options = options
    this.delegate = delegate
    this.url = new URL(options.url)
    this.method = options.method
    this.headers = options.headers
    this.body = options.body
  }

  start () {
    this.#hop().catch((error) => this.fail(fromNode(error)))
  }

  cancel () {
    this.#isOver = true
    this.#exchange?.cancel()
    this.#own?.abort()
  }

  fail (error) {
    if (this.#isOver) return
    this.cancel()
    this.delegate.onError(error)
  }

  #check () {
    const { cache } = this.options
    for (const name of this.headers.keys()) if (RESTRICTED.has(name)) throw netError('ERR_INVALID_ARGUMENT')
    if (/^upgrade$/i.test(this.headers.get('connection')?.value)) throw netError('ERR_INVALID_ARGUMENT')
    if (!METHODS.includes(this.method) || ['CONNECT', 'TRACE'].includes(this.method)) throw netError('ERR_INVALID_ARGUMENT')
    if (cache === 'only-if-cached') throw netError('ERR_CACHE_MISS')
    if (UNSAFE_PORTS.has(Number(this.url.port))) throw netError('ERR_UNSAFE_PORT')
  }

  async #hop () {
    const { url } = this
    this.#check()
    const { handlerFor } = require('./own-schemes')
    const handler = this.options.bypass ? null : handlerFor(this.options.session, url)
    if (handler) return this.#askApp(handler)
    if (url.protocol === 'file:') throw netError(this.#redirects > 0 ? 'ERR_UNSAFE_REDIRECT' : 'ERR_UNKNOWN_URL_SCHEME')
    if (!/^https?:$/.test(url.protocol)) throw netError('ERR_UNKNOWN_URL_SCHEME')
    const proxy = await proxyFor(this.options.session, url)
    const headers = await this.#sentHeaders()
    if (this.#isOver) return
    const target = proxy && url.protocol === 'https:' ? { method: 'CONNECT', path: url.host } : { method: this.method, path: url.href }
    const proxyAnswer = this.#proxyAnswer ?? this.#knownFor(proxy && `proxy ${proxy.host}:${proxy.port}`) ?? urlAnswer(proxy)
    this.#exchange = new Exchange({
      url, method: this.method, headers, body: this.body, session: this.options.session, proxy,
      proxyHeaders: proxyAnswer ? { 'proxy-authorization': proxyAnswer(target.method, target.path) } : {}
    }, {
      response: (response) => this.#answered(response, proxy).catch((error) => this.fail(fromNode(error))),
      proxyAsks: (response) => this.#askUser(headOf(response), proxy, response).then((isSent) => {
        if (!isSent) this.fail(netError('ERR_TUNNEL_CONNECTION_FAILED'))
      }).catch((error) => this.fail(fromNode(error))),
      error: (error) => this.#failed(error, proxy),
      progress: (sent, total) => { if (!this.#isOver) this.delegate.onProgress(sent, total) }
    })
    await this.#exchange.start()
  }

  /** The app may trust what Node does not. */
  async #failed (error, proxy) {
    const mayAsk = !this.#isOver && !proxy && !this.#hasAskedTrust && error.message.startsWith('net::ERR_CERT_') && (!this.body || Buffer.isBuffer(this.body))
    this.#hasAskedTrust = true
    const isTrusted = mayAsk && await trust.ask(this.options.session, this.url, error).catch(() => false)
    if (!isTrusted) this.fail(error)
    else if (!this.#isOver) this.start()
  }

  #knownFor (place) {
    return place && this.options.withAuth ? auth.answersOf(this.options.session).get(place) : null
  }

  /** The app's headers, and those that Chromium adds. */
  async #sentHeaders () {
    const { session, withCookies, withAuth, cache, origin } = this.options
    const { url, method } = this
    const sent = {}
    for (const { name, value } of this.headers.values()) sent[name] = String(value)
    const add = (name, value) => { if (value && !this.headers.has(name.toLowerCase())) sent[name] = value }
    if (url.protocol === 'https:' || isLoopback(url.hostname)) {
      add('Sec-Fetch-Site', 'none')
      add('Sec-Fetch-Mode', 'no-cors')
      add('Sec-Fetch-Dest', 'empty')
    }
    add('User-Agent', session.getUserAgent())
    add('Accept-Encoding', 'gzip, deflate, br')
    add('Accept-Language', require('../api/app').getLocale())
    if (origin && method !== 'GET' && method !== 'HEAD') add('Origin', origin)
    for (const [name, value] of Object.entries(CACHE_HEADERS[cache] ?? {})) add(name, value)
    if (!this.body && ['POST', 'PUT', 'PATCH'].includes(method)) sent['Content-Length'] = '0'
    if (withCookies) add('Cookie', await cookieHeader(session, url))
    const answer = this.#knownFor(url.origin) ?? (withAuth ? urlAnswer(url) : null)
    if (answer) add('Authorization', answer(method, `${url.pathname}${url.search}`))
    return sent
  }

  async #answered (response, proxy) {
    if (this.#isOver) return
    const head = headOf(response)
    if (this.options.withCookies && head.headers.has('set-cookie')) await storeCookies(this.options.session, this.url, head.headers.get('set-cookie'))
    if (this.#isOver) return
    if (this.#redirected(head, () => response.resume(), true)) return
    if (await this.#askUser(head, proxy, response)) return
    if (this.#isOver) return
    const exchange = this.#exchange
    const body = bodyOf(response)
    response.on('error', () => {})
    body.on('error', (error) => this.fail(bodyError(response, error, exchange.lastError)))
    this.delegate.onResponse(head, body)
  }

  /** @returns {boolean} whether the request goes on elsewhere, or is over */
  #redirected (head, drop, isServers = false) {
    const redirect = readRedirect({ status: head.status, location: head.headers.get('location')?.[0] }, this)
    if (!redirect) return false
    drop()
    if (++this.#redirects > MOST_REDIRECTS) throw netError('ERR_TOO_MANY_REDIRECTS')
    if (!isSafeRedirect(this.url, redirect.url)) throw netError('ERR_UNSAFE_REDIRECT')
    if (!this.delegate.onRedirect(head.status, redirect.method, redirect.url.href, Object.fromEntries(head.headers))) return true
    if (this.#isOver) return true
    // The app's own schemes are not for servers to ask.
    if (isServers && !/^https?:$/.test(redirect.url.protocol) && require('./own-schemes').handlerFor(this.options.session, redirect.url)) throw netError('ERR_UNSAFE_REDIRECT')
    // What was to go to one origin only does not go to another.
    if (this.options.isSameOriginOnly && redirect.url.origin !== this.url.origin) this.options.withCookies = this.options.withAuth = false
    redirectHeaders(this.headers, this, redirect)
    if (redirect.method !== this.method) this.body = null
    else if (this.body && !Buffer.isBuffer(this.body)) throw netError('ERR_UPLOAD_STREAM_REWIND_NOT_SUPPORTED')
    const referrer = this.headers.get('referer')
    if (referrer) referrer.value = referrerFor(this.options.referrerPolicy, String(referrer.value), redirect.url)
    if (referrer?.value === '') this.headers.delete('referer')
    this.#hasAskedTrust = false
    this.url = redirect.url
    this.method = redirect.method
    this.start()
    return true
  }

  /** Where a server wants to know who asks. @returns {Promise<boolean>} whether the request was sent again */
  async #askUser (head, proxy, response) {
    const isProxy = head.status === 407 && proxy !== null
    const challenge = isProxy || head.status === 401 ? auth.readChallenge(head.headers.get(isProxy ? 'proxy-authenticate' : 'www-authenticate') ?? []) : null
    const repeats = !this.body || Buffer.isBuffer(this.body)
    if (!challenge || !this.options.withAuth || !repeats) return false
    const place = isProxy ? `proxy ${proxy.host}:${proxy.port}` : this.url.origin
    auth.answersOf(this.options.session).delete(place)
    if (!isProxy && this.headers.has('authorization')) return false
    const { hostname, port, protocol } = this.url
    const where = isProxy ? { host: proxy.host, port: proxy.port } : { host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }
    const [username, password = ''] = await new Promise((resolve) => {
      this.delegate.onLogin({ isProxy, scheme: challenge.scheme, ...where, realm: challenge.realm }, (...given) => resolve(given))
    })
    if (this.#isOver) return true
    if (typeof username !== 'string') return false
    response.resume()
    // Kept before it is known to be right: the next answer that asks again forgets it.
    const answer = auth.answerTo(challenge, username, String(password))
    auth.answersOf(this.options.session).set(place, answer)
    if (isProxy) this.#proxyAnswer = answer
    if (!isProxy) this.url.username = this.url.password = ''
    this.start()
    return true
  }

  async #askApp (handler) {
    const { ask } = require('./own-schemes')
    this.#own = new AbortController()
    const { head, body } = await ask(handler, this, this.#own.signal)
    if (this.#isOver) return body?.destroy()
    if (this.#redirected(head, () => body?.destroy())) return
    body?.on('error', (error) => this.fail(fromNode(error)))
    this.delegate.onResponse(head, body)
  }
}

/** Who a URL says that asks. */
function urlAnswer (place) {
  if (!place?.username) return null
  const [username, password] = [place.username, place.password ?? ''].map((text) => place instanceof URL ? decodeURIComponent(text) : text)
  return auth.answerTo({ scheme: 'basic' }, username, password)
}

module.exports = { Loader }
