'use strict'

const { EventEmitter } = require('events')
const path = require('path')
const { checkArguments } = require('../argument-error')
const { emitEvent } = require('../event')
const { warnOnce } = require('../report')
const { DownloadRequest } = process._linkedBinding('electron_browser_download')

// QWebEngineDownloadRequest::DownloadState
const COMPLETED = 2
const CANCELLED = 3
const INTERRUPTED = 4
const states = ['progressing', 'progressing', 'completed', 'cancelled', 'interrupted']

// QWebEngineDownloadRequest::DownloadInterruptReason after which the engine can go on: full disk, transient errors, the network.
const resumable = new Set([3, 10, 20, 21, 22, 23, 30, 37])

const OWN = Symbol('made by the runtime')

/**
 * One download. What it answers stays what it was when the download ended.
 */
class DownloadItem extends EventEmitter {
  #request
  #origin
  #progress
  #savePath = ''
  #dialogOptions = {}
  #startTime = Date.now() / 1000
  #endTime = 0
  #ended = false
  #asked = true // in 'will-download'
  #told = ''
  #rate = { at: Date.now(), received: 0, bytesPerSecond: 0 }

  constructor (own, downloads) {
    if (own !== OWN) throw new TypeError('Illegal constructor')
    super()
    this.#request = new DownloadRequest({ downloads })
    this.#origin = this.#request.origin()
    this.#progress = { received: 0, total: 0, ...this.#request.progress() }
    this.#request._onChange = () => this.#onChange()
  }

  /** For a request that is just being told. */
  static _take (downloads) {
    return new DownloadItem(OWN, downloads)
  }

  /** Lets it begin, at its save path; unless it was cancelled meanwhile. */
  _accept () {
    this.#asked = false
    if (this.#progress.state === CANCELLED) this.#onChange()
    else this.#request.accept(path.dirname(this.#savePath), path.basename(this.#savePath))
  }

  _refuse () {
    this.#asked = false
    this.#end()
  }

  #onChange () {
    if (this.#ended) return
    this.#progress = { ...this.#progress, ...this.#request.progress() }
    const { state, received, reason, paused } = this.#progress
    this.#measure(received)
    if (this.#asked) return
    if (state === COMPLETED || state === CANCELLED || (state === INTERRUPTED && !resumable.has(reason))) {
      this.#end()
      emitEvent(this, 'done', states[state])
      return
    }
    // The engine tells of each of its numbers by itself.
    const now = [state, received, paused].join()
    if (now === this.#told) return
    this.#told = now
    emitEvent(this, 'updated', states[state])
  }

  #measure (received) {
    const { at, received: before } = this.#rate
    const now = Date.now()
    if (now <= at) return
    this.#rate = { at: now, received, bytesPerSecond: Math.max(0, Math.round((received - before) * 1000 / (now - at))) }
  }

  #end () {
    this.#ended = true
    this.#endTime = Date.now() / 1000
    this.#request.destroy()
  }

  setSavePath (...args) {
    checkArguments(args, 'string')
    if (!this.#asked) warnOnce("downloadItem.setSavePath has no effect after 'will-download'")
    else this.#savePath = args[0] === '' ? '' : path.resolve(args[0])
  }

  getSavePath () { return this.#savePath }
  get savePath () { return this.#savePath }
  set savePath (value) { this.setSavePath(value) }

  setSaveDialogOptions (...args) {
    checkArguments(args, 'object')
    this.#dialogOptions = { ...args[0] }
  }

  getSaveDialogOptions () { return { ...this.#dialogOptions } }

  pause () { if (!this.#ended) this.#request.pause() }
  isPaused () { return !this.#ended && Boolean(this.#progress.paused) }
  resume () { if (!this.#ended) this.#request.resume() }

  canResume () {
    return !this.#ended && (Boolean(this.#progress.paused) || this.#progress.state === INTERRUPTED)
  }

  cancel () {
    if (this.#ended) return
    this.#request.cancel()
    // The engine tells of it later, or never when there was no answer yet.
    this.#onChange()
  }

  getURL () { return this.#origin.url }
  getURLChain () { return [this.#origin.url] }
  getMimeType () { return this.#origin.mimeType }
  getFilename () { return this.#origin.filename }
  hasUserGesture () { return false }
  getState () { return states[this.#progress.state] }
  getReceivedBytes () { return this.#progress.received }
  getTotalBytes () { return Math.max(this.#progress.total, 0) }
  getStartTime () { return this.#startTime }
  getEndTime () { return this.#endTime }
  getCurrentBytesPerSecond () { return this.#ended || this.isPaused() ? 0 : this.#rate.bytesPerSecond }

  getPercentComplete () {
    const total = this.getTotalBytes()
    return total > 0 ? Math.floor(this.#progress.received * 100 / total) : -1
  }
}

// The engine does not hand on the headers of the response.
for (const name of ['getContentDisposition', 'getETag', 'getLastModifiedTime']) {
  Object.defineProperty(DownloadItem.prototype, name, {
    value: () => {
      warnOnce(`downloadItem.${name} is not supported and answers an empty text`)
      return ''
    },
    writable: true,
    configurable: true
  })
}

module.exports = { DownloadItem }
