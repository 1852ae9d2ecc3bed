'use strict'

const { createCodec } = require('../common/codec')

module.exports = createCodec(require('./codec-host'))
