'use strict'

const { randomToken } = require('../random-token')
const { readAll } = require('../read-all')

// webPreferences.webSecurity: false. The engine keeps its policy of origins for the whole program. What fetch() and
// XMLHttpRequest of such a page ask of other origins goes to a server of main's own on the loopback, which asks for it on behalf
// of the page's session, and lets everybody read the answer. Its paths begin with a name that only the page knows.

/** name → session */
const pages = new Map()
let server = null

const ADDRESS = '127.0.0.1'
const CREDENTIALS = 'x-runtime-credentials'
const URL_HEADER = 'x-runtime-url'

// What belongs to the way between page and server.
const ofRequest = /^(?:host|origin|referer|connection|cookie|accept-encoding|content-length|sec-.*|x-runtime-.*)$/
const ofResponse = /^(?:access-control-.*|connection|content-encoding|content-length|keep-alive|set-cookie|transfer-encoding)$/

function permit (request, response) {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader('access-control-allow-private-network', 'true')
  response.setHeader('access-control-allow-methods', request.headers['access-control-request-method'] ?? request.method)
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*')
}

async function pass (session, url, request, response) {
  const headers = Object.entries(request.headers).filter(([name]) => !ofRequest.test(name))
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await readAll(request)
  const credentials = request.headers[CREDENTIALS] === 'include' ? 'include' : 'omit'
  const answer = await session.fetch(url, { method: request.method, headers, body, credentials })
  const names = [URL_HEADER]
  for (const [name, value] of answer.headers) {
    if (ofResponse.test(name)) continue
    names.push(name)
    response.setHeader(name, value)
  }
  response.setHeader(URL_HEADER, answer.url || url)
  response.setHeader('access-control-expose-headers', names.join(', '))
  response.writeHead(answer.status, answer.statusText)
  if (answer.body) {
    for await (const part of answer.body) {
      if (!response.write(part)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
      if (response.destroyed) break
    }
  }
  response.end()
}

function decoded (text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function answer (request, response) {
  const [, name, encoded] = /^\/([^/]+)\/(.+)$/.exec(request.url) ?? []
  const session = pages.get(name)
  // Nothing but what such a page asks the engine for: no files.
  const url = session ? decoded(encoded) : ''
  if (!/^https?:/i.test(url)) {
    response.writeHead(404).end()
    return
  }
  permit(request, response)
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    response.writeHead(204).end()
    return
  }
  pass(session, url, request, response).catch(() => response.destroy())
}

/** @returns {string} what URLs of the page's requests to other origins begin with */
function admit (contents) {
  const name = randomToken()
  pages.set(name, contents.session)
  if (!server) {
    server = require('http').createServer(answer)
    // listen() with an address binds in a later turn; the page's script has to know the port now.
    server.listen(require('net')._createServerHandle(ADDRESS, 0, 4))
  }
  contents.once('destroyed', () => {
    pages.delete(name)
    if (pages.size > 0) return
    server.close()
    server.closeAllConnections()
    server = null
  })
  return `http://${ADDRESS}:${server.address().port}/${name}/`
}

/** The page's half, for web-contents/start-script.js: in the main world, before its scripts. */
const pageScript = (prefix) => `
  const prefix = ${JSON.stringify(prefix)}
  const { apply } = Reflect
  const { fetch, Request, Response, XMLHttpRequest, URL, Headers, decodeURIComponent, encodeURIComponent } = globalThis
  const other = (given) => {
    try {
      const { origin, protocol, href } = new URL(given, document.baseURI)
      return /^https?:$/.test(protocol) && origin !== location.origin && !href.startsWith(prefix) ? href : null
    } catch {
      return null
    }
  }
  const ask = async (request) => {
    const headers = new Headers(request.headers)
    if (request.credentials === 'include') headers.set('${CREDENTIALS}', 'include')
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.blob()
    const { method, signal, cache } = request
    const response = await fetch(prefix + encodeURIComponent(request.url), { method, headers, body, signal, cache, credentials: 'omit' })
    const url = response.headers.get('${URL_HEADER}') ?? request.url
    Object.defineProperties(response, { url: { value: url }, redirected: { value: url !== request.url } })
    return response
  }
  Object.defineProperty(globalThis, 'fetch', { configurable: true, enumerable: true, writable: true, value: { fetch (input, init) {
    if (other(input instanceof Request ? input.url : input) === null) return apply(fetch, globalThis, arguments)
    return new Promise((resolve) => {
      const request = new Request(input, init)
      resolve(request.mode === 'cors' ? ask(request) : fetch(request))
    })
  } }.fetch })
  const { open, send, setRequestHeader } = XMLHttpRequest.prototype
  const { get } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseURL')
  const passed = new WeakSet()
  Object.assign(XMLHttpRequest.prototype, {
    open (method, given, ...rest) {
      const url = other(given)
      if (url !== null) passed.add(this)
      else passed.delete(this)
      return apply(open, this, [method, url === null ? given : prefix + encodeURIComponent(url), ...rest])
    },
    send (body) {
      if (passed.has(this) && this.withCredentials) apply(setRequestHeader, this, ['${CREDENTIALS}', 'include'])
      return apply(send, this, [body])
    }
  })
  Object.defineProperty(XMLHttpRequest.prototype, 'responseURL', { configurable: true, enumerable: true, get () {
    const url = apply(get, this, [])
    return url.startsWith(prefix) ? this.getResponseHeader('${URL_HEADER}') ?? decodeURIComponent(url.slice(prefix.length)) : url
  } })`

module.exports = { admit, pageScript }
