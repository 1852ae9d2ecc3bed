'use strict'

const fs = require('fs')
const { Readable } = require('stream')
const { fileURLToPath } = require('url')
const { mimeTypeOf } = require('./protocol-mime-types')
const { isNetError, netError } = require('../net/errors')
const { Loader } = require('../net/loader')
const { handlerFor } = require('../net/own-schemes')

// net.fetch and session.fetch, which handlers of `protocol` answer with.

const CHUNK = 65536

/** The part that a request asks for: {start, end}, or null for all. */
function partOf (range, size) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (!first && !last) return null
  const start = first ? Number(first) : Math.max(0, size - Number(last))
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1
  return start <= end ? { start, end } : null
}

/** A part of a file. Not Readable.toWeb: in Node 18 that throws when it is cancelled at its end. */
function streamOf (file, start, end) {
  let handle
  let position = start
  return new ReadableStream({
    async start () {
      handle = await fs.promises.open(file)
    },
    async pull (controller) {
      const length = Math.min(CHUNK, end - position + 1)
      const { bytesRead, buffer } = length > 0 ? await handle.read(Buffer.allocUnsafe(length), 0, length, position) : { bytesRead: 0 }
      if (bytesRead === 0) {
        await handle.close()
        controller.close()
        return
      }
      position += bytesRead
      controller.enqueue(buffer.subarray(0, bytesRead))
    },
    cancel: () => handle.close()
  })
}

async function fetchFile (request) {
  const file = fileURLToPath(new URL(request.url))
  const { size, mtime } = await fs.promises.stat(file).then((stat) => stat.isFile() ? stat : Promise.reject(stat)).catch(() => {
    throw netError('ERR_FILE_NOT_FOUND')
  })
  const part = partOf(request.headers.get('range'), size)
  const { start, end } = part ?? { start: 0, end: size - 1 }
  const headers = {
    'content-type': mimeTypeOf(file), 'content-length': String(end - start + 1), 'accept-ranges': 'bytes', 'last-modified': mtime.toUTCString()
  }
  if (part) headers['content-range'] = `bytes ${start}-${end}/${size}`
  const body = request.method === 'HEAD' || size === 0 ? null : streamOf(file, start, end)
  return new Response(body, { status: part ? 206 : 200, headers })
}

const QUEUED = new ByteLengthQueuingStrategy({ highWaterMark: CHUNK })
const EMPTY = new Set([204, 205, 304])

const abortReason = ({ signal }) => signal.reason ?? new DOMException('The operation was aborted.', 'AbortError')

/** The body of a Request: bytes, or a stream where the app gave one. */
async function bodyOf (request, init) {
  if (!request.body) return null
  if (init?.duplex === 'half' && !(request.body instanceof Uint8Array)) return Readable.fromWeb(request.body)
  return Buffer.from(await request.arrayBuffer())
}

function loadOptions (session, request, init) {
  const { url, method, cache, referrerPolicy, headers } = request
  const origin = headers.get('origin') ?? undefined
  // Nobody is the same origin as one that is not known: it is the app that asks.
  const sends = request.credentials === 'include' || (request.credentials === 'same-origin' && (!origin || origin === new URL(url).origin))
  return {
    session, url, method, cache, referrerPolicy, origin, withCookies: sends, withAuth: sends, isSameOriginOnly: request.credentials === 'same-origin' && origin !== undefined, bypass: Boolean(init?.bypassCustomProtocolHandlers),
    headers: new Map([...headers].map(([name, value]) => [name, { name, value }]))
  }
}

async function load (session, request, init) {
  const body = await bodyOf(request, init)
  return new Promise((resolve, reject) => {
    let controller = null
    let redirected = false
    const fail = (error) => {
      reject(error)
      controller?.error(error)
    }
    const loader = new Loader({ ...loadOptions(session, request, init), body }, {
      onProgress () {},
      onLogin: (info, answer) => answer(),
      onRedirect () {
        redirected = request.redirect === 'follow'
        if (redirected) return true
        fail(new Error(request.redirect === 'error' ? "Attempted to redirect, but redirect policy was 'error'" : 'Redirect was cancelled'))
        loader.cancel()
        return false
      },
      onError: fail,
      onResponse ({ status, statusText, headers }, stream) {
        const isEmpty = !stream || EMPTY.has(status) || request.method === 'HEAD'
        if (isEmpty) stream?.resume()
        const content = isEmpty ? null : new ReadableStream({
          start (given) {
            controller = given
            stream.on('data', (part) => {
              if (!controller) return
              controller.enqueue(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
              if (controller.desiredSize <= 0) stream.pause()
            })
            stream.on('end', () => {
              // Nothing is left of it once it was cancelled.
              const ended = controller
              controller = null
              ended?.close()
            })
          },
          pull: () => { stream.resume() },
          cancel () {
            controller = null
            loader.cancel()
            stream.destroy()
          }
        }, QUEUED)
        const list = [...headers].flatMap(([name, values]) => values.map((value) => [name, value]))
        const response = new Response(content, { status, statusText, headers: list })
        Object.defineProperties(response, { url: { value: loader.url.href }, redirected: { value: redirected } })
        resolve(response)
      }
    })
    request.signal.addEventListener('abort', () => {
      fail(abortReason(request))
      loader.cancel()
    }, { once: true })
    loader.start()
  })
}

/**
 * net.fetch of a session: its cookies and proxy, its handlers of `protocol` unless init.bypassCustomProtocolHandlers, and files.
 * Rejects with Chromium's errors, "net::ERR_…".
 */
async function fetchWithSession (session, input, init) {
  const request = new Request(input, init)
  if (request.signal.aborted) throw abortReason(request)
  const { protocol } = new URL(request.url)
  const isOwn = !init?.bypassCustomProtocolHandlers && handlerFor(session, new URL(request.url)) !== null
  if (protocol === 'file:' && !isOwn) return fetchFile(request)
  if (protocol === 'data:' || protocol === 'blob:') return globalThis.fetch(request).catch((error) => Promise.reject(isNetError(error) ? error : netError('ERR_FAILED')))
  return load(session, request, init)
}

module.exports = { fetchWithSession }
