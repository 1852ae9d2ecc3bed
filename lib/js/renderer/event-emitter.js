'use strict'

/** Node's EventEmitter, as far as ipcRenderer and process in a page need it. */
class EventEmitter {
  #listeners = new Map()

  #add (name, listener, original, first) {
    if (typeof listener !== 'function') {
      throw new TypeError(`The "listener" argument must be of type function. Received ${listener === null ? 'null' : `type ${typeof listener}`}`)
    }
    const list = this.#listeners.get(name) ?? []
    const entry = { listener, original }
    this.#listeners.set(name, first ? [entry, ...list] : [...list, entry])
    return this
  }

  #once (name, listener) {
    const wrapped = (...args) => {
      this.removeListener(name, wrapped)
      return listener.apply(this, args)
    }
    return wrapped
  }

  on (name, listener) { return this.#add(name, listener, listener, false) }
  addListener (name, listener) { return this.on(name, listener) }
  prependListener (name, listener) { return this.#add(name, listener, listener, true) }
  once (name, listener) { return this.#add(name, this.#once(name, listener), listener, false) }
  prependOnceListener (name, listener) { return this.#add(name, this.#once(name, listener), listener, true) }

  removeListener (name, listener) {
    const list = this.#listeners.get(name)
    if (!list) return this
    const index = list.findLastIndex((entry) => entry.original === listener || entry.listener === listener)
    if (index < 0) return this
    if (list.length === 1) this.#listeners.delete(name)
    else this.#listeners.set(name, list.filter((_, i) => i !== index))
    return this
  }

  off (name, listener) { return this.removeListener(name, listener) }

  removeAllListeners (name) {
    if (name === undefined) this.#listeners.clear()
    else this.#listeners.delete(name)
    return this
  }

  emit (name, ...args) {
    const list = this.#listeners.get(name)
    if (!list) return false
    for (const { listener } of list) listener.apply(this, args)
    return true
  }

  listenerCount (name) { return this.#listeners.get(name)?.length ?? 0 }
  listeners (name) { return (this.#listeners.get(name) ?? []).map(({ original }) => original) }
  rawListeners (name) { return (this.#listeners.get(name) ?? []).map(({ listener }) => listener) }
  eventNames () { return [...this.#listeners.keys()] }
  setMaxListeners () { return this }
  getMaxListeners () { return Infinity }
}

module.exports = { EventEmitter }
