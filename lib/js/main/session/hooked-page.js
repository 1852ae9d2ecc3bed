'use strict'

const { isIntercepted } = require('../intercepted-load')
const { engineUrl } = require('../engine-url')
const { HookedRequest } = require('./hooked-request')

// What the runtime sends its pages, and what makes no request.
const NOT_TOLD = /^(?:about|blob|chrome|chrome-error|devtools|runtime-[\w-]*):/i

const RESPONSE = { urlPattern: '*', requestStage: 'Response' }
const REQUEST = { urlPattern: '*', requestStage: 'Request' }
// Workers tell of their requests themselves. They do not wait for that: one would wait for ever where the line ends before it is heard of.
const AUTO_ATTACH = ['Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }]
// Bodies are not asked for by this: none are kept.
const NETWORK = ['Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }]
// WORKAROUND (Chromium 102): of requests that are begun while Fetch is being switched off some hang for ever. Once on, it stays on.
const HOLD_NOTHING = ['Fetch.enable', { patterns: [{ urlPattern: 'runtime-nothing:' }] }]
const UNDO = [['Target.setAutoAttach', { autoAttach: false, waitForDebuggerOnStart: false, flatten: true }]]

// Of some the end is never told, such as those of a process that is gone.
const MOST_REQUESTS = 2000

// From the interceptor to the line.
const LONGEST_WAY_MS = 1000

const ignore = () => {}

/**
 * The requests of a page as its protocol line tells of them: the domain Fetch holds each (of http, https and file) before it is sent and
 * when its headers are there, until it is answered, as far as listeners want that; Network tells of its response and its end, and of
 * those that Fetch does not see.
 */
class HookedPage {
  #contents
  #watch
  #line
  #wanted = { anything: false, responses: false, requests: false }
  #isOn = false
  #mainFrame = ''
  #requests = new Map() // by Network's id
  #paused = new Map() // Fetch's id → the session's
  #asked = [] // by the interceptor, of what the line has yet to tell
  #isLeaving = false
  #ready = null // while the line is being opened: settled when it answers, or is gone

  constructor (contents, watch) {
    this.#contents = contents
    this.#watch = watch
    this.#line = contents._protocol()
  }

  /** @param {{responses: boolean, requests: boolean}} wanted what is held: responses once their headers are there, requests before they are sent */
  keep (wanted) {
    const { anything: isKept, responses, requests } = this.#wanted
    if (isKept && wanted.responses === responses && wanted.requests === requests) return
    this.#wanted = wanted
    const patterns = [...(wanted.responses ? [RESPONSE] : []), ...(wanted.requests ? [REQUEST] : [])]
    this.#ready = null
    if (patterns.length > 0) this.#line.lasts = true
    const hold = patterns.length > 0 ? [['Fetch.enable', { patterns }]] : this.#line.lasts ? [HOLD_NOTHING] : []
    this.#line.keep('web-request', [...hold, NETWORK, AUTO_ATTACH], {
      domain: 'Fetch Network Target',
      onEvent: (method, params, sessionId) => this.#onEvent(method, params, sessionId),
      onOpen: () => this.#begin(),
      onEnd: () => this.#end()
    })
    if (!this.#ready && this.#line.isOpen) this.#begin()
  }

  drop () {
    const paused = [...this.#paused]
    this.#end()
    for (const [requestId, sessionId] of paused) this.#line.send('Fetch.continueRequest', { requestId }, sessionId).catch(ignore)
    this.#line.drop('web-request', this.#line.lasts ? [HOLD_NOTHING, ...UNDO] : UNDO)
  }

  /** What a page sends as it closes is decided at once: it would go on without an answer when the line ends. */
  onLeaving (isLeaving) {
    this.#isLeaving = isLeaving
  }

  /** Whether the line asks the listeners about a request for `url` before it is sent. */
  asks (url) {
    return this.#isOn && !this.#isLeaving && this.#wanted.requests && /^(?:https?|file):/i.test(url) && !isIntercepted(this.#contents, url)
  }

  /** The interceptor has asked, before the line answered that it does or as the page closes, and has let the request go on. */
  noteAsked (method, url) {
    if (this.#ready || this.#isLeaving) this.#asked.push(`${method} ${url}`)
  }

  #isAsked ({ responseStatusCode, request }) {
    if (this.#asked.length === 0 || responseStatusCode !== undefined) return false
    const at = this.#asked.indexOf(`${request.method} ${request.url}${request.urlFragment ?? ''}`)
    if (at >= 0) this.#asked.splice(at, 1)
    return at >= 0
  }

  // The engine answers in order: this one after those that set the line up. Documents wait until their listeners are told of them.
  #begin () {
    this.#isOn = false
    const asked = [this.#line.send('Target.getTargetInfo')]
    // What a document that is there already sends is not held until its process, which answers this, has heard of it.
    const hear = () => this.#line.send('Runtime.getIsolateId')
    if (this.#contents.getURL() !== '' && !this.#contents.isCrashed()) asked.push(hear().then(hear))
    const ready = this.#ready = Promise.all(asked).then(([{ targetInfo }]) => {
      this.#mainFrame = targetInfo.targetId
      this.#isOn = true
      // All of them have arrived by then.
      setTimeout(() => { this.#asked = [] }, LONGEST_WAY_MS).unref()
    }, ignore).finally(() => { if (this.#ready === ready) this.#ready = null })
    this.#contents._loadAfter(ready)
  }

  // What waits has gone on without its answer.
  #end () {
    this.#isOn = false
    const requests = [...this.#requests.values()]
    this.#requests.clear()
    this.#paused.clear()
    const isGone = !this.#contents.constructor.getAllWebContents().includes(this.#contents)
    for (const request of requests) isGone ? request.onPageGone() : request.abandon()
  }

  #onEvent (method, params, sessionId) {
    if (this.#contents.isDestroyed()) return
    switch (method) {
      case 'Fetch.requestPaused': return this.#onPaused(params, sessionId)
      case 'Target.attachedToTarget': return this.#onWorker(params)
      case 'Network.requestWillBeSent': return this.#onSent(params)
      case 'Network.requestServedFromCache': return this.#requests.delete(params.requestId)
      case 'Network.responseReceivedExtraInfo': return this.#of(params.requestId).onExtraInfo(params)
      case 'Network.responseReceived': return this.#requests.get(params.requestId)?.onResponse(params.response)
      case 'Network.loadingFinished': return this.#finish(params.requestId, (request) => request.onFinished())
      case 'Network.loadingFailed': return this.#finish(params.requestId, (request) => request.onFailed(params.errorText))
    }
  }

  #of (networkId) {
    let request = this.#requests.get(networkId)
    if (!request) {
      request = new HookedRequest(this.#contents, this.#watch, this)
      this.#requests.set(networkId, request)
      if (this.#requests.size > MOST_REQUESTS) this.#requests.delete(this.#requests.keys().next().value)
    }
    return request
  }

  #finish (networkId, tell) {
    const request = this.#requests.get(networkId)
    if (!request) return
    this.#requests.delete(networkId)
    tell(request)
  }

  #onSent ({ requestId, request, type, frameId, redirectResponse }) {
    const { protocol } = engineUrl(request.url) ?? {}
    // Images in data: URLs are read by the page itself.
    if (!protocol || NOT_TOLD.test(request.url) || (protocol === 'data:' && type !== 'Document')) return
    this.#of(requestId).onSent({ request, resourceType: type, frameId }, redirectResponse)
  }

  #onPaused (params, sessionId) {
    const { requestId, networkId } = params
    // What is asked for as a download has no other name, and nobody tells of its end.
    const name = networkId ?? requestId.replace(/\.\d+$/, '')
    const isAsked = this.#isAsked(params)
    const request = this.#of(name)
    this.#paused.set(requestId, sessionId)
    const answer = (method, more = {}) => {
      if (method !== 'Fetch.getResponseBody') this.#paused.delete(requestId)
      return this.#line.send(method, { requestId, ...more }, sessionId)
    }
    if (isAsked) answer('Fetch.continueRequest').catch(ignore)
    else request.onPaused(params, answer)
    if (networkId === undefined) request.onAnswered = (isThrough) => this.#finish(name, () => request.onLost(isThrough))
  }

  #onWorker ({ sessionId }) {
    for (const [method, params] of [NETWORK, AUTO_ATTACH]) this.#line.send(method, params, sessionId).catch(ignore)
  }

  isMainFrame (frameId) {
    return frameId === this.#mainFrame || this.#mainFrame === ''
  }

  /** A request's resourceType. */
  typeOf ({ resourceType, frameId }) {
    if (resourceType !== 'Document') return types[resourceType] ?? 'other'
    return this.isMainFrame(frameId) ? 'mainFrame' : 'subFrame'
  }
}

/** Of the protocol's Network.ResourceType. */
const types = {
  Stylesheet: 'stylesheet',
  Image: 'image',
  Media: 'media',
  TextTrack: 'media',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  EventSource: 'xhr',
  Preflight: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport'
}

module.exports = { HookedPage }
