'use strict'

const { Event } = require('./event')

// What listeners and handlers of ipcMain get first. Who sent a message is looked up when it is asked for: that costs a
// call into Qt, and few listeners ask.

/** The first argument of handlers of `invoke`. */
class IpcMainInvokeEvent extends Event {
  get senderFrame () {
    return this.sender.mainFrame
  }

  get processId () {
    return this.sender.mainFrame.processId
  }

  get frameId () {
    return this.sender.mainFrame.routingId
  }
}

/** The first argument of listeners of `send`. */
class IpcMainEvent extends IpcMainInvokeEvent {
  /** Sends to the frame that this message came from. */
  reply (channel, ...args) {
    this.sender.send(channel, ...args)
  }
}

/** The event of ipcRenderer.postMessage. */
class IpcMainPortEvent extends IpcMainInvokeEvent {
  constructor (sender, ports) {
    super(sender)
    this.ports = ports
  }
}

/**
 * The event of a synchronous message. The first value that is set as `returnValue` is the answer, now or later; a value
 * that cannot be cloned throws, and another one may follow.
 */
class IpcMainSyncEvent extends IpcMainEvent {
  #answer

  /** @param {(value) => void} answer ignores all calls after the first that did not throw */
  constructor (sender, answer) {
    super(sender)
    this.#answer = answer
  }

  set returnValue (value) {
    this.#answer(value)
  }

  get returnValue () {
    return undefined
  }
}

module.exports = { IpcMainEvent, IpcMainInvokeEvent, IpcMainPortEvent, IpcMainSyncEvent }
