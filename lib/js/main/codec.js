'use strict'

const { createCodec } = require('../common/codec')
const { setImageLoader } = require('../common/image-class')
const { createLenientCodec } = require('../common/lenient-codec')
const { sendsWhatItCan } = require('./compat')

setImageLoader(() => require('./api/native-image'))

const codec = createCodec(require('./codec-host'))

module.exports = sendsWhatItCan ? createLenientCodec(codec) : codec
