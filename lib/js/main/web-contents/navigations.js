'use strict'

// How a page came to what it downloads: by which redirects, and whether the user was at it. The page itself cannot be asked: a
// navigation takes its activation away.

// QWebEnginePage::NavigationType
const LINK = 0
const FORM = 2
const REDIRECT = 6
const OTHER = 5

/** Chromium's, of a page after a click or a key. */
const ACTIVE_MS = 5000

const withoutFragment = (url) => url.replace(/#.*/s, '')

class Navigations {
  #activeAt = -Infinity
  #main = null // {urls, hasGesture}: the last one of the main frame,
  #frame = null // and that of a frame within

  get #isActive () { return performance.now() - this.#activeAt < ACTIVE_MS }

  /** The user, or sendInputEvent, has pressed a button or a key, or has touched the page. */
  activate () { this.#activeAt = performance.now() }

  /** @param {number} type QWebEnginePage::NavigationType */
  onRequest (url, type, isMainFrame) {
    const slot = isMainFrame ? 'main' : 'frame'
    const last = this.#last(slot)
    if (type === REDIRECT && last) {
      last.urls.push(url)
      return
    }
    // The engine calls it a redirect, too, that a script goes on from the document that is there.
    const isOfPage = type === LINK || type === FORM || type === OTHER || type === REDIRECT
    this.#set(slot, { urls: [url], hasGesture: isOfPage && this.#isActive })
    // As Chromium has it: one gesture, one document.
    if (isMainFrame && isOfPage) this.#activeAt = -Infinity
  }

  #last (slot) { return slot === 'main' ? this.#main : this.#frame }

  #set (slot, navigation) {
    if (slot === 'main') this.#main = navigation
    else this.#frame = navigation
  }

  /** The main frame has another document. */
  onNewDocument () {
    this.#main = this.#frame = null
    this.#activeAt = -Infinity
  }

  /** A frame within the page has one. */
  onFrameDocument (url) {
    if (this.#frame && withoutFragment(this.#frame.urls.at(-1)) === withoutFragment(url)) this.#frame = null
  }

  /** @returns {{urlChain: string[], hasGesture: boolean}} of a download that has just begun, and that the app has not asked for */
  take (url) {
    for (const slot of ['main', 'frame']) {
      const navigation = this.#last(slot)
      if (!navigation || withoutFragment(navigation.urls.at(-1)) !== withoutFragment(url)) continue
      this.#set(slot, null)
      return { urlChain: [...navigation.urls.slice(0, -1), url], hasGesture: navigation.hasGesture }
    }
    return { urlChain: [url], hasGesture: this.#isActive }
  }
}

module.exports = { Navigations }
