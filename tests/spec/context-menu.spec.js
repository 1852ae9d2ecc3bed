'use strict'

const assert = require('node:assert/strict')
const { beforeEach, describe, it } = require('node:test')
const { clipboard } = require('electron')
const { once, until } = require('../support/events')
const { openPage, pageUrl } = require('../support/windows')

describe('context-menu', () => {
  let win, contents
  const run = (code) => contents.executeJavaScript(code)
  beforeEach(async () => {
    win = await openPage(undefined, { show: true })
    contents = win.webContents
    await until(() => run('innerWidth > 0 && document.visibilityState === "visible"'))
  })

  const rightClick = async (html, x = 20, y = 20) => {
    await win.loadURL(pageUrl(`<!DOCTYPE html><meta charset=utf-8><title>menu</title><body style="margin: 0; font: 40px sans-serif">${html}`))
    // The engine gives an autofocus its focus some time after the load.
    await run('document.querySelector("textarea, input")?.focus()')
    return menuAt(x, y)
  }
  const menuAt = async (x, y) => {
    const menu = once(contents, 'context-menu')
    contents.sendInputEvent({ type: 'contextMenu', x, y })
    return (await menu)[1]
  }
  const picture = (size) => `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="${size}" height="${size}"/></svg>`

  it('tells of a link', async () => {
    const link = await rightClick('<a href="https://example.org/x?y">link text</a>')
    assert.deepEqual([link.x, link.y, link.linkURL, link.linkText, link.mediaType], [20, 20, 'https://example.org/x?y', 'link text', 'none'])
    assert.equal(link.suggestedFilename, '')
    assert.equal((await rightClick('<a href="notes.txt" download="my notes.txt">save</a>')).suggestedFilename, 'my notes.txt')
  })

  it('tells of a picture', async () => {
    const image = await rightClick(`<img src='${picture(100)}' alt="a black square" title="square">`)
    assert.deepEqual([image.mediaType, image.hasImageContents, image.altText, image.titleText], ['image', true, 'a black square', 'square'])
    assert.match(image.srcURL, /^data:image/)
    const broken = await rightClick('<img src="file:///none.png" style="width: 100px; height: 100px; display: block">')
    assert.equal(broken.hasImageContents, false)
    assert.equal((await rightClick('<canvas width=100 height=100></canvas>')).mediaType, 'canvas')
  })

  it('tells of a field', async () => {
    clipboard.writeText('to be pasted')
    const field = await rightClick('<textarea style="width: 300px; height: 100px">words</textarea>')
    assert.deepEqual([field.isEditable, field.editFlags.canPaste, field.editFlags.canSelectAll, field.inputFieldType, field.formControlType], [true, true, true, 'plainText', 'text-area'])
    assert.deepEqual([field.dictionarySuggestions, field.misspelledWord], [[], ''])
    const types = [['<input type=password>', 'password', 'input-password'], ['<input type=number>', 'plainText', 'input-number'], ['<input type=checkbox style="width: 60px; height: 60px">', 'other', 'input-checkbox'],
      ['<select><option>one</select>', 'none', 'select-one'], ['<button>x</button>', 'none', 'button-submit'], ['<div contenteditable>edit</div>', 'none', 'none']]
    for (const [html, inputFieldType, formControlType] of types) {
      const params = await rightClick(`<style>input, select, button { font-size: 30px }</style>${html}`)
      assert.deepEqual([params.inputFieldType, params.formControlType], [inputFieldType, formControlType], html)
    }
  })

  it('tells of the selection', async () => {
    await rightClick('<p id=p style="margin: 0; font-size: 20px">before <b id=b>chosen words</b> after</p>')
    await run('getSelection().selectAllChildren(b)')
    const { x, y, width, height } = await run('(({ x, y, width, height }) => ({ x, y, width, height }))(b.getBoundingClientRect())')
    const params = await menuAt(Math.round(x + 20), Math.round(y + 10))
    assert.deepEqual([params.selectionText, params.selectionStartOffset, params.editFlags.canCopy, params.editFlags.canCut], ['chosen words', 7, true, false])
    const { selectionRect } = params
    assert.ok(Math.abs(selectionRect.x - x) < 2 && Math.abs(selectionRect.width - width) < 2 && selectionRect.height > 0 && selectionRect.height <= height + 1, JSON.stringify(selectionRect))
    const field = await rightClick('<textarea style="width: 300px; height: 100px">a few words</textarea>', 250, 80)
    assert.equal(field.editFlags.canUndo, false)
    await run('document.querySelector("textarea").setSelectionRange(2, 5)')
    const within = await menuAt(30, 10)
    assert.deepEqual([within.selectionText, within.selectionStartOffset, within.editFlags.canCut, within.editFlags.canDelete], ['few', 2, true, true])
  })

  it('tells where the selection begins and ends, or the caret is', async () => {
    const font = 'margin: 0; font: 20px/30px monospace'
    await rightClick(`<p id=p style="${font}">one<br>second line<br>three</p>`)
    const width = await run('(() => { const range = document.createRange(); range.setStart(p.firstChild, 0); range.setEnd(p.firstChild, 1); return range.getBoundingClientRect().width })()')
    const near = ({ x, y, width, height }, expected) => [x, y, width, height].every((value, index) => Math.abs(value - expected[index]) <= 5) ? true : JSON.stringify([x, y, width, height])
    await run('getSelection().setBaseAndExtent(p.firstChild, 2, p.childNodes[4], 3)')
    // Of both ends alone, and not of the longer line between them.
    assert.equal(near((await menuAt(20, 45)).selectionRect, [2 * width, 0, width, 90]), true)

    const field = `<div style="height: 100px"></div><input id=i value="some words here" style="${font}; display: block; height: 30px; width: 300px; border: 0; padding: 0"><textarea id=t style="${font}; display: block; width: 300px; height: 100px; border: 0; padding: 0">one\ntwo</textarea>`
    await rightClick(field)
    await run('i.focus(); i.setSelectionRange(5, 10)')
    assert.equal(near((await menuAt(Math.round(7 * width), 115)).selectionRect, [5 * width, 100, 5 * width, 30]), true)
    await run('t.focus(); t.setSelectionRange(7, 7)')
    assert.equal(near((await menuAt(Math.round(3 * width), 175)).selectionRect, [3 * width, 160, 1, 30]), true)
  })

  it('tells what has opened it', async () => {
    await rightClick('<a id=a href="https://example.org/" style="position: absolute; left: 100px; top: 50px">link</a>')
    await run('a.focus()')
    const press = async (keyCode, modifiers) => {
      const menu = once(contents, 'context-menu')
      contents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
      contents.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
      return (await menu)[1]
    }
    const { menuSourceType, linkURL, x, y } = await press('F10', ['shift'])
    assert.deepEqual([menuSourceType, linkURL, x > 100, y > 50], ['keyboard', 'https://example.org/', true, true])
    assert.equal((await menuAt(20, 20)).menuSourceType, 'mouse')
    // There is no finger: what the widget tells of one, and then of a menu.
    const menu = once(contents, 'context-menu')
    contents._onTouch()
    contents._onContextMenu({ x: 20, y: 20 })
    assert.equal((await menu)[1].menuSourceType, 'longPress')
  })

  it('tells of the page where there is nothing', async () => {
    const plain = await rightClick('<meta name=referrer content="no-referrer">')
    assert.deepEqual([plain.isEditable, plain.linkURL, plain.srcURL, plain.selectionText, plain.mediaFlags.isPaused], [false, '', '', '', false])
    assert.deepEqual([plain.pageURL, plain.frameURL, plain.frameCharset], [contents.getURL(), contents.getURL(), 'UTF-8'])
    assert.equal(plain.frame, contents.mainFrame)
    assert.deepEqual([plain.referrerPolicy, plain.menuSourceType, plain.spellcheckEnabled, plain.formControlType, plain.inputFieldType], ['no-referrer', 'mouse', false, 'none', 'none'])
    assert.deepEqual(plain.selectionRect, { x: 0, y: 0, width: 0, height: 0 })
  })

  it('tells of the frame within the page', async () => {
    const inner = '<body style="margin:0"><img alt="in a frame" style="width:100px;height:100px;display:block">'
    await win.loadURL(pageUrl(`<!DOCTYPE html><title>menu</title><body style="margin: 0"><iframe srcdoc='${inner}' style="border: 0; width: 200px; height: 150px"></iframe>`))
    await until(() => contents.mainFrame.frames.length === 1)
    const own = await menuAt(30, 30)
    assert.deepEqual([own.frameURL, own.altText, own.frame === contents.mainFrame.frames[0]], ['about:srcdoc', 'in a frame', true])
    assert.equal(own.pageURL, contents.getURL())
    await win.loadURL(pageUrl('<!DOCTYPE html><title>menu</title><body style="margin: 0"><iframe src="data:text/html,other" style="border: 0; width: 200px; height: 150px"></iframe>'))
    await until(() => contents.mainFrame.frames[0]?.url === 'data:text/html,other')
    const other = await menuAt(30, 30)
    assert.deepEqual([other.frameURL, other.frame === contents.mainFrame.frames[0]], ['data:text/html,other', true])
  })

  for (const [kind, webPreferences] of Object.entries({
    'in an isolated world': {},
    'in the page\'s own world': { contextIsolation: false },
    'with nodeIntegrationInSubFrames': { nodeIntegrationInSubFrames: true, contextIsolation: false, nodeIntegration: true }
  })) {
    it(`tells of frames of other origins within each other, ${kind}`, async () => {
      const page = (html) => `data:text/html,${encodeURIComponent(`<!DOCTYPE html><meta charset=utf-8><meta http-equiv="content-security-policy" content="script-src 'none'"><body style="margin: 0; font: 20px/30px monospace">${html}`)}`
      const inner = page(`<img alt="far in" title="a title" src='${picture(60)}' style="display: block"><p id=p style="margin: 0">words in a frame</p><input type=password value=secret style="height: 30px; border: 0; padding: 0">`)
      const middle = page(`<div style="height: 40px">middle</div><iframe src="${inner}" style="border: 5px solid; width: 250px; height: 180px"></iframe>`)
      win = await openPage(`<!DOCTYPE html><title>menu</title><body style="margin: 0"><div style="height: 10px"></div><iframe src="${middle}" style="border: 10px solid; width: 350px; height: 250px"></iframe>`, { show: true, webPreferences })
      contents = win.webContents
      await until(() => contents.mainFrame.frames[0]?.frames[0]?.url === inner)
      const [left, top] = [10 + 5, 10 + 10 + 40 + 5]
      const image = await menuAt(left + 30, top + 30)
      assert.deepEqual([image.x, image.y, image.mediaType, image.altText, image.titleText, image.hasImageContents, image.frameCharset], [left + 30, top + 30, 'image', 'far in', 'a title', true, 'UTF-8'])
      assert.deepEqual([image.frameURL, image.pageURL, image.frame === contents.mainFrame.frames[0].frames[0]], [inner, contents.getURL(), true])
      const field = await menuAt(left + 30, top + 60 + 30 + 15)
      assert.deepEqual([field.formControlType, field.inputFieldType, field.isEditable], ['input-password', 'password', true])
      const text = await menuAt(left + 30, top + 60 + 15)
      const { selectionRect } = text
      assert.deepEqual([text.altText, text.formControlType], ['', 'none'])
      assert.ok(selectionRect.x > left && selectionRect.x < left + 60 && selectionRect.y >= top + 60 && selectionRect.y < top + 90 && selectionRect.height > 10, JSON.stringify(selectionRect))
    })
  }

  it('comes without the rest where a frame does not answer', async () => {
    await win.loadURL(pageUrl('<!DOCTYPE html><title>menu</title><body style="margin: 0"><iframe src="data:text/html,<body style=\'margin:0\'><a href=https://example.org/>linked</a>" style="border: 0; width: 200px; height: 150px"></iframe>'))
    await until(() => contents.mainFrame.frames[0]?.url.startsWith('data:'))
    contents.mainFrame.frames[0]._look = () => {}
    const params = await menuAt(10, 10)
    assert.deepEqual([params.linkURL, params.frame === contents.mainFrame.frames[0], params.frameURL === contents.mainFrame.frames[0].url, params.formControlType], ['https://example.org/', true, true, 'none'])
  })

  it('counts in pixels of the window when the page is zoomed', async () => {
    contents.setZoomFactor(2)
    const image = await rightClick(`<img src='${picture(60)}' alt="zoomed">`, 100, 100)
    assert.deepEqual([image.x, image.y, image.altText], [100, 100, 'zoomed'])
    contents.setZoomFactor(1)
  })

  it('does not come where the page has one of its own', async () => {
    let menus = 0
    contents.on('context-menu', () => menus++)
    await win.loadURL(pageUrl('<!DOCTYPE html><title>own</title><body style="height: 200px" oncontextmenu="event.preventDefault(); document.title = \'seen\'">'))
    contents.sendInputEvent({ type: 'contextMenu', x: 20, y: 20 })
    await until(() => contents.getTitle() === 'seen')
    await win.loadURL('about:blank')
    assert.equal(menus, 0)
  })

  it('comes, or not, but harms nothing when the page or the window goes', async () => {
    for (const end of [() => contents.reload(), () => win.loadURL('about:blank').catch(() => {}), () => contents.forcefullyCrashRenderer(), () => win.destroy()]) {
      contents.on('context-menu', (event, params) => assert.equal(typeof params.pageURL, 'string'))
      contents.sendInputEvent({ type: 'contextMenu', x: 20, y: 20 })
      await end()
    }
    assert.equal(win.isDestroyed(), true)
  })

  it('webContents.copyImageAt copies the picture of the context menu', async () => {
    await win.loadURL(pageUrl('<!DOCTYPE html><title>menu</title><body style="margin: 0"><canvas id=c width=60 height=40></canvas><img id=i><script>i.src = c.toDataURL()</script>'))
    clipboard.clear()
    const menu = once(contents, 'context-menu')
    contents.sendInputEvent({ type: 'contextMenu', x: 80, y: 20 })
    const [, { x, y, mediaType }] = await menu
    assert.equal(mediaType, 'image')
    contents.copyImageAt(x, y)
    await until(() => !clipboard.readImage().isEmpty())
    assert.deepEqual(clipboard.readImage().getSize(), { width: 60, height: 40 })
    assert.throws(() => contents.copyImageAt(), TypeError)
  })

  it('webContents.replaceMisspelling puts a word in the place of the selected one', async () => {
    await win.loadURL(pageUrl('<!DOCTYPE html><title>word</title><input id=i value="wrod">'))
    await run('i.focus(); i.select()')
    contents.replaceMisspelling('word')
    await until(async () => await run('i.value') === 'word')
    assert.throws(() => contents.replaceMisspelling(5), TypeError)
  })
})
