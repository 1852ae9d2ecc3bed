'use strict'

/** The main frame of a page, as event.senderFrame and webContents.mainFrame give it. Sub-frames are not told apart. */
class WebFrameMain {
  #contents
  #number = 0 // of the renderer process
  #pid = 0

  constructor (contents) {
    this.#contents = contents
  }

  get url () { return this.#contents.getURL() }
  get origin () {
    try {
      const { origin, protocol } = new URL(this.url)
      return origin === 'null' ? `${protocol}//` : origin
    } catch {
      return ''
    }
  }

  get name () { return '' }
  get routingId () { return 1 }
  get frameTreeNodeId () { return this.#contents.id }
  /** Chromium's own number of the renderer process: another process has another one. */
  get processId () {
    const pid = this.#contents.isDestroyed() ? this.#pid : this.#contents.getOSProcessId()
    if (this.#number === 0 || (pid !== 0 && this.#pid !== 0 && pid !== this.#pid)) this.#number = ++WebFrameMain.#lastNumber
    if (pid !== 0) this.#pid = pid
    return this.#number
  }

  get osProcessId () { return this.#contents.getOSProcessId() }
  get parent () { return null }
  get top () { return this }
  get frames () { return [] }
  get framesInSubtree () { return [this] }
  get visibilityState () { return this.#contents._owner?.isVisible() ? 'visible' : 'hidden' }
  get ipc () { return this.#contents.ipc }

  isDestroyed () {
    return this.#contents.isDestroyed() || this.#contents.isCrashed()
  }

  executeJavaScript (code, userGesture) {
    return this.#contents.executeJavaScript(code, userGesture)
  }

  reload () {
    if (this.#contents.isDestroyed() || this.#contents.isCrashed()) return false
    this.#contents.reload()
    return true
  }

  send (channel, ...args) {
    this.#contents.send(channel, ...args)
  }

  postMessage (...args) {
    this.#contents.postMessage(...args)
  }

  static #lastNumber = 0
}

module.exports = { WebFrameMain }
