'use strict'

const { describe, it, before } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { nativeImage } = require('electron')
const { tempFolder } = require('../support/temp-folder')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = (text = '', index = 0) => ({ name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${text}` })

/** A bitmap of one colour. */
const pixels = (width, height, [b, g, r, a] = [10, 20, 30, 255]) => Buffer.concat(Array(width * height).fill(Buffer.from([b, g, r, a])))
const plain = (width, height, color) => nativeImage.createFromBitmap(pixels(width, height, color), { width, height })
const size = (width, height) => ({ width, height })

/** One picture for each [scale factor, width, height]. */
function layered (...pictures) {
  const image = nativeImage.createEmpty()
  for (const [scaleFactor, width, height] of pictures) image.addRepresentation({ scaleFactor, width, height, buffer: pixels(width, height) })
  return image
}

describe('nativeImage', () => {
  let folder
  const write = (name, image) => fs.writeFileSync(path.join(folder, name), image.toPNG())
  before(() => { folder = tempFolder('images') })

  it('createEmpty makes an empty image', () => {
    const image = nativeImage.createEmpty()
    assert.equal(image.isEmpty(), true)
    assert.deepEqual(image.getSize(), size(0, 0))
    assert.equal(image.getAspectRatio(), 1)
    assert.deepEqual(image.getScaleFactors(), [])
    assert.deepEqual([image.toPNG(), image.toJPEG(50), image.toBitmap(), image.getBitmap()], Array(4).fill(Buffer.alloc(0)))
    assert.equal(image.toDataURL(), 'data:image/png;base64,')
    assert.equal(image.crop({ x: 0, y: 0, width: 1, height: 1 }).isEmpty(), true)
    assert.equal(image.resize({ width: 5 }).isEmpty(), true)
  })

  it('createFromBitmap takes rows of BGRA pixels, and gives them back', () => {
    const bitmap = pixels(4, 2)
    const image = nativeImage.createFromBitmap(bitmap, { width: 4, height: 2 })
    assert.deepEqual(image.getSize(), size(4, 2))
    assert.deepEqual(image.toBitmap(), bitmap)
    bitmap.fill(0)
    assert.deepEqual(image.toBitmap(), pixels(4, 2))
    assert.deepEqual(nativeImage.createFromBitmap(pixels(4, 2), { width: 4, height: 2, scaleFactor: 2 }).getSize(), size(2, 1))
    assert.equal(nativeImage.createFromBitmap(Buffer.alloc(0), { width: 4, height: 0 }).isEmpty(), true)
  })

  it("createFromBitmap tells wrong arguments in Electron's words", () => {
    const { createFromBitmap } = nativeImage
    assert.throws(() => createFromBitmap(), insufficient)
    assert.throws(() => createFromBitmap(pixels(4, 2)), insufficient)
    assert.throws(() => createFromBitmap(pixels(4, 2), null), conversion('null', 1))
    for (const [buffer, options, message] of [[pixels(4, 2), {}, 'width is required'], [pixels(4, 2), { width: 4.5, height: 2 }, 'width is required'],
      [pixels(4, 2), { width: 4 }, 'height is required'], [pixels(4, 2), { width: 4, height: 3 }, 'invalid buffer size'],
      ['x', { width: 4, height: 2 }, 'buffer must be a node Buffer']]) assert.throws(() => createFromBitmap(buffer, options), { name: 'Error', message })
  })

  it('createFromBuffer reads PNG and JPEG files, and bitmaps with a size', () => {
    const { createFromBuffer } = nativeImage
    assert.deepEqual(createFromBuffer(plain(4, 2).toPNG()).toBitmap(), pixels(4, 2))
    assert.deepEqual(createFromBuffer(new Uint8Array(plain(4, 2).toJPEG(90))).getSize(), size(4, 2))
    assert.deepEqual(createFromBuffer(plain(4, 2).toPNG(), { scaleFactor: 2 }).getSize(), size(2, 1))
    assert.deepEqual(createFromBuffer(pixels(4, 2), size(4, 2)).getSize(), size(4, 2))
    assert.deepEqual(createFromBuffer(pixels(4, 2), { ...size(2, 2), scaleFactor: 2 }).getSize(), size(1, 1))
    for (const args of [[Buffer.alloc(0)], [Buffer.from('GIF89a')], [pixels(4, 2)], [pixels(4, 2), { width: 4 }], [pixels(4, 2), size(100, 100)], [pixels(4, 2), null]]) {
      assert.equal(createFromBuffer(...args).isEmpty(), true)
    }
    assert.throws(() => createFromBuffer(), insufficient)
    for (const value of [undefined, null, 5, 'x', {}, new ArrayBuffer(8)]) assert.throws(() => createFromBuffer(value), { name: 'Error', message: 'buffer must be a node Buffer' })
  })

  it('createFromPath reads a file, and those for other scale factors beside it', () => {
    write('one.png', plain(4, 2))
    write('one@2x.png', plain(8, 4))
    write('one@1.5x.png', plain(6, 3))
    const image = nativeImage.createFromPath(path.join(folder, 'one.png'))
    assert.deepEqual(image.getScaleFactors(), [1, 2, 1.5])
    assert.deepEqual([image.getSize(), image.getSize(2)], [size(4, 2), size(4, 2)])
    assert.equal(image.toBitmap({ scaleFactor: 2 }).length, 8 * 4 * 4)
    assert.deepEqual(nativeImage.createFromPath(path.join(folder, 'one@2x.png')).getScaleFactors(), [2])
  })

  it('createFromPath takes a file that is there for a higher scale factor only', () => {
    write('sharp@2x.png', plain(8, 4))
    const image = nativeImage.createFromPath(path.join(folder, 'sharp.png'))
    assert.deepEqual(image.getSize(), size(4, 2))
    assert.equal(image.toBitmap().length, 8 * 4 * 4)
  })

  it('createFromPath gives an empty image for what is no picture', () => {
    fs.writeFileSync(path.join(folder, 'text.png'), 'text')
    for (const file of [path.join(folder, 'text.png'), '/nonexistent.png', folder, '', null]) assert.equal(nativeImage.createFromPath(file).isEmpty(), true)
    assert.throws(() => nativeImage.createFromPath(), insufficient)
    assert.throws(() => nativeImage.createFromPath(undefined), conversion('undefined'))
    assert.throws(() => nativeImage.createFromPath(5), conversion())
  })

  it('createFromDataURL reads PNG and JPEG that is what its type says', () => {
    const { createFromDataURL } = nativeImage
    const url = plain(4, 2).toDataURL()
    const sizeOf = (text) => createFromDataURL(text).getSize()
    for (const text of [url, url.replace('data:image/png', 'DATA:IMAGE/PNG'), url.replace(';base64', ';charset=utf-8;base64'), url.replace(/,.*/, (data) => ',' + encodeURIComponent(data.slice(1)))]) {
      assert.deepEqual(sizeOf(text), size(4, 2))
    }
    assert.deepEqual(sizeOf(`data:image/jpeg;base64,${plain(3, 2).toJPEG(90).toString('base64')}`), size(3, 2))
    for (const text of ['', 'x', 'data:', 'data:,', 'data:image/png;base64,', 'data:image/png;base64,xxxx', url.replace('image/png', 'image/jpeg'), url.replace('image/png', 'text/plain')]) {
      assert.equal(createFromDataURL(text).isEmpty(), true)
    }
    assert.throws(() => createFromDataURL(), insufficient)
    assert.throws(() => createFromDataURL(5), conversion())
  })

  it('createFromNamedImage finds none: they are of macOS', () => {
    assert.equal(nativeImage.createFromNamedImage('NSImageNameAdd', [1, 2, 3]).isEmpty(), true)
    assert.throws(() => nativeImage.createFromNamedImage(), insufficient)
    assert.throws(() => nativeImage.createFromNamedImage(5), conversion())
  })

  it('has what Electron has on Linux', () => {
    assert.deepEqual(Object.keys(nativeImage), ['createEmpty', 'createFromPath', 'createFromBitmap', 'createFromBuffer', 'createFromDataURL', 'createFromNamedImage'])
    assert.equal(plain(1, 1).constructor.name, 'NativeImage')
  })
})

describe('a NativeImage', () => {
  it('toPNG keeps pixels, with their transparency', () => {
    const bitmap = Buffer.from([5, 10, 15, 128, 0, 0, 0, 0, 255, 255, 255, 255, 3, 2, 1, 255])
    const image = nativeImage.createFromBitmap(bitmap, size(2, 2))
    assert.deepEqual(nativeImage.createFromBuffer(image.toPNG()).toBitmap(), bitmap)
    assert.equal(image.toDataURL(), `data:image/png;base64,${image.toPNG().toString('base64')}`)
  })

  it('toJPEG makes a file of a quality from 0 to 100', () => {
    const image = plain(64, 64)
    const jpeg = image.toJPEG(90)
    assert.deepEqual([...jpeg.subarray(0, 2)], [0xff, 0xd8])
    assert.deepEqual([image.toJPEG(-5), image.toJPEG(500)], [image.toJPEG(0), image.toJPEG(100)])
    assert.throws(() => image.toJPEG(), insufficient)
    assert.throws(() => image.toJPEG('x'), conversion('x'))
    for (const quality of [50.5, NaN]) assert.throws(() => image.toJPEG(quality), conversion())
  })

  it('toBitmap is a copy, getBitmap is not', () => {
    const image = plain(1, 1)
    image.toBitmap()[0] = 99
    assert.equal(image.toBitmap()[0], 10)
    image.getBitmap()[0] = 99
    assert.equal(image.toBitmap()[0], 99)
  })

  it('gives the picture for a scale factor, else for the next higher one, else for the highest', () => {
    const image = layered([1, 100, 50], [3, 330, 165], [1.5, 210, 105])
    const widths = (...factors) => factors.map((scaleFactor) => image.getSize(scaleFactor).width)
    assert.deepEqual(widths(undefined, 0.5, 1, 1.2, 1.5, 2, 3, 10), [100, 100, 100, 140, 140, 110, 110, 110])
    assert.deepEqual(widths(null, 'x', 0, -1), [100, 100, 100, 100])
    const pngWidth = (options) => nativeImage.createFromBuffer(image.toPNG(options)).getSize().width
    assert.deepEqual([undefined, {}, 5, { scaleFactor: 'x' }, { scaleFactor: 1.5 }, { scaleFactor: 2 }].map(pngWidth), [100, 100, 100, 100, 210, 330])
    assert.equal(nativeImage.createFromDataURL(image.toDataURL({ scaleFactor: 3 })).getSize().width, 330)
    assert.equal(image.getBitmap({ scaleFactor: 3 }).length, 330 * 165 * 4)
    assert.equal(image.getAspectRatio(), 2)
    assert.deepEqual(image.getScaleFactors(), [1, 3, 1.5])
  })

  it('addRepresentation takes a buffer or a data URL', () => {
    const image = plain(4, 2)
    image.addRepresentation({ scaleFactor: 2, buffer: plain(8, 4).toPNG() })
    image.addRepresentation({ scaleFactor: 3, dataURL: plain(12, 6).toDataURL() })
    image.addRepresentation({ scaleFactor: 4, width: 16, height: 8, buffer: pixels(16, 8) })
    assert.deepEqual(image.getScaleFactors(), [1, 2, 3, 4])
    for (const options of [{}, { scaleFactor: 2 }, { dataURL: 'bad' }, { dataURL: 5 }, { buffer: 'x' }]) assert.equal(image.addRepresentation(options), undefined)
    assert.deepEqual(image.getScaleFactors(), [1, 2, 3, 4])
    assert.throws(() => image.addRepresentation(), insufficient)
    assert.throws(() => image.addRepresentation(5), conversion())
  })

  it('crop cuts out what of the rectangle is within', () => {
    const rows = [0, 1, 2, 3].map((row) => Buffer.from([row, row, row, 255]))
    const image = nativeImage.createFromBitmap(Buffer.concat([0, 0, 1, 1, 2, 2, 3, 3].map((row) => rows[row])), size(2, 4))
    const cropped = image.crop({ x: 1, y: 1, width: 5, height: 2 })
    assert.deepEqual(cropped.getSize(), size(1, 2))
    assert.deepEqual(cropped.toBitmap(), Buffer.concat([rows[1], rows[2]]))
    assert.deepEqual(image.crop({ x: -1, y: -1, width: 3, height: 3 }).getSize(), size(2, 2))
    assert.deepEqual(image.crop({ x: 0.5, y: 0.5, width: 1.5, height: 1.5 }).getSize(), size(1, 1))
    for (const area of [{ x: 0, y: 0, width: 0, height: 0 }, { x: 10, y: 10, width: 2, height: 2 }, { x: 0, y: 0, width: -1, height: 1 }]) {
      assert.equal(image.crop(area).isEmpty(), true)
    }
  })

  it("crop cuts each scale factor's picture, and tells wrong arguments", () => {
    const image = layered([1, 4, 2], [2, 8, 4]).crop({ x: 1, y: 0, width: 2, height: 2 })
    assert.deepEqual(image.getScaleFactors(), [1, 2])
    assert.deepEqual([image.toBitmap().length, image.toBitmap({ scaleFactor: 2 }).length], [2 * 2 * 4, 4 * 4 * 4])
    assert.throws(() => image.crop(), insufficient)
    for (const area of [{}, { x: 0, y: 0 }, { x: 'a', y: 0, width: 1, height: 1 }]) assert.throws(() => image.crop(area), conversion())
    assert.throws(() => image.crop(null), conversion('null'))
  })

  it('resize keeps the aspect ratio when one side is given', () => {
    const image = plain(4, 2)
    const sizeOf = (options) => image.resize(options).getSize()
    assert.deepEqual([{}, { width: 2 }, { height: 1 }, { width: 2, height: 2 }, { width: 3 }, { height: 3 }, { width: 1 }].map(sizeOf),
      [size(4, 2), size(2, 1), size(2, 1), size(2, 2), size(3, 2), size(6, 3), size(1, 1)])
    // What is no whole number is as if it were not there.
    assert.deepEqual([{ width: 2.7 }, { width: 'x' }, { width: 2, height: 'x' }].map(sizeOf), [size(4, 2), size(4, 2), size(2, 1)])
    assert.equal(image.resize({ width: 0, height: 0 }).isEmpty(), true)
    assert.throws(() => image.resize(), insufficient)
    assert.throws(() => image.resize(null), conversion('null'))
  })

  it('resize makes the pixels that Electron makes, of each quality', () => {
    const gradient = Buffer.concat(Array.from({ length: 16 }, (_, i) => Buffer.from([i * 16, 255 - i * 16, (i * 37) % 256, 255])))
    const image = nativeImage.createFromBitmap(gradient, size(4, 4))
    const resized = (quality) => image.resize({ width: 2, height: 2, quality }).toBitmap().toString('hex')
    for (const quality of ['good', 'better']) assert.equal(resized(quality), '2bd25cff4ab367ffa45982ffc33a52ff')
    for (const quality of ['best', undefined, 'bogus', 5]) assert.equal(resized(quality), '2ad359ff49b471ffa5588bffc4395aff')
  })

  it("resize makes a picture for each scale factor", () => {
    const image = layered([2, 8, 4]).resize({ width: 2 })
    assert.deepEqual(image.getScaleFactors(), [1, 2])
    assert.deepEqual([image.getSize(), image.toBitmap().length, image.toBitmap({ scaleFactor: 2 }).length], [size(2, 1), 2 * 4, 8 * 4])
  })

  it('is never a template image, and has no native handle: both are of macOS', () => {
    const image = plain(1, 1)
    assert.equal(image.setTemplateImage(true), undefined)
    image.isMacTemplateImage = true
    assert.deepEqual([image.isTemplateImage(), image.isMacTemplateImage], [false, false])
    assert.throws(() => image.setTemplateImage(), insufficient)
    assert.throws(() => image.getNativeHandle(), { name: 'Error', message: 'Not implemented' })
  })
})
