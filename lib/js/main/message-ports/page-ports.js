'use strict'

const { ipcMainInternal } = require('../api/ipc-main')
const codec = require('../codec')
const { contentOfPortText, idOfPortText, writePortText } = require('../../common/port-texts')
const { PORT_CLOSE, PORT_MESSAGE, PORT_RETURN, PORT_RETURNED, PORT_RETURN_END } = require('../../common/message-kinds')
const { Endpoint } = require('./endpoint')

/**
 * The ends of channels that a page's documents have, by the ids that travel. One per WebContents. What a document leaves
 * behind is closed.
 */
class PagePorts {
  #contents
  #ends = new Map() // id → Endpoint
  #held = new Set() // ids on their way to the document that is coming up
  static #lastId = 0

  constructor (contents) {
    this.#contents = contents
  }

  get size () {
    return this.#ends.size
  }

  /**
   * Gets ready to send a message with ports; throws when it cannot be cloned.
   *
   * @param {Array} head POST or PORT_MESSAGE, and for whom
   * @returns {(endpoints: Endpoint[]) => void} sends it
   */
  prepare (head, message, count) {
    const ids = []
    while (ids.length < count) ids.push(--PagePorts.#lastId)
    const text = this.#contents._encode(head, [message, ids])
    return (endpoints) => {
      if (this.#contents.isDestroyed() || this.#contents.isCrashed()) {
        for (const endpoint of endpoints) endpoint.close()
        return
      }
      // Ports that are under way are not lost with a message.
      const outbox = this.#contents._outbox
      const isHeld = count > 0 ? outbox.post(text) : outbox.offerText(text)
      for (let i = 0; i < count; i++) {
        if (isHeld) this.#held.add(ids[i])
        this.#attach(ids[i], endpoints[i])
      }
    }
  }

  #attach (id, endpoint) {
    this.#ends.set(id, endpoint)
    const offer = (text) => {
      if (!this.#contents.isDestroyed() && !this.#contents.isCrashed()) this.#contents._outbox.offerText(text)
    }
    const forward = (text) => offer(writePortText(id, text))
    const prepare = (message, count) => {
      if (count > 0) return this.prepare([PORT_MESSAGE, id], message, count)
      const text = this.#contents._encodeOverPort(id, message)
      return () => offer(text)
    }
    endpoint.receive({ prepare, forward, onQueue: () => this.#forward(id, endpoint, prepare) })
  }

  #forward (id, endpoint, prepare) {
    for (let item = endpoint.take(); item !== undefined; item = endpoint.take()) {
      if (item === Endpoint.closing) {
        this.#ends.delete(id)
        endpoint.end()
        this.#tell(PORT_CLOSE, id)
        return
      }
      prepare(item.message, item.endpoints.length)(item.endpoints)
    }
  }

  #tell (kind, id) {
    if (!this.#contents.isDestroyed() && !this.#contents.isCrashed()) this.#contents._outbox.send([kind, id], [])
  }

  /**
   * The page hands over ports. For each the end that main has now.
   *
   * @returns {Endpoint[]|null} null: they are not of a page's making
   */
  adopt (ids) {
    if (!Array.isArray(ids) || new Set(ids).size !== ids.length) return null
    if (!ids.every((id) => this.#ends.has(id) ? !this.#ends.get(id).isReturning : Number.isSafeInteger(id) && id > 0)) return null
    return ids.map((id) => this.#adoptOne(id))
  }

  #adoptOne (id) {
    const known = this.#ends.get(id)
    if (known) {
      known.startReturn()
      this.#tell(PORT_RETURN, id)
      return known
    }
    const [pages, mains] = Endpoint.createPair()
    this.#attach(id, pages)
    return mains
  }

  /** A message of `common/port-texts.js`. @throws {Error} for one that is not well-formed, if anybody looks into it */
  onText (text, parts = null) {
    const endpoint = this.#ends.get(idOfPortText(text))
    if (endpoint === undefined) return // the other end was quicker
    const content = contentOfPortText(text)
    if (parts === null && endpoint.forward(content)) return
    const message = codec.decode(content, parts)
    if (endpoint.isReturning) endpoint.sendOfPage(message, [])
    else endpoint.send(message, [])
  }

  /** A message that concerns a port. @returns {boolean} whether it is well-formed */
  onMessage (kind, id, list) {
    const endpoint = this.#ends.get(id)
    if (kind === PORT_CLOSE || kind === PORT_RETURN_END) {
      if (!endpoint) return true // the other end was quicker
      if (endpoint.isReturning !== (kind === PORT_RETURN_END)) return false
      this.#ends.delete(id)
      if (kind === PORT_CLOSE) endpoint.close()
      else endpoint.endReturn()
      return true
    }
    if ((kind !== PORT_MESSAGE && kind !== PORT_RETURNED) || list.length !== 2) return false
    const endpoints = this.adopt(list[1])
    if (!endpoints) return false
    if (!endpoint) {
      for (const lost of endpoints) lost.close()
    } else if (kind === PORT_RETURNED) {
      endpoint.addReturned(list[0], endpoints)
    } else if (endpoint.isReturning) {
      endpoint.sendOfPage(list[0], endpoints)
    } else {
      endpoint.send(list[0], endpoints)
    }
    return true
  }

  /** What was on its way to a document has arrived. */
  onDelivered () {
    this.#held.clear()
  }

  /** The document is gone; what is on its way is the next one's. */
  onNewDocument () {
    for (const [id, endpoint] of this.#ends) {
      if (this.#held.has(id)) continue
      this.#ends.delete(id)
      if (endpoint.isReturning) endpoint.endReturn()
      else endpoint.close()
    }
    this.#held.clear()
  }

  /** The page is gone. */
  onDead () {
    this.#held.clear()
    this.onNewDocument()
  }
}

// Before LoadState's, whose events may already bring ports for the new document.
ipcMainInternal.prependListener('document-created', (event) => event.sender._ports.onNewDocument())

module.exports = { PagePorts }
