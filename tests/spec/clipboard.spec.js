'use strict'

const { describe, it, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const { clipboard, nativeImage } = require('electron')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = (text = '') => ({ name: 'TypeError', message: `Error processing argument at index 0, conversion failure from ${text}` })

const pixels = Buffer.from([0, 0, 255, 255, 0, 255, 0, 255])

describe('clipboard', () => {
  beforeEach(() => clipboard.clear())

  it('readText gives what writeText wrote', () => {
    assert.equal(clipboard.writeText('äöü 🙂\nline'), undefined)
    assert.equal(clipboard.readText(), 'äöü 🙂\nline')
    assert.deepEqual(clipboard.availableFormats(), ['text/plain'])
    clipboard.writeText('')
    assert.equal(clipboard.readText(), '')
    assert.deepEqual(clipboard.availableFormats(), [])
  })

  it('takes any type but "selection" for the clipboard', () => {
    clipboard.writeText('one', 'no such')
    assert.equal(clipboard.readText(5), 'one')
    clipboard.writeText('two', 5)
    assert.equal(clipboard.readText('no such'), 'two')
  })

  it('each write replaces what was there', () => {
    clipboard.writeText('text')
    clipboard.writeHTML('<i>x</i>')
    assert.equal(clipboard.readText(), '')
    assert.equal(clipboard.readHTML(), '<i>x</i>')
    assert.deepEqual(clipboard.availableFormats(), ['text/html'])
  })

  it('write puts several kinds there at once', () => {
    clipboard.write({ text: 'a', html: '<b>a</b>', rtf: '{\\rtf1 a}' })
    assert.equal(clipboard.readText(), 'a')
    assert.equal(clipboard.readHTML(), '<b>a</b>')
    assert.equal(clipboard.readRTF(), '{\\rtf1 a}')
    assert.deepEqual(clipboard.availableFormats(), ['text/plain', 'text/html', 'text/rtf'])
    assert.equal(clipboard.has('text/html'), true)
    assert.equal(clipboard.has('image/png'), false)
  })

  it('a bookmark is a title, and the text its URL', () => {
    clipboard.write({ text: 'https://example.org', bookmark: 'title' })
    assert.deepEqual(clipboard.readBookmark(), { title: 'title', url: 'https://example.org' })
    assert.deepEqual(clipboard.availableFormats(), ['text/plain'])
    clipboard.writeText('x')
    assert.deepEqual(clipboard.readBookmark(), { title: '', url: '' })
  })

  it('readImage gives what writeImage wrote', () => {
    clipboard.writeImage(nativeImage.createFromBitmap(pixels, { width: 2, height: 1 }))
    const image = clipboard.readImage()
    assert.deepEqual(image.getSize(), { width: 2, height: 1 })
    assert.deepEqual(image.toBitmap(), pixels)
    assert.deepEqual(clipboard.availableFormats(), ['image/png'])
    clipboard.clear()
    assert.equal(clipboard.readImage().isEmpty(), true)
  })

  it('readBuffer gives what writeBuffer wrote', () => {
    clipboard.writeBuffer('public/format', Buffer.from([1, 2, 0, 3]))
    assert.deepEqual(clipboard.readBuffer('public/format'), Buffer.from([1, 2, 0, 3]))
    assert.deepEqual(clipboard.readBuffer('other/format'), Buffer.alloc(0))
  })

  it("tells wrong arguments in Electron's words", () => {
    for (const method of ['writeText', 'writeHTML', 'writeRTF', 'write', 'has', 'readBuffer']) {
      assert.throws(() => clipboard[method](), insufficient)
      assert.throws(() => clipboard[method](5), conversion())
      assert.throws(() => clipboard[method](null), conversion('null'))
    }
    clipboard.write({ text: 5 })
    assert.equal(clipboard.readText(), '')
  })
})
