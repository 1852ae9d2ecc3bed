'use strict'

/** Numbers of rows for documents of frames within pages are above this; those of pages are the ids of their webContents. */
const firstFrameRow = 1_000_000

/** What has a row of its own in the trace: each page, and each document of a frame within one. */
class Rows {
  #tell
  #shown = new Map() // number of a row → what was last told of it
  #frameRows = new WeakMap()
  #documents = new Map() // row → the document's id
  #lastFrameRow = firstFrameRow
  #lastDocument = 0

  /** @param {(message: object) => void} tell what the worker is to know */
  constructor (tell) {
    this.#tell = tell
  }

  /** @param {FrameDocument|null|undefined} document of a frame within the page */
  numberOf (contents, document) {
    if (!document) {
      if (!this.#shown.has(contents.id)) {
        this.#show(contents.id, contents, null)
        contents.once('destroyed', () => this.#tell({ what: 'gone', row: contents.id }))
      }
      return contents.id
    }
    let row = this.#frameRows.get(document)
    if (row === undefined) {
      row = ++this.#lastFrameRow
      this.#frameRows.set(document, row)
      this.#show(row, contents, document)
      document.onEnd(() => {
        this.#shown.delete(row)
        this.#documents.delete(row)
        this.#tell({ what: 'gone', row })
      })
    }
    return row
  }

  /** @returns {number} the id of the document that begins in the row */
  beginDocument (contents, document, time) {
    const row = this.numberOf(contents, document)
    const id = ++this.#lastDocument
    this.#documents.set(row, id)
    this.#show(row, contents, document)
    this.#tell({ what: 'document', id, row, pid: contents.getOSProcessId(), time })
    return id
  }

  isDocument (contents, document, id) {
    return !contents.isDestroyed() && this.#documents.get(this.numberOf(contents, document)) === id
  }

  /** Tells when the page has got another title or URL. */
  look (contents, document) {
    this.#show(this.numberOf(contents, document), contents, document)
  }

  /** For people. */
  describe (contents, document) {
    const page = `window ${contents.id} "${contents.getTitle()}"`
    return document ? `a frame of ${page} (${this.#urlOf(contents, document)})` : `${page} (${contents.getURL()})`
  }

  #urlOf (contents, document) {
    return document ? document.node?.url ?? '' : contents.getURL()
  }

  #show (row, contents, document) {
    const url = this.#urlOf(contents, document)
    const title = document ? '' : contents.getTitle()
    const frame = document?.node && !document.node.isDetached ? document.node.frame.routingId : 0
    const shown = `${title}\n${url}`
    if (this.#shown.get(row) === shown) return
    this.#shown.set(row, shown)
    this.#tell({ what: 'row', row, page: contents.id, frame, title, url })
  }
}

module.exports = { Rows }
