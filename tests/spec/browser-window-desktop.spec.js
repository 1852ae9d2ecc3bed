'use strict'

// What of a window is for the desktop: tests/apps/browser-window-desktop.test.js looks whether the desktop sees it.

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { app, BrowserWindow, Menu, nativeImage } = require('electron')
const { once, sleep, turn, until } = require('../support/events')
const { loadPage, openPage, openWindow, untilInPage } = require('../support/windows')

const red = () => nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, Buffer.from([0, 0, 255, 255])), { width: 16, height: 16 })

describe('a window on the desktop', () => {
  it('knows its opacity', () => {
    const win = openWindow({ opacity: 0.5 })
    assert.equal(Math.abs(win.getOpacity() - 0.5) < 0.01, true)
    win.setOpacity(5)
    assert.equal(win.getOpacity(), 1)
    win.setOpacity(-1)
    assert.equal(win.getOpacity(), 0)
    win.setOpacity(NaN)
    assert.equal(win.getOpacity(), 0)
    assert.equal(openWindow().getOpacity(), 1)
  })

  it('keeps hasShadow, which is false unless it is asked for', () => {
    const win = openWindow()
    assert.deepEqual([win.hasShadow(), win.shadow], [false, false])
    win.setHasShadow(true)
    assert.deepEqual([win.hasShadow(), win.shadow], [true, true])
    win.shadow = false
    assert.equal(win.hasShadow(), false)
    assert.equal(openWindow({ hasShadow: true }).hasShadow(), true)
  })

  it('keeps setVisibleOnAllWorkspaces', () => {
    const win = openWindow()
    win.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true })
    assert.equal(win.isVisibleOnAllWorkspaces(), true)
    win.visibleOnAllWorkspaces = false
    assert.deepEqual([win.isVisibleOnAllWorkspaces(), win.visibleOnAllWorkspaces], [false, false])
  })

  it('is above others with setAlwaysOnTop, whatever the level, and tells when that changes', () => {
    const win = openWindow({ alwaysOnTop: true })
    const told = []
    win.on('always-on-top-changed', (event, on) => told.push(on))
    assert.equal(win.isAlwaysOnTop(), true)
    win.setAlwaysOnTop(true, 'floating')
    win.setAlwaysOnTop(false)
    win.setAlwaysOnTop(false)
    for (const level of ['normal', 'floating', 'torn-off-menu', 'modal-panel', 'main-menu', 'status', 'pop-up-menu', 'screen-saver']) {
      win.setAlwaysOnTop(true, level, 1)
      assert.equal(win.isAlwaysOnTop(), true)
    }
    assert.deepEqual(told, [false, true])
  })

  it('takes progress, aspect ratios, shapes and attention of any kind', () => {
    const win = openWindow()
    for (const progress of [0, 0.5, 1, 2, -1, NaN, Infinity]) win.setProgressBar(progress)
    win.setProgressBar(0.5, { mode: 'paused' })
    for (const ratio of [2, 0, -1, NaN, Infinity, 1e-9, 1e9]) win.setAspectRatio(ratio, { width: 1, height: 1 })
    win.setShape([{ x: 0, y: 0, width: 10, height: 10 }, { x: 20, y: 0, width: -5, height: 0 }])
    win.setShape([])
    for (const on of [true, true, false]) win.flashFrame(on)
    for (const on of [true, false]) win.setSkipTaskbar(on)
    win.setIgnoreMouseEvents(true, { forward: true })
    win.setIgnoreMouseEvents(false)
    assert.equal(win.isDestroyed(), false)
  })

  it('is a kiosk and simply full screen as it is full screen', async () => {
    const win = openWindow({ show: true })
    for (const [set, is] of [['setKiosk', 'isKiosk'], ['setSimpleFullScreen', 'isSimpleFullScreen'], ['setFullScreen', 'isFullScreen']]) {
      win[set](true)
      assert.deepEqual([win.isKiosk(), win.isSimpleFullScreen(), win.isFullScreen()], [true, true, true], set)
      assert.deepEqual([win.kiosk, win.simpleFullScreen, win.fullScreen], [true, true, true])
      win[set](false)
      assert.equal(win[is](), false)
    }
    win.simpleFullScreen = true
    assert.equal(win.isFullScreen(), true)
    win.kiosk = false
    assert.equal(win.isFullScreen(), false)
  })

  it('is not full screen when it is not fullScreenable', () => {
    const win = openWindow({ show: true, fullscreenable: false })
    assert.equal(win.isFullScreenable(), false)
    win.setFullScreen(true)
    assert.equal(win.isFullScreen(), false)
    win.setFullScreenable(true)
    assert.equal(win.fullScreenable, true)
    win.setFullScreen(true)
    assert.equal(win.isFullScreen(), true)
    win.setFullScreen(false)
    win.fullScreenable = false
    assert.equal(win.isFullScreenable(), false)
  })

  it('has an icon of a file or a nativeImage', () => {
    const win = openWindow({ icon: red() })
    win.setIcon(red())
    win.setIcon(nativeImage.createEmpty())
    assert.throws(() => win.setIcon({}), { message: 'Argument must be a file path or a NativeImage' })
  })

  it('has a native handle and a media source id of the same number', () => {
    const win = openWindow()
    const handle = win.getNativeWindowHandle()
    assert.equal(Buffer.isBuffer(handle) && handle.length === 4, true)
    assert.equal(win.getMediaSourceId(), `window:${handle.readUInt32LE(0)}:1`)
  })

  it('has an accessible title', () => {
    const win = openWindow()
    assert.equal(win.accessibleTitle, '')
    win.accessibleTitle = 'for readers'
    assert.equal(win.accessibleTitle, 'for readers')
    assert.equal(win.getTitle(), app.getName())
  })

  it('takes what other systems have, without an effect', () => {
    const win = openWindow({
      disableAutoHideCursor: true, roundedCorners: false, titleBarOverlay: { color: '#fff', height: 30 }, thickFrame: false, vibrancy: 'dark',
      acceptFirstMouse: true, enableLargerThanScreen: true, tabbingIdentifier: 'x', trafficLightPosition: { x: 1, y: 1 }, zoomToPageWidth: true,
      simpleFullscreen: true, visualEffectState: 'active', darkTheme: true, type: 'toolbar', movable: false, closable: false
    })
    assert.deepEqual(win.getSize(), [400, 300])
    win.setContentProtection(true)
    win.setVibrancy('dark')
    assert.deepEqual([win.isTabletMode(), win.isMovable(), win.isClosable(), win.isSimpleFullScreen()], [false, true, true, false])
  })

  it('emits no events of other systems', async () => {
    const win = openWindow({ show: true })
    const names = ['swipe', 'rotate-gesture', 'sheet-begin', 'sheet-end', 'new-window-for-tab', 'session-end', 'query-session-end', 'will-resize', 'will-move']
    const told = []
    for (const name of names) win.on(name, () => told.push(name))
    win.setBounds({ x: 1, y: 2, width: 300, height: 200 })
    await turn()
    assert.deepEqual(told, [])
  })

  for (const titleBarStyle of ['default', 'hidden', 'hiddenInset', 'customButtonsOnHover']) {
    it(`has ${titleBarStyle === 'hidden' ? 'no' : 'a'} frame, and a bar in it, with titleBarStyle: '${titleBarStyle}'`, async () => {
      const win = openWindow({ titleBarStyle, frame: true })
      win.setMenu(Menu.buildFromTemplate([{ label: 'Menu', submenu: [{ label: 'Item' }] }]))
      assert.equal(win.getContentSize()[1] < win.getSize()[1], titleBarStyle !== 'hidden')
    })
  }
})

