'use strict'

// What main says to a page by Chromium's DevTools protocol (runtime/web/page_protocol). All that need it share one line, which is open
// while anyone does, and closed while the page's DevTools are open: a page has one inspector.

/** How long documents to come wait at most for what is said to the page. */
const LONGEST_HOLD_MS = 1000
const ENDED = 'The connection to the page has ended'

class ProtocolLine {
  #contents
  #isOpen = false
  #isTaken = false // by the DevTools
  #lastId = 0
  #asked = new Map()
  #kept = new Map()

  constructor (contents) {
    this.#contents = contents
  }

  /** Whether commands reach the page now. */
  get isOpen () {
    return this.#isOpen
  }

  /**
   * Opens the line for a user of it, and gives commands at once and whenever the line opens anew, as after the DevTools.
   *
   * @param {string|symbol} user anew, his commands replace those before
   * @param {Array<[method: string, params?: object]>} commands
   * @param {{domain?: string, onEvent?: (method: string, params: object, sessionId?: string) => void, onEnd?: () => void,
   *   onOpen?: () => void}} [listener] of a domain's events, '*' for all, and of the line's end and beginning anew
   * @returns {Promise<void>} settled when all are answered, or the line is gone; never rejected
   */
  keep (user, commands, listener = {}) {
    this.#kept.set(user, { commands, ...listener })
    if (!this.#isOpen) return this.#open()
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
    if (this.#kept.size === 0) this.#close()
    else if (this.#isOpen) {
      this.#give(undo)
      this.#hear()
    }
  }

  /**
   * Gives commands once, without an answer. They go nowhere while the line cannot be open.
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
    if (!this.#isOpen) return Promise.reject(new Error(ENDED))
    const id = ++this.#lastId
    this.#contents._sendProtocol(JSON.stringify({ id, method, params, sessionId }))
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }))
  }

  /** The page's DevTools take its inspector's place. */
  giveWay () {
    this.#isTaken = true
    this.#close()
  }

  /** They are closed. */
  takeBack () {
    if (!this.#isTaken) return
    this.#isTaken = false
    if (this.#kept.size > 0) this.#open()
  }

  /** A message of the engine's. */
  take (text) {
    // What the inspector itself complains of is none.
    if (!text.startsWith('{')) return
    const { id, method, params, sessionId, result, error } = JSON.parse(text)
    if (method) {
      const domain = method.slice(0, method.indexOf('.'))
      for (const { domain: heard, onEvent } of [...this.#kept.values()]) {
        if (heard === '*' || heard?.split(' ').includes(domain)) onEvent(method, params ?? {}, sessionId)
      }
      return
    }
    const asked = this.#asked.get(id)
    this.#asked.delete(id)
    if (error) asked?.reject(Object.assign(new Error(error.message), { code: error.code }))
    else asked?.resolve(result ?? {})
  }

  /** The page is gone. */
  end () {
    this.#close()
    this.#kept.clear()
  }

  /** The engine's page has come to it, of a window that another page has opened. */
  begin () {
    if (!this.#isOpen && this.#kept.size > 0) this.#open()
  }

  async #open () {
    if (this.#isTaken || this.#contents._isExpected) return
    this.#contents._openProtocol()
    this.#isOpen = true
    this.#hear()
    const kept = [...this.#kept.values()]
    await Promise.all(kept.map(({ commands, onOpen }) => {
      const given = this.#give(commands)
      onOpen?.()
      return given
    }))
  }

  #hear () {
    const domains = new Set([...this.#kept.values()].flatMap(({ domain }) => domain?.split(' ') ?? []))
    this.#contents._hearProtocol([...domains].join())
  }

  async #give (commands) {
    await Promise.allSettled(commands.map(([method, params]) => this.send(method, params)))
  }

  #close () {
    if (!this.#isOpen) return
    this.#isOpen = false
    if (!this.#contents.isDestroyed()) this.#contents._closeProtocol()
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    for (const { reject } of asked) reject(new Error(ENDED))
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
  },

  _onProtocol (text) {
    this._protocolLine?.take(text)
  }
}

module.exports = { methods }
