'use strict'

const assert = require('node:assert/strict')
const { execFile } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { describe, it } = require('node:test')
const { promisify } = require('node:util')
const { app, BrowserWindow, clipboard, Menu, MenuItem, nativeImage } = require('electron')
const { once, turn, until, within } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow } = require('../support/windows')

// Real clicks are made by tests/apps/menu.test.js.

describe('Menu.buildFromTemplate', () => {
  it('makes a menu of items, submenus included', () => {
    const menu = Menu.buildFromTemplate([{ label: 'a', id: 'first' }, { type: 'separator' }, { label: 'b', submenu: [{ label: 'c', id: 'deep' }] }])
    assert.ok(menu instanceof Menu)
    assert.deepEqual(menu.items.map(({ label, type }) => [label, type]), [['a', 'normal'], ['', 'separator'], ['b', 'submenu']])
    assert.ok(menu.items[2].submenu instanceof Menu)
    assert.equal(menu.items[0].menu, menu)
    assert.equal(menu.getMenuItemById('deep').label, 'c')
    assert.equal(menu.getMenuItemById('none'), null)
  })

  it('refuses what is no template', () => {
    assert.throws(() => Menu.buildFromTemplate('x'), { name: 'TypeError', message: 'Invalid template for Menu: Menu template must be an array' })
    for (const item of [null, {}, 5]) {
      assert.throws(() => Menu.buildFromTemplate([item]), { message: 'Invalid template for MenuItem: must have at least one of label, role or type' })
    }
  })

  it('takes MenuItems as well', () => {
    const item = new MenuItem({ label: 'x' })
    assert.equal(Menu.buildFromTemplate([item]).items[0], item)
  })
})

describe('Menu', () => {
  it('append and insert', () => {
    const menu = new Menu()
    menu.append(new MenuItem({ label: 'a' }))
    menu.insert(0, new MenuItem({ label: 'b' }))
    menu.insert(1, new MenuItem({ label: 'c' }))
    assert.deepEqual(menu.items.map(({ label }) => label), ['b', 'c', 'a'])
    assert.throws(() => menu.append({ label: 'x' }), { message: 'Invalid item' })
    assert.throws(() => menu.insert(-1, new MenuItem({ label: 'x' })), { name: 'RangeError', message: 'Position -1 cannot be less than 0' })
    assert.throws(() => menu.insert(9, new MenuItem({ label: 'x' })), { name: 'RangeError', message: 'Position 9 cannot be greater than the total MenuItem count' })
  })

  it('has unique command ids', () => {
    const ids = Menu.buildFromTemplate([{ label: 'a' }, { label: 'b' }]).items.map(({ commandId }) => commandId)
    assert.notEqual(ids[0], ids[1])
  })
})

describe('MenuItem', () => {
  it('has Electron\'s defaults', () => {
    const { enabled, visible, checked, type, label, submenu } = new MenuItem({ label: 'x' })
    assert.deepEqual({ enabled, visible, checked, type, label, submenu }, { enabled: true, visible: true, checked: false, type: 'normal', label: 'x', submenu: null })
  })

  it('keeps properties of the app\'s own', () => {
    assert.equal(new MenuItem({ label: 'x', own: 5 }).own, 5)
  })

  it('refuses types that there are not', () => {
    assert.throws(() => new MenuItem({ label: 'x', type: 'nope' }), { message: 'Unknown menu item type: nope' })
    assert.throws(() => new MenuItem({ label: 'x', type: 'submenu' }), { message: 'Invalid submenu' })
  })

  it('click calls with item, window and event', () => {
    let args
    const item = new MenuItem({ label: 'x', click: (...given) => { args = given } })
    const win = openWindow()
    item.click({ shiftKey: true }, win, win.webContents)
    assert.deepEqual(args, [item, win, { shiftKey: true }])
  })

  it('a checkbox turns when it is clicked, before its click is called', () => {
    let seen
    const item = new MenuItem({ label: 'x', type: 'checkbox', click: ({ checked }) => { seen = checked } })
    item.click()
    assert.equal(seen, true)
    item.click()
    assert.equal(item.checked, false)
  })

  it('radio items that stand together exclude each other', () => {
    const menu = Menu.buildFromTemplate([
      { label: 'a', type: 'radio' }, { label: 'b', type: 'radio', checked: true }, { type: 'separator' }, { label: 'c', type: 'radio', checked: true }
    ])
    menu.items[0].click()
    assert.deepEqual(menu.items.map(({ checked }) => checked), [true, false, false, true])
    menu.items[1].checked = true
    assert.deepEqual(menu.items.map(({ checked }) => checked), [false, true, false, true])
  })
})

