'use strict'

// What a real mouse does in pages: the cursor over them, and files that are dragged out of one and into another.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { until } = require('../support/events')
const { scratchFolder } = require('../support/program')
const { DrivenApp } = require('../support/driven-app')
const { XDisplay } = require('../support/x-display')

const fixture = path.join(__dirname, 'fixtures/windows')
const icon = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=='

const source = `<!DOCTYPE html><title>source</title><style>* { margin: 0 } div { height: 50px }</style>
  <div id=file draggable=true style="background: red">file</div><div style="cursor: wait">wait</div><div style="cursor: crosshair">cross</div>
  <div style="cursor: zoom-in; width: 80px; float: left">zoom</div><div style="cursor: url(CURSOR) 5 4, auto; width: 80px; float: left">own</div>
  <script>file.ondragstart = (event) => { event.preventDefault(); require('electron').ipcRenderer.send('drag') }</script>`
const target = `<!DOCTYPE html><title>target</title><body style="height: 200px"><script>
  var dropped = []
  addEventListener('dragover', (event) => event.preventDefault())
  addEventListener('drop', (event) => { event.preventDefault(); dropped = [...event.dataTransfer.files].map((file) => [file.name, file.path]) })
</script>`

describe('the mouse in pages', { timeout: 120_000 }, () => {
  const ends = []
  const t = { after: (end) => ends.push(end) }
  let display
  let app
  let id
  let dragged

  before(async () => {
    display = await XDisplay.start()
    app = new DrivenApp(t, fixture, { display })
    dragged = path.join(scratchFolder(t), 'dragged.html')
    fs.writeFileSync(dragged, '<!DOCTYPE html><title>dragged</title>')
    await app.program.output('ready\n')
    await app.main(`
      const open = async (x, html, webPreferences) => {
        const win = new electron.BrowserWindow({ x, y: 100, width: 200, height: 200, frame: false, webPreferences })
        await win.loadURL('data:text/html,' + encodeURIComponent(html))
        return win
      }
      globalThis.drawn = electron.nativeImage.createFromBitmap(Buffer.from('3264c8ff'.repeat(200), 'hex'), { width: 20, height: 10 })
      const { webContents } = await open(100, ${JSON.stringify(source)}.replace('CURSOR', drawn.toDataURL()), { nodeIntegration: true, contextIsolation: false })
      globalThis.cursors = []
      webContents.on('cursor-changed', (event, type, image, scale, size, hotspot) => cursors.push(image ? [type, [...image.toBitmap()], scale, size, hotspot] : type))
      const icon = electron.nativeImage.createFromDataURL('${icon}')
      electron.ipcMain.on('drag', (event) => event.sender.startDrag({ file: ${JSON.stringify(dragged)}, icon }))
      await open(400, ${JSON.stringify(target)}, {})
      await open(700, '<!DOCTYPE html><title>navigates</title>', { navigateOnDragDrop: true })`)
    ;[{ id }] = await display.waitForWindows(/^source$/)
    await display.raise(id)
  })
  after(async () => {
    for (const end of ends) await end()
    await display.stop()
  })

  const drag = (x) => display.xdotool('mousemove', 150, 125, 'sleep', 0.1, 'mousedown', 1, 'sleep', 0.1, 'mousemove', 160, 130, 'sleep', 0.1, 'mousemove', 180, 140, 'sleep', 0.3,
    'mousemove', x, 180, 'sleep', 0.2, 'mousemove', x + 10, 190, 'sleep', 0.3, 'mouseup', 1)

  it("'cursor-changed' tells the cursor's name", async () => {
    for (const [y, name] of [[175, 'wait'], [225, 'crosshair']]) {
      await until(async () => {
        await display.xdotool('mousemove', 150, y, 'mousemove', 152, y)
        return await app.main('return cursors.at(-1)') === name
      })
    }
  })

  it("'cursor-changed' has the picture of a cursor of the page's own, and names the engine's", async () => {
    const moveTo = (x, found) => until(async () => {
      await display.xdotool('mousemove', x, 275, 'mousemove', x + 2, 275)
      return found(await app.main('return cursors.at(-1)'))
    })
    await moveTo(150, (cursor) => cursor === 'zoom-in')
    await moveTo(220, (cursor) => cursor[0] === 'custom')
    const [, bitmap, ...rest] = await app.main('return cursors.at(-1)')
    assert.deepEqual([bitmap, ...rest], [await app.main('return [...drawn.toBitmap()]'), 1, { width: 20, height: 10 }, { x: 5, y: 4 }])
  })

  it('startDrag drags a file into another page, which learns where it is', async () => {
    await until(async () => {
      await drag(490)
      return (await app.evaluate('target', 'dropped')).length > 0
    }, 15_000)
    assert.deepEqual(await app.evaluate('target', 'dropped'), [['dragged.html', dragged]])
  })

  it('with navigateOnDragDrop a page goes to the file that is dropped on it', async () => {
    await until(async () => {
      await drag(790)
      return (await app.titles()).includes('dragged')
    }, 15_000)
    assert.ok((await app.titles()).includes('target'))
  })
})
