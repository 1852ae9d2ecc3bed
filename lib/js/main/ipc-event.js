'use strict'

const { Event } = require('./event')

/** The first argument of ipcMain's listeners. */
class IpcMainEvent extends Event {
  constructor (sender) {
    super(sender)
    Object.defineProperty(this, 'sender', { value: sender, enumerable: true })
    this.processId = sender.getProcessId()
    this.frameId = sender.mainFrame.routingId
    this.ports = []
  }

  get senderFrame () {
    return this.sender.mainFrame
  }

  reply (channel, ...args) {
    this.sender.send(channel, ...args)
  }
}

/** The first argument of handlers of `invoke`. */
class IpcMainInvokeEvent extends Event {
  constructor (sender) {
    super(sender)
    Object.defineProperty(this, 'sender', { value: sender, enumerable: true })
    this.processId = sender.getProcessId()
    this.frameId = sender.mainFrame.routingId
  }

  get senderFrame () {
    return this.sender.mainFrame
  }
}

/**
 * The event of a synchronous message. The first value that is set as `returnValue` is the answer, now or later.
 */
class IpcMainSyncEvent extends IpcMainEvent {
  #answer

  /** @param {(value) => void} answer called once */
  constructor (sender, answer) {
    super(sender)
    this.#answer = answer
  }

  set returnValue (value) {
    const answer = this.#answer
    this.#answer = null
    if (answer) answer(value)
  }

  get returnValue () {
    return undefined
  }
}

module.exports = { IpcMainEvent, IpcMainInvokeEvent, IpcMainSyncEvent }
