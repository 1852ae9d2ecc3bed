'use strict'

const { ipcMainInternal } = require('../api/ipc-main')
const { randomToken } = require('../random-token')

// What forms post to windows that they open, as Electron's PostBody. Files are left out.

const URL_ENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'

const quoted = (name) => name.replace(/"/g, '%22').replace(/\r?\n/g, '%0D%0A')

function postBody (type, entries) {
  const raw = (text) => [{ type: 'rawData', bytes: Buffer.from(text) }]
  if (type === MULTIPART) {
    const boundary = `----WebKitFormBoundary${randomToken().replace(/\W/g, '').slice(0, 16)}`
    const parts = entries.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)
    return { contentType: MULTIPART, boundary, data: raw(`${parts.join('')}--${boundary}--\r\n`) }
  }
  if (type === 'text/plain') return { contentType: type, data: raw(entries.map(([name, value]) => `${name}=${value}\r\n`).join('')) }
  return { contentType: URL_ENCODED, data: raw(new URLSearchParams(entries).toString()) }
}

ipcMainInternal.on('form-post', (event, url, frameName, type, entries) => {
  const texts = Array.isArray(entries) ? entries.filter(Array.isArray).map(([name, value]) => [String(name), String(value)]) : []
  event.sender._formPost = { url: String(url), frameName: String(frameName), postBody: postBody(String(type), texts) }
  event.returnValue = true
})
