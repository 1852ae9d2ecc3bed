'use strict'

const codecHost = require('../codec-host')
const { createModuleLoader } = require('./module')

/**
 * Node in a page: `require` with the app's files and packages loaded into the page, and Node's built-in modules.
 */
exports.createNode = ({ link, config, start, builtins, process, electron }) => {
  const { Module, runMain, pageModule } = createModuleLoader({ link, config, start, builtins, electron, process })
  builtins.define('module', () => Module)
  codecHost.setBufferMaker((bytes) => Object.setPrototypeOf(bytes, builtins.load('buffer').Buffer.prototype))
  return { builtins, Module, process, runMain, pageModule }
}
