'use strict'

const { installOwnForms } = require('./relay-own-forms')

// What the engine neither hands to nor takes from the app's own schemes before Qt 6.7: the body of a request, and the status and
// headers of a response as they are. XMLHttpRequest sends the one in a header, and reads the other out of one, in pages of the app.
// See lib/js/main/api/protocol-side-channel.js for the other end.

const BODY = 'X-Runtime-Body'
const PART = 'X-Runtime-Part'
const SCRIPT = 'X-Runtime-Script'
const FORM = 'X-Runtime-Form'
const HEAD = 'x-runtime-head'

// In bytes; longer bodies go ahead in parts.
const MOST = 1 << 20
const SLICE = 0x8000

// The engine has its own ways with these.
const FOREIGN = ['http:', 'https:', 'file:', 'data:', 'blob:', 'about:', 'filesystem:', 'chrome:', 'devtools:', 'qrc:', 'runtime-bulk:', 'runtime-sync:']

/** Whether the page is the app's: of its files, or of `schemes`. */
exports.isOwnPage = (schemes) => ['file', ...schemes].includes(location.protocol.slice(0, -1))

/** @param {string[]} intercepted the engine's own schemes that the app answers */
exports.installOwnRequests = (intercepted) => {
  const foreign = FOREIGN.filter((protocol) => !intercepted.includes(protocol.slice(0, -1)))
  const { ArrayBuffer, Blob, DOMException, Document, FormData, Promise, Response, String, TextDecoder, TextEncoder, URL, URLSearchParams, Uint8Array, WeakMap, XMLHttpRequest, XMLSerializer } = globalThis
  const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
  const { prototype } = XMLHttpRequest
  const { open, send, abort, setRequestHeader, getResponseHeader, getAllResponseHeaders } = prototype
  const statusOf = getOwnPropertyDescriptor(prototype, 'status').get
  const statusTextOf = getOwnPropertyDescriptor(prototype, 'statusText').get
  const toBase64 = globalThis.btoa.bind(globalThis)
  const random = globalThis.crypto.getRandomValues.bind(globalThis.crypto)
  const states = new WeakMap()

  const ownUrl = (text) => {
    try {
      const url = new URL(text, document.baseURI)
      return foreign.includes(url.protocol) ? null : url
    } catch {
      return null
    }
  }

  const encode = (bytes) => {
    let text = ''
    for (let i = 0; i < bytes.length; i += SLICE) text += apply(String.fromCharCode, null, bytes.subarray(i, i + SLICE))
    return toBase64(text)
  }

  /** [bytes, type] of a body that is known at once; null for one that must be read. */
  function bytesOf (body) {
    if (body instanceof ArrayBuffer) return [new Uint8Array(body), null]
    if (ArrayBuffer.isView(body)) return [new Uint8Array(body.buffer, body.byteOffset, body.byteLength), null]
    if (body instanceof Blob || body instanceof FormData) return null
    const type = body instanceof URLSearchParams
      ? 'application/x-www-form-urlencoded;charset=UTF-8'
      : body instanceof Document ? 'text/html;charset=UTF-8' : 'text/plain;charset=UTF-8'
    const text = body instanceof Document ? new XMLSerializer().serializeToString(body) : String(body)
    return [new TextEncoder().encode(text), type]
  }

  /** Sends a long body's parts to main; answers their name. */
  function sendParts (state, bytes) {
    const name = Array.from(random(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const sendPart = (offset) => {
      const part = new XMLHttpRequest()
      apply(open, part, ['POST', state.url, state.isAsync])
      apply(setRequestHeader, part, [PART, name])
      apply(setRequestHeader, part, [BODY, encode(bytes.subarray(offset, offset + MOST))])
      return part
    }
    if (!state.isAsync) {
      for (let offset = 0; offset < bytes.length; offset += MOST) apply(send, sendPart(offset), [])
      return name
    }
    const next = (offset) => offset >= bytes.length
      ? name
      : new Promise((resolve) => {
        const part = sendPart(offset)
        part.addEventListener('loadend', resolve)
        apply(send, part, [])
      }).then(() => state.isAborted ? name : next(offset + MOST))
    return next(0)
  }

  function sendWith (xhr, state, [bytes, type]) {
    if (type && !state.hasType) apply(setRequestHeader, xhr, ['Content-Type', type])
    if (bytes.length <= MOST) {
      apply(setRequestHeader, xhr, [BODY, encode(bytes)])
      return apply(send, xhr, [])
    }
    const finish = (name) => {
      if (state.isAborted) return
      apply(setRequestHeader, xhr, [BODY, `parts:${name}:${bytes.length}`])
      apply(send, xhr, [])
    }
    const name = sendParts(state, bytes)
    if (state.isAsync) name.then(finish)
    else finish(name)
  }

  function headOf (xhr) {
    const state = states.get(xhr)
    if (!state?.isOwn || xhr.readyState < 2) return null
    if (state.head === undefined) {
      const hex = apply(getResponseHeader, xhr, [HEAD])
      state.head = hex ? JSON.parse(new TextDecoder().decode(Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16)))) : null
    }
    return state.head
  }

  const methods = {
    open (method, url, isAsync = true) {
      const target = ownUrl(url)
      states.set(this, { isOwn: target !== null, url: target?.href, method: String(method).toUpperCase(), isAsync: Boolean(isAsync), hasType: false, isAborted: false, head: undefined })
      return apply(open, this, arguments)
    },

    setRequestHeader (name) {
      const state = states.get(this)
      if (state && String(name).toLowerCase() === 'content-type') state.hasType = true
      return apply(setRequestHeader, this, arguments)
    },

    send (body) {
      const state = states.get(this)
      if (!state?.isOwn) return apply(send, this, arguments)
      apply(setRequestHeader, this, [SCRIPT, '1'])
      if (body === undefined || body === null || state.method === 'GET' || state.method === 'HEAD') return apply(send, this, [])
      const known = bytesOf(body)
      if (known) return sendWith(this, state, known)
      if (!state.isAsync) throw new DOMException('A synchronous request to a scheme of the app cannot send a Blob or FormData', 'NotSupportedError')
      const given = new Response(body)
      given.arrayBuffer().then((buffer) => {
        if (!state.isAborted) sendWith(this, state, [new Uint8Array(buffer), given.headers.get('content-type')])
      })
    },

    abort () {
      const state = states.get(this)
      if (state) state.isAborted = true
      return apply(abort, this, [])
    },

    getResponseHeader (name) {
      const head = headOf(this)
      const wanted = String(name).toLowerCase()
      const values = head?.headers.filter(([key]) => key === wanted).map(([, value]) => value) ?? []
      if (values.length > 0) return values.join(', ')
      return wanted === HEAD ? null : apply(getResponseHeader, this, arguments)
    },

    getAllResponseHeaders () {
      const head = headOf(this)
      const native = apply(getAllResponseHeaders, this, [])
      if (!head) return native
      const joined = new Map()
      for (const [key, value] of head.headers) joined.set(key, joined.has(key) ? `${joined.get(key)}, ${value}` : value)
      // What the engine adds itself, such as the part of a range.
      for (const line of native.split('\r\n')) {
        const [, key, value] = /^(content-range|content-length|access-control-allow-origin): (.*)$/.exec(line) ?? []
        if (key && !joined.has(key)) joined.set(key, value)
      }
      return [...joined].sort(([one], [other]) => one < other ? -1 : 1).map(([key, value]) => `${key}: ${value}\r\n`).join('')
    }
  }

  for (const [name, value] of Object.entries(methods)) defineProperty(prototype, name, { ...getOwnPropertyDescriptor(prototype, name), value })
  const accessor = (name, get) => defineProperty(prototype, name, { ...getOwnPropertyDescriptor(prototype, name), get })
  // A response that failed has none, and a part of one the engine's.
  accessor('status', { get status () { const own = apply(statusOf, this, []); return own === 200 ? headOf(this)?.status ?? own : own } }.__lookupGetter__('status'))
  accessor('statusText', { get statusText () { const own = apply(statusTextOf, this, []); return apply(statusOf, this, []) === 200 ? headOf(this)?.statusText ?? own : own } }.__lookupGetter__('statusText'))

  installOwnForms((url, bytes, type) => {
    const ahead = new XMLHttpRequest()
    apply(open, ahead, ['POST', url, false])
    apply(setRequestHeader, ahead, [FORM, type])
    if (bytes.length > MOST) apply(setRequestHeader, ahead, [BODY, `parts:${sendParts({ url, isAsync: false }, bytes)}:${bytes.length}`])
    else apply(setRequestHeader, ahead, [BODY, encode(bytes)])
    apply(send, ahead, [])
  }, ownUrl)

  /** Whether nobody knows how long the answer is going to be. */
  return (xhr) => headOf(xhr)?.isStreamed === true
}
