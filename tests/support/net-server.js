'use strict'

const http = require('http')

/**
 * A server on the loopback that answers by path: `handlers['/path'](request, response)`; /echo answers with what came, as JSON
 * {method, headers, rawHeaders, body}, and '*' with anything else.
 */
async function serve (handlers = {}) {
  const echo = (request, response) => {
    let body = ''
    request.setEncoding('latin1').on('data', (part) => { body += part })
    request.on('end', () => response.end(JSON.stringify({ method: request.method, headers: request.headers, rawHeaders: request.rawHeaders, body })))
  }
  const server = http.createServer((request, response) => {
    const handler = handlers[new URL(request.url, 'http://x').pathname] ?? handlers['*'] ?? echo
    handler(request, response)
  })
  server.maxConnections = 2000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  return {
    server,
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    close: () => {
      server.closeAllConnections?.()
      server.close()
    }
  }
}

/** A readable stream's text. */
async function textOf (stream) {
  const parts = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}

module.exports = { serve, textOf }
