'use strict'

const { insufficientArguments } = require('../common/argument-error')
const { createContextBridge } = require('./api/context-bridge')
const { createPathOf, isBlob, isFile } = require('./relay-file-path')
const { createMainModules } = require('./api/main-modules')
const refused = require('./refused-module')

/** 128 random bits as hexadecimal text; also where a page is no secure context. */
const randomToken = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16).padStart(8, '0')).join('')

// Most pages have no use for them.
const defineLazily = (target, name, make) => {
  let made = null
  Object.defineProperty(target, name, { enumerable: true, configurable: true, get: () => made ??= make() })
}

function createWebUtils ({ ipcRendererInternal }) {
  const pathOf = createPathOf((...args) => ipcRendererInternal.sendSync(...args))
  return {
    getPathForFile (...args) {
      if (args.length === 0) throw insufficientArguments()
      if (isFile(args[0])) return pathOf(args[0])
      if (isBlob(args[0])) return ''
      throw new TypeError('getPathForFile expected to receive a File object but one was not provided')
    }
  }
}

/**
 * The `electron` module of a page.
 *
 * @param {object} link from link.js, with the page's ipcRenderer
 * @param {object} config from lib/js/main/api/web-preferences.js
 * @param {(name: string) => any} load Node's built-in modules
 */
exports.createElectron = (link, config, load) => {
  const electron = {
    contextBridge: createContextBridge(config, config.contextIsolation ? link.worlds : null),
    ipcRenderer: link.ipcRenderer
  }
  const createModule = createMainModules(link, load)
  for (const name of config.sandbox ? ['nativeImage'] : ['nativeImage', 'clipboard', 'shell']) defineLazily(electron, name, () => createModule(name))
  defineLazily(electron, 'webFrame', () => require('./api/web-frame').createWebFrame(link, config))
  defineLazily(electron, 'crashReporter', () => require('./api/crash-reporter').createCrashReporter(link))
  defineLazily(electron, 'webUtils', () => createWebUtils(link))
  for (const name of refused.names) defineLazily(electron, name, () => refused.createRefused(name))
  if (config.remote) {
    defineLazily(electron, 'remote', () => require('./remote/client').createRemote({
      ipc: link.ipcRendererInternal,
      contextId: randomToken(),
      builtins: config.remoteBuiltins,
      texts: link
    }))
  }
  // Up to Electron 6, by remote.
  if (config.remote && config.screen) defineLazily(electron, 'screen', () => electron.remote.screen)
  return electron
}
