'use strict'

const refused = require('./refused-module')

// The main process's `electron` module: each part is loaded when it is first used. What is not here yet says so when it is used.
const modules = {
  app: () => require('./api/app'),
  autoUpdater: () => require('./api/auto-updater'),
  BrowserView: () => require('./api/browser-view').BrowserView,
  BrowserWindow: () => require('./api/browser-window'),
  clipboard: () => require('./api/clipboard'),
  crashReporter: () => require('./api/crash-reporter'),
  dialog: () => require('./api/dialog'),
  globalShortcut: () => require('./api/global-shortcut'),
  inAppPurchase: () => require('./api/in-app-purchase'),
  ipcMain: () => require('./api/ipc-main').ipcMain,
  Menu: () => require('./api/menu').Menu,
  MenuItem: () => require('./api/menu-item').MenuItem,
  MessageChannelMain: () => require('./api/message-channel-main').MessageChannelMain,
  nativeImage: () => require('./api/native-image').nativeImage,
  nativeTheme: () => require('./api/native-theme'),
  powerMonitor: () => require('./api/power-monitor'),
  powerSaveBlocker: () => require('./api/power-save-blocker'),
  net: () => require('./api/net'),
  Notification: () => require('./api/notification').Notification,
  protocol: () => require('./api/protocol').protocol,
  safeStorage: () => require('./api/safe-storage'),
  screen: () => require('./api/screen'),
  session: () => require('./api/session').session,
  ShareMenu: () => require('./api/share-menu'),
  shell: () => require('./api/shell'),
  systemPreferences: () => require('./api/system-preferences'),
  TouchBar: () => require('./api/touch-bar'),
  Tray: () => require('./api/tray').Tray,
  webContents: () => require('./api/web-contents').WebContents,
  webFrameMain: () => require('./api/web-frame-main').webFrameMain
}

const made = new Map()

for (const name of refused.names) {
  modules[name] ??= () => {
    if (!made.has(name)) made.set(name, refused.createRefused(name))
    return made.get(name)
  }
}

for (const [name, load] of Object.entries(modules)) {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: load })
}
