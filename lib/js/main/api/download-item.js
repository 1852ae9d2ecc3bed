'use strict'

const { EventEmitter } = require('events')
const fs = require('fs')
const path = require('path')
const { checkArguments } = require('../argument-error')
const { emitEvent, hideEmitterState } = require('../event')
const { errorText, warnOnce } = require('../report')
const { raise } = require('../uncaught')
const { moveFile, partialFile } = require('./download-files')
const { DownloadRequest } = process._linkedBinding('electron_browser_download')

// QWebEngineDownloadRequest::DownloadState
const COMPLETED = 2
const CANCELLED = 3
const INTERRUPTED = 4
const states = ['progressing', 'progressing', 'completed', 'cancelled', 'interrupted']

// QWebEngineDownloadRequest::DownloadInterruptReason after which the engine can go on: full disk, transient errors, the network.
const resumable = new Set([3, 10, 20, 21, 22, 23, 30, 37])

// The engine tells how long the whole is with the first of its bytes. Who sends none for so long is told without.
const LONGEST_SILENCE_MS = 300

const OWN = Symbol('made by the runtime')

/** The engine does not hand on the headers of the response. */
function unknown (name) {
  warnOnce(`downloadItem.${name} is not supported and answers an empty text`)
  return ''
}

/**
 * One download. The engine wants to know at once where it goes, and tells later how long it is: so it grows in a file of the
 * runtime's, 'will-download' comes when the first bytes are there, and 'done' when the file is in its place. What an item answers
 * stays what it was when the download ended.
 */
class DownloadItem extends EventEmitter {
  #request
  #origin
  #progress
  #partial
  #way // {urlChain, hasGesture}
  #earlier = null // what an earlier run knew of it
  #announce // tells 'will-download'; null once it was told
  #silence
  #savePath = ''
  #dialogOptions = {}
  #startTime = Date.now() / 1000
  #endTime = 0
  #asking = false // in 'will-download'
  #choosing = new AbortController() // ends the dialog that asks for a path
  #isPlaced = false // it has its path
  #ended = false
  #told = ''
  #rate = { at: Date.now(), received: 0, bytesPerSecond: 0 }

  constructor (own, request, { file, announce, startTime, contents }) {
    if (own !== OWN) throw new TypeError('Illegal constructor')
    super()
    hideEmitterState(this)
    this.#request = request
    this.#partial = file
    if (startTime) this.#startTime = startTime
    this.#origin = this.#request.origin()
    const { url, urlChain } = this.#origin
    this.#way = !urlChain && contents ? contents._navigations.take(url) : { urlChain: urlChain?.length > 0 ? urlChain : [url], hasGesture: false }
    this.#progress = { received: 0, total: 0, ...this.#request.progress() }
    this.#announce = announce
    this.#request._onChange = () => this.#onChange()
  }

