'use strict'

/** 128 random bits as hexadecimal text; also where a page is no secure context. */
const randomToken = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16).padStart(8, '0')).join('')

/**
 * The `electron` module of a page.
 *
 * @param {object} link from link.js, with the page's ipcRenderer
 * @param {object} config from lib/js/main/api/web-preferences.js
 */
exports.createElectron = (link, config) => {
  const electron = { ipcRenderer: link.ipcRenderer }
  if (config.remote) {
    let remote = null
    Object.defineProperty(electron, 'remote', {
      enumerable: true,
      configurable: true,
      get () {
        // Most pages have no use for it.
        remote ??= require('./remote/client').createRemote({
          ipc: link.ipcRendererInternal,
          contextId: randomToken(),
          builtins: config.remoteBuiltins
        })
        return remote
      }
    })
  }
  return electron
}
