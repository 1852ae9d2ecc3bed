'use strict'

const { installOwnRequests, isOwnPage } = require('./relay-own-requests')

// The engine has no fetch() for the app's own schemes before Qt 6.6, but XMLHttpRequest reaches them: in pages of the app,
// fetch() takes that way for schemes with the privilege supportFetchAPI. The whole body comes before the response does.

/** @param {{fetchSchemes: string[], ownSchemes: string[]}} config from lib/js/main/api/web-preferences.js */
exports.installOwnFetch = ({ fetchSchemes, ownSchemes }) => {
  if (!isOwnPage({ ownSchemes })) return
  installOwnRequests()
  if (fetchSchemes.length === 0) return
  const { fetch, XMLHttpRequest, Request, Response, Headers, URL, TypeError, DOMException } = globalThis

  const failed = () => new TypeError('Failed to fetch')

  function readHeaders (text) {
    const headers = new Headers()
    for (const line of text.split('\r\n')) {
      const colon = line.indexOf(':')
      if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
    }
    return headers
  }

  function respond (xhr, url) {
    const empty = xhr.status === 204 || xhr.status === 205 || xhr.status === 304
    const response = new Response(empty ? null : xhr.response, {
      status: xhr.status >= 200 && xhr.status <= 599 ? xhr.status : 200, statusText: xhr.statusText, headers: readHeaders(xhr.getAllResponseHeaders())
    })
    Object.defineProperty(response, 'url', { value: xhr.responseURL || url, configurable: true })
    return response
  }

  async function request (wanted) {
    const body = ['GET', 'HEAD'].includes(wanted.method) ? null : await wanted.arrayBuffer()
    return new Promise((resolve, reject) => {
      const { signal } = wanted
      const aborted = () => reject(signal.reason ?? new DOMException('The user aborted a request.', 'AbortError'))
      if (signal.aborted) return aborted()
      const xhr = new XMLHttpRequest()
      xhr.open(wanted.method, wanted.url)
      xhr.responseType = 'arraybuffer'
      xhr.withCredentials = wanted.credentials === 'include'
      for (const [name, value] of wanted.headers) xhr.setRequestHeader(name, value)
      xhr.onload = () => resolve(respond(xhr, wanted.url))
      xhr.onerror = () => reject(failed())
      xhr.onabort = aborted
      signal.addEventListener('abort', () => xhr.abort(), { once: true })
      xhr.send(body)
    })
  }

  function isOwn (input) {
    try {
      const url = new URL(input instanceof Request ? input.url : input, document.baseURI)
      return fetchSchemes.includes(url.protocol.slice(0, -1))
    } catch {
      return false
    }
  }

  Object.defineProperty(globalThis, 'fetch', {
    value: {
      fetch (input, init) {
        if (!isOwn(input)) return Reflect.apply(fetch, globalThis, arguments)
        return new Promise((resolve) => resolve(request(new Request(input, init))))
      }
    }.fetch,
    enumerable: true,
    configurable: true,
    writable: true
  })
}
