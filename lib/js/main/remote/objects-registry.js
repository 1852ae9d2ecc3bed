'use strict'

/**
 * Keeps alive what pages hold of the main process's objects. An owner is one document of one page. Each time an object is sent
 * to an owner counts, and an owner gives back as many as it has received: so an object that is sent again while a page's
 * collector is at work outlives what the page lets go of late.
 */
class ObjectsRegistry {
  #lastId = 0
  /** id → { object, owners: how many hold it } */
  #entries = new Map()
  #ids = new Map()
  /** owner → Map(id → how often it was sent) */
  #owners = new Map()

  /**
   * @param {string} owner
   * @param {object|Function} object
   * @returns {number} the same for the same object as long as anybody holds it
   */
  add (owner, object) {
    let id = this.#ids.get(object)
    if (id === undefined) {
      id = ++this.#lastId
      this.#ids.set(object, id)
      this.#entries.set(id, { object, owners: 0 })
    }
    let held = this.#owners.get(owner)
    if (held === undefined) this.#owners.set(owner, held = new Map())
    const count = held.get(id)
    if (count === undefined) this.#entries.get(id).owners++
    held.set(id, (count || 0) + 1)
    return id
  }

  /** @returns {object|Function|undefined} undefined as well for an object that this owner never got */
  get (owner, id) {
    const held = this.#owners.get(owner)
    return held !== undefined && held.has(id) ? this.#entries.get(id).object : undefined
  }

  /** Takes back `count` of what was added. Nonsense is ignored: it comes from a page. */
  release (owner, id, count = 1) {
    const held = this.#owners.get(owner)
    const present = held === undefined ? undefined : held.get(id)
    if (present === undefined || !Number.isInteger(count) || count < 1) return
    if (count < present) {
      held.set(id, present - count)
      return
    }
    held.delete(id)
    if (held.size === 0) this.#owners.delete(owner)
    this.#drop(id)
  }

  /** Takes back all that an owner holds. */
  clear (owner) {
    const held = this.#owners.get(owner)
    if (held === undefined) return
    this.#owners.delete(owner)
    for (const id of held.keys()) this.#drop(id)
  }

  /** @returns {{objects: number, owners: number, references: number}} */
  counts () {
    let references = 0
    for (const held of this.#owners.values()) for (const count of held.values()) references += count
    return { objects: this.#entries.size, owners: this.#owners.size, references }
  }

  #drop (id) {
    const entry = this.#entries.get(id)
    if (--entry.owners > 0) return
    this.#entries.delete(id)
    this.#ids.delete(entry.object)
  }
}

module.exports = { ObjectsRegistry }
