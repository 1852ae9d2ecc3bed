'use strict'

const fs = require('fs')
const Module = require('module')
const path = require('path')
const { launch } = process._linkedBinding('electron_browser_app')
const { enableEsm } = require('./module-hook')
const lifecycle = require('./lifecycle')
const { reportError, errorText } = require('./report')

function usesEsm (main, manifest) {
  if (main.endsWith('.mjs') || (manifest.type === 'module' && !main.endsWith('.cjs'))) return true
  if (main.endsWith('.cjs') || manifest.type === 'commonjs') return fs.readFileSync(main, 'utf8').includes('import(')
  return fs.readFileSync(main, 'utf8').includes('import(')
}

function isEsm (main, manifest) {
  return main.endsWith('.mjs') || (manifest.type === 'module' && main.endsWith('.js'))
}

async function loadMain (main, manifest) {
  if (usesEsm(main, manifest)) enableEsm()
  if (!isEsm(main, manifest)) {
    Module._load(main, null, true)
    return
  }
  // What import() needs is not there in the runtime's own scripts: a CommonJS module without a file has it.
  const importer = new Module(path.join(path.dirname(main), 'runtime'), null)
  importer.filename = importer.id
  importer.paths = []
  importer._compile('module.exports = (url) => import(url)', importer.filename)
  await importer.exports(require('url').pathToFileURL(main).href)
}

function loadFailed (error) {
  reportError('load', `App threw an error during load\n${errorText(error)}`)
  lifecycle.exit(1)
}

// The main script is Node's main module: process.argv[1] names it while it is resolved, as `node main.js` has it.
function runMain (manifest) {
  try {
    Module._preloadModules(launch.preloadModules)
    return loadMain(launch.main, manifest)
  } catch (error) {
    return Promise.reject(error)
  }
}

function startApp () {
  const app = require('./api/app')
  const manifest = launch.packageJson ? JSON.parse(launch.packageJson) : {}
  app._setManifest(manifest)
  lifecycle.attach(app)
  require('./ipc-dispatch').start()
  const loaded = launch.main ? runMain(manifest) : require('./default-window').open(launch.url)
  // 'ready' waits for a main script that awaits at its top level, as in Electron.
  loaded.then(() => setImmediate(() => { if (!lifecycle.state.exiting) lifecycle.announceReady() }), loadFailed)
}

module.exports = { startApp }
