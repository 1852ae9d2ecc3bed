'use strict'

const assert = require('node:assert/strict')
const { before, describe, it } = require('node:test')
const { ipcMain, BrowserWindow, Menu, webContents: allContents } = require('electron')
const { once, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { loadPage, openPage, openWindow, pageUrl, untilInPage } = require('../support/windows')

const node = { nodeIntegration: true, contextIsolation: false }

describe('what a page tells', () => {
  let win, webContents
  before(async () => {
    win = await openPage(`<!DOCTYPE html><title>t</title><style>* { margin: 0 } a, p { display: block; width: 100px; height: 40px } p { cursor: wait }</style>
      <a href="https://example.test/x">link</a><p>wait</p><button id=full onclick="full.requestFullscreen()" style="position: fixed; left: 0; top: 100px; width: 100px; height: 40px">full</button>
      <input id=field style="position: fixed; left: 0; top: 200px">`, { show: true, webPreferences: node })
    webContents = win.webContents
  })
  const move = (x, y) => webContents.sendInputEvent({ type: 'mouseMove', x, y })
  const click = (x, y) => {
    for (const type of ['mouseDown', 'mouseUp']) webContents.sendInputEvent({ type, x, y, button: 'left', clickCount: 1 })
  }

  it("'update-target-url' when the mouse comes to a link, and leaves it", async () => {
    const over = once(webContents, 'update-target-url', { filter: (event, url) => url !== '' })
    move(50, 200)
    move(50, 20)
    assert.equal((await over)[1], 'https://example.test/x')
    const left = once(webContents, 'update-target-url')
    move(50, 200)
    assert.equal((await left)[1], '')
  })


  it("'zoom-changed' when the wheel is turned with Control", async () => {
    for (const [deltaY, direction] of [[100, 'in'], [-100, 'out']]) {
      const changed = once(webContents, 'zoom-changed')
      webContents.sendInputEvent({ type: 'mouseWheel', x: 50, y: 250, deltaX: 0, deltaY, modifiers: ['control'] })
      assert.equal((await changed)[1], direction)
    }
    let count = 0
    webContents.on('zoom-changed', () => count++)
    webContents.sendInputEvent({ type: 'mouseWheel', x: 50, y: 250, deltaX: 0, deltaY: 100 })
    assert.equal(count, 0)
  })

  describe("'did-change-theme-color'", () => {
    const head = (html) => `<!DOCTYPE html><title>theme</title>${html}<body>theme`
    const meta = (content) => `<meta name=theme-color content="${content}">`
    const colorsOf = (webContents) => {
      const colors = []
      webContents.on('did-change-theme-color', (event, color) => colors.push(color))
      return colors
    }
    const next = async (colors, count) => {
      await until(() => colors.length >= count)
      return colors
    }

    it('tells what a page says, and that another says nothing', async () => {
      const win = openWindow()
      const colors = colorsOf(win.webContents)
      await loadPage(win, head(''))
      await loadPage(win, head(meta('red')))
      assert.deepEqual(await next(colors, 1), ['#FF0000'])
      await loadPage(win, head(meta('#f00') + meta('blue')))
      await loadPage(win, head(''))
      assert.deepEqual(await next(colors, 2), ['#FF0000', null])
      await loadPage(win, head(meta('nonsense') + meta('rgba(1, 2, 3, 0.5)')))
      assert.deepEqual(await next(colors, 3), ['#FF0000', null, '#010203'])
    })

    it('follows the document, and the media that apply', async () => {
      const win = openWindow({ show: true })
      const colors = colorsOf(win.webContents)
      await loadPage(win, head(meta('#ab12cd80')))
      const change = (script) => win.webContents.executeJavaScript(`{ const metas = document.querySelectorAll('meta'); ${script} }`)
      await next(colors, 1)
      await change("metas[0].content = 'hsl(120, 100%, 50%)'")
      await next(colors, 2)
      await change("document.head.insertAdjacentHTML('afterbegin', '<META NAME=Theme-Color content=blue media=\"(min-width: 1000px)\">')")
      win.setContentSize(1100, 300)
      await next(colors, 3)
      await change("metas[0].remove()")
      await next(colors, 4)
      await change("metas[0].name = 'other'")
      assert.deepEqual(await next(colors, 5), ['#AB12CD', '#00FF00', '#0000FF', '#00FF00', null])
    })

    it('begins with what changes after somebody listens', async () => {
      const win = openWindow()
      await loadPage(win, head(meta('red')))
      const colors = colorsOf(win.webContents)
      await win.webContents.executeJavaScript('0')
      await win.webContents.executeJavaScript("document.querySelector('meta').content = 'navy'")
      assert.deepEqual(await next(colors, 1), ['#000080'])
    })
  })

  it("'page-favicon-updated' with the URLs of its icons", async () => {
    const icon = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=='
    const updated = once(webContents, 'page-favicon-updated', { filter: (event, urls) => urls.length > 0 })
    await webContents.executeJavaScript(`{ const link = document.createElement('link'); link.rel = 'icon'; link.href = '${icon}'; document.head.append(link) }`)
    assert.deepEqual((await updated)[1], [icon])
  })

  it("'enter-html-full-screen' and 'leave-html-full-screen'; the window follows", async () => {
    const entered = once(webContents, 'enter-html-full-screen')
    click(50, 120)
    await entered
    await until(() => win.isFullScreen())
    const left = once(webContents, 'leave-html-full-screen')
    await webContents.executeJavaScript('document.exitFullscreen()')
    await left
    await until(() => !win.isFullScreen())
  })

  it("with disableHtmlFullscreenWindowResize the window does not follow", async () => {
    const other = await openPage('<!DOCTYPE html><style>* { margin: 0 }</style><button id=full style="width: 100px; height: 40px" onclick="full.requestFullscreen()">', { show: true, webPreferences: { disableHtmlFullscreenWindowResize: true } })
    const entered = once(other.webContents, 'enter-html-full-screen')
    for (const type of ['mouseDown', 'mouseUp']) other.webContents.sendInputEvent({ type, x: 50, y: 20, button: 'left', clickCount: 1 })
    await entered
    assert.equal(other.isFullScreen(), false)
  })

  it("'ipc-message' and 'ipc-message-sync' with channel and arguments", async () => {
    const sent = once(webContents, 'ipc-message')
    await webContents.executeJavaScript("require('electron').ipcRenderer.send('channel', 1, { two: 2 })")
    assert.deepEqual((await sent).slice(1), ['channel', 1, { two: 2 }])
    webContents.once('ipc-message-sync', (event, channel, ...args) => { event.returnValue = [channel, args] })
    assert.deepEqual(await webContents.executeJavaScript("require('electron').ipcRenderer.sendSync('question', 3)"), ['question', [3]])
    ipcMain.removeAllListeners('question')
  })

  it("'media-started-playing' and 'media-paused', isCurrentlyAudible; setAudioMuted", async () => {
    const started = once(webContents, 'media-started-playing')
    click(50, 250)
    await webContents.executeJavaScript(`{
      sound = new AudioContext()
      const oscillator = sound.createOscillator()
      oscillator.connect(sound.destination)
      oscillator.start()
    }`)
    await started
    assert.equal(webContents.isCurrentlyAudible(), true)
    webContents.setAudioMuted(true)
    assert.deepEqual([webContents.isAudioMuted(), webContents.audioMuted], [true, true])
    webContents.audioMuted = false
    assert.equal(webContents.isAudioMuted(), false)
    const paused = once(webContents, 'media-paused')
    await webContents.executeJavaScript('sound.close()')
    await paused
    assert.equal(webContents.isCurrentlyAudible(), false)
  })

  it("'preferred-size-changed' with enablePreferredSizeMode", async () => {
    const other = openWindow({ show: true, webPreferences: { enablePreferredSizeMode: true } })
    const changed = once(other.webContents, 'preferred-size-changed', { filter: (event, size) => size.width === 1234 && size.height === 2345 })
    other.loadURL(pageUrl('<!DOCTYPE html><style>* { margin: 0 }</style><div style="width: 1234px; height: 2345px">'))
    await changed
  })
})

describe('webContents', () => {
  it('getFocusedWebContents is the page of the window that has the keyboard', async () => {
    const one = await openPage(undefined, { show: true })
    const two = await openPage(undefined, { show: true })
    one.focus()
    await until(() => allContents.getFocusedWebContents() === one.webContents)
    two.focus()
    await until(() => allContents.getFocusedWebContents() === two.webContents)
    two.destroy()
    one.destroy()
    await until(() => allContents.getFocusedWebContents() === null)
  })

  it("'focus' and 'blur' when its window gets and loses the keyboard", async () => {
    const one = await openPage(undefined, { show: true })
    const two = await openPage(undefined, { show: true })
    const focused = once(one.webContents, 'focus')
    one.focus()
    await focused
    const blurred = once(one.webContents, 'blur')
    two.focus()
    await blurred
  })

  it('a page of a window has no hostWebContents', () => {
    assert.equal(openWindow().webContents.hostWebContents, null)
  })

  it('reloadIgnoringCache asks the server again', async () => {
    const server = await startServer()
    try {
      const { webContents } = openWindow()
      await webContents.loadURL(`${server.url}/headers`)
      const loaded = once(webContents, 'did-finish-load')
      webContents.reloadIgnoringCache()
      await loaded
      const headers = JSON.parse(await webContents.executeJavaScript('document.querySelector("pre").textContent'))
      assert.equal(headers['cache-control'], 'no-cache')
    } finally {
      server.close()
    }
  })

  it('setUserAgent holds for requests and for scripts of the page', async () => {
    const server = await startServer()
    try {
      const { webContents } = openWindow()
      webContents.setUserAgent('Mozilla/5.0 Robot/1')
      assert.equal(webContents.getUserAgent(), 'Mozilla/5.0 Robot/1')
      await webContents.loadURL(`${server.url}/headers`)
      const read = () => webContents.executeJavaScript('[JSON.parse(document.querySelector("pre").textContent)["user-agent"], navigator.userAgent, navigator.appVersion]')
      assert.deepEqual(await read(), ['Mozilla/5.0 Robot/1', 'Mozilla/5.0 Robot/1', '5.0 Robot/1'])
      webContents.userAgent = 'Other/2'
      await webContents.loadURL(`${server.url}/headers`)
      assert.deepEqual((await read()).slice(0, 2), ['Other/2', 'Other/2'])
      await webContents.loadURL(`${server.url}/headers`, { userAgent: 'Third/3' })
      assert.equal((await read())[0], 'Third/3')
    } finally {
      server.close()
    }
  })

  it('setIgnoreMenuShortcuts keeps keys from the menu', async () => {
    const win = await openPage('<!DOCTYPE html><title>t</title><input id=field autofocus><script>ups = 0; onkeyup = () => { ups++ }</script>', { show: true })
    let clicks = 0
    let presses = 0
    win.setMenu(Menu.buildFromTemplate([{ label: 'M', submenu: [{ label: 'I', accelerator: 'Ctrl+K', click: () => clicks++ }] }]))
    win.focus()
    win.webContents.focus()
    await until(() => win.webContents.isFocused())
    const press = async () => {
      for (const type of ['keyDown', 'keyUp']) win.webContents.sendInputEvent({ type, keyCode: 'K', modifiers: ['control'] })
      presses++
      // What the page leaves of a key comes back before the next key is its turn.
      await untilInPage(win, `ups >= ${presses}`)
    }
    await press()
    await until(() => clicks === 1)
    win.webContents.setIgnoreMenuShortcuts(true)
    await press()
    await press()
    assert.equal(clicks, 1)
    win.webContents.setIgnoreMenuShortcuts(false)
    await press()
    await until(() => clicks > 1)
  })

  it('getWebRTCIPHandlingPolicy is what setWebRTCIPHandlingPolicy says', () => {
    const { webContents } = openWindow()
    assert.equal(webContents.getWebRTCIPHandlingPolicy(), 'default')
    webContents.setWebRTCIPHandlingPolicy('default_public_interface_only')
    assert.equal(webContents.getWebRTCIPHandlingPolicy(), 'default_public_interface_only')
    assert.throws(() => webContents.setWebRTCIPHandlingPolicy('x'), { name: 'TypeError' })
    assert.throws(() => webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'), { message: /is not supported: ./ })
  })

  it('fingers do not zoom after setVisualZoomLevelLimits(1, 1)', async () => {
    const win = await openPage(undefined, { webPreferences: node })
    const touch = () => win.webContents.executeJavaScript('getComputedStyle(document.documentElement).touchAction')
    const normal = await touch()
    await within(win.webContents.setVisualZoomLevelLimits(1, 1))
    assert.equal(await touch(), 'pan-x pan-y')
    await within(win.webContents.setVisualZoomLevelLimits(1, 3))
    assert.equal(await touch(), normal)
    await win.webContents.executeJavaScript("require('electron').webFrame.setVisualZoomLevelLimits(1, 1)")
    await untilInPage(win, "getComputedStyle(document.documentElement).touchAction === 'pan-x pan-y'")
    await assert.rejects(win.webContents.setVisualZoomLevelLimits('x'), { message: 'Insufficient number of arguments.' })
  })
})

describe('being captured and hidden', () => {
  it('isBeingCaptured while a picture is taken, and between incrementCapturerCount and decrementCapturerCount', async () => {
    const { webContents } = await openPage(undefined, { show: true })
    assert.equal(webContents.isBeingCaptured(), false)
    const taken = webContents.capturePage()
    assert.equal(webContents.isBeingCaptured(), true)
    await taken
    assert.equal(webContents.isBeingCaptured(), false)
    webContents.incrementCapturerCount({ width: 5, height: 5 }, true)
    webContents.incrementCapturerCount()
    webContents.decrementCapturerCount(true)
    assert.equal(webContents.isBeingCaptured(), true)
    webContents.decrementCapturerCount()
    webContents.decrementCapturerCount()
    assert.equal(webContents.isBeingCaptured(), false)
  })

  it('a captured page, and one without backgroundThrottling, counts as visible', async () => {
    const win = await openPage('<!DOCTYPE html><title>t</title>', { paintWhenInitiallyHidden: false })
    const { webContents } = win
    const visible = () => webContents.executeJavaScript('document.visibilityState')
    assert.equal(await visible(), 'hidden')
    webContents.incrementCapturerCount()
    await until(async () => await visible() === 'visible')
    webContents.decrementCapturerCount()
    await until(async () => await visible() === 'hidden')
    assert.equal(webContents.getBackgroundThrottling(), true)
    webContents.setBackgroundThrottling(false)
    assert.equal(webContents.getBackgroundThrottling(), false)
    await until(async () => await visible() === 'visible')
    webContents.backgroundThrottling = true
    await until(async () => await visible() === 'hidden')
  })

  it('isOffscreen and isPainting are false: nothing is painted offscreen', () => {
    const { webContents } = openWindow()
    assert.deepEqual([webContents.isOffscreen(), webContents.isPainting()], [false, false])
    assert.ok(BrowserWindow.fromWebContents(webContents))
  })
})
