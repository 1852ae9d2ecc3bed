'use strict'

const { captureStackTrace } = Error

/** Where the app's code called into the runtime: the first frame below `boundary`. */
const locate = (boundary) => {
  const holder = {}
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 1
  captureStackTrace(holder, boundary)
  Error.stackTraceLimit = stackTraceLimit
  const frame = /\n\s*at (.+)/.exec(String(holder.stack))
  return frame === null ? 'an unknown place' : frame[1]
}

/**
 * Keeps alive the page's functions that the main process holds. A function keeps its id as long as it is held, so that main can
 * recognize it, and every sending counts: main gives back as many as it has received.
 */
class CallbacksRegistry {
  #lastId = 0
  /** id → { callback, location, count } */
  #entries = new Map()
  #ids = new WeakMap()

  /**
   * @param {Function} callback
   * @param {Function} boundary the runtime's function that the app's code called, to tell where
   * @returns {{id: number, location: string}}
   */
  add (callback, boundary) {
    let id = this.#ids.get(callback)
    let entry = id === undefined ? undefined : this.#entries.get(id)
    if (entry === undefined) {
      id = ++this.#lastId
      entry = { callback, location: locate(boundary), count: 0 }
      this.#ids.set(callback, id)
      this.#entries.set(id, entry)
    }
    entry.count++
    return { id, location: entry.location }
  }

  /** @returns {Function|undefined} */
  get (id) {
    const entry = this.#entries.get(id)
    return entry === undefined ? undefined : entry.callback
  }

  release (id, count = 1) {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    entry.count -= count
    if (entry.count > 0) return
    this.#entries.delete(id)
    this.#ids.delete(entry.callback)
  }

  get size () {
    return this.#entries.size
  }
}

module.exports = { CallbacksRegistry }
