'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { app, BrowserWindow } = require('electron')
const { once, record, until } = require('../support/events')
const { loadPage, openPage, openWindow, untilInPage } = require('../support/windows')

const names = ['show', 'hide', 'focus', 'blur', 'minimize', 'restore', 'maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen',
  'move', 'resize', 'moved', 'resized', 'will-move', 'will-resize', 'always-on-top-changed']

/** A shown window that has the keyboard, with a log of what comes from now on. */
async function focused (options) {
  const win = openWindow({ x: 50, y: 60, ...options })
  const focus = once(win, 'focus')
  win.show()
  await focus
  const log = record([], win, names)
  record(log, win.webContents, ['focus', 'blur'], 'wc ')
  return { win, log }
}

/** What `act` logs at once and, up to the event `last`, later. */
async function during ({ win, log }, act, last) {
  log.length = 0
  const done = last && !log.includes(last) ? once(win, last) : null
  act()
  const sync = [...log]
  await done
  return { sync, all: [...log] }
}

describe('show, hide and focus', () => {
  it('show() emits show every time, and gives focus', async () => {
    const win = openWindow()
    const log = record([], win, ['show', 'focus'])
    const onApp = once(app, 'browser-window-focus')
    win.show()
    assert.deepEqual(log, ['show'])
    assert.equal(win.isVisible(), true)
    const [, focusedWindow] = await onApp
    assert.equal(focusedWindow, win)
    win.show()
    assert.deepEqual(log, ['show', 'focus', 'show'])
    assert.equal(BrowserWindow.getFocusedWindow(), win)
  })

  it('showInactive() emits show and gives no focus', async () => {
    const { win: first } = await focused()
    const win = openWindow()
    const log = record([], win, ['show', 'focus'])
    win.showInactive()
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.deepEqual(log, ['show'])
    assert.deepEqual([win.isVisible(), win.isFocused(), first.isFocused()], [true, false, true])
  })

  it('hide() takes the focus from the page at once, from the window later', async () => {
    const window = await focused()
    const { sync, all } = await during(window, () => window.win.hide(), 'blur')
    assert.deepEqual([sync, all], [['wc blur', 'hide'], ['wc blur', 'hide', 'blur']])
    assert.deepEqual([window.win.isVisible(), window.win.isFocused()], [false, false])
    assert.deepEqual((await during(window, () => window.win.hide())).sync, ['hide'])
  })

  it('blur() and focus() tell the page first', async () => {
    const window = await focused()
    const blurred = await during(window, () => window.win.blur(), 'blur')
    assert.deepEqual([blurred.sync, blurred.all], [['wc blur'], ['wc blur', 'blur']])
    assert.equal(window.win.isFocused(), false)
    const again = await during(window, () => window.win.focus(), 'focus')
    assert.deepEqual([again.sync, again.all], [['wc focus'], ['wc focus', 'focus']])
    assert.equal(window.win.isFocused(), true)
  })

  it('the page has no focus after blur()', async () => {
    const { win } = await focused()
    await loadPage(win)
    await untilInPage(win, 'document.hasFocus()')
    win.blur()
    await untilInPage(win, '!document.hasFocus()')
  })

  it('another window blurs the one before it', async () => {
    const first = await focused()
    const second = openWindow()
    const log = record(record([], first.win, ['focus', 'blur'], 'first '), second, ['focus', 'blur'], 'second ')
    for (const name of ['browser-window-focus', 'browser-window-blur']) {
      app.on(name, (event, win) => log.push(`${name} ${win === first.win ? 'first' : 'second'}`))
    }
    const focus = once(second, 'focus')
    second.show()
    await focus
    app.removeAllListeners('browser-window-focus')
    app.removeAllListeners('browser-window-blur')
    assert.deepEqual(log, ['first blur', 'browser-window-blur first', 'second focus', 'browser-window-focus second'].slice(0, log.length))
    assert.equal(BrowserWindow.getFocusedWindow(), second)
  })

  it('focus goes to the window before when its window goes', async () => {
    const first = await focused()
    const second = await focused()
    const back = once(first.win, 'focus')
    second.win.destroy()
    await back
    assert.equal(BrowserWindow.getFocusedWindow(), first.win)
  })

  it('a window that is not focusable gets none', async () => {
    const win = openWindow({ focusable: false })
    const log = record([], win, ['focus'])
    win.show()
    win.focus()
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.deepEqual([log, win.isFocused(), win.focusable], [[], false, false])
  })
})

