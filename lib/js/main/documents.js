'use strict'

const longestId = 200
/** Chromium's ERR_ABORTED. */
const loadAborted = -3

/**
 * What main keeps for each document of each page, until the document is gone: it was left, its process died, its page was
 * destroyed, or it said goodbye itself.
 */
class Documents {
  #pages = new Map()
  #create

  /** @param {(webContents, id: string, target) => {release: () => void}} create `target` gets messages for the document */
  constructor (create) {
    this.#create = create
  }

  /**
   * The document that an event comes from: the page's, or one of a frame within it.
   *
   * @throws {Error} for a document that is gone already, and for nonsense
   */
  get ({ sender: webContents, _document: document }, id) {
    if (typeof id !== 'string' || id === '' || id.length > longestId) throw new TypeError('Malformed message: bad context')
    if (webContents.isDestroyed()) throw new Error('The page is gone')
    const page = this.#pages.get(webContents) || this.#watch(webContents)
    if (page.gone.has(id)) throw new Error('The document is gone')
    let context = page.contexts.get(id)
    if (context === undefined) {
      page.contexts.set(id, context = this.#create(webContents, id, document ?? webContents))
      document?.onEnd(() => this.release(webContents, id))
    }
    return context
  }

  #watch (webContents) {
    const page = { contexts: new Map(), gone: new Set(), leaving: null }
    this.#pages.set(webContents, page)
    webContents.on('render-process-gone', () => this.releaseAll(webContents))
    webContents.once('destroyed', () => {
      this.releaseAll(webContents)
      this.#pages.delete(webContents)
    })
    // A document that is left may have no chance to say so. The next one cannot be among those that exist when it starts to load.
    webContents.on('did-start-navigation', (event, url, isInPlace, isMainFrame) => {
      if (isInPlace !== true && isMainFrame !== false) page.leaving = [...page.contexts.keys()]
    })
    const leave = () => {
      for (const id of page.leaving || []) this.release(webContents, id)
      page.leaving = null
    }
    webContents.on('did-navigate', leave)
    webContents.on('did-fail-load', (event, code, description, url, isMainFrame) => {
      if (isMainFrame === false) return
      // Unless the load was given up, a page that tells of the error has taken the document's place.
      if (code === loadAborted) page.leaving = null
      else leave()
    })
    return page
  }

  release (webContents, id) {
    const page = this.#pages.get(webContents)
    const context = page === undefined ? undefined : page.contexts.get(id)
    if (context === undefined) return
    context.release()
    page.contexts.delete(id)
    page.gone.add(id)
  }

  releaseAll (webContents) {
    const page = this.#pages.get(webContents)
    if (page !== undefined) for (const id of [...page.contexts.keys()]) this.release(webContents, id)
  }

  all () {
    return [...this.#pages.values()].flatMap(({ contexts }) => [...contexts.values()])
  }
}

module.exports = { Documents }
