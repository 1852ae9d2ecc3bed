'use strict'

const { EventEmitter } = require('events')

/**
 * ipcMain, webContents.ipc and the runtime's own channels are each one of these. Channel texts are Electron's.
 */
class IpcMainImpl extends EventEmitter {
  #handlers = new Map()

  constructor () {
    super()
    // An app's 'error' channel is a channel like any other: without a listener it must not throw.
    this.on('error', () => {})
  }

  handle (channel, listener) {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof listener !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`)
    }
    this.#handlers.set(channel, listener)
  }

  handleOnce (channel, listener) {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return listener(event, ...args)
    })
  }

  removeHandler (channel) {
    this.#handlers.delete(channel)
  }

  /** The handler of `channel`, or undefined. */
  _handler (channel) {
    return this.#handlers.get(channel)
  }
}

/** What apps listen on. */
const ipcMain = new IpcMainImpl()

/** What the runtime itself listens on; no message of an app gets here. */
const ipcMainInternal = new IpcMainImpl()

module.exports = { IpcMainImpl, ipcMain, ipcMainInternal }
