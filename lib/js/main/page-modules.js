'use strict'

// What documents ask of main when they begin and when they require: preload scripts, the files of modules, and the runtime's own
// modules for pages. Node's own resolution decides what a request means.

const fs = require('fs')
const Module = require('module')
const path = require('path')
const vm = require('vm')
const { fileURLToPath } = require('url')
const channels = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')
const { ownSchemes } = require('./api/protocol-schemes')
const { mayHaveNode } = require('./node/access')
const { packageType } = require('./package-type')
const { framePreloads } = require('./session/preloads')
const { processFields } = require('./page-process')
const { following, forget } = require('./page-modules-following')
const { requiredAhead } = require('./page-modules-ahead')
const { pageModuleSource } = process._linkedBinding('electron_browser_web_contents')

let contextCount = 0

function describeError (error) {
  const { message, name, code, requireStack } = error
  return { message, name, code, ...(requireStack ? { requireStack } : {}) }
}

const answering = (act) => (event, ...args) => {
  try {
    event.returnValue = act(event.sender, ...args)
  } catch (error) {
    event.returnValue = { error: describeError(error) }
  }
}

/** Stands for the page's module, which requires. @param {string[]} chain the files, from the one that requires outwards */
function parentOf (filename, chain) {
  let parent = null
  for (const file of chain.slice(1).reverse()) {
    parent = new Module(file, parent)
    parent.filename = file
  }
  const module = new Module(filename ?? '.', parent)
  const isReal = typeof filename === 'string' && fs.existsSync(path.dirname(filename))
  const folder = isReal ? path.dirname(filename) : require('./api/app').getAppPath()
  module.filename = isReal ? filename : path.join(folder, '.')
  module.paths = Module._nodeModulePaths(folder)
  return module
}

/** @returns {{builtin: string}|{path: string}} */
function resolve (request, filename, chain = [], paths = undefined) {
  return resolveFrom(request, () => parentOf(filename, chain), paths)
}

function resolveFrom (request, parent, paths) {
  if (Module.isBuiltin(request)) return { builtin: request.replace(/^node:/, '') }
  if (request.startsWith('node:')) throw Object.assign(new Error(`No such built-in module: ${request}`), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' })
  return { path: Module._resolveFilename(request, parent(), false, paths ? { paths } : undefined) }
}

/** For many requests of one file, which is there. */
function resolverOf (filename) {
  const parent = new Module(filename, null)
  parent.filename = filename
  parent.paths = Module._nodeModulePaths(path.dirname(filename))
  return (request) => resolveFrom(request, () => parent)
}

function refuseEsm (file, parent) {
  const isNamed = file.endsWith('.mjs')
  const what = isNamed ? file : `${file} from ${parent}`
  const which = isNamed ? file : `${path.basename(file)} in ${parent}`
  const error = new Error(`require() of ES Module ${what} not supported.\nInstead change the require of ${which} to a dynamic import() which is available in all CommonJS modules.`)
  throw Object.assign(error, { code: 'ERR_REQUIRE_ESM' })
}

/** The file as the page compiles it. @returns {{path: string, source: string}} */
function readModule (file, parent) {
  const extension = path.extname(file)
  if (extension === '.node') return { path: file, source: '' }
  if (extension === '.mjs' || (extension === '.js' && packageType(file) === 'module')) refuseEsm(file, parent)
  const source = fs.readFileSync(file, 'utf8')
  return { path: file, source: source.charCodeAt(0) === 0xfeff ? source.slice(1) : source }
}

/** Where a script that the page cannot compile is wrong, as Node shows it: file and line, the line, a mark below it. */
function findSyntaxError (source, file) {
  try {
    vm.compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: file })
  } catch ({ name, stack }) {
    const end = stack.indexOf(`\n\n${name}`)
    if (end > 0) return { place: stack.slice(0, end) }
  }
  return { place: file }
}

function readPreload (file) {
  try {
    return { path: file, source: fs.readFileSync(file, 'utf8') }
  } catch (error) {
    return { path: file, error: describeError(error) }
  }
}

/** The preload scripts of a page: its session's, then its own. */
function preloadsOf (contents) {
  const { preload } = contents._preferences
  const paths = framePreloads(contents.session)
  if (preload) paths.push(preload)
  return paths.map(readPreload)
}

function fileOf (url) {
  try {
    return url.startsWith('file:') ? fileURLToPath(url) : null
  } catch {
    return null
  }
}

/** What Node in a page, or in one of its workers, begins with. */
function nodeStart (contents) {
  return {
    process: processFields(contents, mayHaveNode(contents)),
    contextId: `${contents.getProcessId()}-${++contextCount}`,
    builtinModules: Module.builtinModules,
    globalPaths: Module.globalPaths
  }
}

function startDocument (contents, url, hasNode) {
  forget(contents)
  const preloads = preloadsOf(contents)
  if (!hasNode && preloads.length === 0) return { preloads }
  const { contextIsolation } = contents._preferences
  const file = hasNode && !contextIsolation ? fileOf(url) : null
  return {
    ...nodeStart(contents),
    preloads,
    ahead: file && requiredAhead(file, { resolve, readModule, sourceOf: pageModuleSource })
  }
}

function start () {
  ipcMainInternal.on(channels.OWN_SCHEME, (event, scheme) => { event.returnValue = ownSchemes().includes(scheme) })
  ipcMainInternal.on(channels.DOCUMENT_START, (event, url, hasNode) => {
    event.returnValue = startDocument(event.sender, String(url), hasNode === true && mayHaveNode(event.sender))
  })
  ipcMainInternal.on(channels.WORKER_START, (event) => {
    const { _document: document, sender } = event
    event.returnValue = document?.isWorker ? nodeStart(sender) : undefined
  })
  ipcMainInternal.on(channels.PAGE_MODULE, answering((sender, request, filename, chain) => {
    if (!mayHaveNode(sender)) throw new Error('This page has no Node')
    const answer = resolve(request, filename, chain)
    if (answer.builtin) return answer
    const module = readModule(answer.path, filename)
    return { ...module, following: following(sender, module, { resolverOf, readModule }) }
  }))
  ipcMainInternal.on(channels.PAGE_MODULE_RESOLVE, answering((sender, request, filename, chain, paths) => {
    if (!mayHaveNode(sender)) throw new Error('This page has no Node')
    return resolve(request, filename, chain, paths)
  }))
  ipcMainInternal.on(channels.PAGE_MODULE_SYNTAX, answering((sender, source, file) => findSyntaxError(source, file)))
  ipcMainInternal.on(channels.PAGE_MODULE_SOURCE, (event, id) => {
    event.returnValue = /^(?:renderer|packages)\//.test(id) ? pageModuleSource(id) : undefined
  })
  ipcMainInternal.on(channels.PRELOAD_ERROR, (event, file, error) => {
    const { sender } = event
    sender.emit('preload-error', new (require('./event').Event)(sender), file, error)
  })
}

module.exports = { pageModuleSource, start }
