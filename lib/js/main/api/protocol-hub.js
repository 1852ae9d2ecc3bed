'use strict'

const { ProtocolHub } = process._linkedBinding('electron_browser_web_contents')
const { targetOf } = require('../web-contents/protocol-target')

// Chromium's DevTools protocol, without a port: one line for the whole app, from which sessions with pages are begun. A session is
// a client of its own to the engine, as DevTools are: what one sets, enables or ends is nothing to the others.

const LINGER = 3000 // milliseconds that the line stays open for the next session

let hub = null

class Hub extends ProtocolHub {
  #lastId = 0
  #asked = new Map() // id → {session, resolve, reject}
  #owners = new Map() // the engine's id of a session, or of a child of one → ProtocolSession
  #users = new Set()

  constructor () {
    super({})
  }

  static open () {
    hub ??= new Hub()
    return hub
  }

  begin (session) {
    this.#users.add(session)
  }

  end (session, text) {
    for (const [id, { session: asker, reject }] of [...this.#asked]) {
      if (asker !== session) continue
      this.#asked.delete(id)
      reject(new Error(text))
    }
    for (const [id, owner] of [...this.#owners]) if (owner === session) this.#owners.delete(id)
    this.#users.delete(session)
    if (this.#users.size > 0) return
    setTimeout(() => {
      if (this.#users.size === 0 && hub === this) this.#close()
    }, LINGER).unref()
  }

  adopt (id, session) {
    this.#owners.set(id, session)
  }

  /** The engine is silent about a session that it does not know. */
  isOf (session, sessionId) {
    return this.#owners.get(sessionId) === session
  }

  ask (session, method, params, sessionId) {
    const id = ++this.#lastId
    if (!this.isDestroyed()) this.send(JSON.stringify({ id, method, params, sessionId }))
    return new Promise((resolve, reject) => this.#asked.set(id, { session, resolve, reject }))
  }

  #close () {
    if (hub === this) hub = null
    if (!this.isDestroyed()) this.close()
  }

  /** A message of the engine's; empty when there will be no more. */
  _onMessage (text) {
    if (text === '') {
      this.#close()
      for (const session of [...this.#users]) session.onBroken()
      return
    }
    // What the line's own page complains of is none.
    if (!text.startsWith('{')) return
    const { id, method, params = {}, sessionId, result, error } = JSON.parse(text)
    if (id !== undefined) {
      const asked = this.#asked.get(id)
      this.#asked.delete(id)
      if (error) asked?.reject(Object.assign(new Error(error.message), { code: error.code }))
      else asked?.resolve(result ?? {})
      return
    }
    const owner = this.#owners.get(sessionId)
    if (!owner) return
    if (method === 'Target.attachedToTarget') this.#owners.set(params.sessionId, owner)
    owner.onEvent(method, params, sessionId)
    if (method === 'Target.detachedFromTarget') this.#owners.delete(params.sessionId)
  }
}

/** What somebody says to one page. It is begun at once; commands wait until it is there. */
class ProtocolSession {
  #hub = Hub.open()
  #id = ''
  #waiting = [] // functions
  #isOver = false
  #domains = ''
  #onEvent
  #onBroken

  /**
   * @param {WebContents} contents
   * @param {(method: string, params: object, sessionId?: string) => void} onEvent of the domains that hear() names; `sessionId`
   *   is a child's, one that Target.setAutoAttach has made
   * @param {() => void} onBroken it has ended by itself, as never happens while all is well; what was asked is rejected before
   */
  constructor (contents, { onEvent, onBroken }) {
    this.#onEvent = onEvent
    this.#onBroken = onBroken
    this.#hub.begin(this)
    this.#begin(contents)
  }

  /** @param {string[]} domains such as 'Network'; '*' for all. None at first. */
  hear (domains) {
    this.#domains = domains.join()
    if (this.#id !== '') this.#hub.hear(this.#id, this.#domains)
  }

  /**
   * @param {string} method
   * @param {object} params
   * @param {string} [sessionId] of a child
   * @returns {Promise<object>} the result. Rejected with the engine's words, and when the session ends before
   */
  send (method, params, sessionId = undefined) {
    if (this.#id !== '') return this.#ask(method, params, sessionId ?? this.#id)
    return new Promise((resolve, reject) => {
      const give = () => resolve(this.#ask(method, params, sessionId ?? this.#id))
      this.#waiting.push({ give, reject })
    })
  }

  /** Ends it, with all that it has set. @param {string} text why what is asked has no answer */
  close (text) {
    if (this.#isOver) return
    this.#isOver = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(text))
    this.#hub.end(this, text)
    if (this.#id !== '') this.#detach()
  }

  onEvent (method, params, sessionId) {
    this.#onEvent(method, params, sessionId === this.#id ? undefined : sessionId)
  }

  onBroken () {
    this.#id = ''
    this.close('The connection to the page has ended')
    this.#onBroken()
  }

  async #begin (contents) {
    try {
      const targetId = await targetOf(contents)
      if (this.#isOver) return
      const { sessionId } = await this.#hub.ask(null, 'Target.attachToTarget', { targetId, flatten: true })
      this.#id = sessionId
    } catch {
      this.#onEnd()
      return
    }
    if (this.#isOver) return this.#detach()
    this.#hub.adopt(this.#id, this)
    this.#hub.hear(this.#id, this.#domains)
    for (const { give } of this.#waiting.splice(0)) give()
  }

  #ask (method, params, sessionId) {
    if (this.#hub.isOf(this, sessionId)) return this.#hub.ask(this, method, params, sessionId)
    return Promise.reject(new Error('Session with given id not found.'))
  }

  #onEnd () {
    if (!this.#isOver) this.onBroken()
  }

  #detach () {
    this.#hub.ask(null, 'Target.detachFromTarget', { sessionId: this.#id }).catch(() => {})
  }
}

module.exports = { ProtocolSession }