describe('roles', () => {
  it('give labels and submenus', () => {
    const menu = Menu.buildFromTemplate([{ role: 'copy' }, { role: 'editMenu' }, { role: 'about' }, { role: 'quit', label: 'Leave' }])
    assert.deepEqual([menu.items[0].label, menu.items[0].role, menu.items[0].accelerator], ['Copy', 'copy', null])
    assert.ok(menu.items[1].submenu.items.some(({ role }) => role === 'paste'))
    assert.equal(menu.items[2].label, 'About')
    assert.equal(menu.items[3].label, 'Leave')
  })

  it('act on the page', async () => {
    const win = await openPage('<!DOCTYPE html><title>role</title><input id=field value="some text">', { show: true })
    clipboard.clear()
    await win.webContents.executeJavaScript('field.focus(); field.select()')
    Menu.buildFromTemplate([{ role: 'copy' }]).items[0].click({}, win, win.webContents)
    await until(() => clipboard.readText() === 'some text')
    Menu.buildFromTemplate([{ role: 'zoomIn' }]).items[0].click({}, win, win.webContents)
    assert.equal(win.webContents.getZoomLevel(), 0.5)
  })

  it('act on the window', async () => {
    const win = await openPage()
    const closed = once(win, 'closed')
    Menu.buildFromTemplate([{ role: 'close' }]).items[0].click({}, win, win.webContents)
    await closed
  })

  it('do nothing without a window', () => {
    for (const role of ['copy', 'close', 'togglefullscreen']) Menu.buildFromTemplate([{ role }]).items[0].click()
  })
})

describe('the default menu', () => {
  it('is what an app has that sets none', async (t) => {
    const folder = tempFolder('default-menu')
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "main": "main.js" }')
    fs.writeFileSync(path.join(folder, 'main.js'), `
      const { app, BrowserWindow, Menu } = require('electron')
      const early = Menu.getApplicationMenu()
      app.whenReady().then(() => {
        const win = new BrowserWindow({ show: false, width: 400, height: 300 })
        const [, height] = win.getContentSize()
        const { items } = Menu.getApplicationMenu()
        console.log(JSON.stringify({ early, roles: items.map(({ role }) => role), help: items.at(-1).submenu.items.map(({ label }) => label),
          visible: win.isMenuBarVisible(), bar: 300 - height, bare: new BrowserWindow({ show: false, frame: false, height: 300 }).getContentSize()[1] }))
        app.exit()
      })`)
    const { stdout } = await promisify(execFile)(process.execPath, ['--headless', folder], { timeout: 15_000 })
    const { bar, ...told } = JSON.parse(stdout)
    assert.deepEqual(told, {
      early: null,
      roles: ['filemenu', 'editmenu', 'viewmenu', 'windowmenu', 'help'],
      help: ['Learn More', 'Documentation', 'Community Discussions', 'Search Issues'],
      visible: true,
      bare: 300
    })
    assert.ok(bar > 10)
  })
})