describe('the menu bar of a window', () => {
  it('is there to be seen, or not', () => {
    const win = openWindow()
    win.setMenu(Menu.buildFromTemplate([{ label: 'Menu', submenu: [{ label: 'Item' }] }]))
    assert.deepEqual([win.isMenuBarVisible(), win.menuBarVisible, win.isMenuBarAutoHide()], [true, true, false])
    win.menuBarVisible = false
    assert.deepEqual([win.isMenuBarVisible(), win.getContentSize()[1]], [false, 300])
    win.setMenuBarVisibility(true)
    assert.deepEqual([win.isMenuBarVisible(), win.getContentSize()[1] < 300], [true, true])
    win.setAutoHideMenuBar(true)
    assert.deepEqual([win.isMenuBarAutoHide(), win.autoHideMenuBar, win.getContentSize()[1]], [true, true, 300])
    win.autoHideMenuBar = false
    assert.deepEqual([win.isMenuBarAutoHide(), win.getContentSize()[1] < 300], [false, true])
  })
})

describe('useContentSize', () => {
  const menu = () => Menu.buildFromTemplate([{ label: 'Menu', submenu: [{ label: 'Item' }] }])

  it('keeps the size of the page when a menu bar comes and goes', async () => {
    const win = openWindow({ width: 300, height: 200, useContentSize: true })
    win.setMenu(menu())
    assert.deepEqual(win.getContentSize(), [300, 200])
    assert.equal(win.getSize()[1] > 200, true)
    win.removeMenu()
    assert.deepEqual([win.getContentSize(), win.getSize()], [[300, 200], [300, 200]])
  })

  it('is not for other windows', async () => {
    const win = openWindow({ width: 300, height: 200 })
    win.setMenu(menu())
    assert.deepEqual(win.getSize(), [300, 200])
    assert.equal(win.getContentSize()[1] < 200, true)
  })
})

