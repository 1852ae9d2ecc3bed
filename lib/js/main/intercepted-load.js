'use strict'

const { readAll } = require('./read-all')

// Documents of the engine's own schemes that the app answers for (protocol.interceptFileProtocol, protocol.handle of https …). The
// engine can be handed a document with the URL and the origin that it was asked for; what the document asks for then comes by way of
// runtime/web/scheme_interceptor.

/** partition → schemes */
const intercepted = new Map()

// The engine takes no document of more.
const MOST = 2 * 1024 * 1024 - 1024

const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:;\s*charset=[\w.:-]+)?$/
const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

/** @param {Set<string>} schemes that the app answers from now on in that partition */
function setIntercepted (partition, schemes) {
  intercepted.set(partition, schemes)
}

/** @returns {string[]} those of a session */
const interceptedSchemes = ({ _partition }) => [...intercepted.get(_partition) ?? []]

const schemeOf = (url) => url.slice(0, url.indexOf(':')).toLowerCase()

function isIntercepted (contents, url) {
  return intercepted.size > 0 && Boolean(intercepted.get(contents.session._partition)?.has(schemeOf(url)))
}

function headersOf (contents, lines, hasBody) {
  const headers = new Map()
  const add = (name, value) => headers.set(name.toLowerCase(), { name, value })
  add('Upgrade-Insecure-Requests', '1')
  add('User-Agent', contents.getUserAgent())
  add('Accept', ACCEPT)
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0 && (hasBody || !/^content-type:/i.test(line))) add(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return headers
}

/** The body; what is wrong with a file is told as Chromium does. */
const wholeOf = (body) => readAll(body).catch((error) => {
  throw Object.assign(error, { errno: ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code) ? -6 : -2 })
})

/** Writes itself: it is longer than what the engine takes. */
function loaderOf (bytes) {
  const doctype = /^\s*<!doctype[^>]*>/i.exec(bytes.toString('latin1', 0, 1024))?.[0] ?? ''
  const script = 'document.currentScript.remove();const r=new XMLHttpRequest;r.open("GET",location.href.split("#")[0],false);r.send();document.write(r.responseText)'
  return Buffer.from(`${doctype}<script>${script}</script>`)
}

/**
 * Asks the app for a page's document.
 * @param {object} contents the WebContents
 * @param {string} url
 * @param {{headers: string[], post: Buffer|null}} request
 * @returns {Promise<{location: string}|{type: string, bytes: Buffer}|null>} null for no document; rejects with an Error that has
 *   Chromium's `errno`
 */
async function askForDocument (contents, url, { headers, post }) {
  const { ask, handlerFor } = require('./net/own-schemes')
  const { isSafeRedirect, readRedirect } = require('./net/redirects')
  const { protocolOf } = require('./api/protocol')
  const asked = new URL(url)
  const form = post ? null : protocolOf(contents.session._partition)._takeForm(url.split('#')[0])
  if (form) [post, headers] = [form.bytes, [`Content-Type: ${form.type}`]]
  const method = post ? 'POST' : 'GET'
  const target = new URL(url)
  target.hash = ''
  const { head, body } = await ask(handlerFor(contents.session, asked), { url: target, method, headers: headersOf(contents, headers, post !== null), body: post }, undefined)
  const redirect = readRedirect({ status: head.status, location: head.headers.get('location')?.[0] }, { url: asked, method })
  if (redirect) {
    body?.destroy()
    if (!isSafeRedirect(asked, redirect.url)) throw Object.assign(new Error('net::ERR_UNSAFE_REDIRECT'), { errno: -311 })
    return { location: redirect.url.href }
  }
  if (head.status === 204 || head.status === 205) return null
  const type = head.headers.get('content-type')?.[0] ?? 'text/html'
  return { type: TYPE.test(type) ? type : type.split(';')[0].trim(), bytes: await wholeOf(body) }
}

/** Gives a page its document. False when it is too large. */
function showDocument (contents, url, { type, bytes }) {
  const plain = TYPE.test(type) ? type : 'text/html'
  if (contents._setContent(url, plain.includes('charset=') || !plain.startsWith('text/') ? plain : `${plain};charset=utf-8`, bytes, MOST)) return true
  return plain.startsWith('text/html') && contents._setContent(url, 'text/html;charset=utf-8', loaderOf(bytes), MOST)
}

/**
 * The documents of one page that the app answers for. `load` is what it makes of the answers: serial() counts the page's loads, of
 * which the last matters; abandon(), fail(code, url) and redirect(url) end one.
 */
class AppDocuments {
  #contents
  #load
  #serial = -1 // of the load that waits for the app
  #isShown = false // the engine goes to what the app has answered
  /** What loadURL says beside the URL: {headers, post}. */
  request = null

  constructor (contents, load) {
    this.#contents = contents
    this.#load = load
  }

  /** Whether the page's load waits for the app's answer. */
  get waits () { return this.#serial === this.#load.serial() }

  /** Whether there was something to forget. */
  forget () {
    const { waits } = this
    this.#serial = -1
    return waits
  }

  /** Whether the engine may go there because it is what the app has answered. */
  isShowing (url) {
    const isShown = this.#isShown && url.startsWith('data:')
    if (isShown) this.#isShown = false
    return isShown
  }

  /** What to ask for again: what the app has answered is data to the engine, which would show the same. */
  reloaded (url, current) {
    return url.startsWith('data:') && isIntercepted(this.#contents, current) ? current : url
  }

  /** Where the app answers for the engine: asks it. Whether it does for this URL. */
  ask (url) {
    if (!isIntercepted(this.#contents, url)) return false
    const serial = this.#serial = this.#load.serial()
    const answered = (use) => (given) => {
      if (this.#serial !== serial || !this.waits || this.#contents.isDestroyed()) return
      this.#serial = -1
      use(given)
    }
    const request = this.request ?? { headers: [], post: null }
    this.request = null
    askForDocument(this.#contents, url, request).then(answered((answer) => {
      if (answer === null) this.#load.abandon()
      else if (answer.location !== undefined) this.#load.redirect(answer.location)
      else if (showDocument(this.#contents, url, answer)) this.#isShown = true
      else this.#load.fail(-8, url)
    }), answered(({ errno = -2 }) => this.#load.fail(errno, url)))
    return true
  }
}

module.exports = { AppDocuments, interceptedSchemes, isIntercepted, setIntercepted }
