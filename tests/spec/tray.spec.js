'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { Menu, nativeImage, Tray } = require('electron')
const { appFolder, run } = require('../support/program')
const { tempFolder } = require('../support/temp-folder')

// What a user sees and clicks is in tests/apps/tray.test.js.

const image = () => nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, 255), { width: 16, height: 16 })
const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const notAnImage = { name: 'Error', message: 'Argument must be a file path or a NativeImage' }
const conversion = (shown = '') => ({ name: 'TypeError', message: `Error processing argument at index 0, conversion failure from ${shown}` })

describe('Tray', () => {
  let tray, file
  before(() => {
    file = path.join(tempFolder('tray'), 'icon.png')
    fs.writeFileSync(file, image().toPNG())
    tray = new Tray(image())
  })
  after(() => tray.destroy())

  it('new Tray(image) takes a NativeImage, also an empty one, or a path, and a guid', () => {
    for (const args of [[image()], [nativeImage.createEmpty()], [file], [file, '00000000-0000-0000-0000-000000000000']]) {
      const made = new Tray(...args)
      assert.equal(made.isDestroyed(), false)
      made.destroy()
    }
  })

  it("new Tray, setImage and setPressedImage tell wrong images in Electron's words", () => {
    const calls = [(...args) => new Tray(...args), (...args) => tray.setImage(...args), (...args) => tray.setPressedImage(...args)]
    for (const call of calls) {
      assert.throws(() => call(), insufficient)
      assert.throws(() => call('/nowhere/x.png'), { name: 'Error', message: "Failed to load image from path '/nowhere/x.png'" })
      assert.throws(() => call(null), { name: 'Error', message: "Failed to load image from path ''" })
      for (const wrong of [5, {}]) assert.throws(() => call(wrong), notAnImage)
    }
    tray.setImage(file)
    tray.setImage(nativeImage.createEmpty())
    tray.setPressedImage(image())
  })

  it('setToolTip and setTitle take texts; getTitle() is empty on this system', () => {
    for (const method of ['setToolTip', 'setTitle']) {
      assert.throws(() => tray[method](), insufficient)
      assert.throws(() => tray[method](5), conversion())
      assert.throws(() => tray[method](null), conversion('null'))
      assert.equal(tray[method]('text'), undefined)
    }
    assert.equal(tray.getTitle(), '')
  })

  it('setContextMenu takes a Menu or null, which may be shown elsewhere, too', () => {
    assert.throws(() => tray.setContextMenu(), insufficient)
    for (const wrong of [5, 'x', {}, undefined]) assert.throws(() => tray.setContextMenu(wrong), { name: 'TypeError', message: 'Must pass Menu or null' })
    const menu = Menu.buildFromTemplate([{ label: 'a', id: 'a' }, { label: 'more', submenu: [{ label: 'b' }] }])
    const other = new Tray(image())
    tray.setContextMenu(menu)
    other.setContextMenu(menu)
    menu.getMenuItemById('a').enabled = false
    other.destroy()
    menu.getMenuItemById('a').checked = true
    tray.setContextMenu(new Menu())
    tray.setContextMenu(null)
  })

  it('popUpContextMenu and closeContextMenu do nothing without a menu, or a display', () => {
    for (const wrong of [5, null, 'str', {}]) assert.throws(() => tray.popUpContextMenu(wrong), conversion(wrong === null || wrong === 'str' ? String(wrong) : ''))
    assert.equal(tray.popUpContextMenu(), undefined)
    assert.equal(tray.popUpContextMenu(new Menu(), { x: 1, y: 1 }), undefined)
    assert.equal(tray.closeContextMenu(), undefined)
  })

  it('getBounds() is empty where nothing is shown', () => {
    assert.deepEqual(tray.getBounds(), { x: 0, y: 0, width: 0, height: 0 })
  })

  it('what is for other systems does nothing', () => {
    assert.throws(() => tray.setIgnoreDoubleClickEvents(), insufficient)
    assert.equal(tray.setIgnoreDoubleClickEvents(true), undefined)
    assert.equal(tray.getIgnoreDoubleClickEvents(), false)
    assert.throws(() => tray.displayBalloon(), insufficient)
    assert.throws(() => tray.displayBalloon('str'), conversion('str'))
    assert.throws(() => tray.displayBalloon({ title: 'x' }), { name: 'Error', message: "'title' and 'content' must be defined" })
    assert.equal(tray.displayBalloon({ title: 'x', content: 'y' }), undefined)
    assert.equal(tray.removeBalloon(), undefined)
    assert.equal(tray.focus(), undefined)
  })

  it('destroy() ends it: isDestroyed() is true, and everything else throws', () => {
    const gone = new Tray(image())
    gone.setContextMenu(Menu.buildFromTemplate([{ label: 'a' }]))
    gone.destroy()
    gone.destroy()
    assert.equal(gone.isDestroyed(), true)
    const methods = ['setImage', 'setPressedImage', 'setToolTip', 'setTitle', 'getTitle', 'setIgnoreDoubleClickEvents', 'getIgnoreDoubleClickEvents', 'displayBalloon',
      'removeBalloon', 'focus', 'popUpContextMenu', 'closeContextMenu', 'setContextMenu', 'getBounds']
    for (const method of methods) assert.throws(() => gone[method](), { name: 'Error', message: 'Tray is destroyed' }, method)
  })

  it("before 'ready' there is none; an app quits with one that it has not destroyed", async (t) => {
    const folder = appFolder(t, {
      'package.json': '{ "main": "index.js" }',
      'index.js': `
        const { app, Menu, nativeImage, Tray } = require('electron')
        try { new Tray('x') } catch (error) { console.log(error.message) }
        app.whenReady().then(() => {
          new Tray(nativeImage.createEmpty()).setContextMenu(Menu.buildFromTemplate([{ label: 'a' }]))
          app.quit()
        })`
    })
    const { stdout, result } = await run(t, ['--headless', folder])
    assert.equal(stdout, 'Cannot create Tray before app is ready\n')
    assert.deepEqual(result, { code: 0, signal: null })
  })
})
