'use strict'

const { afterEach } = require('node:test')
const { protocol } = require('electron')
const { openPage } = require('./windows')

const page = (title) => `<!DOCTYPE html><title>${title}</title><p>page</p>`

/** What the page gets from `url` by XMLHttpRequest: [status, text, type]. */
const get = ({ webContents }, url, method = 'GET', headers = {}) => webContents.executeJavaScript(`new Promise((resolve) => {
  const xhr = new XMLHttpRequest()
  xhr.open(${JSON.stringify(method)}, ${JSON.stringify(url)})
  for (const [name, value] of ${JSON.stringify(Object.entries(headers))}) xhr.setRequestHeader(name, value)
  xhr.onloadend = () => resolve([xhr.status, xhr.responseText, xhr.getResponseHeader('content-type')])
  xhr.send()
})`)

// Has privileges; see tests/support/run-spec.js.
const scheme = 'spec-app'
const url = (path = 'x') => `${scheme}://host/${path}`

const used = new Set()
let last = 0

/** The name of a scheme without privileges. */
const newScheme = () => {
  const name = `spec${++last}`
  used.add(name)
  return name
}

/** A page of a file that may ask other schemes. */
const openAsking = () => openPage(undefined, { webPreferences: { webSecurity: false } })

/** To be called in a suite: what its cases register is gone after each. */
const releaseSchemes = () => afterEach(() => {
  for (const name of [scheme, ...used]) protocol.unregisterProtocol(name)
  used.clear()
})

module.exports = { get, newScheme, openAsking, page, releaseSchemes, scheme, url }
