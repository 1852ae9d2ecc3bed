'use strict'

// webPreferences.nodeIntegrationInWorker. The engine injects nothing into a worker, so that one with Node begins with the worker's
// shim and then loads its script. It runs from a blob: what it sees of its URL is made up by renderer/worker.js.

const { WORKER_ADOPT, WORKER_END, WORKER_SOURCE, WORKER_WAKE } = require('../common/channels')

const { Blob, MessageChannel, URL, XMLHttpRequest } = globalThis

/** The text behind a blob's URL, which its maker may revoke as soon as the worker is made. */
function readBlob (url) {
  const job = new XMLHttpRequest()
  job.open('GET', url, false)
  job.send()
  return job.responseText
}

/**
 * Workers of this page have Node from now on.
 *
 * @param {object} door {ask, send, on}: how this world reaches main
 */
exports.installNodeWorkers = (door) => {
  const NativeWorker = globalThis.Worker
  /** main's name of a worker → the port that wakes it */
  const ports = new Map()
  let source = null

  const blobUrl = (url, type) => {
    source ??= door.ask(WORKER_SOURCE)
    const isInline = url.startsWith('blob:') && type !== 'module'
    const text = `self.nodeWorker=${JSON.stringify({ url, type, isInline })};${source}\n${isInline ? readBlob(url) : ''}`
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  }

  door.on(WORKER_WAKE, (id) => ports.get(id)?.postMessage('wake'))

  const Worker = class extends NativeWorker {
    #id = null
    #isOver = false

    constructor (url, options) {
      if (arguments.length === 0) throw new TypeError("Failed to construct 'Worker': 1 argument required, but only 0 present.")
      const whole = new URL(`${url}`, globalThis.document?.baseURI ?? location.href).href
      const blob = blobUrl(whole, options?.type)
      // The shim loads modules by import().
      super(blob, { ...options, type: 'classic' })
      const { port1, port2 } = new MessageChannel()
      // The worker's first message, and the shim's own.
      super.postMessage(null, [port2])
      port1.onmessage = ({ data }) => {
        if (data === 'end') this.#end()
        else this.#start(data, port1)
        URL.revokeObjectURL(blob)
      }
    }

    #start (id, port) {
      if (this.#isOver) {
        door.send(WORKER_END, id)
        return
      }
      this.#id = id
      ports.set(id, port)
      door.send(WORKER_ADOPT, id)
    }

    terminate () {
      super.terminate()
      this.#end()
    }

    #end () {
      this.#isOver = true
      if (this.#id === null) return
      ports.delete(this.#id)
      door.send(WORKER_END, this.#id)
      this.#id = null
    }
  }
  Object.defineProperty(globalThis, 'Worker', { value: Worker, writable: true, configurable: true })
}
