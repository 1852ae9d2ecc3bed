'use strict'

const { devices, engine, extensions, notYet, serviceWorkers } = require('./reasons')

// Its clearing of all that it knows is one function, and cuts its pages off.
const network = 'Qt WebEngine can only make its whole network anew, after which its pages load nothing more'

// Names of Electron's Session.
module.exports = {
  methods: {
    allowNTLMCredentialsForDomains: notYet,
    disableNetworkEmulation: notYet,
    enableNetworkEmulation: notYet,
    preconnect: notYet,
    removeExtension: extensions,
    setBluetoothPairingHandler: devices,
    setCodeCachePath: engine,
    setDevicePermissionHandler: devices,
    setDisplayMediaRequestHandler: engine,
    setSSLConfig: engine,
    setUSBProtectedClassesHandler: devices
  },
  promises: {
    clearAuthCache: network,
    clearData: notYet,
    clearHostResolverCache: network,
    clearSharedDictionaryCache: engine,
    clearSharedDictionaryCacheForIsolationKey: engine,
    closeAllConnections: network,
    getBlobData: 'webRequest hands out no uploaded blobs to ask for',
    getSharedDictionaryInfo: engine,
    getSharedDictionaryUsageInfo: engine,
    loadExtension: extensions
  },
  properties: {
    extensions,
    netLog: engine,
    serviceWorkers
  }
}
