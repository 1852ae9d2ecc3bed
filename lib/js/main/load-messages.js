'use strict'

const { ipcMainInternal } = require('./api/ipc-main')

// What a page's shim tells of its document, for the page's LoadState.

const DOCUMENT_CREATED = 'document-created'
const DOM_READY = 'dom-ready'

ipcMainInternal.on(DOCUMENT_CREATED, ({ sender, _frame: frame }, url) => {
  if (frame !== sender.mainFrame) return
  sender._frames.reset()
  sender._workers.reset()
  sender._load_.onDocumentCreated(String(url))
})
ipcMainInternal.on(DOM_READY, ({ sender, _frame: frame }) => {
  if (frame === sender.mainFrame) sender._load_.onDomReady()
})