describe('paintWhenInitiallyHidden', () => {
  it('lets a hidden page paint, and ready-to-show come', async () => {
    const win = openWindow({ show: false, paintWhenInitiallyHidden: true })
    const ready = once(win, 'ready-to-show')
    await loadPage(win)
    await ready
    assert.equal(await win.webContents.executeJavaScript('document.visibilityState'), 'visible')
  })

  it('false: the page is hidden, and ready-to-show comes when the window is shown', async () => {
    const win = openWindow({ show: false, paintWhenInitiallyHidden: false })
    let ready = 0
    win.on('ready-to-show', () => ready++)
    await loadPage(win)
    assert.equal(await win.webContents.executeJavaScript('document.visibilityState'), 'hidden')
    await sleep(200) // longer than another hidden page takes
    assert.equal(ready, 0)
    win.show()
    await until(() => ready === 1)
    await untilInPage(win, 'document.visibilityState === "visible"')
  })
})

describe('the keyboard of a window\'s page', () => {
  it('goes with blurWebView, and comes back with focusOnWebView', async () => {
    const win = await openPage('<input autofocus>', { show: true })
    await until(() => win.isFocused())
    await untilInPage(win, 'document.hasFocus()')
    win.blurWebView()
    await untilInPage(win, '!document.hasFocus()')
    assert.equal(win.isFocused(), true)
    win.focusOnWebView()
    await untilInPage(win, 'document.hasFocus()')
  })
})

describe('unresponsive', () => {
  it('and responsive are the window\'s as well', async () => {
    app.commandLine.appendSwitch('hang-timeout-ms', '300')
    const win = await openPage()
    const [unresponsive, responsive] = [once(win, 'unresponsive'), once(win, 'responsive')]
    win.webContents.executeJavaScript('var end = Date.now() + 1200; while (Date.now() < end); 0')
    await turn()
    win.webContents.send('anything')
    await unresponsive
    await responsive
    app.commandLine.removeSwitch('hang-timeout-ms')
  })
})

describe('BrowserWindow.getAllWindows', () => {
  it('has windows of every kind', () => {
    const windows = [{}, { frame: false }, { transparent: true, frame: false }, { type: 'dock' }, { kiosk: true }].map(openWindow)
    assert.deepEqual(windows.map((win) => BrowserWindow.getAllWindows().includes(win)), windows.map(() => true))
  })
})