  /** One that an earlier run began is told at once. */
  #begin () {
    this.#request.accept(this.#partial.folder, this.#partial.name)
    this.#silence = setTimeout(() => this.#ask(), LONGEST_SILENCE_MS)
    return this
  }

  /**
   * For a request that is just being told.
   * @param {WebContents|null} contents the page that it comes from
   * @param {(item: DownloadItem, signal: AbortSignal) => string | Promise<string>} announce tells 'will-download' and answers the
   *   path, '' forbids it; the signal tells it that the download was cancelled meanwhile
   */
  static _take (downloads, contents, announce) {
    return new DownloadItem(OWN, new DownloadRequest({ downloads }), { file: partialFile(), announce, contents }).#begin()
  }

  /**
   * The rest of one that an earlier run began.
   * @param {ResumedDownload} request
   * @param {{file: string, urlChain: string[], eTag: string, lastModified: string, startTime: number}} options
   * @param {(item: DownloadItem) => boolean} announce tells 'will-download'; false forbids it
   */
  static _resume (request, options, announce) {
    const { dir: folder, base: name } = path.parse(options.file)
    const item = new DownloadItem(OWN, request, { file: { folder, name }, announce: null, startTime: options.startTime })
    item.#earlier = options
    item.#place(announce(item) ? options.file : '')
  }

  get #partialPath () { return path.join(this.#partial.folder, this.#partial.name) }

  #ask () {
    clearTimeout(this.#silence)
    const announce = this.#announce
    this.#announce = null
    if (!announce) return
    this.#asking = true
    const answer = announce(this, this.#choosing.signal)
    this.#asking = false
    if (typeof answer === 'string') {
      this.#place(answer)
      return
    }
    answer.catch((error) => {
      raise(error)
      return ''
    }).then((file) => {
      this.#place(file)
      this.#onChange()
    })
  }

  #place (file) {
    this.#isPlaced = true
    if (file === '') this.cancel()
    else if (!this.#ended) this.#savePath = file
  }

  #onChange () {
    if (this.#ended) return
    this.#progress = { ...this.#progress, ...this.#request.progress() }
    const { state, received, total, reason, paused } = this.#progress
    this.#measure(received)
    const isOver = state === COMPLETED || state === CANCELLED || (state === INTERRUPTED && !resumable.has(reason))
    if (received > 0 || total > 0 || isOver) this.#ask()
    if (this.#ended || this.#asking || this.#announce) return
    if (isOver) {
      // A whole file waits for the user to say where it goes.
      if (this.#isPlaced || state !== COMPLETED) this.#finish(state)
      return
    }
    // The engine tells of each of its numbers by itself.
    const now = [state, received, paused].join()
    if (now === this.#told) return
    this.#told = now
    emitEvent(this, 'updated', states[state])
  }

  async #finish (state) {
    this.#ended = true
    this.#choosing.abort()
    this.#request.destroy()
    if (state === COMPLETED) state = await this.#store()
    else fs.rm(this.#partialPath, { force: true }, () => {})
    this.#progress.state = state
    this.#endTime = Date.now() / 1000
    emitEvent(this, 'done', states[state])
  }

  /** The state that it ends in. */
  async #store () {
    try {
      await moveFile(this.#partialPath, this.#savePath)
      return COMPLETED
    } catch (error) {
      warnOnce(`a download could not be saved: ${errorText(error)}`)
      fs.rm(this.#partialPath, { force: true }, () => {})
      return INTERRUPTED
    }
  }

  #measure (received) {
    const { at, received: before } = this.#rate
    const now = Date.now()
    if (now <= at) return
    this.#rate = { at: now, received, bytesPerSecond: Math.max(0, Math.round((received - before) * 1000 / (now - at))) }
  }

  setSavePath (...args) {
    checkArguments(args, 'string')
    if (!this.#asking) warnOnce("downloadItem.setSavePath has no effect after 'will-download'")
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
    this.#finish(CANCELLED)
  }

  getURL () { return this.#origin.url }
  getURLChain () { return this.#earlier ? [...this.#earlier.urlChain] : [...this.#way.urlChain] }
  getMimeType () { return this.#origin.mimeType }
  getFilename () { return this.#origin.filename }
  hasUserGesture () { return this.#way.hasGesture }
  getState () { return this.#ended && this.#endTime === 0 ? 'progressing' : states[this.#progress.state] }
  getReceivedBytes () { return this.#progress.received }
  getTotalBytes () { return Math.max(this.#progress.total, 0) }
  getStartTime () { return this.#startTime }
  getEndTime () { return this.#endTime }
  getCurrentBytesPerSecond () { return this.#ended || this.isPaused() ? 0 : this.#rate.bytesPerSecond }

  getETag () { return this.#earlier?.eTag ?? unknown('getETag') }
  getLastModifiedTime () { return this.#earlier?.lastModified ?? unknown('getLastModifiedTime') }
  getContentDisposition () { return this.#earlier ? '' : unknown('getContentDisposition') }

  getPercentComplete () {
    const total = this.getTotalBytes()
    return total > 0 ? Math.floor(this.#progress.received * 100 / total) : -1
  }
}

module.exports = { DownloadItem }
