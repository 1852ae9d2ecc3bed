'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { app, clipboard, Menu, MenuItem } = require('electron')
const { once, until } = require('../support/events')
const { openPage } = require('../support/windows')

// role: [label, accelerator], as a real Electron has them on Linux.
const roles = {
  undo: ['Undo', 'CommandOrControl+Z'],
  redo: ['Redo', 'Shift+CommandOrControl+Z'],
  cut: ['Cut', 'CommandOrControl+X'],
  copy: ['Copy', 'CommandOrControl+C'],
  paste: ['Paste', 'CommandOrControl+V'],
  pasteAndMatchStyle: ['Paste and Match Style', 'Shift+CommandOrControl+V'],
  delete: ['Delete'],
  selectAll: ['Select All', 'CommandOrControl+A'],
  minimize: ['Minimize', 'CommandOrControl+M'],
  close: ['Close', 'CommandOrControl+W'],
  quit: ['Quit', 'CommandOrControl+Q'],
  reload: ['Reload', 'CmdOrCtrl+R'],
  forceReload: ['Force Reload', 'Shift+CmdOrCtrl+R'],
  toggleDevTools: ['Toggle Developer Tools', 'Ctrl+Shift+I'],
  togglefullscreen: ['Toggle Full Screen', 'F11'],
  resetZoom: ['Actual Size', 'CommandOrControl+0'],
  zoomIn: ['Zoom In', 'CommandOrControl+Plus'],
  zoomOut: ['Zoom Out', 'CommandOrControl+-'],
  toggleSpellChecker: ['Check Spelling While Typing'],
  about: ['About'],
  hide: [() => `Hide ${app.name}`, 'Command+H'],
  hideOthers: ['Hide Others', 'Command+Alt+H'],
  unhide: ['Show All'],
  showSubstitutions: ['Show Substitutions'],
  toggleSmartQuotes: ['Smart Quotes'],
  toggleSmartDashes: ['Smart Dashes'],
  toggleTextReplacement: ['Text Replacement'],
  startSpeaking: ['Start Speaking'],
  stopSpeaking: ['Stop Speaking'],
  front: ['Bring All to Front'],
  zoom: ['Zoom'],
  toggleTabBar: [''],
  selectNextTab: [''],
  selectPreviousTab: [''],
  mergeAllWindows: [''],
  moveTabToNewWindow: [''],
  window: ['Window'],
  help: ['Help'],
  services: ['Services'],
  recentDocuments: ['Open Recent'],
  clearRecentDocuments: ['Clear Menu']
}

const menus = {
  fileMenu: ['File', ['quit']],
  editMenu: ['Edit', ['undo', 'redo', null, 'cut', 'copy', 'paste', 'delete', null, 'selectall']],
  viewMenu: ['View', ['reload', 'forcereload', 'toggledevtools', null, 'resetzoom', 'zoomin', 'zoomout', null, 'togglefullscreen']],
  windowMenu: ['Window', ['minimize', 'zoom', 'close']],
  appMenu: [() => app.name, ['about', null, 'services', null, 'hide', 'hideothers', 'unhide', null, 'quit']],
  shareMenu: ['Share', []]
}

const textOf = (label) => typeof label === 'function' ? label() : label
const click = (role, win, options) => new MenuItem({ role, ...options }).click({}, win, win?.webContents)

