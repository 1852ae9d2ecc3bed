'use strict'

// Windows without a frame, with a real mouse: they are moved by their pages and resized at their edges.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { until } = require('../support/events')
const { DrivenApp } = require('../support/driven-app')
const { XDisplay } = require('../support/x-display')

const fixture = path.join(__dirname, 'fixtures/windows')

const page = `<!DOCTYPE html><title>frameless</title><style>
  body { margin: 0; background: white }
  .below { position: fixed; inset: 0 0 auto; height: 40px; -webkit-app-region: drag; pointer-events: none }
  .title { position: fixed; left: 100px; top: 10px }
  button { position: fixed; left: 200px; top: 8px; width: 60px; height: 24px; -webkit-app-region: no-drag }
  input { position: fixed; left: 20px; top: 100px; width: 100px; height: 24px }
</style><div class="below"></div><span class="title">Title</span><button onclick="log.push('button')">x</button>
<input onclick="log.push('input')">
<script>
  var log = []
  for (const name of ['pointerdown', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu']) {
    addEventListener(name, (event) => { if (event.clientY < 40 && event.target.nodeName !== 'BUTTON') log.push(name) }, true)
  }
</script>`

describe('a window without a frame', { timeout: 120_000 }, () => {
  const ends = []
  let display
  let app
  let id

  before(async () => {
    display = await XDisplay.start()
    app = new DrivenApp({ after: (end) => ends.push(end) }, fixture, { display })
    await app.program.output('ready\n')
    await app.main(`
      const win = new electron.BrowserWindow({ x: 200, y: 150, width: 400, height: 300, frame: false })
      globalThis.told = []
      win.on('app-command', (event, command) => told.push(command))
      win.on('system-context-menu', (event, point) => { event.preventDefault(); told.push([point.x, point.y]) })
      await win.loadURL('data:text/html,' + ${JSON.stringify(encodeURIComponent(page))})`)
    ;[{ id }] = await display.waitForWindows(/^frameless$/)
    await display.raise(id)
    // The page has painted, and takes input.
    await until(async () => {
      await display.xdotool('mousemove', '--window', id, 60, 110, 'click', 1)
      return (await app.evaluate('frameless', 'log.includes("input")'))
    })
  })
  after(async () => {
    for (const end of ends) await end()
    await display.stop()
  })

  const bounds = () => app.main('return electron.BrowserWindow.getAllWindows()[0].getBounds()')
  const log = () => app.evaluate('frameless', 'log')
  const clear = () => app.evaluate('frameless', 'log.length = 0')
  // As fast as a hand: the page, the app and the window manager each have their part in it.
  const drag = (x, y, dx, dy) => display.xdotool('mousemove', '--window', id, x, y, 'mousedown', 1, 'sleep', 0.05,
    'mousemove_relative', '--', Math.sign(dx) * 5, Math.sign(dy) * 5, 'sleep', 0.15,
    'mousemove_relative', '--', dx, dy, 'sleep', 0.1, 'mouseup', 1)

  it('has none', async () => {
    const { x, y, width, height } = await display.geometry(id)
    assert.deepEqual({ x, y, width, height }, { x: 200, y: 150, width: 400, height: 300 })
    assert.match(await display.properties(id, '_NET_FRAME_EXTENTS'), /= 0, 0, 0, 0/)
  })

  it('is moved by what is -webkit-app-region: drag, and by what lies above it', async () => {
    await clear()
    for (const [x, y] of [[20, 20], [110, 20]]) {
      const from = await bounds()
      await drag(x, y, 80, 40)
      const to = await until(async () => {
        const now = await bounds()
        return now.x >= from.x + 75 && now.y >= from.y + 35 ? now : null
      })
      assert.deepEqual([to.width, to.height], [400, 300])
    }
    assert.deepEqual(await log(), [])
  })

  it('has clicks where the region is cut out, and elsewhere, after it was moved', async () => {
    const from = await bounds()
    await clear()
    await display.xdotool('mousemove', '--window', id, 230, 20, 'click', 1)
    await display.xdotool('mousemove', '--window', id, 60, 110, 'click', 1)
    await until(async () => (await log()).length === 2)
    assert.deepEqual(await log(), ['button', 'input'])
    await drag(60, 200, 60, 20)
    assert.deepEqual(await bounds(), from)
  })

  it('is maximized and restored by a double click there', async () => {
    await clear()
    const maximized = (on) => until(() => app.main(`return electron.BrowserWindow.getAllWindows()[0].isMaximized() === ${on}`), undefined, `isMaximized() is ${on}`)
    await display.xdotool('mousemove', '--window', id, 20, 20, 'click', '--repeat', 2, '--delay', 60, 1)
    await maximized(true)
    await new Promise((resolve) => setTimeout(resolve, 600)) // not a third click of the same
    await display.xdotool('mousemove', '--window', id, 20, 20, 'click', '--repeat', 2, '--delay', 60, 1)
    await maximized(false)
    assert.deepEqual(await log(), [])
  })

  it('is resized at its edges', async () => {
    const from = await until(async () => {
      const now = await bounds()
      return now.width === 400 ? now : null
    })
    await drag(398, 298, 60, 40)
    await until(async () => {
      const now = await bounds()
      return now.width > from.width + 20 && now.height > from.height + 10 && now.x === from.x && now.y === from.y
    })
    const wide = await bounds()
    await drag(1, 150, -40, 0)
    await until(async () => {
      const now = await bounds()
      return now.x < wide.x - 10 && now.width > wide.width + 10 && now.height === wide.height
    })
  })

  it('is not resized at its edges when it is not resizable', async () => {
    await app.main('electron.BrowserWindow.getAllWindows()[0].setResizable(false)')
    const from = await bounds()
    await drag(1, 150, -40, 0)
    await display.xdotool('mousemove', '--window', id, 60, 110, 'click', 1)
    assert.deepEqual(await bounds(), from)
    await app.main('electron.BrowserWindow.getAllWindows()[0].setResizable(true)')
  })

  it('is moved by a BrowserView as well', async () => {
    const view = '<!DOCTYPE html><title>view</title><body style="margin:0;height:100vh;background:gold;-webkit-app-region:drag">'
    await app.main(`
      globalThis.view = new electron.BrowserView({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
      const [win] = electron.BrowserWindow.getAllWindows()
      win.setBrowserView(view)
      view.setBounds({ x: 0, y: 150, width: 100, height: 100 })
      await view.webContents.loadURL('data:text/html,' + ${JSON.stringify(encodeURIComponent(view))})`)
    await display.look(id, (shot) => shot.pixel(50, 200) === 0xffd700)
    const from = await bounds()
    await drag(50, 200, 30, 40)
    await until(async () => {
      const now = await bounds()
      return now.x >= from.x + 25 && now.y >= from.y + 35
    })
    await app.main('view.destroy()')
  })

  it('tells app-command of the mouse\'s buttons, and system-context-menu of a right click in a region', async () => {
    await display.xdotool('mousemove', '--window', id, 60, 110, 'click', 8)
    await display.xdotool('mousemove', '--window', id, 60, 110, 'click', 9)
    const { x, y } = await bounds()
    await display.xdotool('mousemove', '--window', id, 30, 20, 'click', 3)
    await until(() => app.main('return told.length >= 3'))
    assert.deepEqual(await app.main('return told'), ['browser-backward', 'browser-forward', [x + 30, y + 20]])
    assert.equal((await log()).includes('contextmenu'), false)
  })
})
