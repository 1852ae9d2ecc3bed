'use strict'

const { checkArguments } = require('./argument-error')

/**
 * Electron's pictures, for main and for pages.
 *
 * @param {object} parts.engine decode(bytes) → {width, height, bitmap} or null, encode(bitmap, width, height, format, quality) → bytes,
 *   resize(bitmap, width, height, newWidth, newHeight, smooth) → {width, height, bitmap}, readFile(path) → bytes
 * @param {typeof Buffer} parts.Buffer
 */
exports.createNativeImageModule = ({ engine, Buffer }) => {
  const qualities = { good: true, better: true, best: true }

  /**
   * A picture: rows of BGRA pixels. Made by the functions below only.
   */
  class NativeImage {
    #width
    #height
    #bitmap

    constructor (image) {
      this.#width = image?.width ?? 0
      this.#height = image?.height ?? 0
      this.#bitmap = image ? Buffer.from(image.bitmap) : Buffer.alloc(0)
    }

    isEmpty () {
      return this.#bitmap.length === 0
    }

    getSize () {
      return { width: this.#width, height: this.#height }
    }

    getAspectRatio () {
      return this.isEmpty() ? 1 : this.#width / this.#height
    }

    getScaleFactors () {
      return [1]
    }

    isTemplateImage () {
      return false
    }

    #encode (format, quality) {
      if (this.isEmpty()) return Buffer.alloc(0)
      return Buffer.from(engine.encode(this.#bitmap, this.#width, this.#height, format, quality))
    }

    toPNG () {
      return this.#encode('PNG', -1)
    }

    toJPEG (...args) {
      checkArguments(args, 'int')
      return this.#encode('JPEG', Math.min(Math.max(args[0], 0), 100))
    }

    toBitmap () {
      return Buffer.from(this.#bitmap)
    }

    getBitmap () {
      return this.#bitmap
    }

    toDataURL () {
      return `data:image/png;base64,${this.toPNG().toString('base64')}`
    }

    /** Fills an empty image from `buffer`, a picture file's bytes or a bitmap, or from `dataURL`. */
    addRepresentation (...args) {
      checkArguments(args, 'object')
      const { scaleFactor = 1, width, height, buffer, dataURL } = args[0]
      if (scaleFactor !== 1 || !this.isEmpty()) throw new Error('NativeImage.addRepresentation of a second picture, or with a scaleFactor, is not supported')
      const image = ArrayBuffer.isView(buffer) ? createFromBuffer(buffer, { width, height }) : createFromDataURL(String(dataURL))
      const size = image.getSize()
      this.#width = size.width
      this.#height = size.height
      this.#bitmap = image.getBitmap()
    }

    crop (...args) {
      checkArguments(args, 'object')
      const { x, y, width, height } = args[0]
      const left = Math.max(Math.trunc(x) || 0, 0)
      const top = Math.max(Math.trunc(y) || 0, 0)
      const right = Math.min((Math.trunc(x) || 0) + (Math.trunc(width) || 0), this.#width)
      const bottom = Math.min((Math.trunc(y) || 0) + (Math.trunc(height) || 0), this.#height)
      if (right <= left || bottom <= top) return new NativeImage(null)
      const rows = []
      for (let row = top; row < bottom; row++) {
        rows.push(this.#bitmap.subarray((row * this.#width + left) * 4, (row * this.#width + right) * 4))
      }
      return new NativeImage({ width: right - left, height: bottom - top, bitmap: Buffer.concat(rows) })
    }

    resize (...args) {
      checkArguments(args, 'object')
      if (this.isEmpty()) return new NativeImage(null)
      const { width, height, quality = 'best' } = args[0]
      const newWidth = Math.max(Math.round(width ?? this.#width * height / this.#height) || this.#width, 1)
      const newHeight = Math.max(Math.round(height ?? this.#height * newWidth / this.#width) || this.#height, 1)
      return new NativeImage(engine.resize(this.#bitmap, this.#width, this.#height, newWidth, newHeight, qualities[quality] === true))
    }
  }

  /** @param {{width, height, bitmap}|null} image */
  function createFromCapture (image) {
    return new NativeImage(image)
  }

  /** An image file's bytes; an empty image when they are none. */
  function createFromBuffer (...args) {
    checkArguments(args, 'object')
    const [buffer, { width, height } = {}] = args
    const image = engine.decode(buffer)
    const isBitmap = !image && width > 0 && height > 0 && buffer.byteLength === width * height * 4
    return new NativeImage(isBitmap ? { width, height, bitmap: buffer } : image)
  }

  /** An empty image when there is no such file, or it is no picture. */
  function createFromPath (...args) {
    checkArguments(args, 'string')
    try {
      return createFromBuffer(engine.readFile(args[0]))
    } catch {
      return new NativeImage(null)
    }
  }

  function createFromDataURL (...args) {
    checkArguments(args, 'string')
    const [, base64, data] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(args[0]) ?? [null, undefined, '']
    return createFromBuffer(base64 ? Buffer.from(data, 'base64') : Buffer.from(data))
  }

  function createFromBitmap (...args) {
    checkArguments(args, 'object', 'object')
    const [bitmap, { width, height }] = args
    if (!ArrayBuffer.isView(bitmap)) throw new TypeError('buffer must be a node Buffer')
    if (!Number.isInteger(width)) throw new TypeError('width is required')
    if (!Number.isInteger(height)) throw new TypeError('height is required')
    if (bitmap.byteLength !== width * height * 4) throw new TypeError('invalid buffer size')
    return new NativeImage(bitmap.byteLength > 0 ? { width, height, bitmap } : null)
  }

  const createEmpty = () => new NativeImage(null)

  return {
    NativeImage,
    createFromCapture,
    createFromBuffer,
    createEmpty,
    nativeImage: { createEmpty, createFromPath, createFromBitmap, createFromBuffer, createFromDataURL }
  }
}
