'use strict'

// Modules of Electron's in pages that are not here, and why; docs/api-coverage.md is made of it.
module.exports = {
  crashReporter: {
    methods: {
      addExtraParameter: 'it is not implemented',
      getParameters: 'it is not implemented',
      removeExtraParameter: 'it is not implemented'
    },
    // Apps begin with it, and go on as well without.
    ignored: { start: 'it is not implemented' }
  },
  webUtils: {
    methods: { getPathForFile: 'the engine does not tell pages where a file is' }
  }
}
