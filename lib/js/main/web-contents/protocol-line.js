'use strict'

const besideDevTools = require('./protocol-beside-dev-tools')
const { ProtocolSession } = require('../api/protocol-hub')

// What main says to a page by Chromium's DevTools protocol. All that need it for the runtime's own purposes share one session, which
// is there while anyone does.

/** How long documents to come wait at most for what is said to the page. */
const LONGEST_HOLD_MS = 1000
const ENDED = 'The connection to the page has ended'

// What holds for a page, not for a session: the last that sets it has it. A session sets all of it to nothing when it ends, and when
// the page has another process.
const IS_OF_THE_PAGE = /^(Emulation\.set|Network\.emulateNetworkConditions$)/
const OTHERS_ARE_DONE = [40, 200] // milliseconds that the end of a session takes to reach the page, mostly and at most

class ProtocolLine {
  #contents
  #session = null
  #kept = new Map()
  #later = [] // timers
  /** Set when the line's end would harm the page: it goes on without users then, until the page is gone. */
  lasts = false

  constructor (contents) {
    this.#contents = contents
  }

  /** Whether commands reach the page now. */
  get isOpen () {
    return this.#session !== null && this.#kept.size > 0
  }

  /**
   * Opens the line for a user of it, and gives commands at once and whenever the line opens anew.
   *
   * @param {string|symbol} user anew, his commands replace those before
   * @param {Array<[method: string, params?: object]>} commands
   * @param {{domain?: string, onEvent?: (method: string, params: object, sessionId?: string) => void, onEnd?: () => void,
   *   onOpen?: () => void}} [listener] of the events of some domains, parted by spaces, '*' for all, and of the line's end and
   *   beginning anew, when the process that it goes through has died
   * @returns {Promise<void>} settled when all are answered, or the line is gone; never rejected
   */
  keep (user, commands, listener = {}) {
    this.#kept.set(user, { commands, ...listener })
    if (!this.#session) return this.#open()
    this.#hear()
    return this.#give(commands)
  }

  /**
   * Ends what keep() began.
   *
   * @param {string|symbol} user
   * @param {Array<[method: string, params?: object]>} [undo] for what lasts as long as the line, which others may need yet
   */
  drop (user, undo = []) {
    if (!this.#kept.delete(user)) return
    if (this.#kept.size === 0 && !this.lasts) this.#close()
    else if (this.#session) {
      this.#give(undo)
      this.#hear()
    }
  }

  /**
   * Gives commands once, without an answer.
   *
   * @param {Array<[method: string, params?: object]>} commands
   * @returns {Promise<void>} as of keep()
   */
  async say (commands) {
    const user = Symbol('once')
    await this.keep(user, commands)
    this.drop(user)
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @param {string} [sessionId] of a target attached to by Target.setAutoAttach
   * @returns {Promise<object>} the result. Rejected with the engine's message, and when the line ends before
   */
  send (method, params = {}, sessionId = undefined) {
    return this.#session?.send(method, params, sessionId) ?? Promise.reject(new Error(ENDED))
  }

  /** Other sessions than the line's may have taken away what holds for the whole page: one has ended, or there is a new document. */
  giveAnew () {
    this.#giveWhatIsOfThePage()
    this.#later.forEach(clearTimeout)
    this.#later = OTHERS_ARE_DONE.map((delay) => setTimeout(() => this.#giveWhatIsOfThePage(), delay).unref())
  }

  /** The page is gone. */
  end () {
    this.#close()
    this.#kept.clear()
  }

  /** The engine's page has come to it, of a window that another page has opened. */
  begin () {
    if (!this.#session && this.#kept.size > 0) this.#open()
  }

  #giveWhatIsOfThePage () {
    const commands = [...this.#kept.values()].flatMap(({ commands }) => commands)
    if (this.isOpen) this.#give(commands.filter(([method]) => IS_OF_THE_PAGE.test(method)))
  }

  async #open () {
    if (this.#contents._isExpected) return
    this.#session = new ProtocolSession(this.#contents, {
      onEvent: (method, params, sessionId) => this.#onEvent(method, params, sessionId),
      onBroken: () => this.#onBroken()
    })
    this.#hear()
    besideDevTools.follow(this.#contents)
    const kept = [...this.#kept.values()]
    await Promise.all(kept.map(({ commands, onOpen }) => {
      const given = this.#give(commands)
      onOpen?.()
      return given
    }))
    // After the session that asked for the page's name.
    this.giveAnew()
  }

  #onEvent (method, params, sessionId) {
    const domain = method.slice(0, method.indexOf('.'))
    const hearers = [...this.#kept.values()].filter(({ domain: heard }) => heard === '*' || heard?.split(' ').includes(domain))
    for (const { onEvent } of hearers) onEvent(method, params, sessionId)
    // Held for somebody who has gone.
    if (method === 'Fetch.requestPaused' && hearers.length === 0) this.send('Fetch.continueRequest', { requestId: params.requestId }, sessionId).catch(() => {})
  }

  #onBroken () {
    this.#session = null
    this.#tellOfEnd()
    if (this.#kept.size > 0 && !this.#contents.isDestroyed()) this.#open()
  }

  #hear () {
    const domains = new Set([...this.#kept.values()].flatMap(({ domain }) => domain?.split(' ') ?? []))
    if (this.lasts) domains.add('Fetch')
    this.#session.hear([...domains])
  }

  async #give (commands) {
    await Promise.allSettled(commands.map(([method, params]) => this.send(method, params)))
  }

  #close () {
    this.#later.forEach(clearTimeout)
    if (!this.#session) return
    const session = this.#session
    this.#session = null
    session.close(ENDED)
    this.#tellOfEnd()
  }

  #tellOfEnd () {
    for (const { onEnd } of [...this.#kept.values()]) onEnd?.()
  }
}

const methods = {
  /** @returns {ProtocolLine} the page's; made when first asked for */
  _protocol () {
    this._protocolLine ??= new ProtocolLine(this)
    return this._protocolLine
  },

  _onAdopted () {
    this._isExpected = false
    this._protocolLine?.begin()
  },

  /**
   * What documents to come shall find: lets them wait for it.
   *
   * @param {Promise<void>} given of keep()
   */
  async _loadAfter (given) {
    this._holdLoads()
    let timer
    await Promise.race([given, new Promise((resolve) => { timer = setTimeout(resolve, LONGEST_HOLD_MS) })])
    clearTimeout(timer)
    if (!this.isDestroyed()) this._releaseLoads()
  }
}

module.exports = { methods }
