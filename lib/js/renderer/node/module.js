'use strict'

const channels = require('../../common/channels')
const { invalidArgType } = require('../../common/node-errors')
const { compileWithNames } = require('./evaluate')
const { namesOf } = require('./globals')

// A page may put timers of its own in their place.
const setTimer = globalThis.setTimeout.bind(globalThis)

const electronNames = new Set(['electron', 'electron/renderer', 'electron/common'])

const dirname = (file) => file.slice(0, Math.max(file.lastIndexOf('/'), 1))

const nodeModulePaths = (folder) => {
  const paths = []
  for (let at = folder; ; at = dirname(at)) {
    if (!at.endsWith('/node_modules')) paths.push(at === '/' ? '/node_modules' : `${at}/node_modules`)
    if (at === '/' || at === '') return paths
  }
}

/**
 * Node's CommonJS in a page. What a request means, main's Node says; it sends the file as well, which is compiled and run here.
 */
exports.createModuleLoader = ({ link, config, start, builtins, electron, process }) => {
  const { ipcRendererInternal } = link
  const ahead = start.ahead ?? { resolved: [], files: {} }
  /** parent's file and request → what main said of it, without the source */
  const resolved = new Map(ahead.resolved.map(([parent, request, answer]) => [`${parent}\0${request}`, answer]))
  /** path → wrapper, of files that were compiled before a policy could forbid it */
  const compiled = new Map()
  const names = namesOf(builtins, process)
  /** path → source, of files that came along with one that requires them: for this turn, later they may have changed */
  const sources = new Map()

  const keepFollowing = ({ resolved: meanings, files }) => {
    for (const [parent, request, path] of meanings) resolved.set(`${parent}\0${request}`, { path })
    if (sources.size === 0) setTimer(() => sources.clear())
    for (const path of Object.keys(files)) if (!(path in Module._cache)) sources.set(path, files[path])
  }

  /** @returns {{path: string, source: string}|{builtin: string}} */
  const find = (request, parent) => {
    const known = resolved.get(`${parent?.filename}\0${request}`)
    if (known && compiled.has(known.path)) return known
    if (known && sources.has(known.path)) {
      const source = sources.get(known.path)
      sources.delete(known.path)
      return { path: known.path, source }
    }
    const { following, ...answer } = ask(channels.PAGE_MODULE, request, parent)
    if (following) keepFollowing(following)
    return answer
  }

  const chainOf = (module) => {
    const chain = []
    for (let at = module; at; at = at.parent) chain.push(at.filename ?? at.id)
    return chain
  }

  const ask = (channel, request, parent, ...rest) => {
    const answer = ipcRendererInternal.sendSync(channel, `${request}`, parent?.filename ?? null, chainOf(parent), ...rest)
    if (answer === undefined) throw new Error(`Cannot load module '${request}' while the page is being unloaded`)
    if (!answer.error) return answer
    const { message, name, ...fields } = answer.error
    const error = new (name === 'TypeError' ? TypeError : Error)(message)
    throw Object.assign(error, fields)
  }

  const checkRequest = (request) => {
    if (typeof request !== 'string') {
      throw invalidArgType('id', 'of type string', request)
    }
    if (request === '') throw Object.assign(new TypeError("The argument 'id' must be a non-empty string. Received ''"), { code: 'ERR_INVALID_ARG_VALUE' })
  }

  class Module {
    #parent

    constructor (id = '', parent) {
      this.id = id
      this.path = dirname(id)
      this.exports = {}
      this.filename = null
      this.loaded = false
      this.children = []
      this.paths = []
      this.#parent = parent
      parent?.children.push(this)
    }

    get parent () { return this.#parent }

    require (request) {
      checkRequest(request)
      return Module._load(request, this)
    }

    _compile (source, filename) {
      const run = compiled.get(filename) ?? wrap(source, filename)
      return run.call(this.exports, this.exports, makeRequire(this), this, filename, dirname(filename))
    }

    load (filename, file) {
      this.filename = filename
      this.paths = nodeModulePaths(dirname(filename))
      const extension = /\.[^./]+$/.exec(filename)?.[0]
      const handler = Module._extensions[extension] ?? Module._extensions['.js']
      pending.set(this, file)
      try {
        handler(this, filename)
      } finally {
        pending.delete(this)
      }
      this.loaded = true
    }

    static _cache = Object.create(null)
    static globalPaths = [...start.globalPaths]

    static _load (request, parent) {
      // What an app puts in the place of Node's resolution decides.
      if (Module._resolveFilename !== resolveFilename) request = Module._resolveFilename(request, parent, false)
      if (electronNames.has(request)) return electron
      const bare = request.startsWith('node:') ? request.slice(5) : request
      if (builtins.has(bare)) return builtins.load(bare)
      const key = `${parent?.filename}\0${request}`
      const known = resolved.get(key)
      if (known?.path && Module._cache[known.path]) return link_(parent, Module._cache[known.path]).exports
      const { source, ...answer } = find(request, parent)
      if (answer.builtin) return builtins.load(answer.builtin)
      resolved.set(key, answer)
      const cached = Module._cache[answer.path]
      if (cached) return link_(parent, cached).exports
      return loadFile(answer.path, { ...answer, source }, parent).exports
    }

    static _resolveFilename (request, parent, isMain, options) {
      if (electronNames.has(request)) return 'electron'
      const bare = request.startsWith('node:') ? request.slice(5) : request
      if (builtins.has(bare)) return request
      const { builtin, path } = ask(channels.PAGE_MODULE_RESOLVE, request, parent, options?.paths)
      return builtin ?? path
    }

    static _nodeModulePaths (folder) { return nodeModulePaths(folder) }
    static wrap (source) { return Module.wrapper[0] + source + Module.wrapper[1] }
    static wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});']
    static isBuiltin (name) { return start.builtinModules.includes(`${name}`.replace(/^node:/, '')) }
    static get builtinModules () { return [...start.builtinModules] }
    static createRequire (file) {
      const filename = `${file}`.startsWith('file:') ? decodeURIComponent(new URL(file).pathname) : `${file}`
      const module = new Module(filename)
      module.filename = filename
      module.paths = nodeModulePaths(dirname(filename))
      return makeRequire(module)
    }

    static _extensions = Object.assign(Object.create(null), {
      '.js': (module, filename) => module._compile(pending.get(module).source, filename),
      '.json': (module, filename) => {
        try {
          module.exports = JSON.parse(pending.get(module).source)
        } catch (error) {
          error.message = `${filename}: ${error.message}`
          throw error
        }
      },
      '.node': (module, filename) => { module.exports = electron.remote.require(filename) }
    })
  }
  Module.Module = Module
  const resolveFilename = Module._resolveFilename

  /** module → {source} while it is being loaded */
  const pending = new Map()

  const link_ = (parent, child) => {
    if (parent && !parent.children.includes(child)) parent.children.push(child)
    return child
  }

  const loadFile = (filename, file, parent) => {
    const module = new Module(filename, parent)
    Module._cache[filename] = module
    try {
      module.load(filename, file)
    } catch (error) {
      delete Module._cache[filename]
      throw error
    }
    return module
  }

  const wrap = (source, filename) => {
    const script = source.startsWith('#!') ? `//${source}` : source
    try {
      return compileWithNames(['exports', 'require', 'module', '__filename', '__dirname'], script, filename, names)
    } catch (error) {
      if (error instanceof SyntaxError) {
        const { place } = ipcRendererInternal.sendSync(channels.PAGE_MODULE_SYNTAX, script, filename) ?? { place: filename }
        error.stack = `${place}\n\n${error.stack}`
      }
      throw error
    }
  }

  const makeRequire = (module) => {
    const require = (request) => module.require(request)
    require.resolve = (request, options) => {
      checkRequest(request)
      return Module._resolveFilename(request, module, false, options)
    }
    require.resolve.paths = (request) => {
      checkRequest(request)
      if (Module.isBuiltin(request)) return null
      return /^\.\.?\//.test(request) ? [dirname(module.filename)] : [...module.paths, ...Module.globalPaths]
    }
    require.main = process.mainModule
    require.extensions = Module._extensions
    require.cache = Module._cache
    return require
  }

  for (const [path, source] of Object.entries(ahead.files)) compiled.set(path, wrap(source, path))

  // What inline scripts of the page require from: its folder, or, where it has no file, the app's.
  const isFile = location.protocol === 'file:'
  const pageFile = isFile ? decodeURIComponent(location.pathname) : `${config.resourcesPath}/electron.asar/renderer/init.js`
  const page = new Module('.')
  page.filename = pageFile
  page.loaded = true
  page.path = dirname(pageFile)
  page.paths = nodeModulePaths(isFile ? page.path : config.appPath)
  process.mainModule = page

  return {
    Module,
    pageModule: { module: page, require: makeRequire(page), filename: pageFile, folder: dirname(pageFile) },
    /** A script of which main has sent the source. */
    runMain: (filename, source) => loadFile(filename, { source }, null)
  }
}
