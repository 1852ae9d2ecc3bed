'use strict'

const { createModule } = require('./http/module')
const { ClientRequest } = require('./http/client')
const { IncomingMessage, OutgoingMessage, ServerResponse, validateHeaderName, validateHeaderValue } = require('./http/messages')
const { STATUS_CODES } = require('./http/server')
const { valuesOf } = require('./support/client')

module.exports = {
  ...createModule('http'),
  ...valuesOf('http', ['METHODS', 'maxHeaderSize']),
  ClientRequest: class extends ClientRequest {
    constructor (...args) {
      super('http', ...args)
    }
  },
  IncomingMessage,
  OutgoingMessage,
  STATUS_CODES,
  ServerResponse,
  setMaxIdleHTTPParsers () {},
  validateHeaderName,
  validateHeaderValue
}
