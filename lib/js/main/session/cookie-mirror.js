'use strict'

const { belongsTo, sameSites } = require('./cookie-rules')

// The engine tells of a cookie's end and of the one in its place one after the other.
const REPLACED_WITHIN_MS = 20
// It says nothing of a cookie that it refuses.
const LONGEST_ANSWER_MS = 2000

const keyOf = ({ name, domain, path }) => [name, domain, path].join('\n')

/** The cookie as Electron tells of it. */
function toCookie ({ name, value, domain, path, secure, httpOnly, sameSite, expires }) {
  return {
    name,
    value,
    domain,
    hostOnly: !domain.startsWith('.'),
    path,
    secure,
    httpOnly,
    session: expires === undefined,
    ...(expires === undefined ? {} : { expirationDate: expires / 1000 }),
    sameSite: sameSites[sameSite] ?? 'unspecified'
  }
}

/** What there is of a session's cookies, from what the engine tells of them: it cannot be asked. */
class CookieMirror {
  #native
  #onChange
  #cookies = new Map() // by key, as the native half has them
  #given = new Map() // key → what the app set: the engine keeps back sameSite and parts of a second
  #removed = null // {raw, timer}: gone, and not known yet why
  #explicit = new Set() // keys of what the app removes
  #waiting = new Set() // {key, isRemoved, resolve}

  /**
   * @param native the binding's CookieStore
   * @param {(cookie: object, cause: string, removed: boolean) => void} onChange
   */
  constructor (native, onChange) {
    this.#native = native
    this.#onChange = onChange
    native._onCookie = (raw, isRemoved) => this.#note(raw, isRemoved)
    for (const raw of native.open()) this.#cookies.set(keyOf(raw), raw)
  }

  get #living () {
    const now = Date.now()
    return [...this.#cookies.values()].filter(({ expires }) => expires === undefined || expires > now)
  }

  /** @param {(cookie: object) => boolean} matches */
  find (matches) {
    return this.#living.map(toCookie).filter(matches)
  }

  /**
   * @param {{native: object, url: string, key: object}} cookie of cookie-rules.js
   */
  async set ({ native, url, key }) {
    const name = keyOf(key)
    const isOver = native.expires !== undefined && native.expires <= Date.now()
    if (isOver && !this.#cookies.has(name)) return
    if (!isOver) this.#given.set(name, native)
    const done = this.#next(name, isOver)
    this.#native.set(native, url)
    await done
  }

  /** @param {URL} url */
  async remove (url, name) {
    const found = this.#living.filter((raw) => raw.name === name && belongsTo(url, raw))
    await this.#removeAll(found, () => this.#native.remove(name, url.href))
  }

  async clear () {
    await this.#removeAll(this.#living, () => this.#native.removeAll())
  }

  /** Those for which `matches` holds. */
  async clearSome (matches) {
    for (const raw of this.#living.filter((raw) => matches(toCookie(raw)))) {
      const url = `${raw.secure ? 'https' : 'http'}://${raw.domain.replace(/^\./, '')}${raw.path}`
      await this.#removeAll([raw], () => this.#native.remove(raw.name, url))
    }
  }

  async #removeAll (found, act) {
    const all = found.map((raw) => {
      this.#explicit.add(keyOf(raw))
      return this.#next(keyOf(raw), true).catch(() => {})
    })
    act()
    await Promise.all(all)
  }

  /** Settles when the engine tells of it. */
  #next (key, isRemoved) {
    return new Promise((resolve, reject) => {
      const wait = { key, isRemoved, resolve }
      this.#waiting.add(wait)
      const timer = setTimeout(() => {
        this.#waiting.delete(wait)
        reject(new Error('Setting cookie failed'))
      }, LONGEST_ANSWER_MS)
      wait.resolve = () => {
        clearTimeout(timer)
        this.#waiting.delete(wait)
        resolve()
      }
    })
  }

  #note (raw, isRemoved) {
    const key = keyOf(raw)
    const replaces = this.#removed && !isRemoved && keyOf(this.#removed.raw) === key
    this.#tellRemoved(replaces ? 'overwrite' : undefined)
    if (isRemoved) {
      // The engine's own copy lacks what the app set.
      const known = this.#cookies.get(key) ?? raw
      this.#cookies.delete(key)
      this.#removed = { raw: known, timer: setTimeout(() => this.#tellRemoved(), REPLACED_WITHIN_MS) }
    } else {
      const cookie = this.#withGiven(key, raw)
      this.#cookies.set(key, cookie)
      this.#onChange(toCookie(cookie), 'explicit', false)
    }
    for (const wait of [...this.#waiting]) {
      if (wait.key === key && wait.isRemoved === isRemoved) wait.resolve()
    }
  }

  #withGiven (key, raw) {
    const given = this.#given.get(key)
    if (!given) return raw
    if (given.value !== raw.value) {
      this.#given.delete(key)
      return raw
    }
    return { ...raw, sameSite: given.sameSite, ...(raw.expires !== undefined && given.expires !== undefined && Math.abs(raw.expires - given.expires) < 1500 && { expires: given.expires }) }
  }

  #tellRemoved (cause) {
    if (!this.#removed) return
    const { raw, timer } = this.#removed
    clearTimeout(timer)
    this.#removed = null
    const key = keyOf(raw)
    const isExplicit = this.#explicit.delete(key)
    if (!cause) cause = isExplicit ? 'explicit' : raw.expires !== undefined && raw.expires <= Date.now() ? 'expired' : 'expired-overwrite'
    this.#onChange(toCookie(raw), cause, true)
  }
}

module.exports = { CookieMirror }
