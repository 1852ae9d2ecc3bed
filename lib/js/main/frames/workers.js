'use strict'

const channels = require('../../common/channels')
const { ipcMainInternal } = require('../api/ipc-main')
const { randomId } = require('../random-token')
const { FrameDocument } = require('./frame-document')

// It loads what needs this.
const dispatch = () => require('../ipc-dispatch')

function parseList (text) {
  try {
    const list = JSON.parse(text)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

/**
 * The workers with Node (nodeIntegrationInWorker) of one page's document. Each has a link as a frame within the page has, for the
 * runtime's own messages: Electron's modules are not for workers. renderer/node-workers.js is the page's half.
 */
class Workers {
  #contents
  #documents = new Map()

  constructor (contents) {
    this.#contents = contents
  }

  /** Whether a text of the frames' door is a worker's. */
  has (id, kind) {
    return kind === 'worker' || this.#documents.has(id)
  }

  /** @returns {string} */
  onMessage (id, kind, rest) {
    if (kind === 'worker') return this.#begin()
    const document = this.#documents.get(id)
    if (kind === 'fetch') return document.fetch()
    if (kind === 'sync') {
      // A worker waits by itself, while the page goes on: nobody but the worker asks for its answer.
      document.answer = dispatch().onSyncMessage(this.#contents, rest, () => {}, document)
      return document.answer.text ?? 'pending'
    }
    if (kind === 'wait') return document.answer?.text ?? 'pending'
    if (kind === 'end') this.end(id)
    if (kind !== 'post') return ''
    for (const text of parseList(rest)) {
      if (this.#contents.isDestroyed()) break
      dispatch().onMessage(this.#contents, String(text), document)
    }
    return ''
  }

  // Whoever asks without being given the worker's shim has found the tag of the door.
  #begin () {
    if (!this.#contents._preferences.nodeIntegrationInWorker) return ''
    const id = randomId()
    const document = new FrameDocument(id, true, () => document.opener?._sendInternal(channels.WORKER_WAKE, id))
    document.isWorker = true
    document.node = { frame: this.#contents.mainFrame }
    this.#documents.set(id, document)
    return id
  }

  /**
   * Who has made a worker wakes it, and it ends with that.
   *
   * @param {FrameDocument|null} opener of a frame within the page, or of a worker; null for the page's main frame
   */
  adopt (id, opener) {
    const document = this.#documents.get(id)
    if (!document || document.opener) return
    document.opener = opener ?? this.#contents
    opener?.onEnd(() => this.end(id))
    // What there is to fetch already.
    document.opener._sendInternal(channels.WORKER_WAKE, id)
  }

  /** The worker is terminated, or has closed itself. */
  end (id) {
    this.#documents.get(id)?.end()
    this.#documents.delete(id)
  }

  /** Another document is in the page, or none is any more. */
  reset () {
    for (const id of [...this.#documents.keys()]) this.end(id)
  }
}

ipcMainInternal.on(channels.WORKER_SOURCE, (event) => {
  const { sender } = event
  const config = { appPath: require('../api/app').getAppPath(), resourcesPath: process.resourcesPath }
  event.returnValue = sender._preferences.nodeIntegrationInWorker ? sender._workerSource(JSON.stringify(config)) : ''
})

ipcMainInternal.on(channels.WORKER_ADOPT, ({ sender, _document: document }, id) => sender._workers.adopt(id, document))

ipcMainInternal.on(channels.WORKER_END, ({ sender }, id) => sender._workers.end(id))

module.exports = { Workers }
