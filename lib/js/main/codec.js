'use strict'

const { createCodec } = require('../common/codec')
const { createLenientCodec } = require('../common/lenient-codec')
const { sendsWhatItCan } = require('./compat')

const codec = createCodec(require('./codec-host'))

module.exports = sendsWhatItCan ? createLenientCodec(codec) : codec
