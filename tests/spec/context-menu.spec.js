'use strict'

const assert = require('node:assert/strict')
const { beforeEach, describe, it } = require('node:test')
const { clipboard, session } = require('electron')
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

  it('tells what it was opened on', async () => {
    const rightClick = async (html, x = 20, y = 20) => {
      await win.loadURL(pageUrl(`<!DOCTYPE html><title>menu</title><body style="margin: 0; font: 40px sans-serif">${html}`))
      // The engine gives an autofocus its focus some time after the load.
      await run('document.querySelector("textarea")?.focus()')
      const menu = once(contents, 'context-menu')
      contents.sendInputEvent({ type: 'contextMenu', x, y })
      return (await menu)[1]
    }
    const link = await rightClick('<a href="https://example.org/x?y">link text</a>')
    assert.deepEqual([link.linkURL, link.linkText, link.mediaType], ['https://example.org/x?y', 'link text', 'none'])
    const picture = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100"/></svg>'
    const image = await rightClick(`<img src='${picture}'>`)
    assert.deepEqual([image.mediaType, image.hasImageContents], ['image', true])
    assert.match(image.srcURL, /^data:image/)
    clipboard.writeText('to be pasted')
    const field = await rightClick('<textarea style="width: 300px; height: 100px">words</textarea>')
    assert.deepEqual([field.isEditable, field.editFlags.canPaste, field.editFlags.canSelectAll, field.inputFieldType], [true, true, true, 'plainText'])
    assert.deepEqual(field.dictionarySuggestions, [])
    const plain = await rightClick('')
    assert.deepEqual([plain.isEditable, plain.linkURL, plain.srcURL, plain.selectionText, plain.mediaFlags.isPaused], [false, '', '', '', false])
    assert.equal(plain.pageURL, contents.getURL())
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

  it('session.addWordToSpellCheckerDictionary says that it could not', () => {
    assert.equal(session.defaultSession.addWordToSpellCheckerDictionary('word'), false)
    assert.throws(() => session.defaultSession.addWordToSpellCheckerDictionary(), TypeError)
  })
})
