'use strict'

const { describe, it, before, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const { clipboard } = require('electron')
const { once, until, within } = require('../support/events')
const { openPage } = require('../support/windows')

const html = `<!DOCTYPE html><title>t</title><body style="margin:0;height:3000px"><input id=i style="position:absolute;left:0;top:0;width:150px;height:40px"><script>
var log = []
for (const name of ['keydown', 'keyup', 'keypress', 'input', 'mousedown', 'mouseup', 'mousemove', 'click', 'dblclick', 'contextmenu', 'wheel'])
  addEventListener(name, (e) => log.push(name.startsWith('key') ? name + ':' + (e.ctrlKey ? 'C' : '') + (e.shiftKey ? 'S' : '') + e.key : name === 'input' ? name : name + ':' + e.button + ',' + e.clientX + ',' + e.clientY))
</script>`

describe('webContents.sendInputEvent', () => {
  let win, contents
  const run = (code) => within(contents.executeJavaScript(code))
  const taken = (pattern) => until(async () => {
    const text = (await run('log')).join(' ')
    return pattern.test(text) ? text : null
  })
  before(async () => {
    win = await openPage(html, { show: true })
    contents = win.webContents
    await until(() => run('innerWidth > 0 && document.visibilityState === "visible"'))
  })
  beforeEach(() => run('i.focus(); i.value = ""; scrollTo(0, 0); log = []; 0'))

  it('types: keyDown, char, keyUp', async () => {
    for (const type of ['keyDown', 'char', 'keyUp']) contents.sendInputEvent({ type, keyCode: 'a' })
    const text = await taken(/keyup/)
    assert.match(text, /^keydown:a .*keyup:a$/)
    assert.equal(await run('i.value'), 'a')
    assert.equal((text.match(/keydown/g) ?? []).length, 1)
  })

  it('types what is on no key', async () => {
    contents.sendInputEvent({ type: 'char', keyCode: 'é' })
    await until(async () => await run('i.value') === 'é')
  })

  it('a key alone types nothing, Backspace deletes', async () => {
    await run('i.value = "ab"; i.selectionStart = 2; 0')
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'x' })
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'Backspace' })
    await taken(/keydown:Backspace/)
    await until(async () => await run('i.value') === 'a')
  })

  it('knows the names of keys and modifiers', async () => {
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'F5', modifiers: ['control'] })
    contents.sendInputEvent({ type: 'rawKeyDown', keyCode: 'Left' })
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'a', modifiers: ['shift'] })
    const text = await taken(/keydown:SA/)
    assert.match(text, /keydown:CF5/)
    assert.match(text, /keydown:ArrowLeft/)
  })

  it('clicks', async () => {
    contents.sendInputEvent({ type: 'mouseDown', x: 10, y: 120, button: 'left', clickCount: 1 })
    contents.sendInputEvent({ type: 'mouseUp', x: 10, y: 120, button: 'left', clickCount: 1 })
    assert.match(await taken(/click/), /mousedown:0,10,120 mouseup:0,10,120 click:0,10,120/)
  })

  it('moves and scrolls', async () => {
    contents.sendInputEvent({ type: 'mouseMove', x: 50, y: 60 })
    await taken(/mousemove:0,50,60/)
    contents.sendInputEvent({ type: 'mouseWheel', x: 5, y: 105, deltaX: 0, deltaY: -50, canScroll: true })
    await until(async () => await run('scrollY') >= 40)
  })

  it('the right button opens no menu of the engine but tells context-menu', async () => {
    const menu = once(contents, 'context-menu')
    contents.sendInputEvent({ type: 'mouseDown', x: 10, y: 120, button: 'right', clickCount: 1 })
    contents.sendInputEvent({ type: 'mouseUp', x: 10, y: 120, button: 'right', clickCount: 1 })
    const [, params] = await menu
    assert.deepEqual([params.x, params.y, params.isEditable], [10, 120, false])
  })

  it('before-input-event comes first and can swallow a key', async () => {
    const seen = once(contents, 'before-input-event')
    contents.once('before-input-event', (event) => event.preventDefault())
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'A' })
    const [, input] = await seen
    assert.deepEqual([input.type, input.key, input.code, input.shift, input.modifiers], ['keyDown', 'a', 'KeyA', false, []])
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'B' })
    assert.equal(await taken(/keydown:b/), 'keydown:b')
  })

  it('refuses what is no event', () => {
    for (const bad of [undefined, null, 'x', {}, { type: 'nope' }, { type: 5 }, { type: 'keyDown' }, { type: 'keyDown', keyCode: 5 }, { type: 'mouseDown' }, { type: 'mouseDown', x: 'a', y: 1 }]) {
      assert.throws(() => contents.sendInputEvent(bad), { message: 'Invalid event object' })
    }
    assert.throws(() => contents.sendInputEvent(), { name: 'TypeError', message: 'Insufficient number of arguments.' })
    contents.sendInputEvent({ type: 'keyDown', keyCode: 'Nope' })
    contents.sendInputEvent({ type: 'mouseMove', x: 1.5, y: 2.5, modifiers: 'shift', button: 'foo' })
  })

  it('edits: insertText, selectAll, cut, copy, paste, undo, delete', async () => {
    await contents.insertText('text')
    await until(async () => await run('i.value') === 'text')
    contents.selectAll()
    await until(async () => await run('i.selectionEnd - i.selectionStart') === 4)
    clipboard.clear()
    contents.copy()
    await until(() => clipboard.readText() === 'text')
    contents.delete()
    await until(async () => await run('i.value') === '')
    contents.paste()
    await until(async () => await run('i.value') === 'text')
    contents.undo()
    await until(async () => await run('i.value') === '')
  })
})
