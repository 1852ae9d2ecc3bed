'use strict'

const { EventEmitter } = require('events')
const { checkArguments } = require('../argument-error')
const { acceptCallbacks } = require('../callback-forms')
const { emitEvent, hideEmitterState } = require('../event')
const { CookieMirror } = require('../session/cookie-mirror')
const { belongsTo, cookieOf, parseUrl } = require('../session/cookie-rules')
const { warnOnce } = require('../report')

/** What cookies.get looks at: what has another type counts as absent. */
const filters = {
  url: ['string', () => true],
  name: ['string', (cookie, name) => cookie.name === name],
  // Of that domain and of those below it.
  domain: ['string', ({ domain }, wanted) => {
    const [own, above] = [domain.replace(/^\./, ''), wanted.replace(/^\./, '')]
    return own === above || own.endsWith(`.${above}`)
  }],
  path: ['string', (cookie, path) => cookie.path === path],
  secure: ['boolean', (cookie, secure) => cookie.secure === secure],
  session: ['boolean', (cookie, session) => cookie.session === session],
  httpOnly: ['boolean', (cookie, httpOnly) => cookie.httpOnly === httpOnly]
}

function matcher (filter) {
  const tests = Object.entries(filters).filter(([name, [type]]) => typeof filter[name] === type) // eslint-disable-line valid-typeof
  const hasUrl = typeof filter.url === 'string' && filter.url !== ''
  const url = hasUrl ? parseUrl(filter.url) : null
  return (cookie) => {
    if (hasUrl && (!url || !belongsTo(url, cookie))) return false
    return tests.every(([name, [, test]]) => test(cookie, filter[name]))
  }
}

/** The cookies of a session. Emits 'changed'. */
class Cookies extends EventEmitter {
  #native
  #mirror = null

  constructor (native) {
    super()
    hideEmitterState(this)
    this.#native = native
  }

  get _mirror () {
    this.#mirror ??= new CookieMirror(this.#native, (...change) => emitEvent(this, 'changed', ...change))
    return this.#mirror
  }

  async get (...args) {
    checkArguments(args, 'object')
    return this._mirror.find(matcher(args[0]))
  }

  async set (...args) {
    checkArguments(args, 'object')
    await this._mirror.set(cookieOf(args[0]))
  }

  async remove (...args) {
    checkArguments(args, 'string', 'string')
    const url = parseUrl(args[0])
    if (url) await this._mirror.remove(url, args[1])
  }

  /** The engine writes by itself, at the latest after 30 seconds and when the app ends. */
  async flushStore () {
    warnOnce('cookies.flushStore has no effect: the engine writes cookies within 30 seconds, and when the app ends')
  }
}

acceptCallbacks(Cookies.prototype, { get: 'error', set: 'error', remove: 'value', flushStore: 'value' })

module.exports = { Cookies }
