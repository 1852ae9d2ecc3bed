'use strict'

const { PassThrough, Writable } = require('stream')
const { IncomingMessage } = require('./incoming-message')
const { Session, session } = require('./session')
const { Loader } = require('../net/loader')

const REDIRECTS = ['follow', 'error', 'manual']
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const VALUE = /^[^\0\r\n]*$/

function checkHeader (name, value) {
  if (typeof name !== 'string') throw new TypeError('`name` should be a string in setHeader(name, value)')
  if (value === undefined || value === null) throw new Error(`\`value\` required in setHeader("${name}", value)`)
  if (!TOKEN.test(name)) throw new Error(`Invalid header name: '${name}'`)
  if (!VALUE.test(String(value))) throw new Error(`Invalid value for header '${name}': '${value}'`)
}

/** The URL of options that have none: made of its parts, as Node's http has them. */
function joinUrl ({ protocol = 'http:', host, hostname = 'localhost', port, path }) {
  if (path && / /.test(path)) throw new TypeError('Request path contains unescaped characters')
  const text = path ? String(path) : '/'
  return `${protocol}//${host || (port ? `${hostname}:${port}` : hostname)}${/^[/?#]/.test(text) ? '' : '/'}${text}`
}

function urlOf (options) {
  if (typeof options !== 'string') return options?.url || joinUrl(options ?? {})
  try {
    return new URL(options).href
  } catch {
    return joinUrl({ path: options })
  }
}

function sessionOf ({ session: given, partition }) {
  if (given) {
    if (!(given instanceof Session)) throw new TypeError('`session` should be an instance of the Session class')
    return given
  }
  if (!partition) return session.defaultSession
  if (typeof partition !== 'string') throw new TypeError('`partition` should be a string')
  return session.fromPartition(partition)
}

/** Whether a request goes with cookies, and with what users entered. */
function credentialsOf ({ credentials, useSessionCookies, origin }, url) {
  if (credentials === 'same-origin') {
    if (!origin) throw new Error('credentials: same-origin requires origin to be set')
    const isSame = new URL(origin).origin === url.origin
    return { withCookies: isSame, withAuth: isSame, isSameOriginOnly: true }
  }
  if (credentials === 'include' || credentials === 'omit') return { withCookies: credentials === 'include', withAuth: credentials === 'include' }
  return { withCookies: Boolean(useSessionCookies), withAuth: true }
}

/**
 * A request of the main process: a writable stream of its body. Made by net.request.
 */
class ClientRequest extends Writable {
  #options
  #headers = new Map() // name in lower case → {name, value}
  #redirect
  #isChunked
  #body = []
  #upload = null
  #loader = null
  #isWritten = false
  #isAborted = false
  #response = null
  #progress = { active: false, started: false, current: 0, total: 0 }
  #follow = null

  constructor (options, callback) {
    super({ autoDestroy: true })
    if (callback) this.once('response', callback)
    const given = typeof options === 'object' && options !== null ? options : {}
    const { redirect = 'follow', headers } = given
    const url = new URL(urlOf(options))
    if (!REDIRECTS.includes(redirect)) throw new Error('redirect mode should be one of follow, error or manual')
    if (headers !== undefined && headers !== null && typeof headers !== 'object') throw new TypeError('headers must be an object')
    for (const [name, value] of Object.entries(headers ?? {})) this.#keepHeader(name, value)
    const own = sessionOf(given)
    if (!/^https?:$/.test(url.protocol)) throw new Error('ClientRequest only supports http: and https: protocols')
    this.#redirect = redirect
    this.#options = {
      session: own,
      url: url.href,
      method: String(given.method || 'GET').toUpperCase(),
      origin: given.origin,
      referrerPolicy: given.referrerPolicy,
      cache: given.cache,
      bypass: Boolean(given.bypassCustomProtocolHandlers),
      ...credentialsOf(given, url)
    }
  }

  get chunkedEncoding () { return this.#isChunked ?? false }
  set chunkedEncoding (value) {
    if (this.#loader || this.#isWritten) throw new Error('chunkedEncoding can only be set before the request is started')
    if (this.#isChunked !== undefined) throw new Error('chunkedEncoding can only be set once')
    this.#isChunked = Boolean(value)
  }

  #keepHeader (name, value) {
    checkHeader(name, value)
    this.#headers.set(name.toLowerCase(), { name, value })
  }

  setHeader (name, value) {
    if (this.#loader || this.#isWritten) throw new Error("Can't set headers after they are sent")
    this.#keepHeader(name, value)
  }

  getHeader (name) {
    if (name === undefined || name === null) throw new Error('`name` is required for getHeader(name)')
    return this.#headers.get(String(name).toLowerCase())?.value
  }

  removeHeader (name) {
    if (name === undefined || name === null) throw new Error('`name` is required for removeHeader(name)')
    if (this.#loader || this.#isWritten) throw new Error("Can't remove headers after they are sent")
    this.#headers.delete(String(name).toLowerCase())
  }

  _write (chunk, encoding, callback) {
    this.#isWritten = true
    if (this.#isChunked) {
      this.#start()
      this.#upload.write(chunk, () => callback())
    } else {
      this.#body.push(chunk)
      callback()
    }
  }

  _final (callback) {
    this.#start()
    this.#upload?.end()
    callback()
  }

  #start () {
    if (this.#loader || this.#isAborted) return
    if (this.#isChunked) this.#upload = new PassThrough()
    const body = this.#upload ?? (this.#body.length > 0 ? Buffer.concat(this.#body) : null)
    this.#body = []
    this.#loader = new Loader({ ...this.#options, headers: this.#headers, body }, {
      onResponse: (head, stream) => {
        this.#response = new IncomingMessage(head, stream)
        this.emit('response', this.#response)
      },
      onError: (error) => this.#die(error),
      onRedirect: (...redirect) => this.#redirected(redirect),
      onLogin: (info, answer) => {
        if (!this.emit('login', info, answer)) answer()
      },
      onProgress: (current, total) => {
        this.#progress = { active: true, started: true, current, total }
        this.emit('upload-progress', current, total)
      }
    })
    this.#loader.start()
  }

  /** @returns {boolean} whether to follow */
  #redirected (redirect) {
    if (this.#redirect === 'error') {
      this.#die(new Error("Attempted to redirect, but redirect policy was 'error'"))
      return false
    }
    let follows = this.#redirect === 'follow'
    this.#follow = () => { follows = true }
    try {
      this.emit('redirect', ...redirect)
    } finally {
      this.#follow = null
      if (!follows && !this.#isAborted) this.#die(new Error('Redirect was cancelled'))
    }
    return follows
  }

  followRedirect () {
    if (!this.#follow) throw new Error('followRedirect() called, but was not waiting for a redirect')
    this.#follow()
  }

  abort () {
    if (!this.#isAborted) process.nextTick(() => this.emit('abort'))
    this.#isAborted = true
    this.#die()
  }

  #die (error) {
    if (this.destroyed && error) this.emit('error', error)
    this.destroy(error)
    this.#loader?.cancel()
    this.#upload?.destroy()
    this.#response?._breakOff(error)
  }

  getUploadProgress () {
    return { ...this.#progress }
  }
}

module.exports = { ClientRequest }
