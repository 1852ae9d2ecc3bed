'use strict'

/**
 * The promise of one loadURL. It follows the events of its page: rejected when another navigation takes the load's place
 * or the page stops without a document, resolved or rejected when the load has finished.
 */
class LoadPromise {
  #url
  #started = false
  #error = null

  constructor (url) {
    this.#url = url
    this.settled = false
    this.promise = new Promise((resolve, reject) => {
      this.resolve = () => {
        this.settled = true
        resolve()
      }
      this.reject = (error) => {
        this.settled = true
        reject(error)
      }
    })
    this.promise.catch(() => {}) // did-fail-load tells it; the app need not listen to both
  }

  onStartNavigation (url) {
    if (this.#started) this.reject(loadError(-3, 'ERR_ABORTED', url))
    else if (url === this.#url) this.#started = true
  }

  onFail (code, text, url) {
    this.#error ??= loadError(code, text, url)
  }

  onFinish () {
    if (this.#error) this.reject(this.#error)
    else this.resolve()
  }

  onStop () {
    this.reject(this.#error ?? loadError(-2, 'ERR_FAILED', this.#url))
  }
}

/** The promises of a page that wait. */
class OpenLoads extends Set {
  onStartNavigation (url) {
    for (const load of this) {
      load.onStartNavigation(url)
      if (load.settled) this.delete(load)
    }
  }

  onFail (code, text, url) {
    for (const load of this) load.onFail(code, text, url)
  }

  onFinish (loads = this) {
    for (const load of loads) {
      load.onFinish()
      this.delete(load)
    }
  }

  onStop () {
    for (const load of this) {
      load.onStop()
      this.delete(load)
    }
  }
}

function loadError (code, text, url) {
  return Object.assign(new Error(`${text} (${code}) loading '${url.slice(0, 2048)}'`), { errno: code, code: text, url })
}

module.exports = { LoadPromise, OpenLoads }
