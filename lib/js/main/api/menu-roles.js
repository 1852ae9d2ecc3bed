'use strict'

const { warnOnce } = require('../report')

// What a menu item's `role` stands for: its defaults, and what it does to the app, the window or the page that has the keyboard.

const zoom = (by) => (contents) => contents.setZoomLevel(contents.getZoomLevel() + by)
const page = (method) => (contents) => contents[method]()

const roles = {
  about: { label: () => `About ${require('./app').getName()}`, app: (app) => app.showAboutPanel() },
  close: { label: 'Close', accelerator: 'CommandOrControl+W', window: (window) => window.close() },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', page: page('copy'), registerAccelerator: false },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', page: page('cut'), registerAccelerator: false },
  delete: { label: 'Delete', page: page('delete') },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CommandOrControl+R', page: page('reloadIgnoringCache') },
  help: { label: 'Help' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', window: (window) => window.minimize() },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', page: page('paste'), registerAccelerator: false },
  pasteandmatchstyle: { label: 'Paste and Match Style', accelerator: 'Shift+CommandOrControl+V', page: page('pasteAndMatchStyle'), registerAccelerator: false },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', app: (app) => app.quit() },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z', page: page('redo'), registerAccelerator: false },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', page: page('reload') },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', page: (contents) => contents.setZoomLevel(0) },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A', page: page('selectAll'), registerAccelerator: false },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I', page: page('toggleDevTools') },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: 'F11', window: (window) => window.setFullScreen(!window.isFullScreen()) },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z', page: page('undo'), registerAccelerator: false },
  window: { label: 'Window' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', page: zoom(0.5) },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', page: zoom(-0.5) },
  togglespellchecker: { label: 'Check Spelling While Typing', page: () => warnOnce('the menu role toggleSpellChecker is not supported and has no effect') },

  editmenu: {
    label: 'Edit',
    submenu: () => [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' },
      { role: 'delete' }, { type: 'separator' }, { role: 'selectAll' }]
  },
  filemenu: { label: 'File', submenu: () => [{ role: 'quit' }] },
  viewmenu: {
    label: 'View',
    submenu: () => [{ role: 'reload' }, { role: 'forceReload' }, { role: 'toggleDevTools' }, { type: 'separator' }, { role: 'resetZoom' },
      { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }]
  },
  windowmenu: { label: 'Window', submenu: () => [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] }
}

/** Those of other systems: an item with one is there, and does nothing. */
const elsewhere = {
  appmenu: 'App', clearrecentdocuments: 'Clear Recent Documents', front: 'Bring All to Front', hide: 'Hide', hideothers: 'Hide Others',
  mergeallwindows: 'Merge All Windows', movetabtonewwindow: 'Move Tab to New Window', palette: '', recentdocuments: 'Open Recent', header: '',
  selectnexttab: 'Select Next Tab', selectprevioustab: 'Select Previous Tab', services: 'Services', sharemenu: 'Share',
  showalltabs: 'Show All Tabs', showsubstitutions: 'Show Substitutions', startspeaking: 'Start Speaking', stopspeaking: 'Stop Speaking',
  tabnextwindow: '', togglesmartdashes: 'Smart Dashes', togglesmartquotes: 'Smart Quotes', toggletabbar: 'Toggle Tab Bar',
  toggletextreplacement: 'Text Replacement', unhide: 'Show All', zoom: 'Zoom'
}

/** @returns {{label: string, accelerator?: string, registerAccelerator?: boolean, submenu?: object[]}} */
function defaultsOf (role) {
  const entry = roles[role]
  if (!entry) return { label: elsewhere[role] ?? '' }
  const { label, accelerator, registerAccelerator, submenu } = entry
  return { label: typeof label === 'function' ? label() : label, accelerator, registerAccelerator, submenu: submenu?.() }
}

/** True when the role did it. */
function execute (role, window, contents) {
  const entry = roles[role]
  if (!entry) return false
  if (entry.app) entry.app(require('./app'))
  else if (entry.window && window) entry.window(window)
  else if (entry.page && contents) entry.page(contents)
  else return Boolean(entry.window || entry.page)
  return true
}

const isKnown = (role) => Object.hasOwn(roles, role) || Object.hasOwn(elsewhere, role)

module.exports = { defaultsOf, execute, isKnown }
