'use strict'

const { BULK_TAKE } = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')

// What travels beside the texts of messages to a page: runtime/web/bulk_scheme keeps it until the page has fetched it.

const namesOf = (text) => text[0] === 'B' ? [text.slice(1, text.indexOf(':'))] : []

/** The text without what says that more travels beside it. */
exports.bareText = (text) => text[0] === 'B' ? text.slice(text.indexOf(':', text.indexOf(':') + 1) + 1) : text

/** The text will not be sent. */
exports.discard = (contents, text) => {
  for (const name of namesOf(text)) contents._takeBulk(name)
}

exports.start = () => {
  ipcMainInternal.on(BULK_TAKE, (event, name) => { event.returnValue = typeof name === 'string' ? event.sender._takeBulk(name) : undefined })
  // What was sent to a document that is gone will not be fetched.
  ipcMainInternal.prependListener('document-created', ({ sender }) => sender._dropBulk(sender._outbox.texts.flatMap(namesOf)))
}
