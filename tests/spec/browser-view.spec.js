'use strict'

const assert = require('node:assert/strict')
const { after, before, beforeEach, describe, it } = require('node:test')
const { app, BrowserView, BrowserWindow, ipcMain, webContents } = require('electron')
const { once, turn, until, within } = require('../support/events')
const { loadPage, openPage, openWindow, pageUrl } = require('../support/windows')

const conversion = (index, shown = '') => ({
  name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${shown}`
})
const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const notAttached = { name: 'Error', message: 'Given BrowserView is not attached to the window' }

const made = []
/** A BrowserView that is destroyed after the case. */
function newView (options) {
  const view = new BrowserView(options)
  made.push(view)
  return view
}
const html = (text) => `data:text/html,${encodeURIComponent(`<!DOCTYPE html><body style="margin:0;background:${text}">${text}</body>`)}`

describe('BrowserView', () => {
  beforeEach(() => { for (const view of made.splice(0)) view.destroy() })
  after(() => { for (const view of made.splice(0)) view.destroy() })

  it('has a page of type browserView, and no window', () => {
    const created = []
    const note = (event, contents) => created.push(contents)
    app.on('web-contents-created', note)
    const view = newView()
    app.removeListener('web-contents-created', note)
    assert.deepEqual(created, [view.webContents])
    assert.equal(view.webContents.getType(), 'browserView')
    assert.equal(view.webContents.getOwnerBrowserWindow(), null)
    assert.equal(BrowserWindow.fromWebContents(view.webContents), null)
    assert.equal(BrowserWindow.fromBrowserView(view), null)
    assert.deepEqual(view.getBounds(), { x: 0, y: 0, width: 0, height: 0 })
  })

  it('takes options of a wrong type for none, and is a class', () => {
    for (const options of [undefined, null, 5, 'x', {}, { webPreferences: 5 }]) assert.equal(newView(options).webContents.isDestroyed(), false)
    assert.throws(() => BrowserView(), TypeError) // eslint-disable-line new-cap
  })

  it('takes webPreferences', async () => {
    const view = newView({ webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false } })
    await view.webContents.loadURL(pageUrl('<body>view'))
    assert.equal(await view.webContents.executeJavaScript('typeof require("fs").readFileSync'), 'function')
  })

  it('is known by its id and its page', () => {
    const view = newView()
    assert.equal(BrowserView.fromId(view.id), view)
    assert.equal(BrowserView.fromWebContents(view.webContents), view)
    assert.equal(BrowserView.getAllViews().includes(view), true)
    view.destroy()
    assert.equal(view.isDestroyed(), true)
    assert.equal(BrowserView.getAllViews().includes(view), false)
    assert.equal(BrowserView.fromId(view.id), null)
    assert.equal(view.webContents, null)
    assert.equal(view.destroy(), undefined)
  })

  describe('in a window', () => {
    let win
    before(async () => { win = await openPage('<!DOCTYPE html><body style="margin:0;background:blue">', { show: true, useContentSize: true, width: 400, height: 300, frame: false }) })
    after(() => win.destroy())
    beforeEach(() => {
      win.setBrowserView(null)
      win.setSize(400, 300)
    })

    it('belongs to it', () => {
      const view = newView()
      assert.equal(win.getBrowserView(), null)
      win.setBrowserView(view)
      assert.equal(win.getBrowserView(), view)
      assert.deepEqual(win.getBrowserViews(), [view])
      assert.equal(view.webContents.getOwnerBrowserWindow(), win)
      assert.equal(BrowserWindow.fromBrowserView(view), win)
      assert.equal(BrowserWindow.fromWebContents(view.webContents), win)
      assert.equal(BrowserWindow.fromWebContents(win.webContents), win)
    })

    it('is the only one after setBrowserView, and gone after setBrowserView(null)', () => {
      const [first, second] = [newView(), newView()]
      win.addBrowserView(first)
      win.setBrowserView(second)
      assert.deepEqual(win.getBrowserViews(), [second])
      assert.equal(first.webContents.getOwnerBrowserWindow(), null)
      win.setBrowserView(null)
      assert.deepEqual(win.getBrowserViews(), [])
    })

    it('is one of many with addBrowserView, until removeBrowserView', () => {
      const [first, second] = [newView(), newView()]
      win.addBrowserView(first)
      win.addBrowserView(second)
      win.addBrowserView(second)
      assert.deepEqual(win.getBrowserViews(), [first, second])
      assert.throws(() => win.getBrowserView(), /multiple BrowserViews/)
      win.removeBrowserView(first)
      win.removeBrowserView(first)
      win.removeBrowserView(null)
      assert.deepEqual(win.getBrowserViews(), [second])
    })

    it('moves from window to window', () => {
      const other = openWindow()
      const view = newView()
      win.addBrowserView(view)
      other.addBrowserView(view)
      assert.deepEqual([win.getBrowserViews(), other.getBrowserViews()], [[], [view]])
      assert.equal(view.webContents.getOwnerBrowserWindow(), other)
      other.removeBrowserView(view)
    })

    it('is put on top by setTopBrowserView', async () => {
      const colors = { lime: [0, 255, 0], red: [255, 0, 0] }
      const views = Object.fromEntries(await Promise.all(Object.keys(colors).map(async (color) => {
        const view = newView()
        view.setBounds({ x: 0, y: 0, width: 50, height: 50 })
        win.addBrowserView(view)
        await view.webContents.loadURL(html(color))
        return [color, view]
      })))
      for (const [color, below] of [['lime', 'red'], ['red', 'lime']]) {
        win.setTopBrowserView(views[color])
        assert.deepEqual(win.getBrowserViews(), [views[below], views[color]])
      }
      assert.throws(() => win.setTopBrowserView(newView()), notAttached)
    })

    it('has the page of its bounds, above that of the window', async () => {
      const view = newView()
      win.setBrowserView(view)
      view.setBounds({ x: 10, y: 20, width: 120, height: 60 })
      assert.deepEqual(view.getBounds(), { x: 10, y: 20, width: 120, height: 60 })
      await view.webContents.loadURL(html('red'))
      await until(() => view.webContents.executeJavaScript('innerWidth === 120 && innerHeight === 60 && document.visibilityState === "visible"'))
      const picture = await until(async () => {
        const picture = await view.webContents.capturePage()
        const { width, height } = picture.getSize()
        return width === 120 && height === 60 && picture
      })
      assert.equal(picture.isEmpty(), false)
      view.setBounds({ x: 1.9, y: 2, width: 30.5, height: 40 })
      assert.deepEqual(view.getBounds(), { x: 1, y: 2, width: 30, height: 40 })
      await until(() => view.webContents.executeJavaScript('innerWidth === 30'))
    })

    it('is not visible when it is taken out, and lives on', async () => {
      const view = newView()
      win.setBrowserView(view)
      view.setBounds({ x: 0, y: 0, width: 50, height: 50 })
      await view.webContents.loadURL(html('red'))
      await until(() => view.webContents.executeJavaScript('document.visibilityState === "visible"'))
      win.removeBrowserView(view)
      await until(() => view.webContents.executeJavaScript('document.visibilityState === "hidden"'))
      win.addBrowserView(view)
      await until(() => view.webContents.executeJavaScript('document.visibilityState === "visible"'))
    })

    it('grows with the window by setAutoResize({ width, height })', async () => {
      const view = newView()
      win.setBrowserView(view)
      view.setAutoResize({ width: true, height: true })
      view.setBounds({ x: 10, y: 20, width: 100, height: 50 })
      win.setSize(500, 420)
      assert.deepEqual(view.getBounds(), { x: 10, y: 20, width: 200, height: 170 })
      win.setSize(400, 300)
      assert.deepEqual(view.getBounds(), { x: 10, y: 20, width: 100, height: 50 })
      view.setAutoResize({ width: true })
      win.setSize(450, 350)
      assert.deepEqual(view.getBounds(), { x: 10, y: 20, width: 150, height: 50 })
      view.setAutoResize({})
      win.setSize(400, 300)
      assert.deepEqual(view.getBounds(), { x: 10, y: 20, width: 150, height: 50 })
    })

    it('moves and grows in proportion by setAutoResize({ horizontal, vertical })', () => {
      const view = newView()
      win.setBrowserView(view)
      view.setAutoResize({ horizontal: true, vertical: true })
      view.setBounds({ x: 100, y: 100, width: 100, height: 50 })
      win.setSize(800, 600)
      assert.deepEqual(view.getBounds(), { x: 200, y: 200, width: 200, height: 100 })
      win.setSize(333, 251)
      win.setSize(400, 300)
      assert.deepEqual(view.getBounds(), { x: 100, y: 100, width: 100, height: 50 })
    })

    it('takes colours for setBackgroundColor', () => {
      const view = newView()
      win.setBrowserView(view)
      for (const color of ['#ff0000', '#80ff0000', 'red', 'nope']) view.setBackgroundColor(color)
      assert.throws(() => view.setBackgroundColor(), insufficient)
      assert.throws(() => view.setBackgroundColor(5), conversion(0))
    })

    it('checks its arguments', () => {
      const view = newView()
      assert.throws(() => view.setBounds(), conversion(0, 'undefined'))
      for (const [given, shown] of [[5, ''], [null, 'null'], ['x', 'x'], [{}, ''], [{ x: 1 }, ''], [{ x: 1, y: 1, width: 'a', height: 1 }, '']]) {
        assert.throws(() => view.setBounds(given), conversion(0, shown))
      }
      assert.throws(() => view.setAutoResize(), insufficient)
      assert.throws(() => view.setAutoResize(5), conversion(0))
      for (const name of ['addBrowserView', 'setTopBrowserView']) {
        for (const given of [undefined, null, 5, {}, win]) assert.throws(() => win[name](given), { name: 'TypeError' }, name)
      }
      for (const given of [5, 'x', {}, win]) assert.throws(() => win.setBrowserView(given), { name: 'TypeError' })
      win.setBrowserView()
      view.destroy()
      assert.throws(() => win.addBrowserView(view), conversion(0))
      view.setBounds({ x: 1, y: 2, width: 3, height: 4 })
      view.setBackgroundColor('red')
    })

    it('sends messages of its own, from its window', async () => {
      const view = newView({ webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false } })
      win.setBrowserView(view)
      const heard = once(ipcMain, 'from-view')
      await view.webContents.loadURL(pageUrl('<script>require("electron").ipcRenderer.send("from-view", 1)</script>'))
      const [event, value] = await heard
      assert.deepEqual([event.sender === view.webContents, BrowserWindow.fromWebContents(event.sender) === win, value], [true, true, 1])
    })

    it('reaches its window by remote', async () => {
      const view = newView({ webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true, sandbox: false } })
      win.setBrowserView(view)
      await view.webContents.loadURL(pageUrl('<body>view'))
      assert.equal(await view.webContents.executeJavaScript('require("electron").remote.getCurrentWindow().id'), win.id)
      assert.equal(await view.webContents.executeJavaScript('require("electron").remote.getCurrentWindow().getBrowserViews().length'), 1)
    })

    it('goes with window.close() in its page, and the window stays', async () => {
      const view = newView()
      win.addBrowserView(view)
      await view.webContents.loadURL(html('red'))
      const destroyed = once(view.webContents, 'destroyed')
      view.webContents.executeJavaScript('window.close()').catch(() => {})
      await destroyed
      assert.deepEqual(win.getBrowserViews(), [])
      assert.equal(win.isDestroyed(), false)
    })

    it('may lose its process', async () => {
      const view = newView()
      win.addBrowserView(view)
      await view.webContents.loadURL(html('red'))
      const gone = once(view.webContents, 'render-process-gone')
      view.webContents.forcefullyCrashRenderer()
      await gone
      await view.webContents.loadURL(html('lime'))
      assert.equal(view.webContents.isCrashed(), false)
    })
  })

  it('outlives its window, and can have another', async () => {
    const first = await openPage()
    const view = newView()
    first.addBrowserView(view)
    await view.webContents.loadURL(html('red'))
    const closed = once(first, 'closed')
    first.close()
    await closed
    await turn()
    assert.equal(view.webContents.isDestroyed(), false)
    assert.equal(view.webContents.getOwnerBrowserWindow(), null)
    assert.equal(await view.webContents.executeJavaScript('1 + 1'), 2)
    const second = openWindow()
    second.addBrowserView(view)
    assert.equal(BrowserWindow.fromBrowserView(view), second)
    second.destroy()
    assert.equal(BrowserWindow.fromBrowserView(view), null)
  })

  it('opens windows as any page', async () => {
    const win = openWindow()
    const view = newView()
    win.addBrowserView(view)
    await view.webContents.loadURL(pageUrl('<body>view'))
    const created = once(view.webContents, 'did-create-window')
    assert.equal(await view.webContents.executeJavaScript('!!window.open("about:blank")', true), true)
    const [child] = await created
    assert.equal(BrowserWindow.getAllWindows().includes(child), true)
    const closed = once(child, 'closed')
    view.destroy()
    await closed
  })

  it('can be above a page that changes', async () => {
    const win = openWindow()
    const view = newView()
    win.addBrowserView(view)
    await loadPage(win)
    await loadPage(win)
    win.webContents.destroy()
    assert.equal(win.isDestroyed(), true)
    assert.equal(view.webContents.getOwnerBrowserWindow(), null)
  })

  it('is destroyed, with its page, when nobody knows it any more', { timeout: 20_000 }, async () => {
    const id = (() => new BrowserView().webContents.id)()
    await within(until(async () => {
      gc()
      await turn()
      return webContents.fromId(id) === undefined
    }))
  })
})
