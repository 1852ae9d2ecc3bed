'use strict'

const { refusing } = require('./support/refusal')

const reason = ['repl', "the console of the developer tools is the page's"]

module.exports = {
  REPLServer: refusing('REPLServer', ...reason),
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
  Recoverable: class Recoverable extends SyntaxError {},
  builtinModules: [],
  start: refusing('start', ...reason)
}
