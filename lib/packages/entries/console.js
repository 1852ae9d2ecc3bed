'use strict'

// The page's own console, which is the page's developer tools'.
module.exports = globalThis.console
