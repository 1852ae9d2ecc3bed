'use strict'

const Module = require('module')
const path = require('path')
const electron = require('./electron')
const { prepareFork } = require('./fork')

let registered = false

// Makes `require('electron')` and `import 'electron'` work in the app's own code.

const names = new Set(['electron', 'electron/main', 'electron/common', 'electron/renderer'])

const originalLoad = Module._load
Module._load = function (request, ...rest) {
  if (request === 'child_process' || request === 'node:child_process') prepareFork()
  return names.has(request) ? electron : originalLoad.call(this, request, ...rest)
}

const originalResolve = Module._resolveFilename
Module._resolveFilename = function (request, ...rest) {
  return names.has(request) ? 'electron' : originalResolve.call(this, request, ...rest)
}

// CommonJS code can reach ES modules, and by them `import 'electron'`, through import() alone. A package is only looked at
// for doing so itself: many have an import() that an app never gets to.
const DYNAMIC_IMPORT = /\bimport\s*\(/
const IMPORTS_ELECTRON = /\bimport\s*\(\s*['"`]electron\b/
const IN_PACKAGE = `${path.sep}node_modules${path.sep}`

const originalCompile = Module.prototype._compile
Module.prototype._compile = function (content, filename, ...rest) {
  if (!registered) {
    const pattern = String(filename).includes(IN_PACKAGE) ? IMPORTS_ELECTRON : DYNAMIC_IMPORT
    if (content.includes('import') && pattern.test(content)) enableEsm()
  }
  return originalCompile.call(this, content, filename, ...rest)
}

// For ESM, a module that takes its exports from the CommonJS one.
function esmSource () {
  const exported = Object.keys(electron).filter((name) => name !== 'default')
  return [
    'import { createRequire } from "node:module"',
    'const electron = createRequire(import.meta.url)("electron")',
    'export default electron',
    `export const { ${exported.join(', ')} } = electron`
  ].join('\n')
}

/**
 * Registers the resolve hook for `import 'electron'`. It starts Node's loader thread, some 90 ms, so it is left to apps
 * that use ESM.
 */
function enableEsm () {
  if (registered) return
  registered = true
  prepareFork()
  // createRequire needs a file: URL to start from, so the module has one that no file can have.
  const url = 'file:///electron/index.mjs'
  const hooks = `
    const names = new Set(${JSON.stringify([...names])})
    export async function resolve (specifier, context, next) {
      return names.has(specifier) ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(specifier, context)
    }
    export async function load (url, context, next) {
      if (url !== ${JSON.stringify(url)}) return next(url, context)
      return { format: 'module', shortCircuit: true, source: ${JSON.stringify(esmSource())} }
    }`
  Module.register(`data:text/javascript,${encodeURIComponent(hooks)}`)
}

module.exports = { enableEsm }
