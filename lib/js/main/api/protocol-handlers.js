'use strict'

const { Readable } = require('stream')
const { reportError, errorText } = require('../report')
const { readAll } = require('../read-all')
const { raise } = require('../uncaught')

// What the app's handlers are asked and what they answer: register…Protocol and intercept…Protocol with a callback, handle with a
// Response.

const ERR_FAILED = -2

const isObject = (value) => typeof value === 'object' && value !== null
const isStream = (value) => isObject(value) && (typeof value.getReader === 'function' || typeof value.on === 'function')

/** @returns {Uint8Array|null} */
function bytesOf (value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return value instanceof ArrayBuffer ? new Uint8Array(value) : null
}

/** What an answer object says of the response as a whole. */
function headOf ({ statusCode, headers, mimeType, charset }) {
  return {
    status: Number.isInteger(statusCode) ? statusCode : 200,
    headers,
    mimeType: typeof mimeType === 'string' ? mimeType : undefined,
    charset: typeof charset === 'string' ? charset : undefined
  }
}

// How the callback of each register…Protocol is understood: what it was given → {head, body} or null.
const readers = {
  file (given) {
    const file = typeof given === 'string' ? given : given.path
    return typeof file === 'string' ? { head: isObject(given) ? headOf(given) : {}, body: { file } } : null
  },
  string (given) {
    const text = typeof given === 'string' ? given : given.data
    if (typeof text !== 'string') return null
    return { head: textHead(given), body: { bytes: Buffer.from(text) } }
  },
  buffer (given) {
    const whole = bytesOf(given)
    const bytes = whole ?? bytesOf(given.data)
    return bytes ? { head: textHead(whole ? null : given), body: { bytes } } : null
  },
  stream (given) {
    if (isStream(given)) return { head: textHead(null), body: { stream: given } }
    if (given.data === null || given.data === undefined) return { head: textHead(given), body: null }
    return isStream(given.data) ? { head: textHead(given), body: { stream: given.data } } : null
  }
}

/** Electron's: what has no type is HTML. */
function textHead (given) {
  const head = isObject(given) ? headOf(given) : {}
  return { ...head, mimeType: head.mimeType ?? 'text/html', charset: head.charset ?? 'utf-8' }
}

/** The session that a request is forwarded in: null asks for one of its own. */
function sessionFor (given, partition) {
  const { session, sessionOf } = require('./session')
  if (given === null) return session.fromPartition(`forwarded-${++forwarded}`)
  return given ?? sessionOf(partition)
}
let forwarded = 0

/** Answers with what the network answers to another request. */
async function forward (given, request, answer, partition) {
  if (typeof given?.url !== 'string') return answer.fail(ERR_FAILED)
  const { url, method = request.method, headers, referrer, uploadData, session } = given
  const body = uploadData?.data ?? uploadData?.[0]?.bytes
  const type = uploadData?.contentType
  try {
    const { fetchWithSession } = require('./net-fetch')
    const all = { ...headers, ...(referrer ? { referer: referrer } : {}), ...(type ? { 'content-type': type } : {}) }
    sendResponse(await fetchWithSession(sessionFor(session, partition), url, { method, headers: all, body, bypassCustomProtocolHandlers: true }), answer)
  } catch {
    answer.fail(ERR_FAILED)
  }
}

function sendResponse (response, answer) {
  if (!isObject(response) || !isObject(response.headers)) throw new TypeError('A protocol handler must answer with a Response')
  if (response.type === 'error') return answer.fail(ERR_FAILED)
  answer.send({ status: response.status, headers: response.headers }, response.body ? { stream: response.body } : null)
}

/** A request as Electron's ProtocolRequest. */
function protocolRequest ({ url, referrer, method, headers, body }) {
  return { url, referrer, method, headers, ...(body ? { uploadData: [{ type: 'rawData', bytes: body }] } : {}) }
}

/** @returns {Buffer|null|Promise<Buffer>} */
const wholeBody = (body) => !body || ArrayBuffer.isView(body) ? body ?? null : readAll(body)

/**
 * @param {'file'|'string'|'buffer'|'stream'|'http'} kind
 * @param {Function} handler the app's
 * @param {string} partition whose session requests are forwarded in
 * @returns {(request: object, answer: object) => void}
 */
function callbackHandler (kind, handler, partition) {
  return async (asked, answer) => {
    let request
    try {
      request = protocolRequest(asked.body ? { ...asked, body: await wholeBody(asked.body) } : asked)
    } catch {
      // The body broke off: nobody waits for an answer.
      return answer.fail(ERR_FAILED)
    }
    let answered = false
    const callback = (given) => {
      if (answered) return
      answered = true
      if (typeof given === 'number' || typeof given?.error === 'number') {
        answer.fail(given.error ?? given)
      } else if (kind === 'http') {
        forward(given, request, answer, partition)
      } else {
        const response = given === undefined || given === null ? null : readers[kind](given)
        if (response) answer.send(response.head, response.body)
        else answer.fail(ERR_FAILED)
      }
    }
    try {
      handler(request, callback)
    } catch (error) {
      if (!answered) answer.fail(ERR_FAILED)
      answered = true
      raise(error)
    }
  }
}

const BODILESS = new Set(['GET', 'HEAD'])

/** A Request for what the engine, or net, asks; without headers that no Request may have. */
function webRequest ({ url, method, headers, body, signal }) {
  const content = body && !BODILESS.has(method) ? (body instanceof Readable ? Readable.toWeb(body, { strategy: new ByteLengthQueuingStrategy({ highWaterMark: 65536 }) }) : body) : undefined
  return new Request(url, { method, headers, body: content, signal, ...(content instanceof ReadableStream ? { duplex: 'half' } : {}) })
}

/** The same for a handler of protocol.handle. */
function responseHandler (handler) {
  return async (asked, answer) => {
    try {
      sendResponse(await handler(webRequest(asked)), answer)
    } catch (error) {
      reportError('warning', `A protocol handler failed for ${asked.url}: ${errorText(error)}`)
      answer.fail(ERR_FAILED)
    }
  }
}

module.exports = { callbackHandler, responseHandler }