describe('minimize, maximize and restore', () => {
  it('minimize() is told later, and hides', async () => {
    const window = await focused()
    const { sync, all } = await during(window, () => window.win.minimize(), 'blur')
    assert.deepEqual([sync, all], [[], ['wc blur', 'minimize', 'blur']])
    const { win } = window
    assert.deepEqual([win.isMinimized(), win.isNormal(), win.isVisible()], [true, false, false])
    assert.deepEqual((await during(window, () => win.restore(), 'restore')).all, ['restore'])
    assert.deepEqual([win.isMinimized(), win.isNormal(), win.isVisible()], [false, true, true])
  })

  it('maximize() moves and resizes; unmaximize() goes back', async () => {
    const window = await focused()
    const { win } = window
    const bounds = win.getBounds()
    const { sync, all } = await during(window, () => win.maximize(), 'resize')
    assert.deepEqual([sync, all], [[], ['maximize', 'move', 'resize']])
    assert.deepEqual([win.isMaximized(), win.isNormal()], [true, false])
    assert.deepEqual(win.getNormalBounds(), bounds)
    assert.equal(win.getBounds().width > bounds.width, true)
    assert.deepEqual((await during(window, () => win.unmaximize(), 'resize')).all, ['unmaximize', 'move', 'resize'])
    assert.deepEqual(win.getBounds(), bounds)
  })

  it('restore() unmaximizes what is not minimized', async () => {
    const window = await focused()
    await during(window, () => window.win.maximize(), 'resize')
    assert.deepEqual((await during(window, () => window.win.restore(), 'resize')).all.slice(0, 1), ['unmaximize'])
  })

  it('minimized, a maximized window is not; restored, it is again', async () => {
    const window = await focused()
    await during(window, () => window.win.maximize(), 'resize')
    const { all } = await during(window, () => window.win.minimize(), 'blur')
    assert.deepEqual(all.filter((name) => !name.endsWith('blur')), ['unmaximize', 'minimize'])
    assert.equal(window.win.isMaximized(), false)
    assert.deepEqual((await during(window, () => window.win.restore(), 'maximize')).all.slice(0, 2), ['restore', 'maximize'])
  })

  it('say nothing when nothing changes', async () => {
    const window = await focused()
    const { win } = window
    await during(window, () => win.maximize(), 'resize')
    await during(window, () => win.maximize())
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(window.log, [])
    await during(window, () => win.unmaximize(), 'resize')
    // A window manager may place it once more.
    await new Promise((resolve) => setTimeout(resolve, 200))
    await during(window, () => { win.unmaximize(); win.restore() })
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(window.log, [])
  })

  it('show a hidden window', async () => {
    const win = openWindow()
    const log = record([], win, ['show', 'maximize'])
    win.maximize()
    assert.deepEqual(log, ['show'])
    await until(() => win.isMaximized())
    assert.equal(win.isVisible(), true)
    const other = openWindow()
    other.minimize()
    await until(() => other.isMinimized())
    const shown = once(other, 'restore')
    other.show()
    await shown
    assert.equal(other.isVisible(), true)
  })
})