describe('menu.popup', () => {
  const items = [{ label: 'a' }, { label: 'b', type: 'checkbox' }, { label: 'c', submenu: [{ label: 'd' }] }, { label: 'e', accelerator: 'CmdOrCtrl+Shift+E' }]

  it('shows it, and closePopup hides it and calls the callback', async () => {
    const win = openWindow({ show: true })
    const menu = Menu.buildFromTemplate(items)
    const events = []
    menu.on('menu-will-show', () => events.push('show'))
    menu.on('menu-will-close', () => events.push('close'))
    const closed = new Promise((resolve) => menu.popup({ window: win, x: 5, y: 5, callback: resolve }))
    assert.deepEqual(events, ['show'])
    menu.closePopup()
    await within(closed)
    assert.deepEqual(events, ['show', 'close'])
  })

  it('answers where it is, and closePopup closes it in its own window only', async () => {
    const [win, other] = [openWindow({ show: true }), openWindow({ show: true })]
    const menu = Menu.buildFromTemplate(items)
    let closed = false
    const answer = menu.popup({ window: win, x: 7, y: 8, positioningItem: 1, callback: () => { closed = true } })
    assert.deepEqual([answer.browserWindow, answer.x, answer.y, answer.position], [win, 7, 8, 1])
    menu.closePopup(other)
    await turn()
    assert.equal(closed, false)
    menu.closePopup(win)
    await until(() => closed)
  })

  it('shows what a listener of menu-will-show has made of the menu', async () => {
    const win = openWindow({ show: true })
    const menu = new Menu()
    menu.append(new MenuItem({ label: 'first' }))
    menu.on('menu-will-show', () => menu.append(new MenuItem({ label: 'late', sublabel: 'as well', icon: nativeImage.createEmpty() })))
    const closed = new Promise((resolve) => menu.popup({ window: win, callback: resolve }))
    assert.equal(menu.items.length, 2)
    menu.items[1].label = 'later'
    menu.items[1].sublabel = 'too'
    menu.closePopup()
    await within(closed)
  })

  it('goes on with everything else while it is shown', async () => {
    const win = openWindow({ show: true })
    const menu = Menu.buildFromTemplate(items)
    menu.popup({ window: win })
    await turn()
    await win.loadURL('about:blank')
    assert.equal(await win.webContents.executeJavaScript('1 + 1'), 2)
    menu.closePopup()
  })

  it('takes changes while it is shown', () => {
    const win = openWindow({ show: true })
    const menu = Menu.buildFromTemplate(items)
    menu.popup({ window: win })
    menu.items[0].enabled = false
    menu.items[0].visible = false
    menu.items[1].checked = true
    menu.items[2].label = 'other'
    menu.closePopup()
    assert.equal(menu.items[0].enabled, false)
  })

  it('goes with its window', async () => {
    const win = openWindow({ show: true })
    const menu = Menu.buildFromTemplate(items)
    const closed = new Promise((resolve) => menu.popup({ window: win, callback: resolve }))
    win.destroy()
    await within(closed)
    menu.closePopup()
  })

  it('may be opened again and again, also while it is open', async () => {
    const win = openWindow({ show: true })
    const menu = Menu.buildFromTemplate(items)
    for (let i = 0; i < 5; i++) menu.popup({ window: win })
    const closed = new Promise((resolve) => menu.popup({ window: win, callback: resolve }))
    menu.closePopup()
    await within(closed)
  })

  it('of an empty menu calls the callback', async () => {
    const win = openWindow({ show: true })
    await within(new Promise((resolve) => new Menu().popup({ window: win, callback: resolve })))
  })

  it('takes a window in the place of options, as older apps give it', () => {
    const win = openWindow({ show: true })
    const menu = Menu.buildFromTemplate(items)
    menu.popup(win)
    menu.closePopup()
  })

  it('refuses what it cannot do', () => {
    assert.throws(() => new Menu().popup(5), { message: 'Options must be an object' })
    for (const win of BrowserWindow.getAllWindows()) win.destroy()
    assert.throws(() => new Menu().popup(), { message: 'Cannot open Menu without a BaseWindow present' })
  })
})
