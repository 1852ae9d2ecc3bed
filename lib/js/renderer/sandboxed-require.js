'use strict'

const electronNames = new Set(['electron', 'electron/renderer', 'electron/common'])
const nodeNames = new Set(['events', 'timers', 'url'])

/** The `require` of a preload script in a sandboxed window: `electron`, and three of Node's modules. */
exports.createSandboxedRequire = (builtins, electron) => (name) => {
  if (electronNames.has(name)) return electron
  const bare = `${name}`.replace(/^node:/, '')
  if (nodeNames.has(bare)) return builtins.load(bare)
  throw new Error(`module not found: ${name}`)
}
