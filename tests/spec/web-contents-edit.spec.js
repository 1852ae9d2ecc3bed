'use strict'

const assert = require('node:assert/strict')
const { before, beforeEach, describe, it } = require('node:test')
const { clipboard, nativeImage } = require('electron')
const { once, until } = require('../support/events')
const { openPage, openWindow, untilInPage } = require('../support/windows')

const picture = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=='

describe('editing', () => {
  let win, webContents
  before(async () => {
    win = await openPage('<!DOCTYPE html><title>t</title><div id=box contenteditable>one</div><p>after</p>', { show: true })
    webContents = win.webContents
  })
  const text = () => webContents.executeJavaScript('box.innerText')
  const becomes = (wanted) => until(async () => await text() === wanted, 5000, `the box holds ${JSON.stringify(wanted)}`)
  beforeEach(async () => {
    clipboard.clear()
    webContents.focus()
    await webContents.executeJavaScript("box.innerHTML = 'one'; box.focus(); getSelection().selectAllChildren(box); 0")
  })

  it('insertText, undo, redo and delete do as the user', async () => {
    await webContents.insertText('two')
    await becomes('two')
    webContents.undo()
    await becomes('one')
    webContents.redo()
    await becomes('two')
    webContents.selectAll()
    webContents.delete()
    await until(async () => (await text()).trim() === '')
  })

  it('cut, copy, paste and pasteAndMatchStyle use the clipboard', async () => {
    webContents.cut()
    await until(async () => (await text()).trim() === '')
    await until(() => clipboard.readText() === 'one')
    webContents.paste()
    await becomes('one')
    clipboard.writeHTML('<b>bold</b>')
    await webContents.executeJavaScript('getSelection().selectAllChildren(box)')
    clipboard.write({ text: 'bold', html: '<b>bold</b>' })
    webContents.pasteAndMatchStyle()
    await becomes('bold')
    assert.doesNotMatch(await webContents.executeJavaScript('box.innerHTML'), /<b>/)
    await webContents.executeJavaScript('getSelection().selectAllChildren(box)')
    clipboard.writeText('')
    webContents.copy()
    await until(() => clipboard.readText() === 'bold')
  })

  it('selectAll, unselect, replace and replaceMisspelling work on what is selected', async () => {
    webContents.selectAll()
    await untilInPage(win, "getSelection().toString().includes('one')")
    webContents.unselect()
    await untilInPage(win, "getSelection().toString() === ''")
    await webContents.executeJavaScript('box.focus(); getSelection().selectAllChildren(box)')
    webContents.replace('three')
    await becomes('three')
    await webContents.executeJavaScript('getSelection().selectAllChildren(box)')
    webContents.replaceMisspelling('four')
    await becomes('four')
    assert.throws(() => webContents.replace(5), { message: 'Error processing argument at index 0, conversion failure from ' })
  })
})

describe('what is at a place of the page', () => {
  let win, webContents
  before(async () => {
    win = await openPage(`<!DOCTYPE html><title>t</title><style>* { margin: 0; border: 0 } img, p { display: block; width: 100px; height: 50px }</style>
      <p id=above>text</p><img id=picture src="${picture}"><p id=below>text</p>
      <script>
        seen = []
        for (const name of ['mousedown', 'mouseup', 'contextmenu', 'auxclick']) addEventListener(name, (event) => seen.push(name))
      </script>`, { show: true })
    webContents = win.webContents
  })

  it('copyImageAt copies the picture there, unseen by the page', async () => {
    clipboard.clear()
    let menus = 0
    webContents.on('context-menu', () => menus++)
    webContents.copyImageAt(20, 70)
    await until(() => !clipboard.readImage().isEmpty())
    assert.deepEqual(clipboard.readImage().getSize(), { width: 2, height: 2 })
    assert.deepEqual(await webContents.executeJavaScript('seen'), [])
    assert.equal(menus, 0)
    assert.throws(() => webContents.copyImageAt(5), { message: 'Insufficient number of arguments.' })
  })

  it('inspectElement opens the DevTools and shows the element there', async () => {
    const selected = async () => {
      const tools = webContents.devToolsWebContents
      if (!tools || tools.isDestroyed()) return ''
      return tools.executeJavaScript(`import('devtools://devtools/bundled/ui/legacy/legacy.js').then(async (UI) => {
        const SDK = await import('devtools://devtools/bundled/core/sdk/sdk.js')
        return UI.Context.Context.instance().flavor(SDK.DOMModel.DOMNode)?.getAttribute('id') ?? ''
      })`).catch(() => '')
    }
    webContents.inspectElement(20, 70)
    await until(async () => await selected() === 'picture', 15_000)
    assert.equal(webContents.isDevToolsOpened(), true)
    webContents.inspectElement(20, 120)
    await until(async () => await selected() === 'below', 10_000)
    assert.throws(() => webContents.inspectElement('x', 5), { message: 'Error processing argument at index 0, conversion failure from x' })
  })

  it("isDevToolsFocused, and 'devtools-focused' when they get the keyboard", async () => {
    assert.equal(webContents.isDevToolsOpened(), true)
    win.focus()
    await until(() => !webContents.isDevToolsFocused())
    const focused = once(webContents, 'devtools-focused')
    webContents.closeDevTools()
    assert.equal(webContents.isDevToolsFocused(), false)
    webContents.openDevTools()
    await focused
    assert.equal(webContents.isDevToolsFocused(), true)
    webContents.closeDevTools()
  })
})

describe('startDrag', () => {
  it('wants a file and an icon', async () => {
    const { webContents } = openWindow()
    const icon = nativeImage.createFromDataURL(picture)
    assert.throws(() => webContents.startDrag(), { message: 'Insufficient number of arguments.' })
    assert.throws(() => webContents.startDrag({ file: '/etc/hostname' }), { message: "'icon' parameter is required" })
    assert.throws(() => webContents.startDrag({ icon }), { message: "Must specify either 'file' or 'files' option" })
    assert.throws(() => webContents.startDrag({ file: '/etc/hostname', icon: '/nowhere.png' }), { message: "Failed to load image from path '/nowhere.png'" })
  })
})
