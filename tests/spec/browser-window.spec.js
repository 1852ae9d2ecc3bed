'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { app, BrowserWindow } = require('electron')
const { once, record, turn } = require('../support/events')
const { loadPage, openPage, openWindow } = require('../support/windows')

const destroyed = { name: 'TypeError', message: 'Object has been destroyed' }
const conversion = (index, shown = '') => ({
  name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${shown}`
})
const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }

describe('new BrowserWindow', () => {
  it('needs no options', () => {
    const win = new BrowserWindow()
    assert.deepEqual(win.getSize(), [800, 600])
    assert.equal(win.getTitle(), app.getName())
    assert.equal(win.isVisible(), true)
    assert.equal(win.isFocused(), false)
    assert.equal(win.getBackgroundColor(), '#FFFFFF')
    assert.deepEqual([win.getMinimumSize(), win.getMaximumSize()], [[0, 0], [0, 0]])
    assert.equal(win.getParentWindow(), null)
    assert.deepEqual(win.getChildWindows(), [])
    assert.equal(win.getURL(), '')
  })

  it('has the defaults of Electron on Linux', () => {
    const win = openWindow()
    for (const name of ['isNormal', 'isEnabled', 'isResizable', 'isMovable', 'isMinimizable', 'isMaximizable', 'isClosable', 'isFocusable',
      'isFullScreenable']) assert.equal(win[name](), true, name)
    for (const name of ['isVisible', 'isFocused', 'isMinimized', 'isMaximized', 'isFullScreen', 'isSimpleFullScreen', 'isKiosk', 'isModal',
      'isAlwaysOnTop', 'isMenuBarAutoHide', 'isDocumentEdited', 'hasShadow', 'isVisibleOnAllWorkspaces', 'isTabletMode', 'isDestroyed']) {
      assert.equal(win[name](), false, name)
    }
  })

  it('ignores options of a wrong type', () => {
    for (const options of ['x', 5, null, [], { width: '300', height: 300.7 }, { title: 5 }, { parent: {} }, { icon: 5 }, { webPreferences: 5 }]) {
      const win = new BrowserWindow(options)
      assert.deepEqual(win.getSize(), [800, 600])
      assert.equal(win.getTitle(), app.getName())
      win.destroy()
    }
  })

  it('takes its place from x and y, and is centred when one is missing', () => {
    assert.deepEqual(openWindow({ x: 30, y: 40 }).getPosition(), [30, 40])
    const [x] = openWindow({ width: 300, height: 200, x: 5 }).getPosition()
    assert.equal(x > 5, true)
    assert.deepEqual(openWindow({ x: 0, y: 0, center: true }).getPosition(), [0, 0])
  })

  it('keeps its size within its limits', () => {
    assert.deepEqual(openWindow({ width: 300, height: 200, minWidth: 400, minHeight: 300 }).getSize(), [400, 300])
    assert.deepEqual(openWindow({ width: 300, height: 200, maxWidth: 200, maxHeight: 100 }).getSize(), [200, 100])
    assert.deepEqual(openWindow({ width: -5, height: 0 }).getSize(), [1, 1])
    assert.deepEqual(openWindow({ minWidth: 300, maxWidth: 100, minHeight: 1, maxHeight: 1 }).getMaximumSize(), [300, 1])
  })

  it('gives its content the size when useContentSize is true', () => {
    assert.deepEqual(openWindow({ width: 300, height: 200, useContentSize: true }).getContentSize(), [300, 200])
  })

  it('emits browser-window-created before it shows itself', () => {
    const log = []
    app.once('browser-window-created', (event, win) => log.push(win instanceof BrowserWindow, win.isVisible(), win.id > 0))
    const win = new BrowserWindow()
    assert.deepEqual(log, [true, false, true])
    assert.equal(win.isVisible(), true)
  })

  it('is a class of its own, and can be extended', () => {
    assert.throws(() => BrowserWindow(), { name: 'Error', message: 'Requires constructor call' }) // eslint-disable-line new-cap
    class Special extends BrowserWindow {
      greet () { return 'hi' }
    }
    const win = new Special({ show: false })
    assert.equal(win instanceof BrowserWindow && win instanceof require('node:events'), true)
    assert.equal(win.greet(), 'hi')
    assert.equal(win.constructor, Special)
    assert.equal(openWindow().constructor, BrowserWindow)
  })

  it('is full screen and a kiosk with fullscreen: true', () => {
    const win = new BrowserWindow({ fullscreen: true })
    assert.equal(win.isFullScreen() && win.isKiosk(), true)
    assert.equal(openWindow({ fullscreen: true, fullscreenable: false }).isFullScreen(), false)
  })

  it('understands Electron\'s colours', () => {
    const colors = {
      '#abc': '#AABBCC', '#8abc': '#AABBCC', '#112233': '#112233', '#80112233': '#112233', red: '#FF0000', zz: '#FFFFFF',
      'rgb(1, 2, 3)': '#010203', 'rgba(255,0,128,0.5)': '#FF0080', 'hsl(120, 100%, 50%)': '#00FF00', 'hsla(240deg 100% 50% / 1)': '#0000FF'
    }
    for (const [given, shown] of Object.entries(colors)) {
      const win = openWindow({ backgroundColor: given })
      assert.equal(win.getBackgroundColor(), shown, given)
      win.destroy()
    }
    assert.equal(openWindow({ transparent: true }).getBackgroundColor(), '#000000')
    const win = openWindow()
    win.setBackgroundColor('#123456')
    assert.equal(win.getBackgroundColor(), '#123456')
  })

  it('shows an icon file or says that there is none', () => {
    openWindow({ icon: '/nope.png' })
    const win = openWindow()
    assert.throws(() => win.setIcon('/nope.png'), { name: 'Error', message: "Failed to load image from path '/nope.png'" })
    assert.throws(() => win.setIcon(5), { name: 'Error', message: 'Argument must be a file path or a NativeImage' })
  })
})

describe('BrowserWindow', () => {
  it('knows all windows', () => {
    const before = BrowserWindow.getAllWindows()
    const win = openWindow()
    assert.deepEqual(BrowserWindow.getAllWindows(), [...before, win])
    assert.equal(BrowserWindow.fromId(win.id), win)
    assert.equal(BrowserWindow.fromWebContents(win.webContents), win)
    win.destroy()
    assert.deepEqual(BrowserWindow.getAllWindows(), before)
    assert.equal(BrowserWindow.fromId(win.id), null)
  })

  it('checks what it is asked for', () => {
    assert.throws(() => BrowserWindow.fromId('x'), conversion(0, 'x'))
    assert.throws(() => BrowserWindow.fromId(), conversion(0, 'undefined'))
    assert.throws(() => BrowserWindow.fromId(1.5), conversion(0))
    assert.equal(BrowserWindow.fromId(99999), null)
    assert.throws(() => BrowserWindow.fromWebContents(), TypeError)
    assert.throws(() => BrowserWindow.fromWebContents({}), TypeError)
  })

  it('says by name what it does not support', () => {
    const win = openWindow()
    for (const name of ['getContentView', 'setContentView', 'setTitleBarOverlay']) {
      assert.throws(() => win[name](), { name: 'Error', message: new RegExp(`^BrowserWindow\\.${name} is not supported: .`) })
    }
    for (const name of ['addExtension', 'addDevToolsExtension']) {
      assert.throws(() => BrowserWindow[name](), { message: new RegExp(`^BrowserWindow\\.${name} is not supported: .`) })
    }
  })

  it('has what only other systems do, without an effect, or not at all, as Electron has it', () => {
    const win = openWindow()
    for (const name of ['addTabbedWindow', 'hookWindowMessage', 'setAppDetails', 'setWindowButtonVisibility']) assert.equal(name in win, false, name)
    win.setRepresentedFilename('/x')
    assert.equal(win.getRepresentedFilename(), '')
    win.setDocumentEdited(true)
    assert.equal(win.documentEdited, false)
    win.setSheetOffset(5)
    win.setVibrancy('dark')
    win.setSkipTaskbar(true)
    assert.equal(win.setThumbarButtons([]), false)
    win.minimizable = win.maximizable = win.closable = win.movable = false
    assert.deepEqual([win.minimizable, win.maximizable, win.closable, win.movable], [true, true, true, true])
  })
})

describe('the arguments of BrowserWindow\'s methods', () => {
  const cases = [
    ['setSize', ['a'], insufficient],
    ['setSize', ['a', 'b'], conversion(1, 'b')],
    ['setSize', [], insufficient],
    ['setSize', [100.5, 200.9], conversion(1)],
    ['setSize', [NaN, 5], conversion(0)],
    ['setSize', [1e12, 5], conversion(0)],
    ['setSize', ['100', '200'], conversion(1, '200')],
    ['setSize', [null, null], conversion(1, 'null')],
    ['setBounds', [{ x: 'a' }], conversion(0)],
    ['setContentBounds', [{}], conversion(0)],
    ['setContentBounds', ['x'], conversion(0, 'x')],
    ['setPosition', [5], insufficient],
    ['setPosition', [1.5, 2.5], conversion(1)],
    ['setContentSize', ['a', 'b'], conversion(1, 'b')],
    ['setTitle', [5], conversion(0)],
    ['setTitle', [], insufficient],
    ['setTitle', [null], conversion(0, 'null')],
    ['setMinimumSize', ['a', 1], conversion(0, 'a')],
    ['setMaximumSize', [1], insufficient],
    ['setResizable', [], insufficient],
    ['setMovable', [], insufficient],
    ['setFullScreen', [], insufficient],
    ['setAlwaysOnTop', [], insufficient],
    ['setOpacity', ['x'], conversion(0, 'x')],
    ['setBackgroundColor', [5], conversion(0)],
    ['setProgressBar', ['x'], conversion(0, 'x')],
    ['setIcon', [], insufficient],
    ['setMenu', ['x'], { name: 'TypeError', message: 'Invalid Menu' }],
    ['setMenu', [], insufficient],
    ['setParentWindow', ['x'], { name: 'Error', message: 'Must pass BaseWindow instance or null' }],
    ['setParentWindow', [], insufficient],
    ['setIgnoreMouseEvents', [], insufficient],
    ['setEnabled', [], insufficient],
    ['setAspectRatio', ['x'], conversion(0, 'x')],
    ['setRepresentedFilename', [5], conversion(0)],
    ['flashFrame', [], insufficient],
    ['moveAbove', ['x'], { name: 'Error', message: 'Invalid media source id' }],
    ['moveAbove', [], insufficient],
    ['setShape', ['x'], conversion(0, 'x')],
    ['previewFile', [], insufficient]
  ]
  for (const [name, args, error] of cases) {
    it(`${name}(${args.map((arg) => JSON.stringify(arg) ?? String(arg)).join(', ')}) throws ${error.message}`, () => {
      assert.throws(() => openWindow()[name](...args), error)
    })
  }

  it('takes what Electron takes', () => {
    const win = openWindow({ width: 300, height: 200 })
    win.setBounds({})
    win.setBounds('x')
    win.setBounds()
    win.setBounds({ width: 250 })
    assert.deepEqual(win.getSize(), [250, 200])
    win.setBounds({ x: 5.5, y: 6.5, width: 200.5, height: 200 })
    assert.deepEqual(win.getBounds(), { x: 5, y: 6, width: 200, height: 200 })
    win.setSize(300, 200, 'x')
    win.setSize(-5, -5)
    assert.deepEqual(win.getSize(), [1, 1])
    win.setAlwaysOnTop(true, 'nolevel')
    win.setProgressBar(0.5, { mode: 'x' })
    win.setMenu(null)
    win.setParentWindow(null)
    win.setParentWindow(win)
    assert.equal(win.getParentWindow(), null)
  })

  it('are checked before the window is', () => {
    const win = openWindow()
    win.destroy()
    assert.throws(() => win.setSize(NaN, 'x'), conversion(1, 'x'))
    assert.throws(() => win.setSize(1, 1), destroyed)
  })
})

describe('a destroyed BrowserWindow', () => {
  it('throws from every method and property', () => {
    const win = openWindow()
    win.destroy()
    for (const name of ['getBounds', 'getTitle', 'close', 'show', 'hide', 'isVisible', 'focus', 'reload', 'capturePage', 'isModal', 'center']) {
      assert.throws(() => win[name](), destroyed, name)
    }
    for (const name of ['title', 'webContents', 'resizable', 'fullScreen', 'accessibleTitle', 'autoHideMenuBar', 'kiosk', 'shadow']) {
      assert.throws(() => win[name], destroyed, name)
    }
    assert.throws(() => { win.title = 'x' }, destroyed)
  })

  it('still has its id, isDestroyed, destroy and emitter', () => {
    const win = openWindow()
    win.on('focus', () => {})
    win.destroy()
    assert.equal(win.isDestroyed(), true)
    assert.equal(win.id > 0, true)
    assert.equal(win.destroy(), undefined)
    assert.equal(win.listenerCount('focus'), 0)
    win.on('focus', () => {})
  })

  it('has a page that is destroyed in the next turn', async () => {
    const win = openWindow()
    const { webContents } = win
    win.destroy()
    assert.equal(webContents.isDestroyed(), false)
    await once(webContents, 'destroyed')
    assert.equal(webContents.isDestroyed(), true)
    assert.equal(BrowserWindow.fromWebContents.length, 1)
  })

  it('is what methods without a window complain about', () => {
    const { getBounds } = openWindow()
    assert.throws(() => getBounds(), destroyed)
    assert.throws(() => getBounds.call({}), destroyed)
    assert.throws(() => BrowserWindow.prototype.getTitle(), destroyed)
  })
})

describe('title', () => {
  it('is the app\'s, the option\'s, setTitle\'s or the property\'s', () => {
    const win = openWindow({ title: 'given' })
    assert.equal(win.getTitle(), 'given')
    win.setTitle('set')
    assert.equal(win.title, 'set')
    win.title = 'property'
    assert.equal(win.getTitle(), 'property')
    assert.throws(() => { win.title = 5 }, conversion(0))
  })

  it('follows the page, window first', async () => {
    const win = openWindow()
    const log = record(record([], win, ['page-title-updated'], 'win '), win.webContents, ['page-title-updated'], 'wc ')
    await loadPage(win, '<title>from page</title>')
    await once(win, 'page-title-updated', { timeout: 1000 }).catch(() => {})
    assert.equal(win.getTitle(), 'from page')
    assert.deepEqual(log.slice(-2), ['win page-title-updated', 'wc page-title-updated'])
  })

  it('stays when page-title-updated is prevented', async () => {
    const win = await openPage('<title>first</title>')
    win.setTitle('mine')
    win.on('page-title-updated', (event) => event.preventDefault())
    const updated = once(win.webContents, 'page-title-updated')
    win.webContents.executeJavaScript('document.title = "second"; 0')
    const [, title, explicitSet] = await updated
    assert.deepEqual([title, explicitSet, win.getTitle()], ['second', true, 'mine'])
  })
})

describe('ready-to-show', () => {
  for (const show of [true, false]) {
    it(`comes once for each document, the page's first, with show: ${show}`, async () => {
      const win = openWindow({ show })
      const log = []
      win.webContents.on('dom-ready', () => log.push('dom-ready'))
      win.webContents.on('ready-to-show', (event) => log.push(['wc', typeof event.preventDefault]))
      win.on('ready-to-show', (...args) => log.push(['win', args.length]))
      for (let count = 0; count < 2; count++) {
        const ready = once(win, 'ready-to-show')
        await loadPage(win)
        await ready
      }
      await turn()
      const one = ['dom-ready', ['wc', 'function'], ['win', 0]]
      assert.deepEqual(log, [...one, ...one])
    })
  }

  it('does not need the page to be loaded in full', async () => {
    const server = require('node:http').createServer(() => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const win = openWindow()
    const ready = once(win, 'ready-to-show')
    win.loadURL(`data:text/html,<body>text<img src="http://127.0.0.1:${server.address().port}/">`)
    await ready
    assert.equal(win.webContents.isLoading(), true)
    win.destroy()
    server.close()
    server.closeAllConnections?.()
  })
})
