'use strict'

const fs = require('fs')
const channels = require('../../common/channels')

/**
 * What one document of a page holds of this process's Node: objects that it talks to by id, and open files. All of it ends with
 * the document.
 */
class NodeDocument {
  #objects = new Map()
  #ids = new WeakMap()
  #lastOwnId = 0

  #target

  /** @param {{_sendInternal: Function}} target gets the messages for the document */
  constructor (webContents, id, target) {
    this.#target = target
    this.webContents = webContents
    this.id = id
    this.isReleased = false
    /** File descriptors that the document opened and has not closed. */
    this.files = new Set()
  }

  get objectCount () {
    return this.#objects.size
  }

  /**
   * @param {number} id given by the page, or 0: then by us, and negative
   * @param {object} object
   * @param {() => void} end what becomes of it at the document's end
   */
  add (id, object, end) {
    if (!Number.isInteger(id) || id < 0 || this.#objects.has(id)) throw new TypeError('Malformed message: bad id of an object')
    const given = id === 0 ? --this.#lastOwnId : id
    this.#objects.set(given, { object, end })
    this.#ids.set(object, given)
    if (this.isReleased) this.end(given)
    return given
  }

  /** @returns {object} */
  get (id) {
    const entry = this.#objects.get(id)
    if (!entry) throw Object.assign(new Error('This object is closed'), { code: 'ERR_STREAM_DESTROYED' })
    return entry.object
  }

  /** @returns {number|undefined} */
  idOf (object) {
    const id = this.#ids.get(object)
    return this.#objects.has(id) ? id : undefined
  }

  forget (id) {
    this.#objects.delete(id)
  }

  end (id) {
    const entry = this.#objects.get(id)
    this.#objects.delete(id)
    try {
      entry?.end()
    } catch {
      // It has ended already.
    }
  }

  /** Tells the page of an event. @param {object} [state] members that the page's object has from now on */
  emit (id, name, args = [], state = undefined) {
    if (this.isReleased || this.webContents.isDestroyed()) return
    try {
      this.#target._sendInternal(channels.NODE_EVENT, this.id, id, name, args, state)
    } catch {
      // Arguments that cannot be cloned: the event itself is worth more.
      this.#target._sendInternal(channels.NODE_EVENT, this.id, id, name, [], undefined)
    }
  }

  release () {
    this.isReleased = true
    for (const id of [...this.#objects.keys()]) this.end(id)
    for (const fd of this.files) fs.close(fd, () => {})
    this.files.clear()
  }
}

module.exports = { NodeDocument }