describe('full screen', () => {
  it('is there at once, with the bounds of the screen', async () => {
    const window = await focused()
    const { win } = window
    const bounds = win.getBounds()
    assert.deepEqual((await during(window, () => win.setFullScreen(true))).sync, ['move', 'resize', 'enter-full-screen'])
    assert.deepEqual([win.isFullScreen(), win.fullScreen, win.isNormal(), win.isKiosk()], [true, true, false, true])
    assert.deepEqual(win.getPosition(), [0, 0])
    assert.deepEqual(win.getNormalBounds(), bounds)
    assert.deepEqual((await during(window, () => win.setFullScreen(true))).sync, [])
    assert.deepEqual((await during(window, () => win.setFullScreen(false))).sync, ['move', 'resize', 'leave-full-screen'])
    assert.deepEqual(win.getBounds(), bounds)
    await new Promise((resolve) => setTimeout(resolve, 500))
    assert.deepEqual(win.getBounds(), bounds)
    assert.deepEqual(window.log.slice(3), [])
  })

  it('of a maximized window unmaximizes it as long as it lasts', async () => {
    const window = await focused()
    const { win } = window
    await during(window, () => win.maximize(), 'resize')
    const { sync } = await during(window, () => win.setFullScreen(true))
    assert.deepEqual(sync.slice(-2), ['unmaximize', 'enter-full-screen'])
    assert.equal(win.isMaximized(), false)
    await during(window, () => win.setFullScreen(false), 'maximize').catch(() => {})
    assert.equal(win.isMaximized(), true)
  })

  it('is refused when the window is not fullScreenable', async () => {
    const window = await focused()
    window.win.fullScreenable = false
    assert.deepEqual((await during(window, () => window.win.setFullScreen(true))).sync, [])
    assert.equal(window.win.isFullScreen(), false)
  })

  it('setKiosk is the same', async () => {
    const { win } = await focused()
    win.setKiosk(true)
    assert.deepEqual([win.kiosk, win.isFullScreen()], [true, true])
    win.kiosk = false
    assert.equal(win.isFullScreen(), false)
  })

  it('of a page takes the window along, and lets it go', async () => {
    const win = await openPage('<body>page</body>', { show: true })
    const log = record([], win, ['enter-full-screen', 'enter-html-full-screen', 'leave-full-screen', 'leave-html-full-screen'])
    const entered = once(win, 'enter-html-full-screen')
    // Needs a click of the user's.
    await win.webContents.executeJavaScript('document.body.style.height = "100vh"; document.body.onclick = () => document.body.requestFullscreen(); 0')
    for (const type of ['mouseDown', 'mouseUp']) win.webContents.sendInputEvent({ type, x: 100, y: 50, button: 'left', clickCount: 1 })
    await entered
    assert.equal(win.isFullScreen(), true)
    const left = once(win, 'leave-html-full-screen')
    win.webContents.executeJavaScript('document.exitFullscreen()')
    await left
    assert.equal(win.isFullScreen(), false)
    assert.deepEqual(log, ['enter-full-screen', 'enter-html-full-screen', 'leave-full-screen', 'leave-html-full-screen'])
  })
})

