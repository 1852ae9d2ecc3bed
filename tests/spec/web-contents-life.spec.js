'use strict'

const { describe, it, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const { app, BrowserWindow, ipcMain, webContents: WebContents } = require('electron')
const { once, within, until, turn } = require('../support/events')
const { openPage, openWindow, pageFile, pageUrl, loadPage } = require('../support/windows')
const { appFolder, run } = require('../support/program')

const page = '<!DOCTYPE html><title>t</title><body>x'

describe('webContents life', () => {
  it('is found by id and among all, and no more once destroyed', async () => {
    const win = openWindow()
    const { webContents } = win
    assert.equal(WebContents.fromId(webContents.id), webContents)
    assert.ok(WebContents.getAllWebContents().includes(webContents))
    assert.equal(webContents.getOwnerBrowserWindow(), win)
    assert.equal(webContents.getType(), 'window')
    const destroyed = webContents.isDestroyed() ? null : once(webContents, 'destroyed')
    win.destroy()
    if (!webContents.isDestroyed()) await destroyed
    assert.equal(WebContents.fromId(webContents.id), undefined)
    assert.equal(WebContents.getAllWebContents().includes(webContents), false)
    assert.throws(() => webContents.getURL(), { name: 'TypeError', message: 'Object has been destroyed' })
    assert.throws(() => webContents.send('x'), { name: 'TypeError', message: 'Object has been destroyed' })
    assert.throws(() => webContents.zoomFactor, { name: 'TypeError', message: 'Object has been destroyed' })
    assert.equal(typeof webContents.id, 'number')
  })

  it('fromId wants an integer', () => {
    assert.throws(() => WebContents.fromId('x'), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from x' })
    assert.equal(WebContents.fromId(99999), undefined)
  })

  it('names what is not supported', () => {
    const { webContents } = openWindow()
    assert.throws(() => webContents.addWorkSpace('x'), { message: /^webContents\.addWorkSpace is not supported: ./ })
    assert.throws(() => webContents.frameRate, { message: /^webContents\.frameRate is not supported: ./ })
  })

  /** A window's process ends, and it begins anew. The engine remembers the frame that it had. */
  async function crashOnce () {
    const win = await openPage(page)
    win.webContents.forcefullyCrashRenderer()
    await once(win.webContents, 'render-process-gone')
    await loadPage(win, page)
    win.destroy()
  }

  it('a window made after a crash has its shim, as has every other', async () => {
    for (let i = 0; i < 10; i++) {
      await crashOnce()
      const next = await openPage('<!DOCTYPE html><title>none</title><script>document.title = typeof require</script>')
      assert.equal(await next.webContents.executeJavaScript('document.title'), 'function')
      next.destroy()
    }
  })

  it('a window made after a crash has its preload script, in its frames too', async () => {
    const preload = pageFile(`globalThis.runs = (globalThis.runs ?? 0) + 1
      require('electron').contextBridge.exposeInMainWorld('runs', { count: () => globalThis.runs })`, 'preload.js')
    const webPreferences = { contextIsolation: true, preload, nodeIntegrationInSubFrames: true, sandbox: false }
    for (let i = 0; i < 10; i++) {
      await crashOnce()
      const next = await openPage('<!DOCTYPE html><title>none</title><script>document.title = runs.count()</script><iframe srcdoc="x"></iframe>', { webPreferences })
      assert.equal(await next.webContents.executeJavaScript('document.title'), '1')
      assert.equal(await within(next.webContents.mainFrame.frames[0].executeJavaScript('runs.count()')), 1)
      next.destroy()
    }
  })

  for (const [signal, details] of [['SIGSEGV', { reason: 'crashed', exitCode: 11 }], ['SIGKILL', { reason: 'killed', exitCode: 9 }], ['SIGABRT', { reason: 'crashed', exitCode: 6 }], ['SIGTERM', { reason: 'killed', exitCode: 15 }]]) {
    it(`a page ended by ${signal} is render-process-gone, and can load again`, async () => {
      const win = await openPage(page)
      const other = await openPage(page)
      const { webContents } = win
      const gone = once(webContents, 'render-process-gone')
      const appGone = once(app, 'render-process-gone')
      process.kill(webContents.getOSProcessId(), signal)
      assert.deepEqual((await gone)[1], details)
      assert.deepEqual((await appGone).slice(1), [webContents, details])
      assert.deepEqual([webContents.isCrashed(), webContents.isLoading(), webContents.getOSProcessId()], [true, false, 0])
      assert.equal(await within(other.webContents.executeJavaScript('1 + 1')), 2)
      webContents.send('nobody')
      await assert.rejects(within(webContents.executeJavaScript('1')))
      await loadPage(win, '<title>again</title>')
      assert.equal(webContents.isCrashed(), false)
      assert.equal(await within(webContents.executeJavaScript('document.title')), 'again')
    })
  }

  for (const [signal, killed] of [['SIGSEGV', false], ['SIGKILL', true]]) {
    it(`a page ended by ${signal} is crashed and renderer-process-crashed, as up to Electron 28`, async () => {
      const { webContents } = await openPage(page)
      const crashed = once(webContents, 'crashed')
      const appCrashed = once(app, 'renderer-process-crashed')
      process.kill(webContents.getOSProcessId(), signal)
      assert.deepEqual((await crashed).slice(1), [killed])
      assert.deepEqual((await appCrashed).slice(1), [webContents, killed])
    })
  }

  it('reload revives a page that died', async () => {
    const win = await openPage(page)
    const gone = once(win.webContents, 'render-process-gone')
    win.webContents.forcefullyCrashRenderer()
    await gone
    win.webContents.reload()
    await once(win.webContents, 'did-finish-load')
    assert.equal(win.webContents.isCrashed(), false)
  })

  it('a page that dies while it loads rejects loadURL before it is told', async () => {
    const win = await openPage(page)
    const load = win.loadURL(pageUrl('<title>x</title><script>document.write("<script src=http://127.0.0.1:9/></scr" + "ipt>")</script>'))
    load.catch(() => {})
    win.webContents.forcefullyCrashRenderer()
    await once(win.webContents, 'render-process-gone')
    await within(load.catch(() => {}))
  })

  it('each window has a renderer process of its own', async () => {
    const windows = await Promise.all([0, 1, 2, 3].map(() => openPage(page)))
    assert.equal(new Set(windows.map((win) => win.webContents.getOSProcessId())).size, 4)
    assert.equal(new Set(windows.map((win) => win.webContents.getProcessId())).size, 4)
  })

  it('tells unresponsive and responsive', async () => {
    app.commandLine.appendSwitch('hang-timeout-ms', '300')
    const win = await openPage(page)
    const { webContents } = win
    await webContents.executeJavaScript('1')
    const unresponsive = once(webContents, 'unresponsive')
    const responsive = once(webContents, 'responsive')
    webContents.executeJavaScript('var end = Date.now() + 1500; while (Date.now() < end); 0')
    await turn()
    webContents.send('anything')
    await unresponsive
    await responsive
    app.commandLine.removeSwitch('hang-timeout-ms')
  })

  it('a page may refuse to close; will-prevent-unload overrules it', async () => {
    const win = await openPage('<title>t</title><script>onbeforeunload = (e) => { e.preventDefault(); return e.returnValue = "stay" }</script>')
    await win.webContents.executeJavaScript('1', true)
    const asked = once(win.webContents, 'will-prevent-unload')
    win.close()
    await asked
    await turn()
    assert.equal(win.isDestroyed(), false)
    win.webContents.once('will-prevent-unload', (event) => event.preventDefault())
    const closed = once(win, 'closed')
    win.close()
    await closed
  })

  it('close() closes the window without asking', async () => {
    const win = await openPage('<title>t</title><script>onbeforeunload = () => "stay"</script>')
    const closed = once(win, 'closed')
    win.webContents.close()
    await closed
  })

  it('window.close() closes the window', async () => {
    const win = await openPage(page)
    const closed = once(win, 'closed')
    win.webContents.executeJavaScript('window.close()').catch(() => {})
    await closed
  })

  it('zooms by factor and level', async () => {
    const { webContents } = await openPage(page)
    assert.deepEqual([webContents.getZoomFactor(), webContents.getZoomLevel()], [1, 0])
    webContents.setZoomFactor(1.5)
    assert.equal(webContents.zoomFactor, 1.5)
    webContents.zoomLevel = 1
    assert.equal(webContents.getZoomLevel(), 1)
    assert.ok(Math.abs(webContents.getZoomFactor() - 1.2) < 1e-6)
    assert.throws(() => webContents.setZoomFactor(0), { message: "'zoomFactor' must be a double greater than 0.0" })
    assert.throws(() => webContents.setZoomFactor('x'), { message: 'Error processing argument at index 0, conversion failure from x' })
  })

  it('webPreferences.zoomFactor zooms the page', async () => {
    const { webContents } = await openPage(page, { webPreferences: { zoomFactor: 2 } })
    assert.equal(webContents.getZoomFactor(), 2)
  })

  it('mutes', () => {
    const { webContents } = openWindow()
    webContents.setAudioMuted(true)
    assert.equal(webContents.isAudioMuted(), true)
    webContents.audioMuted = false
    assert.equal(webContents.isAudioMuted(), false)
  })

  it('backgroundThrottling false lets a hidden page run its timers', async () => {
    const win = await openPage(page, { webPreferences: { backgroundThrottling: false } })
    const count = await within(win.webContents.executeJavaScript('new Promise((r) => { let n = 0; const i = setInterval(() => { if (++n === 20) { clearInterval(i); r(n) } }, 10) })'), 5000)
    assert.equal(count, 20)
  })

  it('mainFrame is the page', async () => {
    const { webContents } = await openPage(page)
    const { mainFrame } = webContents
    assert.deepEqual([mainFrame.url, mainFrame.parent, mainFrame.top, mainFrame.frames.length], [webContents.getURL(), null, mainFrame, 0])
    assert.equal(await mainFrame.executeJavaScript('2'), 2)
  })

  it('sendToFrame reaches the main frame only', async () => {
    const win = await openPage('<title>t</title><script>require("electron").ipcRenderer.on("f", (e, x) => require("electron").ipcRenderer.send("f-back", x))</script>')
    const back = once(ipcMain, 'f-back')
    assert.equal(win.webContents.sendToFrame(win.webContents.mainFrame.routingId, 'f', 7), true)
    assert.equal((await back)[1], 7)
    assert.equal(win.webContents.sendToFrame(12345, 'f'), false)
    assert.throws(() => win.webContents.sendToFrame(), { message: 'Missing required frame argument (must be number or [processId, frameId])' })
  })

  describe('DevTools', () => {
    let win, contents
    beforeEach(async () => {
      win = await openPage('<!DOCTYPE html><title>inspected</title><body><p id=find-me>x')
      contents = win.webContents
    })

    it('open in a page of their own that shows the inspector', async () => {
      const opened = once(contents, 'devtools-opened')
      contents.openDevTools()
      assert.equal(contents.isDevToolsOpened(), false)
      await opened
      assert.equal(contents.isDevToolsOpened(), true)
      const tools = contents.devToolsWebContents
      assert.match(tools.getURL(), /^devtools:/)
      assert.equal(tools.getType(), 'remote')
      assert.equal(BrowserWindow.getAllWindows().length, 1)
      const text = `(function all (root) { return [...root.querySelectorAll('*')].map((e) => (e.shadowRoot ? all(e.shadowRoot) : '') + (e.shadowRoot ? '' : [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(''))).join(' ') })(document)`
      await until(async () => /find-me/.test(await tools.executeJavaScript(text).catch(() => '')), 15000)
      const closed = once(contents, 'devtools-closed')
      contents.closeDevTools()
      await closed
      assert.deepEqual([contents.isDevToolsOpened(), contents.devToolsWebContents, tools.isDestroyed()], [false, null, true])
    })

    it('survive the page being closed first, and the other way round, and either crashing', async () => {
      for (const end of [
        () => win.destroy(),
        () => contents.devToolsWebContents.destroy(),
        () => contents.forcefullyCrashRenderer(),
        () => contents.devToolsWebContents.forcefullyCrashRenderer()
      ]) {
        win = await openPage(page)
        contents = win.webContents
        const opened = once(contents, 'devtools-opened')
        contents.openDevTools({ mode: 'detach', activate: false })
        await opened
        end()
        await turn()
        if (!win.isDestroyed()) win.destroy()
      }
      assert.equal(await within((await openPage(page)).webContents.executeJavaScript('1')), 1)
    })

    it('do not open with webPreferences.devTools false', async () => {
      const other = openWindow({ webPreferences: { devTools: false } })
      other.webContents.openDevTools()
      assert.equal(other.webContents.devToolsWebContents, null)
    })

    it('toggle, and take odd arguments', async () => {
      const opened = once(contents, 'devtools-opened')
      contents.toggleDevTools()
      await opened
      contents.toggleDevTools()
      assert.equal(contents.isDevToolsOpened(), false)
      contents.openDevTools(5)
      contents.closeDevTools()
      contents.closeDevTools()
      assert.throws(() => contents.setDevToolsWebContents(5), { message: 'Error processing argument at index 0, conversion failure from ' })
    })
  })

  describe('capturePage', () => {
    for (const [what, show] of [['a shown', true], ['a hidden', false]]) {
      it(`gives a picture of ${what} window`, async () => {
        const win = await openPage('<!DOCTYPE html><body style="margin:0;background:rgb(255,0,0)">', { show, width: 200, height: 150 })
        const { webContents } = win
        const red = await until(async () => {
          const picture = await webContents.capturePage()
          if (picture.isEmpty()) return null
          const [blue, green, redness, alpha] = picture.toBitmap()
          return redness > 250 && green < 5 && blue < 5 && alpha === 255 ? picture : null
        }, 5000)
        assert.ok(red.getSize().width > 100)
        const part = await win.webContents.capturePage({ x: 0, y: 0, width: 10, height: 20 })
        assert.deepEqual(part.getSize(), { width: 10, height: 20 })
        assert.equal(part.toPNG().subarray(1, 4).toString(), 'PNG')
        assert.match(part.toDataURL(), /^data:image\/png;base64,/)
        assert.equal(part.toJPEG(80)[0], 0xff)
        assert.deepEqual(part.crop({ x: 2, y: 2, width: 5, height: 6 }).getSize(), { width: 5, height: 6 })
        assert.deepEqual(part.resize({ width: 20 }).getSize(), { width: 20, height: 40 })
      })
    }

    it('gives a picture of what a hidden window holds now, shown before or not', async () => {
      const win = await openPage('<!DOCTYPE html><body style="margin:0">', { show: false, width: 200, height: 150 })
      const { webContents } = win
      const turns = async (color) => {
        await webContents.executeJavaScript(`document.body.style.background = 'rgb(${color})'`)
        await until(async () => {
          const [blue, green, red] = (await webContents.capturePage()).toBitmap()
          return String([red, green, blue]) === String(color)
        })
      }
      for (const color of [[255, 0, 0], [0, 0, 255]]) await turns(color)
      win.show()
      await until(() => webContents.executeJavaScript('document.visibilityState === "visible"'))
      win.hide()
      for (const color of [[0, 255, 0], [255, 255, 0]]) await turns(color)
    })
  })

  it('prints to a PDF', async () => {
    const { webContents } = await openPage('<title>t</title>text')
    const pdf = await within(webContents.printToPDF({}))
    assert.equal(pdf.subarray(0, 4).toString(), '%PDF')
    // Asked for at once, they come one after the other.
    const all = await within(Promise.all([webContents.printToPDF({}), webContents.printToPDF({ landscape: true }), webContents.printToPDF({})]))
    for (const each of all) assert.equal(each.subarray(0, 4).toString(), '%PDF')
    await assert.rejects(webContents.printToPDF({ margins: { top: NaN } }), { message: 'margins must be numbers of inches' })
  })

  it('may be destroyed while it prints, and the app may end', async (t) => {
    for (let delay = 0; delay < 60; delay += 12) {
      const win = await openPage('<title>t</title>text')
      win.webContents.printToPDF({}).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, delay))
      win.destroy()
    }
    const folder = appFolder(t, {
      'index.js': `
        const { app, BrowserWindow } = require('electron')
        app.whenReady().then(async () => {
          const win = new BrowserWindow({ show: false })
          await win.loadURL('about:blank')
          win.webContents.printToPDF({}).catch(() => {})
          setTimeout(() => app.exit(5), 20)
        })`
    })
    const program = await run(t, ['--no-sandbox', '--headless', folder])
    assert.equal(program.result.code, 5, program.describe())
  })

  it('finds text', async () => {
    const { webContents } = await openPage('<title>t</title>one two one', { show: true })
    const found = once(webContents, 'found-in-page')
    const requestId = webContents.findInPage('one')
    const [, result] = await found
    assert.deepEqual([result.requestId, result.matches, result.finalUpdate], [requestId, 2, true])
    webContents.stopFindInPage('clearSelection')
    assert.throws(() => webContents.findInPage(''), { message: 'Must provide a non-empty search content' })
  })
})
