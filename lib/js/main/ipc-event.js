'use strict'

const { Event } = require('./event')

// What listeners and handlers of ipcMain get first. Who sent a message is looked up when it is asked for: that costs a
// call into Qt, and few listeners ask.

/** The first argument of handlers of `invoke`. */
class IpcMainInvokeEvent extends Event {
  #frame
  #document
  #ids = null

  /** @param {FrameDocument|null} document of a frame within the page that sent it; null for the main frame */
  constructor (sender, document) {
    super(sender)
    this.#document = document
    this.#frame = document ? document.node.frame : sender.mainFrame
    // The ids of such a frame are lost with it.
    if (document) this.#ids = { processId: this.#frame.processId, routingId: this.#frame.routingId }
  }

  /** Null once the frame is gone. */
  get senderFrame () {
    if (!this.#frame.isDestroyed()) return this.#frame
    process.emitWarning('Frame property was accessed after it navigated or was destroyed. Avoid asynchronous tasks prior to indexing.', 'electron')
    return null
  }

  /** The same, gone or not. */
  get _frame () {
    return this.#frame
  }

  get _document () {
    return this.#document
  }

  get processId () {
    return (this.#ids ?? this.#frame).processId
  }

  get frameId () {
    return (this.#ids ?? this.#frame).routingId
  }

  get frameTreeNodeId () {
    return this.#frame.frameTreeNodeId
  }
}

/** The first argument of listeners of `send`. */
class IpcMainEvent extends IpcMainInvokeEvent {
  /** Sends to the frame that this message came from. */
  reply (channel, ...args) {
    this._frame.send(channel, ...args)
  }
}

/** The event of ipcRenderer.postMessage. */
class IpcMainPortEvent extends IpcMainInvokeEvent {
  constructor (sender, document, ports) {
    super(sender, document)
    this.ports = ports
  }
}

/**
 * The event of a synchronous message. The first value that is set as `returnValue` is the answer, now or later; a value
 * that cannot be cloned throws, and another one may follow.
 */
class IpcMainSyncEvent extends IpcMainEvent {
  #answer
  #fail

  /**
   * @param {(value) => void} answer ignores all calls after the first that did not throw
   * @param {(error: Error) => void} fail the same, with what the page is to throw
   */
  constructor (sender, document, answer, fail) {
    super(sender, document)
    this.#answer = answer
    this.#fail = fail
  }

  /** For the runtime's own channels. */
  _fail (error) {
    this.#fail(error)
  }

  set returnValue (value) {
    this.#answer(value)
  }

  get returnValue () {
    return undefined
  }
}

module.exports = { IpcMainEvent, IpcMainInvokeEvent, IpcMainPortEvent, IpcMainSyncEvent }
