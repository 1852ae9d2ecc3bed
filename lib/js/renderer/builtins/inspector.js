'use strict'

const { refusing } = require('./support/refusal')

const reason = ['inspector', "a page has the engine's developer tools"]

module.exports = {
  Session: refusing('Session', ...reason),
  close () {},
  console: globalThis.console,
  open: refusing('open', ...reason),
  url: () => undefined,
  waitForDebugger: refusing('waitForDebugger', ...reason)
}
