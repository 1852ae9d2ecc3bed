'use strict'

const { POST } = require('../../common/message-kinds')
const { postWithPorts } = require('../api/message-channel-main')
const { checkArguments } = require('../argument-error')

const methods = {
  /** Ports of `transfer` become the page's. */
  postMessage (...args) {
    checkArguments(args, 'string', 'any')
    const [channel, message, transfer] = args
    postWithPorts((value, count) => this._ports.prepare([POST, channel], value, count), message, transfer)
    this._hangs.poke()
  }
}

module.exports = { methods }
