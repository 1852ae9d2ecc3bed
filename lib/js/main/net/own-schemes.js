'use strict'

const { createReadStream } = require('fs')
const { STATUS_CODES } = require('http')
const { Readable } = require('stream')
const { errorName } = require('../net-errors')
const { protocolOf } = require('../api/protocol')
const { mimeTypeOf } = require('../api/protocol-mime-types')
const { netError } = require('./errors')
const { groupHeaders } = require('./headers')

// Requests of main's that the app itself answers, by the handlers of its session's `protocol`.

/** @returns {Function|null} who answers, else null: the network does */
const handlerFor = (session, url) => protocolOf(session._partition)._handlerFor(url.protocol.slice(0, -1))

function rawHeadersOf (headers, type) {
  const raw = []
  const entries = typeof headers?.entries === 'function' ? [...headers.entries()] : Object.entries(headers ?? {})
  for (const [name, value] of entries) for (const one of [value].flat()) raw.push(String(name), String(one))
  if (type && !entries.some(([name]) => name.toLowerCase() === 'content-type')) raw.push('Content-Type', type)
  return raw
}

function headOf ({ status = 200, headers, mimeType, charset }, body) {
  const type = mimeType ? `${mimeType}${charset ? `; charset=${charset}` : ''}` : body?.file ? mimeTypeOf(body.file) : ''
  const rawHeaders = rawHeadersOf(headers, type)
  return { status, statusText: STATUS_CODES[status] ?? '', rawHeaders, headers: groupHeaders(rawHeaders), version: [1, 1] }
}

function streamOf (body) {
  if (!body) return null
  if (body.file !== undefined) return createReadStream(body.file)
  if (body.bytes) return Readable.from([Buffer.from(body.bytes)], { objectMode: false })
  if (typeof body.stream.getReader === 'function') return Readable.from(chunksOf(body.stream), { objectMode: false })
  return body.stream instanceof Readable ? body.stream : new Readable().wrap(body.stream)
}

async function * chunksOf (stream) {
  const reader = stream.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield typeof part.value === 'string' ? Buffer.from(part.value) : part.value
  } finally {
    reader.cancel().catch(() => {})
  }
}

/**
 * What a handler answers to `request`: {head, body}. Rejects with Chromium's error where it answers with one.
 * @param {(request: object, answer: object) => void} handler of lib/js/main/api/protocol.js
 * @param {{url: URL, method: string, headers: Map, body: Buffer|Readable|null}} request
 * @param {AbortSignal} [signal] nobody waits any more
 */
function ask (handler, { url, method, headers, body }, signal) {
  const given = Object.fromEntries([...headers.values()].map(({ name, value }) => [name, String(value)]))
  return new Promise((resolve, reject) => {
    handler({ url: url.href, method, referrer: given.Referer ?? given.referer ?? '', headers: given, body, signal }, {
      send: (head, answer) => resolve({ head: headOf(head, answer), body: streamOf(answer) }),
      fail: (code) => reject(Object.assign(netError(errorName(code)), { errno: code }))
    })
  })
}

module.exports = { ask, handlerFor }
