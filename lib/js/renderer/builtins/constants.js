'use strict'

// Node's old collection of them, which packages still require.
const { dlopen, errno, priority, signals } = require('os').constants

module.exports = { ...dlopen, ...errno, ...priority, ...signals, ...require('fs').constants, ...require('crypto').constants }
