'use strict'

const { callSync, incoming } = require('../support/client')
const { plainOptions } = require('./child')

/** spawnSync: the page waits, the main process does not. */
exports.runSync = (boundary, file, args, given) => {
  const { encoding, ...options } = plainOptions(given)
  if (options.shell) {
    const shell = typeof options.shell === 'string' ? options.shell : '/bin/sh'
    return exports.runSync(boundary, shell, ['-c', [file, ...args].join(' ')], { ...given, shell: false })
  }
  const result = callSync(boundary, 'child_process', 'run', file, args, options)
  const decode = (bytes) => encoding && encoding !== 'buffer' && bytes ? incoming(bytes).toString(encoding) : incoming(bytes)
  const output = result.output && result.output.map(decode)
  return { ...result, output, stdout: output && output[1], stderr: output && output[2] }
}

/** What execSync gives, or throws. */
exports.checkResult = (result, command, showsErrors) => {
  const { error, status, stderr, stdout } = result
  if (showsErrors && stderr?.length > 0) console.error(stderr.toString())
  if (!error && status === 0) return stdout
  const failure = error ?? new Error(`Command failed: ${command}${stderr?.length > 0 ? `\n${stderr}` : ''}`)
  throw Object.assign(failure, result)
}
