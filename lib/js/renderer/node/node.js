'use strict'

const { createModuleLoader } = require('./module')

/**
 * Node in a page: `require` with the app's files and packages loaded into the page, and Node's built-in modules.
 */
exports.createNode = ({ link, config, start, builtins, process, electron }) => {
  const { Module, runMain, pageModule } = createModuleLoader({ link, config, start, builtins, electron, process })
  builtins.define('module', () => Module)
  return { builtins, Module, process, runMain, pageModule }
}
