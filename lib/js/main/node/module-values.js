'use strict'

// What the modules have besides functions: constants and the like, which a page gets when it first requires them.

const modules = new Set(['child_process', 'crypto', 'dns', 'fs', 'http', 'https', 'net', 'os', 'tls', 'v8', 'zlib'])

module.exports = {
  /** @param {string[]} names */
  values (document, module, names) {
    if (!modules.has(module)) throw new TypeError('Malformed message: unknown module')
    const exported = require(module)
    return Object.fromEntries(names.map((name) => [name, Object.hasOwn(exported, name) && typeof exported[name] !== 'function' ? exported[name] : undefined]))
  }
}
