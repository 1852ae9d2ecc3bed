'use strict'

// Names of Electron's Session that are not here yet. A call throws, by name.
const methods = [
  'addExtension', 'allowNTLMCredentialsForDomains', 'clearAuthCache', 'clearCache', 'clearCodeCaches', 'clearData', 'clearHostResolverCache',
  'clearStorageData', 'closeAllConnections', 'createInterruptedDownload', 'disableNetworkEmulation', 'enableNetworkEmulation', 'fetch',
  'flushStorageData', 'forceReloadProxyConfig', 'getBlobData', 'getCacheSize', 'getSharedDictionaryInfo', 'getSharedDictionaryUsageInfo',
  'clearSharedDictionaryCache', 'clearSharedDictionaryCacheForIsolationKey', 'loadExtension', 'preconnect', 'removeExtension', 'resolveHost',
  'resolveProxy', 'setBluetoothPairingHandler', 'setCertificateVerifyProc', 'setCodeCachePath', 'setDevicePermissionHandler',
  'setDisplayMediaRequestHandler', 'setPermissionCheckHandler', 'setPermissionRequestHandler', 'setProxy', 'setSSLConfig',
  'setUSBProtectedClassesHandler'
]
const properties = ['cookies', 'extensions', 'netLog', 'serviceWorkers', 'webRequest']
// There are no extensions.
const answers = { getAllExtensions: () => [], getExtension: () => null }

const refuse = (name) => () => {
  throw new Error(`session.${name} is not supported`)
}

/** Gives `prototype` all of these names that it has not. */
function installUnsupported (prototype) {
  const define = (name, descriptor) => {
    if (!(name in prototype)) Object.defineProperty(prototype, name, { configurable: true, ...descriptor })
  }
  for (const name of methods) define(name, { writable: true, value: refuse(name) })
  for (const [name, value] of Object.entries(answers)) define(name, { writable: true, value })
  for (const name of properties) define(name, { get: refuse(name), set: refuse(name) })
}

module.exports = { installUnsupported }
