'use strict'

const channels = require('../common/channels')
const { compileWithNames } = require('./node/evaluate')
const { namesOf } = require('./node/globals')
const { createSandboxedRequire } = require('./sandboxed-require')

/**
 * Runs the preload scripts, in their order. One that fails keeps neither the others nor the page from running.
 *
 * @param {object|null} parts.node null where the preload scripts are sandboxed
 */
exports.runPreloads = ({ start, node, builtins, process, electron, link }) => {
  for (const { path, source, error } of start.preloads) {
    try {
      if (error) throw Object.assign(new Error(error.message), { code: error.code })
      if (node) node.runMain(path, source)
      else runSandboxed(path, source, { builtins, process, electron })
    } catch (reason) {
      console.error(`Unable to load preload script: ${path}`)
      console.error(reason)
      link.ipcRendererInternal.send(channels.PRELOAD_ERROR, path, reason instanceof Error ? reason : new Error(String(reason)))
    }
  }
}

function runSandboxed (path, source, { builtins, process, electron }) {
  const module = { exports: {} }
  const run = compileWithNames(['require', 'exports', 'module'], source, path, namesOf(builtins, process))
  run.call(globalThis, createSandboxedRequire(builtins, electron), module.exports, module)
}
