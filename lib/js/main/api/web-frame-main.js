'use strict'

/** The main frame of a page, as event.senderFrame and webContents.mainFrame give it. */
class WebFrameMain {
  #contents

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
  get processId () { return this.#contents.getProcessId() }
  get osProcessId () { return this.#contents.getOSProcessId() }
  get parent () { return null }
  get top () { return this }
  get visibilityState () { return this.#contents._owner?.isVisible() ? 'visible' : 'hidden' }

  executeJavaScript (code, userGesture) {
    return this.#contents.executeJavaScript(code, userGesture)
  }

  reload () {
    this.#contents.reload()
    return true
  }

  send (channel, ...args) {
    this.#contents.send(channel, ...args)
  }
}

module.exports = { WebFrameMain }
