'use strict'

const { EventEmitter } = require('events')
const http = require('http')

/**
 * A server on the loopback. Paths: /redirect-N (N hops to /page), /status-N, /empty-N, /reset, /hang, /half (headers and
 * some body, no end), /download, /headers (what came, as text); any other is a page with its path as title.
 */
async function startServer () {
  const requests = new EventEmitter()
  const server = http.createServer((request, response) => {
    setImmediate(() => requests.emit(request.url))
    const [, kind, number] = /^\/([a-z]+)-?(\d+)?/.exec(request.url) ?? []
    const html = (text, status = 200) => {
      response.writeHead(status, { 'content-type': 'text/html' })
      response.end(`<!DOCTYPE html>${text}`)
    }
    if (kind === 'redirect') {
      response.writeHead(302, { location: number > 1 ? `/redirect-${number - 1}` : '/page' })
      response.end()
    } else if (kind === 'status') {
      html('<title>status</title>body', Number(number))
    } else if (kind === 'empty') {
      response.writeHead(Number(number))
      response.end()
    } else if (kind === 'reset') {
      request.socket.destroy()
    } else if (kind === 'half') {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.write(`<!DOCTYPE html><title>half</title>${'x'.repeat(5000)}`)
    } else if (kind === 'download') {
      response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin' })
      response.end('x')
    } else if (kind === 'headers') {
      let body = ''
      request.on('data', (data) => { body += data })
      request.on('end', () => html(`<title>h</title><pre>${JSON.stringify({ ...request.headers, method: request.method, body })}</pre>`))
    } else if (kind === 'csp') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" })
      response.end('<!DOCTYPE html><title>csp</title>')
    } else if (kind !== 'hang') {
      html(`<title>${request.url}</title><a id=link href="/linked">l</a>`)
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // Emits the path of each request.
    requests,
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections?.()
      server.close()
    }
  }
}

module.exports = { startServer }
