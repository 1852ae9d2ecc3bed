'use strict'

const { refusing } = require('./support/refusal')

const reason = ['http2', 'fetch speaks it, and the main process has the module']

module.exports = {
  Http2ServerRequest: refusing('Http2ServerRequest', ...reason),
  Http2ServerResponse: refusing('Http2ServerResponse', ...reason),
  connect: refusing('connect', ...reason),
  constants: {},
  createSecureServer: refusing('createSecureServer', ...reason),
  createServer: refusing('createServer', ...reason),
  getDefaultSettings: refusing('getDefaultSettings', ...reason),
  getPackedSettings: refusing('getPackedSettings', ...reason),
  getUnpackedSettings: refusing('getUnpackedSettings', ...reason),
  sensitiveHeaders: Symbol('nodejs.http2.sensitiveHeaders')
}
