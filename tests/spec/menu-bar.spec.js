'use strict'

const assert = require('node:assert/strict')
const { afterEach, describe, it } = require('node:test')
const { app, Menu, MenuItem } = require('electron')
const { until } = require('../support/events')
const { openPage, openWindow } = require('../support/windows')

// Real clicks are made by tests/apps/menu.test.js.

describe('Menu.setApplicationMenu', () => {
  afterEach(() => Menu.setApplicationMenu(null))
  const menu = () => Menu.buildFromTemplate([{ label: 'File', submenu: [{ label: 'x' }] }])

  it('is what getApplicationMenu answers', () => {
    const own = menu()
    Menu.setApplicationMenu(own)
    assert.equal(Menu.getApplicationMenu(), own)
    assert.equal(app.applicationMenu, own)
    Menu.setApplicationMenu(null)
    assert.equal(Menu.getApplicationMenu(), null)
    assert.throws(() => Menu.setApplicationMenu({}), { message: 'Invalid menu' })
  })

  it('gives windows a bar, which takes from their content', async () => {
    const win = openWindow({ show: true })
    const before = win.getContentBounds()
    Menu.setApplicationMenu(menu())
    const bar = before.height - win.getContentBounds().height
    assert.ok(bar > 5)
    assert.equal(win.getContentBounds().y, before.y + bar)
    assert.deepEqual(win.getBounds(), before)
    await win.loadURL('about:blank')
    await until(() => win.webContents.executeJavaScript(`innerHeight === ${before.height - bar}`))
    Menu.setApplicationMenu(null)
    assert.deepEqual(win.getContentBounds(), before)
  })

  it('is not for frameless windows, nor for those that have a menu of their own or none', () => {
    Menu.setApplicationMenu(menu())
    const hasBar = (win) => win.getContentBounds().height < win.getBounds().height
    assert.equal(hasBar(openWindow({ frame: false })), false)
    const win = openWindow()
    assert.equal(hasBar(win), true)
    win.removeMenu()
    assert.equal(hasBar(win), false)
    win.setMenu(menu())
    assert.equal(hasBar(win), true)
    win.setMenuBarVisibility(false)
    assert.equal(hasBar(win), false)
    assert.throws(() => win.setMenu('x'), { message: 'Invalid Menu' })
    assert.equal(hasBar(openWindow({ autoHideMenuBar: true })), false)
  })

  it('has its accelerators in windows, also when the bar is hidden', async () => {
    let clicked = 0
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu: [{ label: 'x', accelerator: 'CmdOrCtrl+J', click: () => clicked++ }] }]))
    const win = await openPage(undefined, { show: true, autoHideMenuBar: true })
    win.focus()
    await until(() => win.isFocused())
    win.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'J', modifiers: ['control'] })
    await until(() => clicked > 0)
  })

  const bound = async (template, options) => {
    const chosen = []
    const click = ({ label }, window, event) => chosen.push([label, window, event])
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu: template.map((item) => ({ click, ...item })) }]))
    const win = await openPage(undefined, { show: true, ...options })
    win.focus()
    await until(() => win.isFocused())
    const press = (keyCode, ...modifiers) => win.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
    return { win, chosen, press, after: async (count) => { await until(() => chosen.length >= count); return chosen } }
  }

  it('tells the click of an accelerator by which keys it came', async () => {
    const { win, press, after } = await bound([{ label: 'x', accelerator: 'CmdOrCtrl+Shift+J' }])
    press('J', 'control', 'shift')
    assert.deepEqual(await after(1), [['x', win, { shiftKey: true, ctrlKey: true, altKey: false, metaKey: false, triggeredByAccelerator: true }]])
  })

  it('takes accelerators of all of Electron\'s keys', async () => {
    const keys = [['F1'], ['F24'], ['Plus', 'control', 'shift'], ['-', 'control'], ['Space', 'control'], ['Delete', 'alt'], ['Escape', 'meta'], ['Home', 'control'],
      ['PageUp', 'control'], ['num5', 'control', 'isKeypad'], ['numadd', 'control', 'isKeypad'], ['MediaPlayPause'], ['VolumeMute'], ['PrintScreen'], ['Enter', 'control'], ['1', 'control']]
    const accelerators = ['F1', 'F24', 'Ctrl+Plus', 'Control+-', 'Ctrl+Space', 'Option+Delete', 'Super+Esc', 'Ctrl+Home',
      'Ctrl + PageUp', 'Ctrl+num5', 'Ctrl+numadd', 'MediaPlayPause', 'VolumeMute', 'PrintScreen', 'Ctrl+Return', 'ctrl+1']
    const { chosen, press } = await bound(accelerators.map((accelerator) => ({ label: accelerator, accelerator })))
    for (const [index, [keyCode, ...modifiers]] of keys.entries()) {
      press(keyCode, ...modifiers)
      await until(() => chosen.length > index, undefined, accelerators[index])
    }
    assert.deepEqual(chosen.map(([label]) => label), accelerators)
  })

  it('takes the accelerators of hidden items, and of frameless windows, but not of disabled items nor of those that register none', async () => {
    const { press, after } = await bound([
      { label: 'disabled', accelerator: 'Ctrl+U', enabled: false }, { label: 'not registered', accelerator: 'Ctrl+Y', registerAccelerator: false },
      { label: 'nothing', accelerator: 'Nothing+' }, { label: 'first', accelerator: 'Ctrl+K' }, { label: 'hidden', accelerator: 'Ctrl+K', visible: false, acceleratorWorksWhenHidden: false }
    ], { frame: false })
    for (const key of ['U', 'Y', 'K']) press(key, 'control')
    assert.deepEqual((await after(1)).map(([label]) => label), ['hidden'])
  })

  it('shows and hides with autoHideMenuBar, setMenuBarVisibility and in full screen', async () => {
    Menu.setApplicationMenu(menu())
    const win = openWindow({ show: true })
    const bar = () => win.getBounds().height - win.getContentBounds().height > 0
    const states = () => [win.isMenuBarVisible(), win.menuBarVisible, win.isMenuBarAutoHide(), win.autoHideMenuBar, bar()]
    assert.deepEqual(states(), [true, true, false, false, true])
    win.setAutoHideMenuBar(true)
    assert.deepEqual(states(), [false, false, true, true, false])
    win.setMenuBarVisibility(true)
    assert.deepEqual(states(), [true, true, true, true, true])
    win.autoHideMenuBar = false
    win.menuBarVisible = false
    assert.deepEqual(states(), [false, false, false, false, false])
    win.setMenuBarVisibility(true)
    win.setFullScreen(true)
    assert.equal(bar(), false)
    win.setFullScreen(false)
    assert.equal(bar(), true)
    win.setMenu(null)
    win.setMenuBarVisibility(true)
    assert.deepEqual(states(), [false, false, false, false, false])
  })

  it('Alt shows a bar that hides itself, and hides it again', async () => {
    Menu.setApplicationMenu(menu())
    const win = await openPage(undefined, { show: true, autoHideMenuBar: true })
    win.focus()
    await until(() => win.isFocused())
    const key = (type) => win.webContents.sendInputEvent({ type, keyCode: 'Alt', modifiers: type === 'keyDown' ? ['alt'] : [] })
    assert.equal(win.isMenuBarVisible(), false)
    key('keyDown')
    win.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'X', modifiers: ['alt'] })
    key('keyUp')
    assert.equal(win.isMenuBarVisible(), false)
    key('keyDown')
    key('keyUp')
    assert.equal(win.isMenuBarVisible(), true)
    win.setMenuBarVisibility(false)
    win.setAutoHideMenuBar(false)
    win.setMenuBarVisibility(false)
    key('keyDown')
    key('keyUp')
    assert.equal(win.isMenuBarVisible(), false)
  })

  it('undefined is none, and what getApplicationMenu answers', () => {
    Menu.setApplicationMenu(undefined)
    assert.equal(Menu.getApplicationMenu(), undefined)
  })

  it('keeps no window that was closed', async () => {
    Menu.setApplicationMenu(menu())
    const closed = () => {
      const win = openWindow()
      win.destroy()
      return new WeakRef(win)
    }
    const window = closed()
    await until(async () => {
      await new Promise((resolve) => setTimeout(resolve))
      global.gc()
      return window.deref() === undefined
    })
  })

  it('takes items that are added later', () => {
    const own = menu()
    Menu.setApplicationMenu(own)
    const win = openWindow()
    own.append(new MenuItem({ label: 'More', submenu: [{ label: 'y' }] }))
    own.items[0].submenu.append(new MenuItem({ label: 'z' }))
    assert.ok(win.getContentBounds().height < win.getBounds().height)
  })
})
