'use strict'

const commandLine = require('./command-line')
const compat = require('../compat')
const lifecycle = require('../lifecycle')
const { conversionFailure } = require('../arguments')
const { warnOnce } = require('../report')

// The rest of `app` on Linux: what has a fixed answer there, what maps to a switch of the engine, and what is not
// supported, each by name. Methods that Electron has on other systems only are absent here as they are there.

const constant = (value) => () => value

const nothing = () => {}

/** Turns a switch of the engine on, which only works before it starts. */
const early = (name, switchName) => () => {
  if (lifecycle.state.ready) throw new Error(`app.${name}() can only be called before app is ready`)
  commandLine.appendSwitch(switchName)
}

const withoutEffect = (name) => () => warnOnce(`app.${name}() has no effect`)

const NO_LOGIN_ITEM = { openAtLogin: false, openAsHidden: false, restoreState: false, wasOpenedAtLogin: false, wasOpenedAsHidden: false }

const methods = {
  addRecentDocument: nothing,
  clearRecentDocuments: nothing,
  disableDomainBlockingFor3DAPIs: early('disableDomainBlockingFor3DAPIs', 'disable-domain-blocking-for-3d-apis'),
  disableHardwareAcceleration: early('disableHardwareAcceleration', 'disable-gpu'),
  getBadgeCount: constant(0),
  getLoginItemSettings: () => ({ ...NO_LOGIN_ITEM }),
  isAccessibilitySupportEnabled: () => commandLine.hasSwitch('force-renderer-accessibility'),
  isEmojiPanelSupported: constant(false),
  isHardwareAccelerationEnabled: () => !commandLine.hasSwitch('disable-gpu'),
  isUnityRunning: constant(false),
  setAccessibilitySupportEnabled: withoutEffect('setAccessibilitySupportEnabled'),
  setAppUserModelId: nothing,
  setBadgeCount: constant(false), // as in Electron where there is no Unity launcher
  setClientCertRequestPasswordHandler: withoutEffect('setClientCertRequestPasswordHandler'),
  setLoginItemSettings: nothing,

  // Read by compat.js.
  enableSandbox: early('enableSandbox', 'enable-sandbox'),

  configureHostResolver (options) {
    if (typeof options !== 'object' || options === null) throw conversionFailure(0, options)
    warnOnce('app.configureHostResolver() has no effect')
  },

  async getGPUInfo (type) {
    if (type !== 'basic' && type !== 'complete') throw new Error("Invalid info type. Use 'basic' or 'complete'")
    throw new Error('app.getGPUInfo is not supported: Qt WebEngine has no interface for it')
  }
}

const accessors = {
  accessibilitySupportEnabled: {
    get: () => methods.isAccessibilitySupportEnabled(),
    set: (value) => methods.setAccessibilitySupportEnabled(value)
  },
  applicationMenu: {
    get: () => require('../electron').Menu.getApplicationMenu(),
    set: (menu) => { require('../electron').Menu.setApplicationMenu(menu) }
  },
  badgeCount: { get: () => methods.getBadgeCount(), set: (count) => { methods.setBadgeCount(count) } }
}

// A property of Electron 7 to 13; here every page has a process of its own, and no native module is in it.
if (compat.mayBeOlderThan(14)) {
  let allowed = !compat.mayBeOlderThan(9)
  accessors.allowRendererProcessReuse = { get: () => allowed, set: (value) => { allowed = Boolean(value) } }
}

module.exports = { accessors, methods }
