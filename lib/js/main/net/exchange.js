'use strict'

const http = require('http')
const https = require('https')
const { isIP } = require('net')
const tls = require('tls')
const zlib = require('zlib')
const { pipeline } = require('stream')
const { fromNode, netError } = require('./errors')
const { connectionTo } = require('./trust')

// One request to one server and its answer, by Node's HTTP/1.1.

// As many as Chromium has to one server.
const CONNECTIONS = 6
const PART = 65536
// Each takes memory, and unpacks as much as it likes.
const MOST_ENCODINGS = 5
const PROGRESS_INTERVAL = 100

/** Session → its connections, which are used again. */
const agents = new WeakMap()

function agentsOf (session) {
  if (!agents.has(session)) {
    const options = { keepAlive: true, maxSockets: CONNECTIONS, timeout: 0 }
    agents.set(session, { 'http:': new http.Agent(options), 'https:': new https.Agent(options) })
  }
  return agents.get(session)
}

/** Ends the connections of a session that nothing uses, and the others as soon as their requests are over. */
function closeConnections (session) {
  for (const agent of Object.values(agents.get(session) ?? {})) {
    agent.keepAlive = false
    for (const socket of Object.values(agent.freeSockets).flat()) socket.destroy()
  }
  agents.delete(session)
}

const decoders = {
  __proto__: null,
  gzip: () => zlib.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  deflate: () => zlib.createInflate({ finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  br: () => zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })
}
decoders['x-gzip'] = decoders.gzip

/** The readable body of a response, unpacked; its 'error' is Chromium's. */
function bodyOf (response) {
  const names = (response.headers['content-encoding'] ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name && name !== 'identity')
  if (names.length === 0 || names.some((name) => !decoders[name])) return response
  if (names.length > MOST_ENCODINGS) throw netError('ERR_CONTENT_DECODING_FAILED')
  const chain = [response, ...names.reverse().map((name) => decoders[name]())]
  pipeline(chain, () => {})
  return chain[chain.length - 1]
}

/**
 * What went wrong with a body that broke off.
 * @param {Error} error the body's
 * @param {Error|null} cause the connection's
 */
function bodyError (response, error, cause) {
  if (/^HPE_/.test(cause?.code)) return fromNode(cause)
  if (/^Z_|^ERR_/.test(error.code) && !/PREMATURE_CLOSE/.test(error.code)) return fromNode(error)
  if (response.complete) return fromNode(error)
  if (response.headers['content-length'] !== undefined) return netError('ERR_CONTENT_LENGTH_MISMATCH')
  return netError(response.headers['transfer-encoding'] ? 'ERR_INCOMPLETE_CHUNKED_ENCODING' : 'ERR_CONNECTION_RESET')
}

/** A connection through an HTTP proxy; resolves to its socket, or to the proxy's refusal. */
function openTunnel (url, proxy, headers) {
  return new Promise((resolve, reject) => {
    const target = `${url.hostname}:${url.port || 443}`
    const request = http.request({ host: proxy.host, port: proxy.port, method: 'CONNECT', path: target, headers: { host: target, ...headers }, agent: false })
    request.on('connect', (response, socket) => response.statusCode === 200 ? resolve({ socket }) : resolve({ response, socket }))
    request.on('error', () => reject(netError('ERR_PROXY_CONNECTION_FAILED')))
    request.end()
  })
}

/** Whose certificate it has to be: also that of a number, which is not sent as a name. */
function serverName ({ hostname }) {
  const host = hostname.replace(/^\[|\]$/g, '')
  return { host, servername: isIP(host) ? '' : host }
}

class Exchange {
  /** What Node reported last of the connection. */
  lastError = null
  #request = null
  #isCancelled = false

