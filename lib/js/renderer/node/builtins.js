'use strict'

const channels = require('../../common/channels')
const { evaluate } = require('./evaluate')

// Modules that need nothing but the page: well-known packages, bundled by the build (lib/packages).
const pure = new Map([
  'assert', 'assert/strict', 'buffer', 'console', 'diagnostics_channel', 'domain', 'events', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'punycode',
  'querystring', 'stream', 'stream/consumers', 'stream/promises', 'stream/web', 'string_decoder', 'sys', 'timers', 'timers/promises', 'tty', 'url',
  'util', 'util/types', 'vm'
].map((name) => [name, `packages/${name}`]))

// Modules whose state is the main process's: what they do happens there. And those that a page cannot have, which say so.
const stateful = new Map([
  'async_hooks', 'child_process', 'cluster', 'constants', 'crypto', 'dgram', 'dns', 'dns/promises', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector',
  'net', 'os', 'readline', 'readline/promises', 'repl', 'tls', 'trace_events', 'v8', 'wasi', 'worker_threads', 'zlib'
].map((name) => [name, `renderer/builtins/${name}`]))

/**
 * Node's built-in modules, as a page has them. Their sources are no part of the shim: a page asks for those that it requires.
 */
exports.createBuiltins = ({ link, config, start, process, loader }) => {
  loader.parts = { link, config, start, process }
  const own = new Map([['process', () => process]])
  const sources = new Map(Object.entries(start.ahead?.sources ?? {}))

  const sourceOf = (id) => {
    const source = sources.get(id) ?? link.ipcRendererInternal.sendSync(channels.PAGE_MODULE_SOURCE, id)
    // main knows them all, but no answer comes while the page is being unloaded.
    if (typeof source !== 'string') throw new Error(`Cannot load the runtime's module '${id}': main gave no answer`)
    return source
  }
  const compile = (id) => evaluate(`(function (exports, require, module) {${sourceOf(id)}\n})`, `runtime:${id}`)

  const known = new Map()
  const load = (name) => {
    if (known.has(name)) return known.get(name)
    const exported = loadNew(name)
    known.set(name, exported)
    return exported
  }
  const loadNew = (name) => {
    if (own.has(name)) return own.get(name)()
    const id = pure.get(name) ?? stateful.get(name)
    if (id === undefined) throw new Error(`require('${name}') is not supported in a page; require('electron').remote.require('${name}') gives the main process's`)
    return require(id)
  }

  // What the runtime's own modules in a page require by a bare name is Node's.
  loader.onMissing = (id) => {
    if (/^(?:renderer|common|packages)\//.test(id)) return compile(id)
    return (exports, require, module) => { module.exports = load(id) }
  }

  // A document whose policy is going to forbid eval compiles what its scripts require beforehand.
  const compiled = new Map([...sources.keys()].map((id) => [id, compile(id)]))
  if (compiled.size > 0) {
    const { onMissing } = loader
    loader.onMissing = (id) => compiled.get(id) ?? onMissing(id)
  }

  return {
    load,
    define (name, make) { own.set(name, make) },
    has: (name) => own.has(name) || pure.has(name) || stateful.has(name)
  }
}

module.exports.pure = pure
module.exports.stateful = stateful
