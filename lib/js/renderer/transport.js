'use strict'

/**
 * Takes Qt's web channel out of the document, once.
 *
 * @param {string} tag of the page that the shim is for
 * @returns {object|null} null when there is none, when another run of the shim has it, or when this is another page's
 *   document: one renderer process may have several windows, and confuse their scripts
 */
exports.takeTransport = (tag) => {
  const { qt } = globalThis
  const transport = qt && qt.webChannelTransport
  if (!transport || !Object.getOwnPropertyDescriptor(globalThis, 'qt').configurable) return null
  if (globalThis.opener !== null && globalThis.prompt(tag, 'whose') === 'no') return null
  // Qt WebEngine looks up qt.webChannelTransport.onmessage for each message, so it stays, and out of the page's way: link.js
  // sets onmessage once and for all. What a page sends there is dropped for want of the tag.
  Object.defineProperty(globalThis, 'qt', { value: qt, enumerable: false, writable: false, configurable: false })
  Object.freeze(qt)
  return transport
}
