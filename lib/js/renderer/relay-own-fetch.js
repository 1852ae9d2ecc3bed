'use strict'

const { installOwnRequests, isOwnPage } = require('./relay-own-requests')

// The engine has no fetch() for the app's own schemes before Qt 6.6, but XMLHttpRequest reaches them: in pages of the app,
// fetch() takes that way for schemes with the privilege supportFetchAPI. A body whose length is known comes whole, before the response
// does; any other as it is made, though the page keeps what it has read until the end.

/**
 * @param {{fetchSchemes: string[], ownSchemes: string[], intercepted: string[]}} config from lib/js/main/api/web-preferences.js;
 *   `intercepted` are the engine's own schemes that the app answers
 */
exports.installOwnFetch = ({ fetchSchemes, ownSchemes, intercepted }) => {
  // An app that brings no schemes has the engine's own XMLHttpRequest.
  if (ownSchemes.length + intercepted.length === 0 || !isOwnPage([...ownSchemes, ...intercepted])) return
  const isStreamed = installOwnRequests(intercepted)
  const schemes = [...fetchSchemes, ...intercepted]
  if (schemes.length === 0) return
  const { clearTimeout, fetch, setTimeout, XMLHttpRequest, ReadableStream, Request, Response, Headers, Uint8Array, URL, TypeError, DOMException } = globalThis
  const now = performance.now.bind(performance)

  const failed = () => new TypeError('Failed to fetch')

  function readHeaders (text) {
    const headers = new Headers()
    for (const line of text.split('\r\n')) {
      const colon = line.indexOf(':')
      if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
    }
    return headers
  }

  function respond (xhr, url, body) {
    const { status, statusText } = xhr
    const isEmpty = status === 204 || status === 205 || status === 304
    const response = new Response(isEmpty ? null : body, {
      status: status >= 200 && status <= 599 ? status : 200, statusText, headers: readHeaders(xhr.getAllResponseHeaders())
    })
    Object.defineProperty(response, 'url', { value: xhr.responseURL || url, configurable: true })
    return response
  }

  /** What comes, byte by byte, of a request whose answer is read as text. */
  function streamOf (xhr) {
    let seen = 0
    let timer = 0
    // All the text is made anew each time: a long one is looked at as often as takes a fifth of the time.
    let notBefore = 0
    return new ReadableStream({
      start (controller) {
        const take = () => {
          const begun = now()
          const text = xhr.responseText
          if (text.length === seen) return
          const bytes = new Uint8Array(text.length - seen)
          for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(seen + i)
          seen = text.length
          controller.enqueue(bytes)
          notBefore = now() + 4 * (now() - begun)
        }
        xhr.onprogress = () => {
          if (now() >= notBefore) take()
          else timer ||= setTimeout(() => { timer = 0; if (xhr.readyState === 3) take() }, notBefore - now())
        }
        xhr.onload = () => {
          clearTimeout(timer)
          take()
          controller.close()
        }
        xhr.onerror = () => controller.error(failed())
        xhr.onabort = () => controller.error(new DOMException('The user aborted a request.', 'AbortError'))
      },
      cancel () {
        xhr.onabort = null
        xhr.abort()
      }
    })
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
      xhr.onreadystatechange = () => {
        if (xhr.readyState !== 2 || !isStreamed(xhr)) return
        xhr.responseType = 'text'
        xhr.overrideMimeType('text/plain; charset=x-user-defined')
        resolve(respond(xhr, wanted.url, streamOf(xhr)))
      }
      xhr.onload = () => resolve(respond(xhr, wanted.url, xhr.response))
      xhr.onerror = () => reject(failed())
      xhr.onabort = aborted
      signal.addEventListener('abort', () => xhr.abort(), { once: true })
      xhr.send(body)
    })
  }

  function isOwn (input) {
    try {
      const url = new URL(input instanceof Request ? input.url : input, document.baseURI)
      return schemes.includes(url.protocol.slice(0, -1))
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
