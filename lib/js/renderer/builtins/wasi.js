'use strict'

const { refusing } = require('./support/refusal')

module.exports = { WASI: refusing('WASI', 'wasi', 'use it in the main process') }
