'use strict'

const Stream = require('readable-stream/lib/stream')
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('readable-stream/lib/internal/streams/state')
const { isDestroyed, isWritable } = require('readable-stream/lib/internal/streams/utils')

module.exports = Object.assign(Stream, { getDefaultHighWaterMark, setDefaultHighWaterMark, isDestroyed, isWritable })
