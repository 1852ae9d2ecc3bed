'use strict'

const { emitEvent } = require('./event')

/** How LoadState tells of a page's loads. */
class LoadEvents {
  loading = false
  waiting = false // for the document

  constructor (contents) {
    this._contents = contents
  }

  /** False when nobody may go on: a listener has destroyed the page. */
  _emit (name, ...args) {
    if (this._contents.isDestroyed()) return false
    emitEvent(this._contents, name, ...args)
    return !this._contents.isDestroyed()
  }

  /** Electron's tail of arguments: is it the main frame, of which process, which frame. */
  _frame (isMainFrame = true) {
    const { processId, routingId } = this._contents.mainFrame
    return [isMainFrame, processId, routingId]
  }

  _stopLoading () {
    if (!this.loading) return
    this.loading = false
    this.waiting = false
    this._emit('did-stop-loading')
  }
}

module.exports = { LoadEvents }
