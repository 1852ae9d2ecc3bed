'use strict'

// What a menu item's `role` stands for: its defaults, and what it does to the app, the window or the page that has the keyboard.

const appName = () => require('./app').getName()
const zoom = (by) => (contents) => contents.setZoomLevel(contents.getZoomLevel() + by)
const page = (method) => (contents) => contents[method]()
const separator = { type: 'separator' }

/** The session whose spelling is checked: that of the page with the keyboard. */
function checkedSession (contents) {
  const focused = contents ?? require('./browser-window').getFocusedWindow()?.webContents
  return focused?.session ?? require('./session').session.defaultSession
}

// Names of Electron's documentation, in lower case. `app`, `window` and `page` are what they do; the others are of other systems, and
// there to be seen.
const roles = {
  about: { label: 'About', app: (app) => app.showAboutPanel() },
  close: { label: 'Close', accelerator: 'CommandOrControl+W', window: (window) => window.close() },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', page: page('copy'), registerAccelerator: false },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', page: page('cut'), registerAccelerator: false },
  delete: { label: 'Delete', page: page('delete') },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R', page: page('reloadIgnoringCache') },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  hide: { label: () => `Hide ${appName()}`, accelerator: 'Command+H' },
  hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', window: (window) => window.minimize() },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', page: page('paste'), registerAccelerator: false },
  pasteandmatchstyle: { label: 'Paste and Match Style', accelerator: 'Shift+CommandOrControl+V', page: page('pasteAndMatchStyle'), registerAccelerator: false },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', app: (app) => app.quit() },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z', page: page('redo') },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', page: page('reload') },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', page: (contents) => contents.setZoomLevel(0) },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A', page: page('selectAll') },
  services: { label: 'Services' },
  recentdocuments: { label: 'Open Recent' },
  clearrecentdocuments: { label: 'Clear Menu' },
  showsubstitutions: { label: 'Show Substitutions' },
  togglesmartquotes: { label: 'Smart Quotes' },
  togglesmartdashes: { label: 'Smart Dashes' },
  toggletextreplacement: { label: 'Text Replacement' },
  startspeaking: { label: 'Start Speaking' },
  stopspeaking: { label: 'Stop Speaking' },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I', page: page('toggleDevTools') },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: 'F11', window: (window) => window.setFullScreen(!window.isFullScreen()) },
  togglespellchecker: {
    label: 'Check Spelling While Typing',
    type: 'checkbox',
    checked: () => checkedSession().isSpellCheckerEnabled(),
    any: (contents) => {
      const session = checkedSession(contents)
      session.setSpellCheckerEnabled(!session.isSpellCheckerEnabled())
    }
  },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z', page: page('undo') },
  unhide: { label: 'Show All' },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', page: zoom(0.5) },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', page: zoom(-0.5) },

  // Of macOS, which names them itself.
  mergeallwindows: { label: '' },
  movetabtonewwindow: { label: '' },
  selectnexttab: { label: '' },
  selectprevioustab: { label: '' },
  showalltabs: { label: '' },
  toggletabbar: { label: '' },

  appmenu: {
    label: appName,
    submenu: () => [{ role: 'about' }, separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' },
      separator, { role: 'quit' }]
  },
  editmenu: {
    label: 'Edit',
    submenu: () => [{ role: 'undo' }, { role: 'redo' }, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'delete' },
      separator, { role: 'selectAll' }]
  },
  filemenu: { label: 'File', submenu: () => [{ role: 'quit' }] },
  sharemenu: { label: 'Share', submenu: () => [] },
  viewmenu: {
    label: 'View',
    submenu: () => [{ role: 'reload' }, { role: 'forceReload' }, { role: 'toggleDevTools' }, separator, { role: 'resetZoom' }, { role: 'zoomIn' },
      { role: 'zoomOut' }, separator, { role: 'togglefullscreen' }]
  },
  windowmenu: { label: 'Window', submenu: () => [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] }
}

const entryOf = (role) => typeof role === 'string' && Object.hasOwn(roles, role) ? roles[role] : undefined

/** @returns {{label: string, type?: string, accelerator?: string, registerAccelerator?: boolean, submenu?: object[]}} */
function defaultsOf (role) {
  const { label = '', type, accelerator, registerAccelerator, submenu } = entryOf(role) ?? {}
  return { label: typeof label === 'function' ? label() : label, type, accelerator, registerAccelerator, submenu: submenu?.() }
}

/** Whether the item is checked, where the role says it; else undefined. */
const checkedBy = (role) => entryOf(role)?.checked?.()

/** True when the role did it. */
function execute (role, window, contents) {
  const entry = entryOf(role)
  if (entry?.app) entry.app(require('./app'))
  else if (entry?.window && window) entry.window(window)
  else if (entry?.page && contents) entry.page(contents)
  else if (entry?.any) entry.any(contents)
  else return false
  return true
}

const isKnown = (role) => entryOf(role) !== undefined

module.exports = { checkedBy, defaultsOf, execute, isKnown }
