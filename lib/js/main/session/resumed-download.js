'use strict'

const fs = require('fs')

// The rest of a download that an earlier run of the app did not finish. It stands where a request of the engine's stands, and has
// its numbers (QWebEngineDownloadRequest::DownloadState, DownloadInterruptReason).

const IN_PROGRESS = 1
const COMPLETED = 2
const CANCELLED = 3
const INTERRUPTED = 4
const NETWORK_FAILED = 20

class ResumedDownload {
  #options
  #fetch
  #state = INTERRUPTED
  #received
  #total
  #isPaused = false
  #resumePaused = null
  #abort = null

  /** Set by the item; called when a number has changed. */
  _onChange = () => {}

  /**
   * @param {object} options of session.createInterruptedDownload, checked
   * @param {(url: string, init: object) => Promise<Response>} fetch with the cookies of the session
   */
  constructor (options, fetch) {
    this.#options = options
    this.#fetch = fetch
    this.#received = options.offset
    this.#total = options.length
  }

  origin () {
    const { urlChain, mimeType, file } = this.#options
    return { url: urlChain.at(-1), mimeType, filename: require('path').basename(file) }
  }

  progress () {
    return { state: this.#state, received: this.#received, total: this.#total, paused: this.#isPaused, reason: NETWORK_FAILED }
  }

  pause () {
    if (this.#state !== IN_PROGRESS) return
    this.#isPaused = true
    this._onChange()
  }

  resume () {
    if (this.#state === INTERRUPTED) {
      this.#run()
      return
    }
    this.#isPaused = false
    this.#resumePaused?.()
    this._onChange()
  }

  cancel () {
    this.#state = CANCELLED
    this.#end()
  }

  destroy () {
    this.#end()
  }

  #end () {
    this.#abort?.abort()
    this.#resumePaused?.()
  }

  async #run () {
    this.#state = IN_PROGRESS
    this.#abort = new AbortController()
    this._onChange()
    try {
      await this.#load(this.#abort.signal)
      if (this.#state === IN_PROGRESS) this.#state = COMPLETED
    } catch {
      if (this.#state === IN_PROGRESS) this.#state = INTERRUPTED
    }
    this.#abort = null
    this._onChange()
  }

  async #load (signal) {
    const { urlChain, eTag, lastModified, file } = this.#options
    const unchanged = eTag || lastModified
    // Without a sign that the rest is of the same file, all of it is asked for.
    const isPart = this.#received > 0 && Boolean(unchanged)
    const headers = isPart ? { range: `bytes=${this.#received}-`, 'if-range': unchanged } : {}
    const response = await this.#fetch(urlChain.at(-1), { headers, signal })
    if (!response.ok) {
      await response.body?.cancel()
      throw new Error(`status ${response.status}`)
    }
    if (response.status !== 206) {
      this.#received = 0
      this.#total = Number(response.headers.get('content-length')) || 0
    }
    const handle = await fs.promises.open(file, response.status === 206 ? 'r+' : 'w')
    try {
      for await (const chunk of response.body) await this.#take(handle, chunk, signal)
    } finally {
      await handle.close()
    }
    if (this.#total > 0 && this.#received < this.#total) throw new Error('it broke off')
  }

  async #take (handle, chunk, signal) {
    if (this.#isPaused) await new Promise((resolve) => { this.#resumePaused = resolve })
    signal.throwIfAborted()
    await handle.write(chunk, 0, chunk.length, this.#received)
    this.#received += chunk.length
    this._onChange()
  }
}

module.exports = { ResumedDownload }
