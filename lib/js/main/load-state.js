'use strict'

const { BULK_STAY } = require('../common/channels')
const { conversionError } = require('./argument-error')
const { emitEvent } = require('./event')
const { AppDocuments, isIntercepted } = require('./intercepted-load')
const { LoadEvents } = require('./load-events')
const { LoadPromise, OpenLoads } = require('./load-promise')
const { decodeQuietly, fileUrl, isSameDocument, readRequest, statusOf, validHref } = require('./load-request')
const { errorName } = require('./net-errors')
require('./load-messages')

// QWebEnginePage::NavigationType
const TYPED = 1
const BACK_FORWARD = 3
const RELOAD = 4
const REDIRECT = 6

// QWebEngineLoadingInfo::ErrorDomain: a page that came with a status of 400 or more
const HTTP_STATUS_DOMAIN = 7

/**
 * Turns what Qt WebEngine and the page's shim tell into Electron's loading events, in Electron's order, and keeps the
 * promises of loadURL. One per WebContents.
 *
 * A load goes through: start (did-start-navigation), the new document (did-navigate), dom-ready, finish. Qt WebEngine tells
 * start and finish, the shim the new document and dom-ready; either may be first. Qt WebEngine shows a page of its own for a
 * load that failed, and runs the shim in it: its messages are not the app's.
 */
class LoadState extends LoadEvents {
  openLoads = new OpenLoads()
  #started = false // did-start-navigation was told for the load that waits
  #committed = true // the document of the current load is there
  #finished = true // did-finish-load was told for it
  #inPage = false // loadURL changes the fragment of the current document only
  #errorPage = false
  #domReady = true
  #onDomReady = null // what waits for dom-ready
  #qtUrl = '' // as Qt WebEngine writes it
  #alias = { qtUrl: '', url: '' } // of the last loadURL
  #requested = '' // what loadURL wants, until the engine asks whether it may go there
  #serial = 0 // counts the starts
  #app // answers in the engine's place
  #target = '' // of the load that has started last
  #underway = true // the engine has told that it begins; of what is stopped before, it tells nothing

  url = ''