describe('bounds', () => {
  it('are right at once, and only what changed is told', async () => {
    const window = await focused({ width: 400, height: 300 })
    const { win } = window
    const change = async (act) => (await during(window, act)).sync
    assert.deepEqual(await change(() => win.setBounds({ x: 70, y: 80, width: 500, height: 350 })), ['move', 'resize'])
    assert.deepEqual(win.getBounds(), { x: 70, y: 80, width: 500, height: 350 })
    assert.deepEqual(await change(() => win.setBounds({ x: 70, y: 80, width: 500, height: 350 })), [])
    assert.deepEqual(await change(() => win.setSize(420, 320)), ['resize'])
    assert.deepEqual(await change(() => win.setPosition(10, 30)), ['move'])
    assert.deepEqual(await change(() => win.setContentSize(300, 200)), ['resize'])
    assert.deepEqual(await change(() => win.setContentBounds({ x: 200, y: 200, width: 310, height: 210 })), ['move', 'resize'])
    assert.deepEqual(await change(() => win.center()), ['move'])
    assert.deepEqual([win.getSize(), win.getContentSize()], [[310, 210], [310, 210]])
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.deepEqual(window.log, ['move'])
  })

  it('are told for a hidden window too', () => {
    const win = openWindow({ x: 5, y: 5 })
    const log = record([], win, ['move', 'resize'])
    win.setBounds({ x: 6, y: 7, width: 123, height: 234 })
    assert.deepEqual(log, ['move', 'resize'])
    assert.deepEqual(win.getBounds(), { x: 6, y: 7, width: 123, height: 234 })
  })

  it('keep to the limits from the next change on', async () => {
    const { win } = await focused({ width: 310, height: 210 })
    win.setMinimumSize(400, 350)
    assert.deepEqual([win.getSize(), win.getMinimumSize()], [[310, 210], [400, 350]])
    win.setSize(100, 100)
    assert.deepEqual(win.getSize(), [400, 350])
    win.setMinimumSize(0, 0)
    win.setMaximumSize(300, 300)
    assert.deepEqual([win.getSize(), win.getMaximumSize()], [[400, 350], [300, 300]])
    win.setSize(500, 500)
    assert.deepEqual(win.getSize(), [300, 300])
  })

  it('of a window that is not resizable are changed by the program alone', async () => {
    const { win } = await focused({ width: 300, height: 200 })
    win.resizable = false
    assert.deepEqual([win.getMinimumSize(), win.getMaximumSize()], [[300, 200], [300, 200]])
    win.setSize(444, 333)
    assert.deepEqual([win.getSize(), win.getMinimumSize(), win.getMaximumSize()], [[444, 333], [444, 333], [444, 333]])
    win.setResizable(true)
    assert.deepEqual([win.getMinimumSize(), win.getMaximumSize()], [[0, 0], [0, 0]])
  })

  it('set while minimized hold when it is restored', async () => {
    const window = await focused()
    await during(window, () => window.win.minimize(), 'minimize')
    window.win.setBounds({ x: 11, y: 12, width: 313, height: 214 })
    await during(window, () => window.win.restore(), 'restore')
    await until(() => window.win.getSize()[0] === 313)
    assert.deepEqual(window.win.getBounds(), { x: 11, y: 12, width: 313, height: 214 })
  })

  it('reach the page', async () => {
    const win = await openPage('<body>page</body>', { show: true })
    win.setContentSize(333, 222)
    await untilInPage(win, 'innerWidth === 333 && innerHeight === 222')
  })
})

describe('always on top', () => {
  it('is told when it changes', () => {
    const win = openWindow()
    const log = []
    win.on('always-on-top-changed', (event, on) => log.push([typeof event.preventDefault, on]))
    win.setAlwaysOnTop(true, 'floating', 1)
    win.setAlwaysOnTop(true)
    assert.equal(win.isAlwaysOnTop(), true)
    win.setAlwaysOnTop(false)
    assert.deepEqual(log, [['function', true], ['function', false]])
  })
})

describe('parents and children', () => {
  it('know each other', () => {
    const parent = openWindow()
    const child = openWindow({ parent })
    assert.equal(child.getParentWindow(), parent)
    assert.deepEqual(parent.getChildWindows(), [child])
    child.setParentWindow(null)
    assert.deepEqual([child.getParentWindow(), parent.getChildWindows()], [null, []])
    child.setParentWindow(parent)
    parent.setParentWindow(child)
    assert.equal(parent.getParentWindow(), null)
    child.destroy()
    assert.deepEqual(parent.getChildWindows(), [])
  })

  it('a modal child keeps its parent from input as long as it is shown', () => {
    const parent = openWindow({ show: true })
    const child = openWindow({ parent, modal: true, show: true })
    assert.deepEqual([child.isModal(), parent.isEnabled()], [true, false])
    child.hide()
    assert.equal(parent.isEnabled(), true)
    child.show()
    assert.equal(parent.isEnabled(), false)
    child.destroy()
    assert.equal(parent.isEnabled(), true)
    assert.equal(openWindow({ modal: true }).isModal(), false)
  })

  it('a child stays when its parent is hidden', () => {
    const parent = openWindow({ show: true })
    const child = openWindow({ parent, show: true })
    parent.hide()
    assert.equal(child.isVisible(), true)
  })

  it('setEnabled', () => {
    const win = openWindow()
    win.setEnabled(false)
    assert.equal(win.isEnabled(), false)
    win.setEnabled(true)
    assert.equal(win.isEnabled(), true)
  })
})
