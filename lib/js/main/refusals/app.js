'use strict'

const { notYet } = require('./reasons')

// Names of Electron's app.
module.exports = {
  methods: {
    getGPUFeatureStatus: notYet,
    importCertificate: notYet
  },
  promises: {
    getFileIcon: notYet,
    resolveProxy: notYet,
    setProxy: notYet
  }
}
