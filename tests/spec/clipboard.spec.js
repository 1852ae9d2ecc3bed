'use strict'

const { describe, it, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { clipboard, nativeImage } = require('electron')
const { tempFolder } = require('../support/temp-folder')

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

  it('writeImage takes the path of a picture, and leaves the clipboard as it is for an empty one', () => {
    const file = path.join(tempFolder('image'), 'image.png')
    fs.writeFileSync(file, nativeImage.createFromBitmap(pixels, { width: 2, height: 1 }).toPNG())
    clipboard.writeImage(file)
    assert.deepEqual(clipboard.readImage().getSize(), { width: 2, height: 1 })
    clipboard.writeText('kept')
    for (const image of [nativeImage.createEmpty(), null]) assert.equal(clipboard.writeImage(image), undefined)
    assert.equal(clipboard.readText(), 'kept')
    assert.throws(() => clipboard.writeImage(), insufficient)
    for (const value of ['/nonexistent.png', 'x', undefined]) assert.throws(() => clipboard.writeImage(value), conversion(String(value)))
    for (const value of [5, {}, { toPNG () {} }]) assert.throws(() => clipboard.writeImage(value), conversion())
  })

  it("has, readBuffer and read know a picture as 'image/png'", () => {
    clipboard.writeImage(nativeImage.createFromBitmap(pixels, { width: 2, height: 1 }))
    assert.equal(clipboard.has('image/png'), true)
    assert.deepEqual(nativeImage.createFromBuffer(clipboard.readBuffer('image/png')).getSize(), { width: 2, height: 1 })
  })

  it('readBuffer and read give what writeBuffer wrote', () => {
    clipboard.writeBuffer('public/format', Buffer.from('[1]'))
    assert.deepEqual(clipboard.readBuffer('public/format'), Buffer.from('[1]'))
    assert.equal(clipboard.read('public/format'), '[1]')
    assert.equal(clipboard.has('public/format'), true)
    assert.deepEqual(clipboard.availableFormats(), [])
    assert.deepEqual(clipboard.readBuffer('other/format'), Buffer.alloc(0))
    assert.equal(clipboard.read('other/format'), '')
    clipboard.writeBuffer('text/html', Buffer.from('<i>x</i>'))
    assert.equal(clipboard.readHTML(), '<i>x</i>')
    assert.throws(() => clipboard.writeBuffer('a/b'), insufficient)
    assert.throws(() => clipboard.writeBuffer('a/b', 'x'), { name: 'Error', message: 'buffer must be a node Buffer' })
  })

  it('writeRTF and writeHTML are read as text of their kind', () => {
    clipboard.writeRTF('{\\rtf1 a}')
    assert.deepEqual([clipboard.readRTF(), clipboard.readText(), clipboard.availableFormats()], ['{\\rtf1 a}', '', ['text/rtf']])
    clipboard.writeHTML('<b>ä</b>')
    assert.deepEqual([clipboard.readHTML(), clipboard.readRTF(), clipboard.availableFormats()], ['<b>ä</b>', '', ['text/html']])
  })

  it('writeBookmark writes a title and a URL, which is the text', () => {
    clipboard.writeBookmark('title ä', 'https://example.org/')
    assert.deepEqual(clipboard.readBookmark(), { title: 'title ä', url: 'https://example.org/' })
    assert.equal(clipboard.readText(), 'https://example.org/')
    assert.throws(() => clipboard.writeBookmark('title'), insufficient)
  })

  it('the find text is of macOS: it is empty, whatever is written', () => {
    assert.equal(clipboard.writeFindText('x'), undefined)
    assert.equal(clipboard.readFindText(), '')
    assert.throws(() => clipboard.writeFindText(), insufficient)
  })

  it('write without a part that can be written leaves the clipboard as it is', () => {
    clipboard.writeText('kept')
    for (const data of [{}, { text: 5, html: null, rtf: {}, image: 5 }, { bookmark: 'title' }, { image: '/nonexistent.png' }, { image: nativeImage.createEmpty() }]) clipboard.write(data)
    assert.equal(clipboard.readText(), 'kept')
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