  /**
   * @param {object} what
   * @param {URL} what.url http: or https:
   * @param {string} what.method
   * @param {object} what.headers name → text
   * @param {Buffer|import('stream').Readable|null} what.body bytes are sent with their length, a stream in chunks
   * @param {object} what.session whose connections are used
   * @param {{host: string, port: number}|null} what.proxy
   * @param {object} [what.proxyHeaders] name → text
   * @param {object} on
   * @param {(response: http.IncomingMessage) => void} on.response its body waits
   * @param {(response: http.IncomingMessage) => void} on.proxyAsks instead of on.response: the proxy wants to know who asks
   * @param {(error: Error) => void} on.error Chromium's; once, and not after response
   * @param {(sent: number, total: number) => void} on.progress
   */
  constructor (what, on) {
    this.what = what
    this.on = on
  }

  async start () {
    const { url, proxy, session } = this.what
    const createConnection = proxy || url.protocol === 'http:' ? null : connectionTo(session, url)
    if (createConnection) return this.#send({ host: url.hostname, port: url.port, path: `${url.pathname}${url.search}`, createConnection })
    if (!proxy) return this.#send({ host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path: `${url.pathname}${url.search}`, agent: agentsOf(session)[url.protocol] })
    if (url.protocol === 'http:') {
      return this.#send({ host: proxy.host, port: proxy.port, path: url.href.replace(/#.*$/, ''), agent: agentsOf(session)['http:'], isProxied: true })
    }
    const { socket, response } = await openTunnel(url, proxy, this.what.proxyHeaders)
    if (this.#isCancelled) return socket.destroy()
    if (response) {
      socket.destroy()
      // Nothing that a proxy says here may pass for the server's.
      if (response.statusCode !== 407) throw netError('ERR_TUNNEL_CONNECTION_FAILED')
      this.on.proxyAsks(response)
      return
    }
    this.#send({ host: url.hostname, port: url.port, path: `${url.pathname}${url.search}`, createConnection: () => tls.connect({ socket, ...serverName(url) }) })
  }

  #send ({ isProxied, ...options }) {
    const { url, method, headers, body, proxyHeaders } = this.what
    const module = url.protocol === 'https:' ? https : http
    const all = { Host: url.host, ...headers, ...(isProxied ? proxyHeaders : {}) }
    if (Buffer.isBuffer(body)) all['Content-Length'] = String(body.length)
    else if (body) all['Transfer-Encoding'] = 'chunked'
    const request = this.#request = module.request({ ...options, method, headers: all, setHost: false })
    let answered = false
    request.on('response', (response) => {
      answered = true
      // A 101 that nobody asked for, and what comes after the end of the last body, end in 'error'.
      this.on.response(response)
    })
    request.on('error', (error) => {
      this.lastError = error
      if (this.#isCancelled || answered) return
      // The server may have closed a connection that was waiting just when it was used again.
      if (request.reusedSocket && error.code === 'ECONNRESET' && !(body && !Buffer.isBuffer(body))) {
        this.#send({ isProxied, ...options })
        return
      }
      answered = true
      this.on.error(isProxied && error.syscall === 'connect' ? netError('ERR_PROXY_CONNECTION_FAILED') : fromNode(error))
    })
    this.#sendBody(request, body)
  }

  #sendBody (request, body) {
    if (!body) return request.end()
    if (!Buffer.isBuffer(body)) {
      let sent = 0
      body.on('data', (part) => { this.on.progress(sent += part.length, sent) })
      pipeline(body, request, () => {})
      return
    }
    let last = 0
    let offset = 0
    const next = () => {
      if (this.#isCancelled || request.destroyed) return
      if (offset >= body.length) return request.end()
      const part = body.subarray(offset, offset += PART)
      request.write(part, () => {
        const now = Date.now()
        if (this.#isCancelled || (offset < body.length && now - last < PROGRESS_INTERVAL)) return next()
        last = now
        this.on.progress(Math.min(offset, body.length), body.length)
        next()
      })
    }
    next()
  }

  cancel () {
    this.#isCancelled = true
    this.#request?.destroy()
  }
}

module.exports = { Exchange, bodyError, bodyOf, closeConnections }