describe('the role of a menu item', () => {
  it('gives label and accelerator', () => {
    for (const [role, [label, accelerator]] of Object.entries(roles)) {
      const item = new MenuItem({ role })
      assert.deepEqual([item.role, item.label, item.getDefaultRoleAccelerator(), item.accelerator], [role.toLowerCase(), textOf(label), accelerator, null], role)
    }
    for (const role of ['cut', 'copy', 'paste', 'pasteAndMatchStyle']) assert.equal(new MenuItem({ role }).registerAccelerator, false)
    assert.equal(new MenuItem({ role: 'toggleSpellChecker' }).type, 'checkbox')
  })

  it('gives submenus', () => {
    for (const [role, [label, items]] of Object.entries(menus)) {
      const item = new MenuItem({ role })
      assert.deepEqual([item.type, item.label, item.submenu.items.map((inner) => inner.role)], ['submenu', textOf(label), items], role)
    }
    assert.equal(new MenuItem({ role: 'help', submenu: [{ label: 'x' }] }).submenu.items.length, 1)
  })

  it('is given way to by what the item says itself', () => {
    const item = new MenuItem({ role: 'copy', label: 'Take', enabled: false, accelerator: 'F6', registerAccelerator: true })
    assert.deepEqual([item.label, item.enabled, item.accelerator, item.registerAccelerator], ['Take', false, 'F6', true])
    assert.equal(new MenuItem({ role: 'copy', label: '' }).label, '')
  })

  it('that does something here leaves the click to it, another one calls it', async () => {
    const win = await openPage()
    let clicks = 0
    const options = { label: 'x', click: () => clicks++ }
    for (const role of ['front', 'services', 'help', 'zoom', 'appMenu', 'toggleTabBar']) click(role, win, options)
    assert.equal(clicks, 6)
    click('resetZoom', win, options)
    assert.equal(clicks, 6)
    // There is nothing to do it to.
    click('resetZoom', undefined, options)
    assert.equal(clicks, 7)
  })

  it('that there is not is an item like any other', () => {
    let clicks = 0
    const item = new MenuItem({ role: 'toString', label: 'x', click: () => clicks++ })
    item.click()
    assert.deepEqual([clicks, item.getDefaultRoleAccelerator()], [1, undefined])
  })

  it('zooms', async () => {
    const win = await openPage()
    click('zoomIn', win)
    click('zoomIn', win)
    click('zoomOut', win)
    assert.equal(win.webContents.getZoomLevel(), 0.5)
    click('resetZoom', win)
    assert.equal(win.webContents.getZoomLevel(), 0)
  })

  it('edits', async () => {
    const win = await openPage('<!DOCTYPE html><title>edit</title><textarea id=t>abc</textarea>', { show: true })
    const value = () => win.webContents.executeJavaScript('t.value')
    await win.webContents.executeJavaScript('t.focus()')
    clipboard.writeText('pasted')
    click('selectAll', win)
    click('paste', win)
    await until(async () => await value() === 'pasted')
    click('undo', win)
    await until(async () => await value() === 'abc')
    click('redo', win)
    await until(async () => await value() === 'pasted')
    click('selectAll', win)
    click('cut', win)
    await until(async () => await value() === '' && clipboard.readText() === 'pasted')
    click('pasteAndMatchStyle', win)
    await until(async () => await value() === 'pasted')
    click('selectAll', win)
    click('delete', win)
    await until(async () => await value() === '')
  })

  it('reloads, toggles full screen and DevTools, minimizes', async () => {
    const win = await openPage('<!DOCTYPE html><title>role</title>', { show: true })
    for (const role of ['reload', 'forceReload']) {
      const loaded = once(win.webContents, 'did-finish-load')
      click(role, win)
      await loaded
    }
    click('togglefullscreen', win)
    assert.equal(win.isFullScreen(), true)
    click('togglefullscreen', win)
    assert.equal(win.isFullScreen(), false)
    const opened = once(win.webContents, 'devtools-opened')
    click('toggleDevTools', win)
    await opened
    click('toggleDevTools', win)
    assert.equal(win.webContents.isDevToolsOpened(), false)
    const minimized = once(win, 'minimize')
    click('minimize', win)
    await minimized
  })

  it('toggles the spell checker, whose state it shows', async () => {
    const win = await openPage()
    const { session } = win.webContents
    const item = Menu.buildFromTemplate([{ role: 'toggleSpellChecker' }]).items[0]
    session.setSpellCheckerEnabled(false)
    for (const expected of [true, false]) {
      item.click({}, win, win.webContents)
      assert.deepEqual([session.isSpellCheckerEnabled(), item.getCheckStatus(), item.checked], [expected, expected, false])
    }
  })
})
