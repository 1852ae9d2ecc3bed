'use strict'

const { SEND } = require('../../common/message-kinds')
const { writePortText } = require('../../common/port-texts')
const codec = require('../codec')
const deadlock = require('../deadlock')
const dispatch = require('../ipc-dispatch')

// What goes between main and a page.

const methods = {
  /** Electron's `webContents.send`: throws when an argument cannot be cloned, drops the message when the page is gone. */
  send (channel, ...args) {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    if (this.isCrashed()) {
      console.error('Error sending from webFrameMain: ', new Error('Render frame was disposed before WebFrameMain could be accessed'))
      return
    }
    this._outbox.offer([SEND, false, channel, 0], args)
    this._hangs.poke()
  },

  sendToFrame (frame, channel, ...args) {
    const id = Array.isArray(frame) ? frame[1] : frame
    if (typeof id !== 'number') throw new Error('Missing required frame argument (must be number or [processId, frameId])')
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    const [processId, routingId] = Array.isArray(frame) ? frame : [this.mainFrame.processId, frame]
    const found = this.mainFrame.framesInSubtree.find((one) => one.processId === processId && one.routingId === routingId)
    found?.send(channel, ...args)
    return found !== undefined
  },

  _sendInternal (channel, ...args) {
    if (!this.isDestroyed()) this._postMessage(this._encode([SEND, true, channel, 0], args))
  },

  /** The text of a message to the page's main frame. What travels beside it is kept for the page until it fetches it. */
  _encode (head, args, refuses = null) {
    return this._keepParts((parts) => codec.encodeList(head, args, false, refuses, parts))
  },

  _encodeOverPort (id, message) {
    return this._keepParts((parts) => writePortText(id, codec.encode(message, parts)))
  },

  _keepParts (write) {
    if (this.isDestroyed() || this.isCrashed()) return write(null)
    const parts = []
    const text = write(parts)
    return parts.length === 0 ? text : `B${this._keepBulk(parts)}${text}`
  },

  _onMessage (text) {
    dispatch.onMessage(this, text)
  },

  /** @param {Array|string} parts what came beside the text, or what the page's codec made of it */
  _onBulkMessage (text, parts) {
    dispatch.onMessage(this, text, null, parts)
  },

  /** The answer's text, or 'pending': then the page asks again and _takeSyncAnswer has it. */
  _onSyncMessage (text) {
    this._syncAnswer = dispatch.onSyncMessage(this, text, () => {
      if (!this.isDestroyed()) this._resumeSyncCall()
    })
    return this._takeSyncAnswer()
  },

  _takeSyncAnswer () {
    if (!this._syncAnswer) return ''
    return this._syncAnswer.text ?? 'pending'
  },

  /** The same for a text of a frame within the page: what renderer/frames-door.js sends. */
  _onFrameMessage (text) {
    const [id, kind] = text.split(':', 2)
    const rest = text.slice(id.length + kind.length + 2)
    if (this._workers.has(id, kind)) return this._workers.onMessage(id, kind, rest)
    const answer = this._frames.onMessage(id, kind, rest)
    if (typeof answer === 'string') return answer
    this._syncAnswer = answer
    return this._takeSyncAnswer()
  },

  /** The page gave up. */
  _dropSyncAnswer () {
    this._syncAnswer?.drop()
    this._syncAnswer = null
  },

  _lendWaits: deadlock.lend,
  _takeBackWaits: deadlock.takeBack,

  /** Called after a collection of garbage while the page waits. */
  _giveUpIfCollected () {
    this._syncAnswer?.giveUpIfCollected()
  }
}

module.exports = { methods }