  constructor (contents) {
    super(contents)
    this.#app = new AppDocuments(contents, {
      serial: () => this.#serial,
      abandon: () => this.#abandon(),
      fail: (code, url) => this.#fail(code, url, errorName(code)),
      redirect: (url) => this.#goOn(url)
    })
  }

  load (url, options = {}) {
    if (typeof url !== 'string') throw conversionError(0, url)
    if (typeof options !== 'object' || options === null) throw conversionError(1, options)
    const { headers, post } = readRequest(options)
    if (typeof options.userAgent === 'string' && options.userAgent !== '') this._contents.setUserAgent(options.userAgent)
    const valid = validHref(url)
    const load = new LoadPromise(valid ?? url)
    if (valid === null) {
      load.onFail(-300, 'ERR_INVALID_URL', url === 'http://' || url === 'https://' ? url.slice(0, -2) : url)
      this._emit('did-fail-load', -300, 'ERR_INVALID_URL', url, true)
      load.onFinish()
      return load.promise
    }
    this.openLoads.add(load)
    this.#inPage = !this.loading && !this.#errorPage && isSameDocument(valid, this.url)
    const first = this.url === '' && !this.loading
    if (first) this._emit('frame-created', { frame: this._contents.mainFrame })
    if (this._contents.isDestroyed()) return load.promise
    if (!this.#inPage) this.#startLoading()
    // The very first load starts at once, others when the present document lets them.
    if (first && !this._contents.isDestroyed()) this.#start(valid)
    if (this._contents.isDestroyed()) return load.promise
    this.#requested = valid
    if (this.#app.waits) {
      this.#started = false
      this.#start(valid)
    }
    if (isIntercepted(this._contents, valid)) {
      this.#app.request = { headers, post }
      this.onNavigationRequest(valid, TYPED, true)
      return load.promise
    }
    this.#underway = false
    this.#alias = { qtUrl: this._contents._load(valid, headers, post), url: valid }
    return load.promise
  }

  loadFile (filePath, options = {}) {
    if (typeof filePath !== 'string') throw new TypeError('Must pass filePath as a string')
    return this.load(fileUrl(filePath, options ?? {}))
  }

  #toUrl (qtUrl) {
    return qtUrl === this.#alias.qtUrl ? this.#alias.url : qtUrl
  }

  #startLoading () {
    if (this.loading) return
    this.loading = true
    this.waiting = true
    this.#started = false
    this._emit('did-start-loading')
  }

  // A new document is on its way.
  #start (url) {
    if (this.#started) return
    this.#serial++
    this.#target = url
    this.#startLoading()
    this.#started = true
    this.#committed = false
    this.#finished = false
    this.#inPage = false
    this.#domReady = false
    this.#onDomReady = null
    this.#errorPage = false
    this.waiting = true
    this.openLoads.onStartNavigation(url)
    this._emit('did-start-navigation', url, false, ...this._frame())
  }

  // What Qt WebEngine tells

  onStarted (qtUrl) {
    this.#underway = true
    this.#start(this.#toUrl(qtUrl))
  }

  onUrlChanged (qtUrl) {
    const url = this.#toUrl(qtUrl)
    if (this.loading && !this.#committed && !this.#inPage) {
      // The new document: the shim or the end of the load tells whether it is the wanted one or an error page.
      this.#qtUrl = qtUrl
      this.url = url
      return
    }
    if (qtUrl === this.#qtUrl) return
    this.#qtUrl = qtUrl
    this.#navigateInPage(url)
  }

  #navigateInPage (url) {
    this.#inPage = false
    const alone = !this.loading
    if (alone) this.#startLoading()
    if (!this._emit('did-start-navigation', url, true, ...this._frame())) return
    this.url = url
    if (!this._emit('did-navigate-in-page', url, ...this._frame())) return
    if (!alone) return
    this.openLoads.onFinish()
    this._stopLoading()
  }

  /** @param {number} status of HTTP, 0 when there is none */
  onSucceeded (qtUrl, status) {
    if (!this.loading) return
    if (!this.#committed) this.#commit(this.#toUrl(qtUrl), status)
    this.#whenDomReady(() => this.#whenFramesTold(() => this.#finish()))
  }

  onFailed (qtUrl, domain, code, text) {
    if (domain === HTTP_STATUS_DOMAIN) this.onSucceeded(qtUrl, code)
    else if (code === 0) this.onStopped(qtUrl)
    else this.#fail(code, this.#toUrl(qtUrl), text.startsWith('net::') ? text.slice(5) : errorName(code))
  }

  /** A load ended without a document: stopped, or turned into a download. */
  onStopped (qtUrl) {
    // The engine, which was told not to go there.
    if (!this.loading || this.#app.waits) return
    const url = this.#toUrl(qtUrl)
    if (this.#committed && !this.#finished) {
      this.openLoads.onFail(-3, '', url)
      if (!this._emit('did-fail-load', -3, '', url, ...this._frame())) return
    }
    this.#abandon()
  }

  #abandon () {
    this._contents._sendInternal(BULK_STAY)
    if (this.#committed) this._contents._outbox.open()
    this.#committed = this.#finished = this.#domReady = true
    this.#started = false
    this.#onDomReady = null
    this._stopLoading()
    this.openLoads.onStop()
  }

  #fail (code, url, text) {
    if (!this.loading) this.#start(url)
    if (this._contents.isDestroyed()) return
    const first = !this.#committed
    this.#committed = this.#domReady = true
    this.#started = false
    this.waiting = false
    this.#errorPage = true
    this.url = url
    this._contents._onNewDocument()
    this.openLoads.onFail(code, text, url)
    if (first && !this._emit('did-fail-provisional-load', code, text, url, ...this._frame())) return
    if (!this._emit('did-fail-load', code, text, url, ...this._frame())) return
    this._contents._outbox.open()
    process.emitWarning(`Failed to load URL: ${url} with error: ${text}`, 'electron')
    if (this._emit('dom-ready')) this.#finish()
  }

  /** The app stops the page: the engine knows nothing of what it is to answer itself, or has not begun with. */
  onStop () {
    if (this.#app.forget() || (this.loading && !this.#underway)) this.#abandon()
  }

  /** The renderer process died. */
  onCrashed () {
    if (this.loading) this.#abandon()
  }

  onDestroyed () {
    this.openLoads.onStop()
  }

  /** The page's beforeunload refused to go. */
  onRefused () {
    if (this.loading && !this.#committed) this.#abandon()
    else this._contents._sendInternal(BULK_STAY)
  }

  // What the shim tells

  onDocumentCreated (url) {
    if (url.startsWith('chrome-error:')) {
      this.#errorPage = true
      return
    }
    this.#errorPage = false
    if (!this.loading) return
    if (!this.#committed) this.#commit(url, 0)
    else if (this.#started && url !== this.url) this.url = url
  }

  onDomReady () {
    if (this.#domReady || this.#errorPage) return
    this.#domReady = true
    this._contents._outbox.open()
    emitEvent(this._contents.mainFrame, 'dom-ready')
    if (!this._emit('dom-ready')) return
    const then = this.#onDomReady
    this.#onDomReady = null
    if (then) then()
  }

  // The document is there.
  #commit (url, status) {
    this.#start(url)
    if (this._contents.isDestroyed()) return
    this.#committed = true
    this.#started = false
    this.waiting = false
    this.url = url
    this._contents._onNewDocument()
    this._contents._outbox.hold()
    const [code, text] = statusOf(url, status)
    if (!this._emit('did-frame-navigate', url, code, text, ...this._frame())) return
    this._emit('did-navigate', url, code, text)
  }

  // Qt's notice and the shim's message come on different ways: what the page sent before comes before the answer to a ping.
  #whenDomReady (then) {
    if (this.#domReady) {
      then()
      return
    }
    const serial = this.#serial
    this.#onDomReady = then
    this._contents._scripts.barrier(() => {
      if (this.#serial !== serial || this.#onDomReady !== then) return
      this.#errorPage = false
      this.onDomReady()
    })
  }

  // What frames within the page told before they had loaded comes before the end of the page's load.
  #whenFramesTold (then) {
    if (!this._contents._frames.isExpected) {
      then()
      return
    }
    const serial = this.#serial
    this._contents._frames.settle(() => {
      if (this.#serial === serial && !this._contents.isDestroyed()) then()
    })
  }

  #finish () {
    if (this.#finished || !this.loading) {
      this._stopLoading()
      return
    }
    this.#finished = true
    const serial = this.#serial
    if (!this._emit('did-frame-finish-load', ...this._frame())) return
    const loads = [...this.openLoads]
    if (!this._emit('did-finish-load')) return
    this.openLoads.onFinish(loads)
    // Those who wait for loadURL come before the listeners of did-stop-loading.
    queueMicrotask(() => {
      if (serial === this.#serial && this.#finished && !this._contents.isDestroyed()) this._stopLoading()
    })
  }

  /** Whether that is what the main frame waits for. */
  isLoadOf (qtUrl) {
    return this.loading && !this.#committed && this.#target === this.#toUrl(qtUrl)
  }

  /** Whether loadURL asks for it. */
  isRequested (qtUrl) { return this.#requested !== '' && this.#toUrl(qtUrl) === this.#requested }

  /** False forbids the navigation. */
  onNavigationRequest (qtUrl, type, isMainFrame) {
    const url = this.#toUrl(qtUrl)
    if (!isMainFrame) {
      this._contents._frames.isExpected = true
      const [, processId, routingId] = this._frame()
      this._emit('did-start-navigation', url, false, false, processId, routingId)
      return true
    }
    // What Qt has no URL for, the page loads itself on loadURL's behalf.
    if (this.#app.isShowing(url)) return true
    const target = type === RELOAD ? this.#app.reloaded(url, this.url) : url
    return this.#mayNavigate(target, type) && !this.#app.ask(target)
  }

  #mayNavigate (url, type) {
    const isRequested = url === this.#requested
    this.#requested = ''
    if (isRequested || type === TYPED || type === BACK_FORWARD || type === RELOAD) {
      // Another load while one waits takes its place.
      if (this.waiting && this.#serial > 0 && this.#started && this.openLoads.size > 1) this.#started = false
      this.#start(url)
      return !this._contents.isDestroyed()
    }
    if (type === REDIRECT && this.waiting && this.#started) return this.#redirect(url)
    return this.#navigateByPage(url)
  }

  /** The app's redirection. */
  #goOn (url) {
    if (!this.#redirect(url) || this.#app.ask(url)) return
    this.#requested = url
    this.#alias = { qtUrl: this._contents._load(url, [], null), url }
  }

  #redirect (url) {
    if (emitEvent(this._contents, 'will-redirect', url, false, ...this._frame())) {
      if (!this._contents.isDestroyed()) this.#abandon()
      return false
    }
    return this._emit('did-redirect-navigation', url, false, ...this._frame())
  }

  // A link, a form, location = …: the app may refuse.
  #navigateByPage (url) {
    if (isSameDocument(url, this.url)) return true
    const interrupted = this.loading && this.#committed && !this.#finished
    if (interrupted) {
      this.#domReady = true
      this.#finish()
      if (this._contents.isDestroyed()) return false
    }
    this.#started = false
    this.#start(url)
    if (this._contents.isDestroyed()) return false
    if (!emitEvent(this._contents, 'will-navigate', url, false, ...this._frame())) return !this._contents.isDestroyed()
    if (!this._contents.isDestroyed()) this.#abandon()
    return false
  }

  /** Whether a title is the page's own: Qt WebEngine makes one of the URL for a document that has none yet. */
  isOwnTitle (title) {
    if (this.#errorPage) return false
    if (this.#committed) return true
    return !decodeQuietly(this.url || this.#alias.url).includes(title) && !this.#qtUrl.includes(title)
  }
}

module.exports = { LoadState }
