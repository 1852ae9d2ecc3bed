'use strict'

// What a window manager, a dock and the other windows get to see of a BrowserWindow.

const { describe, it, before, after, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const { spawn } = require('child_process')
const path = require('path')
const { until } = require('../support/events')
const { DrivenApp } = require('../support/driven-app')
const { XDisplay } = require('../support/x-display')

const fixture = path.join(__dirname, 'fixtures/windows')
const icon = path.join(__dirname, '../../apps/gallery/icon.png')

const page = (color, title) => `data:text/html,${encodeURIComponent(`<!DOCTYPE html><title>${title}</title>
  <body style="margin:0;background:${color}"><script>var clicks = 0; addEventListener('mousedown', () => clicks++)</script>`)}`

/** A session bus of the test's own, and what is said on it. */
async function startBus (t) {
  const bus = spawn('setpriv', ['--pdeathsig', 'TERM', 'dbus-daemon', '--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  let address = ''
  bus.stdout.setEncoding('utf8').on('data', (text) => { address += text })
  await until(() => address.includes('\n'), undefined, 'the bus says its address')
  address = address.trim()
  const monitor = spawn('setpriv', ['--pdeathsig', 'TERM', 'dbus-monitor', '--address', address, "interface='com.canonical.Unity.LauncherEntry'"],
    { stdio: ['ignore', 'pipe', 'ignore'] })
  const heard = { address, text: '' }
  monitor.stdout.setEncoding('utf8').on('data', (text) => { heard.text += text })
  await until(() => heard.text.includes('NameAcquired') || heard.text.includes('signal'), undefined, 'the monitor listens')
  t.push(() => { monitor.kill(); bus.kill() })
  return heard
}

describe('on a desktop', { timeout: 180_000 }, () => {
  const ends = []
  let display
  let bus
  let app

  before(async () => {
    display = await XDisplay.start()
    bus = await startBus(ends)
    app = new DrivenApp({ after: (end) => ends.push(end) }, fixture, { display, env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
    await app.program.output('ready\n')
  })
  after(async () => {
    for (const end of ends.reverse()) await end()
    await display.stop()
  })
  afterEach(() => app.main('for (const win of electron.BrowserWindow.getAllWindows()) win.destroy()'))

  /** A shown window by its title; gives its X id. */
  const open = async (title, options = {}, color = 'white') => {
    await app.main(`
      const win = globalThis[${JSON.stringify(title)}] = new electron.BrowserWindow(${JSON.stringify({ x: 100, y: 100, width: 300, height: 200, title, ...options })})
      await win.loadURL(${JSON.stringify(page(color, title))})`)
    return app.main(`return '0x' + ${title}.getNativeWindowHandle().readUInt32LE(0).toString(16)`)
  }
  /** Waits until a property of the window fits. */
  const has = (id, property, pattern) => until(async () => pattern.test(await display.properties(id, property)), 10_000, `${property} fits ${pattern}`)
  const hasNot = (id, property, pattern) => until(async () => !pattern.test(await display.properties(id, property)), 10_000, `${property} does not fit ${pattern}`)
  /** The windows of the screen from below, by their ids. */
  const stack = async () => (await display.properties('root', '_NET_CLIENT_LIST_STACKING')).match(/0x[\da-f]+/g) ?? []
  const isAbove = (upper, lower) => until(async () => {
    const order = await stack()
    return order.indexOf(upper) > order.indexOf(lower)
  }, 10_000, `${upper} is above ${lower}`)
  const press = (x, y) => display.xdotool('mousemove', x, y, 'sleep', 0.05, 'click', 1)
  const clicksOf = (title) => app.main(`return ${title}.webContents.executeJavaScript('clicks')`)
  const isClicked = (title, x, y) => until(async () => {
    await press(x, y)
    return (await clicksOf(title)) > 0
  }, 15_000, `${title} is clicked at ${x}, ${y}`)

  it('flashFrame asks for attention until it is turned off', async () => {
    const id = await open('one')
    await app.main('one.flashFrame(true)')
    await has(id, 'WM_HINTS', /urgency/)
    await app.main('one.flashFrame(false)')
    await hasNot(id, 'WM_HINTS', /urgency/)
  })

  it('setVisibleOnAllWorkspaces and setSkipTaskbar hold, hidden and shown again as well', async () => {
    const id = await open('one', { skipTaskbar: true })
    await has(id, '_NET_WM_STATE', /SKIP_TASKBAR/)
    await app.main('one.setVisibleOnAllWorkspaces(true); one.hide(); one.show()')
    await has(id, '_NET_WM_DESKTOP', /= 4294967295/)
    await has(id, '_NET_WM_STATE', /SKIP_TASKBAR/)
    assert.equal(await app.main('return one.isVisibleOnAllWorkspaces() && one.visibleOnAllWorkspaces'), true)
    await app.main('one.setSkipTaskbar(false); one.visibleOnAllWorkspaces = false')
    await hasNot(id, '_NET_WM_STATE', /SKIP_TASKBAR/)
    await has(id, '_NET_WM_DESKTOP', /= 0/)
    assert.equal(await app.main('return one.isVisibleOnAllWorkspaces()'), false)
  })

  it('setAlwaysOnTop keeps a window above others, at any level', async () => {
    const top = await open('top', { alwaysOnTop: true })
    await has(top, '_NET_WM_STATE', /ABOVE/)
    await app.main('top.setAlwaysOnTop(false)')
    await hasNot(top, '_NET_WM_STATE', /ABOVE/)
    await app.main('top.setAlwaysOnTop(true, "screen-saver", 1)')
    await has(top, '_NET_WM_STATE', /ABOVE/)
    const other = await open('other')
    await app.main('other.focus()')
    await isAbove(top, other)
  })

  it('moveTop and moveAbove order windows', async () => {
    const [one, two, three] = [await open('one'), await open('two'), await open('three')]
    await app.main('one.moveTop()')
    await isAbove(one, two)
    await isAbove(one, three)
    await app.main('two.moveAbove(three.getMediaSourceId())')
    await isAbove(two, three)
    await app.main('three.moveAbove(two.getMediaSourceId())')
    await isAbove(three, two)
  })

  it('setAspectRatio is for who resizes the window', async () => {
    const id = await open('one')
    await app.main('one.setAspectRatio(16 / 9, { width: 10, height: 10 })')
    await has(id, 'WM_NORMAL_HINTS', /minimum aspect ratio: 17778\/10000[^]*maximum aspect ratio: 17778\/10000/)
    await app.main('one.setSize(320, 220); one.setMinimumSize(100, 100); one.hide(); one.show()')
    await has(id, 'WM_NORMAL_HINTS', /minimum aspect ratio: 17778\/10000/)
    await app.main('one.setAspectRatio(0)')
    await hasNot(id, 'WM_NORMAL_HINTS', /aspect/)
  })

  it('a type is the window manager\'s', async () => {
    for (const type of ['desktop', 'dock', 'toolbar', 'splash', 'notification', 'normal']) {
      const id = await open('one', { type })
      await has(id, '_NET_WM_WINDOW_TYPE', new RegExp(`= _NET_WM_WINDOW_TYPE_${type.toUpperCase()}$`, 'm'))
      await app.main('one.setAlwaysOnTop(true)')
      await has(id, '_NET_WM_WINDOW_TYPE', new RegExp(`= _NET_WM_WINDOW_TYPE_${type.toUpperCase()}$`, 'm'))
      await app.main('one.destroy()')
    }
  })

  it('frame, titleBarStyle and darkTheme are seen by the window manager', async () => {
    for (const [options, extents] of [
      [{ frame: false }, /= 0, 0, 0, 0/], [{ titleBarStyle: 'hidden', titleBarOverlay: true }, /= 0, 0, 0, 0/],
      [{ titleBarStyle: 'hiddenInset' }, /= \d+, \d+, [1-9]\d*, \d+/], [{}, /= \d+, \d+, [1-9]\d*, \d+/]
    ]) {
      const id = await open('one', options)
      await has(id, '_NET_FRAME_EXTENTS', extents)
      await app.main('one.destroy()')
    }
    await has(await open('one', { darkTheme: true }), '_GTK_THEME_VARIANT', /= "dark"/)
  })

  it('setIcon and the option icon give it its picture', async () => {
    const id = await open('one')
    await app.main(`one.setIcon(${JSON.stringify(icon)})`)
    await has(id, '_NET_WM_ICON', /Icon \(|\d+ x \d+|= \d/)
    await has(await open('two', { icon }), '_NET_WM_ICON', /Icon \(|\d+ x \d+|= \d/)
  })

  it('setOpacity and the option opacity are the compositor\'s', async () => {
    const id = await open('one', { opacity: 0.25 })
    await has(id, '_NET_WM_WINDOW_OPACITY', /= 107374182\d/)
    await app.main('one.setOpacity(1)')
    await hasNot(id, '_NET_WM_WINDOW_OPACITY', /= 107374182\d/)
  })

  it('setHasShadow and the option hasShadow are the compositor\'s', async () => {
    const id = await open('one', { hasShadow: false })
    await has(id, '_COMPTON_SHADOW', /= 0/)
    await app.main('one.setHasShadow(true)')
    await has(id, '_COMPTON_SHADOW', /= 1/)
  })

  it('a kiosk has all of the screen', async () => {
    const id = await open('one', { kiosk: true })
    await has(id, '_NET_WM_STATE', /FULLSCREEN/)
    await until(async () => {
      const { width, height } = await display.geometry(id)
      return width === 1400 && height === 1000
    })
    await app.main('one.setKiosk(false)')
    await hasNot(id, '_NET_WM_STATE', /FULLSCREEN/)
  })

  it('setShape and setIgnoreMouseEvents let the mouse through', async () => {
    await open('below', { frame: false })
    await open('above', { frame: false })
    await isClicked('above', 350, 250)
    await app.main('above.setShape([{ x: 0, y: 0, width: 100, height: 200 }])')
    await isClicked('below', 350, 250)
    await app.main('above.setShape([]); above.setAlwaysOnTop(true); above.setIgnoreMouseEvents(true, { forward: true })')
    await app.main('await below.webContents.executeJavaScript("clicks = 0"); await above.webContents.executeJavaScript("clicks = 0")')
    await isClicked('below', 150, 150)
    assert.equal(await clicksOf('above'), 0)
    await app.main('above.setIgnoreMouseEvents(false)')
    await isClicked('above', 150, 150)
  })

  it('setEnabled(false) and a modal child keep the user away', async () => {
    await open('one', { frame: false })
    await isClicked('one', 150, 150)
    await app.main('one.setEnabled(false); await one.webContents.executeJavaScript("clicks = 0")')
    await press(150, 150)
    assert.equal(await clicksOf('one'), 0)
    await app.main('one.setEnabled(true)')
    await isClicked('one', 150, 150)
    await app.main(`
      globalThis.child = new electron.BrowserWindow({ parent: one, modal: true, x: 600, y: 400, width: 200, height: 100, frame: false })
      await child.loadURL(${JSON.stringify(page('gray', 'child'))})
      await one.webContents.executeJavaScript("clicks = 0")`)
    await isClicked('child', 650, 450)
    await press(150, 150)
    assert.equal(await clicksOf('one'), 0)
    await app.main('child.destroy()')
    await isClicked('one', 150, 150)
  })

  it('a window that is not focusable does not get the keyboard', async () => {
    const focused = await open('focused')
    await display.raise(focused)
    const id = await open('other', { focusable: false, x: 600 })
    await has(id, 'WM_HINTS', /input focus: False/)
    await isClicked('other', 700, 200)
    assert.equal(await app.main('return other.isFocused()'), false)
    await app.main('other.setFocusable(true)')
    await has(id, 'WM_HINTS', /input focus: True/)
  })

  it('a BrowserView covers the page, and gets the clicks', async () => {
    const id = await open('one', { frame: false }, 'blue')
    await app.main(`
      globalThis.view = new electron.BrowserView()
      one.setBrowserView(view)
      view.setBounds({ x: 50, y: 50, width: 100, height: 80 })
      await view.webContents.loadURL(${JSON.stringify(page('red', 'view'))})`)
    await display.look(id, (shot) => shot.pixel(100, 90) === 0xff0000 && shot.pixel(20, 20) === 0x0000ff && shot.pixel(160, 140) === 0x0000ff)
    await until(async () => {
      await press(200, 200)
      return app.main('return view.webContents.executeJavaScript("clicks > 0")')
    })
    assert.equal(await clicksOf('one'), 0)
    await app.main('view.setBackgroundColor("lime"); await view.webContents.executeJavaScript("document.body.style.background = \'none\'")')
    await display.look(id, (shot) => shot.pixel(100, 90) === 0x00ff00)
    await app.main('one.removeBrowserView(view)')
    await display.look(id, (shot) => shot.pixel(100, 90) === 0x0000ff)
    await app.main('view.webContents.destroy()')
  })

  it('a transparent window has what its page leaves transparent', async () => {
    const id = await open('one', { transparent: true, frame: false }, 'transparent')
    const { stdout } = await display.run('xwininfo', '-id', id)
    assert.match(stdout, /Depth: 32/)
    const code = 'document.body.style = "margin: 0; height: 100vh; background: linear-gradient(to right, red 50%, transparent 50%)"'
    await app.main(`await one.webContents.executeJavaScript(${JSON.stringify(code)})`)
    const pixels = () => app.main(`
      const picture = await one.capturePage()
      const { width } = picture.getSize()
      const bytes = picture.toBitmap()
      return [20, 250].map((x) => bytes.readUInt32LE((100 * width + x) * 4).toString(16))`)
    let seen
    await until(async () => (seen = String(await pixels())) === 'ffff0000,0', 15_000, 'the right half is transparent').catch((error) => { throw new Error(`${error.message}: ${seen}`) })
  })

  it('setProgressBar is told to docks', async () => {
    await open('one')
    await app.main('one.setProgressBar(0.5)')
    await until(() => /com\.canonical\.Unity\.LauncherEntry; member=Update[^]*application:\/\/windows\.desktop[^]*double 0\.5[^]*boolean true/.test(bus.text), 10_000, 'progress')
    bus.text = ''
    await app.main('one.setProgressBar(-1)')
    await until(() => /member=Update[^]*boolean false/.test(bus.text), 10_000, 'no progress')
  })
})
