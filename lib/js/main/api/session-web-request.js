'use strict'

const { engineUrl } = require('../engine-url')
const { RequestDecision } = require('../session/request-decision')
const { compilePattern } = require('../session/url-pattern')
const { warnOnce } = require('../report')
const hooks = require('../session/request-hooks')
const { RequestWatch } = process._linkedBinding('electron_browser_session')

// The engine holds a request only while it is being told of it, and stands still meanwhile.
const LONGEST_WAIT_MS = 2000
// Once a listener has been late.
const IMPATIENT_WAIT_MS = 200

/** By QWebEngineUrlRequestInfo::ResourceType. */
const resourceTypes = [
  'mainFrame', 'subFrame', 'stylesheet', 'script', 'image', 'font', 'other', 'object', 'media', 'script', 'script', 'other', 'image', 'xhr', 'ping',
  'script', 'cspReport', 'object', 'other', 'mainFrame', 'subFrame'
]
const typeOf = (type) => type === 254 ? 'webSocket' : resourceTypes[type] ?? 'other'
const filterTypes = new Set([...resourceTypes, 'webSocket'])

const ASKED_BEFORE = ['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders']
// What the interceptor knows nothing of, or not enough: a page's protocol line tells it.
const ANSWERED = ['onHeadersReceived', 'onResponseStarted', 'onBeforeRedirect', 'onCompleted', 'onErrorOccurred']
const WITH_HEADERS = ['onBeforeSendHeaders', 'onSendHeaders']

// By QWebEngineUrlRequestInfo::ResourceType: workers that several pages share, and the documents that are loaded ahead for them. They are
// in no page's line.
const SHARED = new Set([10, 15, 19, 20])

// Not the app's: how its pages fetch what the runtime sends them.
const OWN_SCHEME = /^runtime-/

/** {listener, matches} of a method's arguments; null to remove. */
function checkListener (args) {
  const [first, second] = args
  if (args.length === 0 || typeof first === 'function' || first === null || typeof first !== 'object') {
    if (typeof first !== 'function' && (first !== null || args.length === 0)) throw new TypeError('Must pass null or a Function')
    return first === null ? null : { listener: first, matches: () => true }
  }
  const { urls, types } = first
  if (!Array.isArray(urls) || urls.some((url) => typeof url !== 'string')) throw new TypeError("Parameter 'filter' must have property 'urls'.")
  const patterns = urls.map(compilePattern)
  for (const type of Array.isArray(types) ? types : []) {
    if (!filterTypes.has(type)) throw new TypeError(`Invalid type ${type}`)
  }
  if (second === null) return null
  if (typeof second !== 'function') throw new TypeError('Must pass null or a Function')
  const wanted = Array.isArray(types) && types.length > 0 ? new Set(types) : null
  return {
    listener: second,
    matches: (url, type) => (patterns.length === 0 || patterns.some((matches) => matches(url))) && (!wanted || wanted.has(type))
  }
}

/** As the policy strict-origin-when-cross-origin has it: the engine does not tell. */
function referrerOf ({ firstParty, initiator }, url, type) {
  const from = engineUrl(type === 'mainFrame' ? initiator : firstParty)
  if (!from || !/^https?:$/.test(from.protocol)) return ''
  if (type !== 'mainFrame' && from.origin === url.origin) return from.href.replace(/#.*/s, '')
  return from.protocol === 'https:' && url.protocol === 'http:' ? '' : `${from.origin}/`
}

let lastId = 0

class Watch {
  #native
  #session
  #listeners = new Map()
  #decision = null
  #onSettled = null // of that decision
  #wait = LONGEST_WAIT_MS

  constructor (session) {
    this.#session = session
    this.#native = new RequestWatch({ partition: session._partition })
    this.#native._onRequest = (raw) => this.#onRequest(raw)
    this.#native._takeAnswer = () => this.#takeAnswer()
  }

  set (name, args) {
    const entry = checkListener(args)
    if (entry) this.#listeners.set(name, entry)
    else this.#listeners.delete(name)
    if (ASKED_BEFORE.some((event) => this.#listeners.has(event))) this.#native.start()
    else this.#native.stop()
    hooks.set(this.#session, this)
  }

  /** What the session's pages shall be looked at for through their lines. */
  wants () {
    const has = (event) => this.#listeners.has(event)
    const anything = [...ANSWERED, ...WITH_HEADERS].some(has)
    return { anything, responses: has('onHeadersReceived'), requests: anything && ASKED_BEFORE.some(has) }
  }

  nextId () {
    return ++lastId
  }

  acceptLanguages () {
    return this.#session._acceptLanguages()
  }

  /** The listener of an event that wants to see such a request. */
  listenerFor (name, href, type) {
    const entry = this.#listeners.get(name)
    const url = entry && engineUrl(href)
    return url && entry.matches(url, type) ? entry.listener : null
  }

  #onRequest (raw) {
    const url = engineUrl(raw.url)
    // What no listener can be told of does not get past them.
    if (!url) return { cancel: true }
    if (OWN_SCHEME.test(url.protocol)) return undefined
    const type = typeOf(raw.type)
    const contents = raw.contents && !raw.contents.isDestroyed() ? raw.contents : null
    if (!SHARED.has(raw.type) && hooks.asks(contents, raw.url)) return undefined
    const details = {
      id: this.nextId(),
      url: raw.url,
      method: raw.method,
      timestamp: Date.now(),
      resourceType: type,
      ...(contents && { frame: type === 'mainFrame' ? contents.mainFrame : null, webContents: contents, webContentsId: contents.id }),
      referrer: referrerOf(raw, url, type)
    }
    const decision = new RequestDecision(details, this.#knownHeaders(contents), (name) => this.listenerFor(name, raw.url, type), () => {
      if (this.#decision === decision) this.#native.settle()
    })
    // One that goes nowhere, or elsewhere, is asked about anew whenever it comes again.
    const onSettled = () => {
      if (!decision.answer?.cancel && !decision.answer?.redirectURL) hooks.noteAsked(contents, raw.method, raw.url)
      return decision.answer
    }
    decision.start()
    if (decision.isSettled) return onSettled()
    this.#decision = decision
    this.#onSettled = onSettled
    return this.#wait
  }

  #takeAnswer () {
    const decision = this.#decision
    this.#decision = null
    if (decision.isSettled) return this.#onSettled()
    decision.abandon()
    this.#wait = IMPATIENT_WAIT_MS
    warnOnce(`webRequest: a listener did not call its callback within ${LONGEST_WAIT_MS} ms: the request is cancelled, and the next ones are waited for ${IMPATIENT_WAIT_MS} ms only`)
    return { cancel: true }
  }

  #knownHeaders (contents) {
    const languages = this.acceptLanguages()
    return {
      'User-Agent': contents?.getUserAgent() ?? this.#session.getUserAgent(),
      ...(languages && { 'Accept-Language': languages })
    }
  }
}

class WebRequest {
  constructor (session) {
    let watch = null
    for (const name of [...ASKED_BEFORE, ...ANSWERED]) {
      this[name] = (...args) => {
        watch ??= new Watch(session)
        watch.set(name, args)
      }
    }
  }
}

module.exports = { WebRequest }
