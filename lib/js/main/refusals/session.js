'use strict'

const { devices, engine, extensions, notYet, serviceWorkers } = require('./reasons')

// Names of Electron's Session.
module.exports = {
  methods: {
    allowNTLMCredentialsForDomains: 'Qt WebEngine is told at its start only, by the switch auth-server-allowlist',
    preconnect: engine,
    removeExtension: extensions,
    setBluetoothPairingHandler: devices,
    setCodeCachePath: engine,
    setDevicePermissionHandler: devices,
    setDisplayMediaRequestHandler: engine,
    setSSLConfig: engine,
    setUSBProtectedClassesHandler: devices
  },
  promises: {
    clearAuthCache: 'Qt WebEngine can only make its whole network anew, after which its pages load nothing more',
    clearData: notYet,
    clearSharedDictionaryCache: engine,
    clearSharedDictionaryCacheForIsolationKey: engine,
    getBlobData: 'webRequest hands out no uploaded blobs to ask for',
    getSharedDictionaryInfo: engine,
    getSharedDictionaryUsageInfo: engine,
    loadExtension: extensions
  },
  properties: {
    extensions,
    netLog: engine,
    serviceWorkers
  },
  events: {
    'extension-loaded': extensions,
    'extension-ready': extensions,
    'extension-unloaded': extensions,
    'file-system-access-restricted': engine,
    'hid-device-added': devices,
    'hid-device-removed': devices,
    'hid-device-revoked': devices,
    preconnect: engine,
    'select-hid-device': devices,
    'select-serial-port': devices,
    'select-usb-device': devices,
    'select-webauthn-account': engine,
    'serial-port-added': devices,
    'serial-port-removed': devices,
    'serial-port-revoked': devices,
    'usb-device-added': devices,
    'usb-device-removed': devices,
    'usb-device-revoked': devices
  }
}
