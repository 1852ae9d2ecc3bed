'use strict'

const Module = require('module')
const path = require('path')
const { pathToFileURL } = require('url')
const { launch } = process._linkedBinding('electron_browser_app')
const { enableEsm } = require('./module-hook')
const lifecycle = require('./lifecycle')
const { packageType } = require('./package-type')
const { reportError, errorText, warnOnce } = require('./report')
const { isHandled, raise } = require('./uncaught')

const LONG_LOAD_MS = 10000

function isEsm (main) {
  const extension = path.extname(main)
  return extension === '.mjs' || (extension === '.js' && packageType(main) === 'module')
}

// What import() needs is not there in the runtime's own scripts: a CommonJS module of the app's folder has it.
function importMain (main) {
  enableEsm()
  const importer = new Module(path.join(path.dirname(main), 'runtime'), null)
  importer.filename = importer.id
  importer.paths = []
  importer._compile(`module.exports = (url) => { ${launch.interruptMain ? 'debugger' : ''}; return import(url) }`, importer.filename)
  return importer.exports(pathToFileURL(main).href)
}

// With --inspect-brk, Node stops in the file that process.argv[1] names when the first module is compiled.
function nameMainToInspector (main) {
  const [, first] = process.argv
  process.argv[1] = main
  new Module('runtime', null)._compile('', path.join(path.dirname(main), 'runtime'))
  if (first === undefined) process.argv.length = 1
  else process.argv[1] = first
}

function loadMain (main) {
  if (launch.interruptMain) nameMainToInspector(main)
  Module._preloadModules(launch.preloadModules)
  if (isEsm(main)) return importMain(main)
  Module._load(main, null, true)
  return null
}

function showUrl (url) {
  Module._preloadModules(launch.preloadModules)
  require('./default-window').open(url)
  return null
}

// Other than in Electron, where it stays alive with nothing to do, an app whose main script fails ends with code 1 – unless
// it handles its exceptions itself.
function loadFailed (error) {
  reportError('load', `App threw an error during load\n${errorText(error)}`)
  if (!isHandled()) lifecycle.exit(1)
  raise(error)
  loaded()
}

// What the main script left behind in the event loop without a delay comes before 'ready', as in Electron.
function loaded () {
  lifecycle.state.loaded = true
  setTimeout(() => setImmediate(lifecycle.announceReady), 0)
}

async function waitFor (loading) {
  // Such a script may wait for 'ready', which waits for it: better said than found out.
  const hint = setTimeout(() => {
    warnOnce("the main script still awaits something at its top level; the app gets 'ready' after that")
  }, LONG_LOAD_MS)
  hint.unref()
  try {
    await loading
  } catch (error) {
    loadFailed(error)
    return
  } finally {
    clearTimeout(hint)
  }
  loaded()
}

function startApp () {
  const app = require('./api/app')
  app._setManifest(launch.packageJson ? JSON.parse(launch.packageJson) : {})
  lifecycle.attach(app)
  require('./ipc-dispatch').start()
  if (launch.ipcTrace) require('./ipc-trace/start').start()
  let loading
  try {
    loading = launch.main ? loadMain(launch.main) : showUrl(launch.url)
  } catch (error) {
    loadFailed(error)
    return
  }
  process.emit('loaded')
  if (loading) waitFor(loading)
  else loaded()
}

module.exports = { startApp }
