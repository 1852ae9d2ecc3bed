'use strict'

const { level } = require('./compat')

// As in Electron, child_process.fork() runs its script in plain Node, although process.execPath is the runtime.

// Then the child's process.versions.electron is that of its parent.
const ownVersion = level === null ? {} : { RUNTIME_ELECTRON_VERSION: process.versions.electron }

let done = false

/**
 * To be called before the app has child_process: loading that takes some milliseconds, which most apps do without.
 */
function prepareFork () {
  if (done) return
  done = true
  const childProcess = require('child_process')
  const { fork } = childProcess
  childProcess.fork = function (modulePath, ...rest) {
    const hasArgs = Array.isArray(rest[0]) || rest[0] === null || rest[0] === undefined
    const args = hasArgs ? rest[0] ?? [] : []
    const options = rest[hasArgs ? 1 : 0] ?? {}
    if (typeof options !== 'object') return fork.call(this, modulePath, ...rest) // throws Node's own error
    const env = { ...(options.env ?? process.env), ELECTRON_RUN_AS_NODE: '1', ...ownVersion }
    return fork.call(this, modulePath, args, { ...options, env })
  }
}

module.exports = { prepareFork }
