'use strict'

// Modules of Electron's in pages that are not here, and why; docs/api-coverage.md is made of it.
module.exports = {}
