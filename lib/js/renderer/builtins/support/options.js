'use strict'

/** The options that can be sent: Node looks at no others, and programs keep more in such objects. */
const sendable = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function' && typeof value !== 'symbol'))

module.exports = { sendable }
