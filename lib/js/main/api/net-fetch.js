'use strict'

const fs = require('fs')
const { fileURLToPath } = require('url')
const { mimeTypeOf } = require('./protocol-mime-types')

// net.fetch, which handlers of `protocol` answer with. What is not a file goes by Node's network, without the session's cookies
// and proxy.

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
  const { size } = await fs.promises.stat(file).then((stat) => stat.isFile() ? stat : Promise.reject(stat)).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND')
  })
  const part = partOf(request.headers.get('range'), size)
  const { start, end } = part ?? { start: 0, end: size - 1 }
  const headers = { 'content-type': mimeTypeOf(file), 'content-length': String(end - start + 1), 'accept-ranges': 'bytes' }
  if (part) headers['content-range'] = `bytes ${start}-${end}/${size}`
  const body = request.method === 'HEAD' || size === 0 ? null : streamOf(file, start, end)
  return new Response(body, { status: part ? 206 : 200, headers })
}

async function fetch (input, init) {
  const request = new Request(input, init)
  const { protocol } = new URL(request.url)
  if (protocol === 'file:') return fetchFile(request)
  if (['http:', 'https:', 'data:', 'blob:'].includes(protocol)) return globalThis.fetch(request)
  throw new Error(`net.fetch is not supported for URLs of ${protocol}`)
}

module.exports = { fetch }
