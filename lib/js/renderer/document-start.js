'use strict'

const channels = require('../common/channels')
const { createElectron } = require('./electron')
const { createBuiltins } = require('./node/builtins')
const { installNodeGlobals } = require('./node/globals')
const { createNode } = require('./node/node')
const { createProcess } = require('./node/process')
const { runPreloads } = require('./preload')

const now = performance.now.bind(performance)

// Pages that the app brings itself: privileges by default go to these only, and to those of the app's own schemes.
const ownProtocols = ['file:', 'about:', 'data:', 'blob:']

/** A frame within a page may bring its content without a network, from wherever its origin is; an opaque one is nobody's own. */
const protocolOf = () => {
  const { protocol } = location
  if (globalThis.top === globalThis || !ownProtocols.includes(protocol) || protocol === 'file:') return protocol
  return globalThis.origin === 'null' ? 'null:' : new URL(globalThis.origin).protocol
}

/** Whether it is one of the app's own schemes; one that came up after the window did is known in main only. */
function isOwnScheme (protocol, link, { ownSchemes }) {
  const scheme = protocol.slice(0, -1)
  if (['http', 'https', 'null'].includes(scheme)) return false
  return ownSchemes.includes(scheme) || link.ipcRendererInternal.sendSync(channels.OWN_SCHEME, scheme)
}

/**
 * Gives the document what its window's preferences grant: Node, preload scripts, or nothing. A page from the network gets
 * Node and remote only where the preferences say so in so many words; a preload script runs in every document.
 */
exports.startDocument = (link, config) => {
  const protocol = protocolOf()
  const isOwn = ownProtocols.includes(protocol) || isOwnScheme(protocol, link, config)
  const hasNode = config.nodeIntegration && (config.everywhere || isOwn)
  const asked = now()
  const start = link.ipcRendererInternal.sendSync(channels.DOCUMENT_START, location.href, hasNode)
  if (!hasNode && start.preloads.length === 0) return
  // When main looked at its clock, by the page's own: neither before the question nor after the answer.
  start.clockAt = (asked + now()) / 2

  const process = createProcess(config, start, link, (name) => builtins.load(name))
  const remote = config.remote && (isOwn || config.remoteStated || config.everywhere)
  const electron = createElectron(link, { ...config, remote }, (name) => builtins.load(name))
  const builtins = createBuiltins({ link, config, start, process, loader: module.loader })
  // A sandboxed preload script has a `require` of its own, and no Node.
  const node = hasNode || !config.sandbox ? createNode({ link, config, start, builtins, process, electron }) : null
  const globals = node && installNodeGlobals(node, config)
  runPreloads({ start, node, builtins, process, electron, link })
  process.emit('loaded')
  if (globals && !hasNode && !config.contextIsolation) globals.remove()
}
