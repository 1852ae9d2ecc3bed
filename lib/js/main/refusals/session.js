'use strict'

const { devices, engine, extensions, notYet, serviceWorkers } = require('./reasons')

// Names of Electron's Session.
module.exports = {
  methods: {
    allowNTLMCredentialsForDomains: notYet,
    createInterruptedDownload: engine,
    disableNetworkEmulation: notYet,
    enableNetworkEmulation: notYet,
    flushStorageData: notYet,
    preconnect: notYet,
    removeExtension: extensions,
    setBluetoothPairingHandler: devices,
    setCertificateVerifyProc: notYet,
    setCodeCachePath: engine,
    setDevicePermissionHandler: devices,
    setDisplayMediaRequestHandler: engine,
    setSSLConfig: engine,
    setUSBProtectedClassesHandler: devices
  },
  promises: {
    clearAuthCache: notYet,
    clearCache: notYet,
    clearCodeCaches: engine,
    clearData: notYet,
    clearHostResolverCache: notYet,
    clearSharedDictionaryCache: engine,
    clearSharedDictionaryCacheForIsolationKey: engine,
    clearStorageData: notYet,
    closeAllConnections: notYet,
    forceReloadProxyConfig: notYet,
    getBlobData: notYet,
    getCacheSize: notYet,
    getSharedDictionaryInfo: engine,
    getSharedDictionaryUsageInfo: engine,
    loadExtension: extensions,
    resolveProxy: notYet,
    setProxy: notYet
  },
  properties: {
    extensions,
    netLog: engine,
    serviceWorkers
  }
}
