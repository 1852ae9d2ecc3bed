'use strict'

// Module of electron-surface.tsv → beginnings of the names of its specs (tests/spec) and app tests (tests/apps).
const specs = {
  app: ['app', 'lifecycle', 'compat', 'command-line', 'session', 'web-contents', 'browser-window', 'proxy', 'crash', 'permissions'],
  autoUpdater: ['auto-updater'],
  BrowserView: ['browser-view'],
  BrowserWindow: ['browser-window', 'browser-view', 'menu', 'window', 'frameless'],
  BrowserWindowOptions: ['browser-window', 'web-contents', 'frameless', 'window', 'menu'],
  BrowserWindowProxy: ['browser-window-proxy', 'window-open', 'compat'],
  ClientRequest: ['net', 'client-request'],
  clipboard: ['clipboard', 'page-electron'],
  CommandLine: ['app', 'command-line'],
  contextBridge: ['context-bridge'],
  Cookies: ['cookies', 'session'],
  crashReporter: ['crash'],
  Debugger: ['debugger'],
  dialog: ['dialog'],
  DownloadItem: ['download'],
  globalShortcut: ['global-shortcut'],
  IncomingMessage: ['net', 'client-request', 'incoming-message'],
  IpcMainEvent: ['ipc', 'message-', 'frame', 'preload', 'remote'],
  IpcMainInvokeEvent: ['ipc', 'frame'],
  ipcMain: ['ipc'],
  ipcRenderer: ['ipc', 'message-'],
  IpcRendererEvent: ['ipc', 'message-'],
  Menu: ['menu'],
  MenuItem: ['menu'],
  MessageChannelMain: ['message-'],
  MessagePortMain: ['message-'],
  nativeImage: ['native-image', 'page-electron', 'clipboard'],
  NativeImage: ['native-image', 'page-electron', 'clipboard'],
  nativeTheme: ['native-theme'],
  net: ['net', 'client-request'],
  Notification: ['notification'],
  powerMonitor: ['power'],
  powerSaveBlocker: ['power'],
  process: ['process', 'page-process', 'app', 'node', 'page-os', 'crash', 'lifecycle'],
  protocol: ['protocol'],
  safeStorage: ['safe-storage'],
  screen: ['screen'],
  Session: ['session', 'cookies', 'permissions', 'download', 'proxy', 'spell', 'web-request', 'protocol', 'net', 'preload'],
  session: ['session'],
  shell: ['shell'],
  systemPreferences: ['system-preferences'],
  Tray: ['tray'],
  WebContents: ['web-contents', 'context-menu', 'window-open', 'frame', 'ipc', 'preload', 'download', 'page-', 'web-frame', 'renderer-', 'keys', 'dialogs', 'debugger'],
  webContents: ['web-contents'],
  webFrame: ['web-frame'],
  webFrameMain: ['web-frame', 'frame'],
  WebFrameMain: ['web-frame', 'frame', 'message-', 'ipc'],
  WebPreferences: ['web-preferences', 'web-contents', 'compat', 'preload', 'privileges', 'context-bridge', 'session', 'sandbox', 'frame', 'node', 'window-open', 'spell', 'page-', 'remote'],
  WebRequest: ['web-request'],
  window: ['window-open', 'browser-window-proxy']
}

// Refused as a whole, and why. Their parts are reached through something that says so: an element, a property, a module.
const refused = {
  '<webview>': 'Qt WebEngine puts no page into another; an <iframe>, a BrowserView or a window of its own can take its place',
  Extensions: 'Qt WebEngine runs no extensions',
  ServiceWorkers: 'Qt WebEngine does not show its service workers',
  netLog: 'Qt WebEngine has no interface for it'
}

// Modules of tier B that stand apart in the numbers: refused as a whole.
const apart = new Set(['<webview>', 'ServiceWorkers', 'desktopCapturer'])

module.exports = { apart, refused, specs }
