'use strict'

const { invalidArgType, unsupported } = require('../../js/common/node-errors')

// A script can be run in the page's own context. The contexts that Node makes are of another engine.

// By this name, eval runs code as a script: with the page's globals, and without the variables around the call.
const runScript = globalThis.eval

const why = 'it has one context only, that of its document'
const named = (code, options) => {
  const filename = typeof options === 'string' ? options : options?.filename
  return filename === undefined ? code : `${code}\n//# sourceURL=${filename}`
}

/** Errors of syntax come with the first run. */
class Script {
  #code
  constructor (code, options) { this.#code = named(String(code), options) }
  runInThisContext () { return runScript(this.#code) }
}
Script.prototype.runInContext = unsupported('vm.Script.runInContext', why)
Script.prototype.runInNewContext = unsupported('vm.Script.runInNewContext', why)

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u

function compileFunction (code, params = [], options) {
  if (typeof code !== 'string') throw invalidArgType('code', 'of type string', code)
  for (const name of params) if (!identifier.test(name)) throw new SyntaxError(`Unexpected token '${name}'`)
  return runScript(named(`(function (${params.join(', ')}) {${code}\n})`, options))
}

module.exports = {
  Script,
  createScript: (code, options) => new Script(code, options),
  runInThisContext (code, options) {
    if (typeof code !== 'string') throw invalidArgType('code', 'of type string', code)
    return runScript(named(code, options))
  },
  compileFunction,
  isContext: () => false,
  createContext: unsupported('vm.createContext', why),
  runInContext: unsupported('vm.runInContext', why),
  runInNewContext: unsupported('vm.runInNewContext', why),
  measureMemory: unsupported('vm.measureMemory', why)
}
