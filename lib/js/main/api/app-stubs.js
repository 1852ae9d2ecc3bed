'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { checkArguments, conversionError } = require('../argument-error')
const commandLine = require('./command-line')
const compat = require('../compat')
const lifecycle = require('../lifecycle')
const { warnOnce } = require('../report')

// The rest of `app` on Linux: what has a fixed answer there, and what maps to a switch of the engine. Methods that Electron
// has on other systems only are absent here as they are there.

const constant = (value) => () => value

/** Does nothing, but for looking at its arguments. */
const nothing = (...types) => (...args) => checkArguments(args, ...types)

/** Turns a switch of the engine on, which only works before it starts. */
const early = (name, switchName) => () => {
  if (lifecycle.state.ready) throw new Error(`app.${name}() can only be called before app is ready`)
  commandLine.appendSwitch(switchName)
}

const NO_LOGIN_ITEM = { openAtLogin: false, openAsHidden: false, restoreState: false, wasOpenedAtLogin: false, wasOpenedAsHidden: false }

const DNS_MODES = ['off', 'automatic', 'secure']

const defaultSession = () => require('./session').session.defaultSession

const methods = {
  addRecentDocument: nothing('string'),
  clearRecentDocuments: nothing(),
  disableDomainBlockingFor3DAPIs: early('disableDomainBlockingFor3DAPIs', 'disable-domain-blocking-for-3d-apis'),
  disableHardwareAcceleration: early('disableHardwareAcceleration', 'disable-gpu'),
  getBadgeCount: constant(0),
  getLoginItemSettings: () => ({ ...NO_LOGIN_ITEM }),
  isEmojiPanelSupported: constant(false),
  isUnityRunning: constant(false),
  setAppUserModelId: nothing('string'),
  setBadgeCount: constant(false), // as in Electron where there is no Unity launcher
  setLoginItemSettings: nothing('object'),

  // Read by compat.js.
  enableSandbox: early('enableSandbox', 'enable-sandbox'),

  // The default session's, as in Electron.
  resolveProxy: async (...args) => defaultSession().resolveProxy(...args),
  setProxy: async (...args) => defaultSession().setProxy(...args),

  /** For the default session, until the app ends. Its callback gets one of Chromium's network errors, 0 for none. */
  importCertificate (...args) {
    checkArguments(args, 'object', 'object')
    for (const [index, type] of ['object', 'function'].entries()) if (typeof args[index] !== type) throw conversionError(index, args[index])
    if (!lifecycle.state.ready) throw new Error('app.importCertificate() can only be called after app is ready')
    const [{ certificate, password }, callback] = args
    const result = binding.importCertificate(String(certificate ?? ''), String(password ?? ''))
    setImmediate(() => callback(result))
  },

  setClientCertRequestPasswordHandler (...args) {
    checkArguments(args, 'object')
    warnOnce('app.setClientCertRequestPasswordHandler has no effect: the engine reads no certificates that have a password')
  },

  configureHostResolver (...args) {
    checkArguments(args, 'object')
    const { secureDnsMode, secureDnsServers } = args[0]
    if (secureDnsMode !== undefined && !DNS_MODES.includes(secureDnsMode)) throw new TypeError(`secureDnsMode must be one of: ${DNS_MODES.join(', ')}`)
    if (secureDnsServers !== undefined) {
      if (!Array.isArray(secureDnsServers)) throw new TypeError('secureDnsServers must be an array of strings')
      const wrong = secureDnsServers.find((server) => !/^https:\/\/[^/]/.test(String(server)))
      if (wrong !== undefined) throw new TypeError(`not a valid DoH template: ${wrong}`)
    }
    warnOnce("app.configureHostResolver has no effect: Qt WebEngine asks the system's resolver")
  }
}

const accessors = {
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
