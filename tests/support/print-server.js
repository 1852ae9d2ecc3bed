'use strict'

// A printing system with two printers, as far as libcups asks for one: an IPP server (RFC 8011, and CUPS' own operations). It is
// a program of its own, because main waits for it in getPrinters():
//
//   ELECTRON_RUN_AS_NODE=1 runtime tests/support/print-server.js
//
// Writes its port to stdout, and then each job as a line of JSON: {printer, options, document (base64)}.

const http = require('http')

const PRINTERS = [['office', 'The printer in the office', 4], ['laser', 'A laser printer', 3]]
const DEFAULT = 'laser'

const GROUP = { operation: 1, job: 2, end: 3, printer: 4 }
const TAG = { integer: 0x21, boolean: 0x22, enum: 0x23, text: 0x41, name: 0x42, keyword: 0x44, uri: 0x45, charset: 0x47, language: 0x48, mime: 0x49 }
const CREATE_JOB = 0x0005
const SEND_DOCUMENT = 0x0006
const GET_PRINTER_ATTRIBUTES = 0x000b
const GET_DEFAULT = 0x4001
const GET_PRINTERS = 0x4002

const int = (value) => { const bytes = Buffer.alloc(4); bytes.writeInt32BE(value); return bytes }
const short = (value) => { const bytes = Buffer.alloc(2); bytes.writeUInt16BE(value); return bytes }

function attribute (tag, name, value) {
  const bytes = typeof value === 'number' ? int(value) : typeof value === 'boolean' ? Buffer.from([value ? 1 : 0]) : Buffer.from(value)
  return Buffer.concat([Buffer.from([tag]), short(name.length), Buffer.from(name), short(bytes.length), bytes])
}

function printerAttributes (port, [name, info, state]) {
  return Buffer.concat([
    Buffer.from([GROUP.printer]),
    attribute(TAG.name, 'printer-name', name),
    attribute(TAG.uri, 'printer-uri-supported', `ipp://127.0.0.1:${port}/printers/${name}`),
    attribute(TAG.text, 'printer-info', info),
    attribute(TAG.text, 'printer-make-and-model', 'Test'),
    attribute(TAG.enum, 'printer-state', state),
    attribute(TAG.boolean, 'printer-is-accepting-jobs', true),
    attribute(TAG.enum, 'printer-type', 4),
    attribute(TAG.mime, 'document-format-supported', 'application/pdf'),
    attribute(TAG.integer, 'copies-default', 1),
    attribute(TAG.keyword, 'operations-supported', 'none')
  ])
}

/** @returns {{operation: number, id: Buffer, values: object, rest: Buffer}} */
function parse (bytes) {
  const values = {}
  let at = 8
  let last = ''
  while (at < bytes.length) {
    const tag = bytes[at++]
    if (tag === GROUP.end) break
    if (tag < 0x10) continue
    const nameLength = bytes.readUInt16BE(at)
    const name = bytes.toString('utf8', at + 2, at + 2 + nameLength) || last
    at += 2 + nameLength
    const length = bytes.readUInt16BE(at)
    const value = bytes.subarray(at + 2, at + 2 + length)
    at += 2 + length
    last = name
    values[name] = tag === TAG.integer || tag === TAG.enum ? value.readInt32BE(0) : value.toString()
  }
  return { operation: bytes.readUInt16BE(2), id: bytes.subarray(4, 8), values, rest: bytes.subarray(at) }
}

let waiting = null

function answer (port, { operation, values, rest }) {
  const named = PRINTERS.find(([name]) => String(values['printer-uri']).endsWith(`/${name}`))
  if (operation === GET_PRINTERS) return Buffer.concat(PRINTERS.map((printer) => printerAttributes(port, printer)))
  if (operation === GET_DEFAULT) return printerAttributes(port, PRINTERS.find(([name]) => name === DEFAULT))
  if (operation === GET_PRINTER_ATTRIBUTES && named) return printerAttributes(port, named)
  if (operation === CREATE_JOB && named) {
    waiting = { printer: named[0], options: values }
    return Buffer.concat([Buffer.from([GROUP.job]), attribute(TAG.integer, 'job-id', 7), attribute(TAG.uri, 'job-uri', `ipp://127.0.0.1:${port}/jobs/7`), attribute(TAG.enum, 'job-state', 3)])
  }
  if (operation === SEND_DOCUMENT && waiting) {
    process.stdout.write(`${JSON.stringify({ ...waiting, document: rest.toString('base64') })}\n`)
    return Buffer.concat([Buffer.from([GROUP.job]), attribute(TAG.integer, 'job-id', 7), attribute(TAG.enum, 'job-state', 5)])
  }
  return null
}

const server = http.createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const asked = parse(Buffer.concat(parts))
    const body = answer(server.address().port, asked)
    const NOT_FOUND = 0x0406
    response.writeHead(200, { 'content-type': 'application/ipp' })
    response.end(Buffer.concat([
      Buffer.from([2, 0]), short(body ? 0 : NOT_FOUND), asked.id, Buffer.from([GROUP.operation]),
      attribute(TAG.charset, 'attributes-charset', 'utf-8'), attribute(TAG.language, 'attributes-natural-language', 'en'),
      body ?? Buffer.alloc(0), Buffer.from([GROUP.end])
    ]))
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
