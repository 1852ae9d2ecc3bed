'use strict'

const { ipcMainInternal } = require('../api/ipc-main')
const { Event, emitEvent } = require('../event')

// 'media-started-playing' and 'media-paused': the documents of a page tell of their elements while somebody listens
// (renderer/media-watch.js). What they do not know of, as players outside the document, is heard of by its sound.

const STARTED = 'media-started-playing'
const PAUSED = 'media-paused'

// The main frame's document, among the ids of others.
const MAIN = ''

const isListened = (contents) => contents.listenerCount(STARTED) + contents.listenerCount(PAUSED) > 0

const methods = {
  /** The first listener. */
  _watchMedia () {
    this._sendInternal('watch-media', false)
    for (const { document } of this._frames.nodes()) document?.command({ what: 'watch-media', isNew: false })
  },

  /** A document has begun in a frame within the page. */
  _watchMediaIn (document) {
    if (isListened(this)) document.command({ what: 'watch-media', isNew: true })
  },

  /** @param {string} words of a document: 'started', 'stopped', or 'playing' for what began before anybody listened */
  _onMedia (documentId, words) {
    const count = this._media.get(documentId) ?? 0
    if (words === 'stopped' ? count === 0 : !['started', 'playing'].includes(words)) return
    this._media.set(documentId, words === 'stopped' ? count - 1 : count + 1)
    if (words !== 'playing') emitEvent(this, words === 'started' ? STARTED : PAUSED)
  },

  /** The document is no more, and with it what played in it. */
  _onMediaGone (documentId) {
    const count = this._media.get(documentId) ?? 0
    this._media.delete(documentId)
    for (let i = 0; i < count && !this.isDestroyed(); i++) emitEvent(this, PAUSED)
  },

  /** The page has died. */
  _onMediaDead () {
    for (const id of [...this._media.keys()]) this._onMediaGone(id)
  },

  _onAudibleChanged (audible) {
    // The engine tells of more than the changes.
    if (audible === this._isAudible) return
    this._isAudible = audible
    const event = new Event(this)
    event.audible = audible
    this.emit('audio-state-changed', event)
    if (this.isDestroyed()) return
    const isKnown = [...this._media.values()].some((count) => count > 0)
    if (audible && !isKnown) this._onMedia('sound', 'started')
    else if (!audible && this._media.has('sound')) this._onMediaGone('sound')
  }
}

ipcMainInternal.on('document-created', ({ sender, _frame: frame }) => {
  if (frame !== sender.mainFrame) return
  sender._onMediaGone(MAIN)
  if (!sender.isDestroyed() && isListened(sender)) sender._sendInternal('watch-media', true)
})

ipcMainInternal.on('media', ({ sender, _frame: frame }, words) => {
  if (frame === sender.mainFrame) sender._onMedia(MAIN, words)
})

module.exports = { events: { [STARTED]: '_watchMedia', [PAUSED]: '_watchMedia' }, methods }
