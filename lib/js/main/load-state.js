'use strict'

const path = require('path')
const { pathToFileURL } = require('url')
const { emitEvent } = require('./event')
const { ipcMainInternal } = require('./api/ipc-main')
const { errorName } = require('./net-errors')

// QWebEnginePage::NavigationType
const LINK_CLICKED = 0
const FORM_SUBMITTED = 2
const BACK_FORWARD = 3
const RELOAD = 4
const REDIRECT = 5
const OTHER = 6

/** Names that apps do not see. */
const DOCUMENT_CREATED = 'document-created'
const DOM_READY = 'dom-ready'

/**
 * Turns what Qt WebEngine and the page's shim tell into Electron's loading events, in Electron's order, and keeps the
 * promises of loadURL. One per WebContents.
 */
class LoadState {
  #contents
  #promise = null // of the load that loadURL began
  #programmatic = false // the next navigation request is loadURL's own
  #committed = true // the document of the current load is there
  #domReady = true
  #finished = null // what to do once dom-ready was told

  loading = false
  waiting = false
  url = ''

  constructor (contents) {
    this.#contents = contents
  }

  load (url, { httpReferrer, userAgent = '', extraHeaders = '', postData, baseURLForDataURL } = {}) {
    if (typeof url !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure from ' + String(url))
    if (postData || baseURLForDataURL) throw new Error('loadURL: postData and baseURLForDataURL are not supported')
    const headers = extraHeaders.split('\n').filter(Boolean)
    if (httpReferrer) headers.push(`Referer: ${typeof httpReferrer === 'string' ? httpReferrer : httpReferrer.url}`)
    this.#settle(new LoadError(-3, url))
    const promise = new Promise((resolve, reject) => { this.#promise = { resolve, reject, url } })
    promise.catch(() => {}) // a load that fails unheeded is told by did-fail-load alone
    let valid = null
    try {
      valid = new URL(url)
    } catch {}
    if (!valid) {
      setImmediate(() => { if (!this.#contents.isDestroyed()) this.#fail(-300, url) })
      return promise
    }
    this.#programmatic = true
    this.#contents._load(valid.href, headers, userAgent)
    return promise
  }

  loadFile (filePath, { query, search, hash } = {}) {
    if (typeof filePath !== 'string') throw new TypeError('Must pass filePath as a string')
    const url = pathToFileURL(path.resolve(require('./api/app').getAppPath(), filePath))
    if (query) url.search = new URLSearchParams(query).toString()
    if (search) url.search = search
    if (hash) url.hash = hash
    return this.load(url.href, {})
  }

  onStarted (url) {
    this.#programmatic = false
    this.#committed = false
    this.#domReady = false
    this.#finished = null
    this.waiting = true
    if (!this.loading) {
      this.loading = true
      emitEvent(this.#contents, 'did-start-loading')
    }
    this.#emitNavigation('did-start-navigation', url, false)
  }

  #emitNavigation (name, url, inPage) {
    const { processId, routingId } = this.#contents.mainFrame
    emitEvent(this.#contents, name, url, inPage, true, processId, routingId)
  }

  onUrlChanged (url) {
    if (!this.#committed && this.loading) {
      this.#commit(url)
    } else if (url !== this.url) {
      this.url = url
      this.#emitNavigation('did-start-navigation', url, true)
      const { processId, routingId } = this.#contents.mainFrame
      emitEvent(this.#contents, 'did-navigate-in-page', url, true, processId, routingId)
    }
  }

  #commit (url) {
    if (this.#committed) return
    this.#committed = true
    this.waiting = false
    this.url = url
    this.#contents._scripts.onDocumentGone()
    this.#contents._outbox.hold()
    const isHttp = url.startsWith('http')
    emitEvent(this.#contents, 'did-navigate', url, isHttp ? 200 : -1, isHttp ? 'OK' : '')
    const { processId, routingId } = this.#contents.mainFrame
    emitEvent(this.#contents, 'did-frame-navigate', url, isHttp ? 200 : -1, isHttp ? 'OK' : '', true, processId, routingId)
  }

  onDocumentCreated (url) {
    this.#contents._onDocumentCreated()
    this.#commit(url)
  }

  onDomReady () {
    if (this.#domReady) return
    this.#domReady = true
    this.#contents._outbox.open()
    emitEvent(this.#contents, 'dom-ready')
    const finished = this.#finished
    this.#finished = null
    if (finished) finished()
  }

  onSucceeded (url) {
    const finish = () => {
      if (!this.loading) return
      const { processId, routingId } = this.#contents.mainFrame
      this.loading = false
      this.waiting = false
      emitEvent(this.#contents, 'did-frame-finish-load', true, processId, routingId)
      if (this.#contents.isDestroyed()) return
      emitEvent(this.#contents, 'did-finish-load')
      this.#settle(null)
      if (this.#contents.isDestroyed()) return
      emitEvent(this.#contents, 'did-stop-loading')
    }
    this.#commit(url)
    if (this.#domReady) {
      finish()
      return
    }
    // The shim's message and Qt's notice come on different ways: whatever the page sent before comes before this answer.
    this.#finished = finish
    this.#contents._runScriptWithResult('0', 0, () => {
      if (!this.#contents.isDestroyed() && this.#finished === finish) this.onDomReady()
    })
  }

  onStopped (url) {
    this.#fail(-3, url)
  }

  onFailed (url, domain, code) {
    this.#fail(code, url)
  }

  onCrashed () {
    if (this.loading) this.#fail(-2, this.url)
  }

  onDestroyed () {
    this.#settle(new LoadError(-2, this.#promise?.url ?? this.url))
  }

  #fail (code, url) {
    const { processId, routingId } = this.#contents.mainFrame
    this.waiting = false
    this.#committed = true
    this.#domReady = true
    this.#finished = null
    emitEvent(this.#contents, 'did-fail-load', code, errorName(code), url, true, processId, routingId)
    this.#settle(new LoadError(code, url))
    if (this.#contents.isDestroyed() || !this.loading) return
    this.loading = false
    emitEvent(this.#contents, 'did-stop-loading')
  }

  #settle (error) {
    const promise = this.#promise
    this.#promise = null
    if (!promise) return
    if (error) promise.reject(error)
    else promise.resolve()
  }

  onNavigationRequest (url, type, isMainFrame) {
    if (!isMainFrame) return true
    if (this.#programmatic || type === BACK_FORWARD || type === RELOAD) return true
    if (type === REDIRECT) {
      const { processId, routingId } = this.#contents.mainFrame
      return !emitEvent(this.#contents, 'will-redirect', url, false, true, processId, routingId)
    }
    if (type !== LINK_CLICKED && type !== FORM_SUBMITTED && type !== OTHER) return true
    if (isSameDocument(url, this.url)) return true
    return !emitEvent(this.#contents, 'will-navigate', url)
  }
}

function isSameDocument (a, b) {
  const hash = a.indexOf('#')
  return hash >= 0 && a.slice(0, hash) === b.split('#')[0]
}

class LoadError extends Error {
  constructor (code, url) {
    super(`${errorName(code)} (${code}) loading '${url.length > 2048 ? url.slice(0, 2048) + '…' : url}'`)
    this.errno = code
    this.code = errorName(code)
    this.url = url
  }
}
Object.defineProperty(LoadError.prototype, 'name', { value: 'Error', writable: true, configurable: true })
Object.defineProperty(LoadError, 'name', { value: 'Error' })

ipcMainInternal.on(DOCUMENT_CREATED, (event, url) => event.sender._load_.onDocumentCreated(url))
ipcMainInternal.on(DOM_READY, (event) => event.sender._load_.onDomReady())

module.exports = { LoadState }
