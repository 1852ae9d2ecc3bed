'use strict'

// The main process's `electron` module: each part is loaded when it is first used.
const modules = {
  app: () => require('./api/app'),
  BrowserWindow: () => require('./api/browser-window'),
  ipcMain: () => require('./api/ipc-main').ipcMain,
  session: () => require('./api/session').session,
  webContents: () => require('./api/web-contents').WebContents
}

for (const [name, load] of Object.entries(modules)) {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: load })
}
