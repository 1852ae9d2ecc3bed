'use strict'

const { launch } = process._linkedBinding('electron_browser_app')

const isStrings = (value) => Array.isArray(value) && value.every((item) => typeof item === 'string')

// A shell that waits until this process is gone, however it ends: then the pipe's other end is closed.
const WAIT_AND_RUN = 'read -r nothing <&3; exec 3<&-; exec "$@"'

/**
 * app.relaunch: starts the app again when this process has ended. Each call starts one more.
 */
function relaunch (options) {
  const { spawn } = require('child_process')
  const args = isStrings(options?.args) ? options.args : launch.argv.slice(1)
  const execPath = typeof options?.execPath === 'string' && options.execPath ? options.execPath : process.execPath
  const waiting = spawn('/bin/sh', ['-c', WAIT_AND_RUN, 'sh', execPath, ...args], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  waiting.on('error', () => {})
  waiting.stdio[3].on('error', () => {})
  waiting.stdio[3].unref()
  waiting.unref()
  return true
}

module.exports = { relaunch }
