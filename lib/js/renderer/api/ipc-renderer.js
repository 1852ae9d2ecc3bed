'use strict'

const { EventEmitter } = require('../../packages/events')

// The text, with its index, is Electron's.
function checkChannel (channel, index = 1) {
  if (typeof channel === 'string') return
  const shown = channel === undefined || channel === null ? String(channel) : ''
  throw new TypeError(`Error processing argument at index ${index}, conversion failure from ${shown}`)
}

let saidHost = false

class IpcRenderer extends EventEmitter {
  #link
  #internal

  constructor (link, internal) {
    super()
    this.#link = link
    this.#internal = internal
  }

  send (channel, ...args) {
    checkChannel(channel)
    this.#link.send(this.#internal, channel, args)
  }

  sendSync (channel, ...args) {
    checkChannel(channel)
    return this.#link.sendSync(this.#internal, channel, args)
  }

  /** Throws a SendSyncTimeoutError when main has not answered by then. */
  sendSyncWithTimeout (milliseconds, channel, ...args) {
    if (typeof milliseconds !== 'number' || !(milliseconds >= 0)) {
      throw new TypeError('ipcRenderer.sendSyncWithTimeout needs a number of milliseconds first')
    }
    checkChannel(channel)
    return this.#link.sendSync(this.#internal, channel, args, milliseconds)
  }

  /** What is wrong with the arguments, the promise tells. */
  invoke (channel, ...args) {
    return new Promise((resolve, reject) => {
      checkChannel(channel)
      this.#link.invoke(this.#internal, channel, args, resolve, reject)
    })
  }

  sendTo (webContentsId, channel, ...args) {
    if (typeof webContentsId !== 'number') throw new TypeError('Missing required webContentsId argument')
    checkChannel(channel)
    this.#link.sendTo(webContentsId, channel, args)
  }

  postMessage (channel, message, transfer) {
    checkChannel(channel, 0)
    this.#link.ports.post(channel, message, transfer)
  }

  /** A page that is in no <webview> has no host, in Electron either: nobody hears it there. */
  sendToHost (channel) {
    checkChannel(channel)
    if (saidHost) return
    saidHost = true
    console.warn('ipcRenderer.sendToHost has no effect: there is no <webview>')
  }
}

/**
 * @returns {{ipcRenderer: IpcRenderer, ipcRendererInternal: IpcRenderer}}
 */
exports.createIpcRenderer = (link) => {
  const ipcRenderer = new IpcRenderer(link, false)
  const ipcRendererInternal = new IpcRenderer(link, true)
  link.listeners.onMessage = (channel, args, senderId) => {
    ipcRenderer.emit(channel, { sender: ipcRenderer, senderId, ports: [] }, ...args)
  }
  link.listeners.onPost = (channel, message, ports) => {
    ipcRenderer.emit(channel, { sender: ipcRenderer, senderId: 0, ports }, message)
  }
  link.listeners.onInternalMessage = (channel, args) => {
    // In the page's own world its scripts may see what goes to listeners: nothing there leads to what sends.
    ipcRendererInternal.emit(channel, {}, ...args)
  }
  return { ipcRenderer, ipcRendererInternal }
}
