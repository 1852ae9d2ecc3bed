'use strict'

const fs = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')
const { hrefOf } = require('./api/protocol-schemes')
const { warnOnce } = require('./report')

// What loadURL is asked for, and what an URL tells of its document.

/** @returns {{headers: string[], post: Uint8Array|null}} of the options of loadURL */
function readRequest ({ httpReferrer, extraHeaders, postData, baseURLForDataURL }) {
  if (baseURLForDataURL) warnOnce('loadURL: baseURLForDataURL is not supported and has no effect')
  const headers = typeof extraHeaders === 'string' ? extraHeaders.split('\n').filter(Boolean) : []
  const referrer = typeof httpReferrer === 'object' && httpReferrer !== null ? httpReferrer.url : httpReferrer
  if (typeof referrer === 'string' && referrer) headers.push(`Referer: ${referrer}`)
  if (!Array.isArray(postData)) return { headers, post: null }
  const parts = postData.map((part) => {
    if (part?.type === 'rawData') return Buffer.from(part.bytes)
    if (part?.type !== 'file') throw new TypeError('Invalid postData')
    const { filePath, offset = 0, length = -1 } = part
    const bytes = fs.readFileSync(filePath)
    return bytes.subarray(offset, length < 0 ? undefined : offset + length)
  })
  if (!headers.some((header) => /^content-type:/i.test(header))) headers.push('Content-Type: application/x-www-form-urlencoded')
  return { headers, post: Buffer.concat(parts) }
}

/** A URL as it is written out; null for what is none. */
function validHref (url) {
  try {
    return hrefOf(url)
  } catch {
    return null
  }
}

/** What loadFile loads; relative paths begin at the app. */
function fileUrl (filePath, { query, search, hash }) {
  const url = pathToFileURL(path.resolve(require('./api/app').getAppPath(), filePath))
  if (query) url.search = new URLSearchParams(query).toString()
  if (search) url.search = search
  if (hash) url.hash = hash
  return url.href
}

/** Status and text of did-navigate. A page's status is known at its end only, but for one that has no document. */
function statusOf (url, status) {
  if (/^(?:about|blob|chrome|devtools):/.test(url)) return [-1, '']
  // Loading Node's http for the others takes eight milliseconds.
  return !status || status === 200 ? [200, 'OK'] : [status, require('http').STATUS_CODES[status] ?? '']
}

function isSameDocument (a, b) {
  const hash = a.indexOf('#')
  return hash >= 0 && a !== b && b !== '' && a.slice(0, hash) === b.split('#')[0]
}

function decodeQuietly (url) {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

module.exports = { decodeQuietly, fileUrl, isSameDocument, readRequest, statusOf, validHref }
