'use strict'

const { checkArguments, conversionError, insufficientArguments } = require('./argument-error')
const { setNativeImage } = require('./image-class')

// What a file's name says of its scale factor, in the order in which further files are looked for.
const SUFFIXES = [['@2x', 2], ['@3x', 3], ['@1x', 1], ['@4x', 4], ['@5x', 5], ['@1.25x', 1.25], ['@1.33x', 1.33], ['@1.4x', 1.4], ['@1.5x', 1.5],
  ['@1.8x', 1.8], ['@2.5x', 2.5]]
const QUALITIES = new Set(['good', 'better', 'best'])

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'
const isInt = (value) => Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff
const intOf = (value, fallback) => isInt(value) ? value : fallback
const scaleOf = (value) => typeof value === 'number' && value > 0 ? Math.fround(value) : 1
const scaleOption = (options) => scaleOf(isObject(options) ? options.scaleFactor : undefined)

/** @returns {'PNG'|'JPEG'|null} the kind of picture that the first of the bytes tell */
const formatOf = (bytes) => {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'PNG'
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'JPEG' : null
}

/** `/a/b.png` and '@2x' → `/a/b@2x.png` */
const withSuffix = (file, suffix) => {
  const [, stem, extension] = /^(.*?[^/]?)(\.[^./]*)?$/s.exec(file)
  return stem + suffix + (extension ?? '')
}

/** What a name without its extension ends with. */
const ownScale = (file) => {
  const stem = file.replace(/\.[^./]*$/, '')
  return SUFFIXES.find(([suffix]) => stem.endsWith(suffix))?.[1] ?? 1
}

/**
 * Electron's pictures, for main and for pages.
 *
 * @param {object} parts.engine decode(bytes, 'PNG' or 'JPEG') → {width, height, bitmap} or null,
 *   encode(bitmap, width, height, format, quality) → bytes, resize(bitmap, width, height, newWidth, newHeight, quality) → {width, height, bitmap},
 *   readFiles(paths) → bytes or null of each
 * @param {typeof Buffer} parts.Buffer
 */
exports.createNativeImageModule = ({ engine, Buffer }) => {
  /** @returns {{width, height, bitmap}|null} of a picture file's bytes, or of a bitmap that is at least width * height * 4 bytes */
  function read (bytes, width, height) {
    const format = formatOf(bytes)
    const image = format ? engine.decode(bytes, format) : null
    if (image || !(width > 0 && height > 0 && bytes.byteLength >= width * height * 4)) return image
    return { width, height, bitmap: bytesOf(bytes).subarray(0, width * height * 4) }
  }

  function readDataURL (url) {
    const [, type, base64, data] = /^data:([^,;]*)[^,]*?(;base64)?,(.*)$/is.exec(url) ?? []
    const format = { 'image/png': 'PNG', 'image/jpeg': 'JPEG' }[type?.toLowerCase()]
    if (!format) return null
    const text = data.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    const bytes = Buffer.from(text, base64 ? 'base64' : 'latin1')
    return formatOf(bytes) === format ? engine.decode(bytes, format) : null
  }

  const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

  /**
   * A picture: rows of BGRA pixels with premultiplied alpha, for one scale factor or several. Made by the functions below.
   */
  class NativeImage {
    /** {scaleFactor, width, height, bitmap}, width and height in pixels */
    #pictures = []

    #add (image, scaleFactor = 1) {
      if (image) this.#pictures.push({ scaleFactor, width: image.width, height: image.height, bitmap: Buffer.from(image.bitmap) })
      return this
    }

    /** The picture with that scale factor, else with the next higher one, else with the highest. */
    #find (scaleFactor) {
      let best = null
      for (const picture of this.#pictures) {
        if (picture.scaleFactor === scaleFactor) return picture
        const isBetter = !best || (best.scaleFactor < scaleFactor ? picture.scaleFactor > best.scaleFactor : picture.scaleFactor > scaleFactor && picture.scaleFactor < best.scaleFactor)
        if (isBetter) best = picture
      }
      return best
    }

    static _make (pictures) {
      const made = new NativeImage()
      for (const picture of pictures) made.#add(picture, picture.scaleFactor)
      return made
    }

    /** @returns {Array|undefined} {scaleFactor, width, height, bitmap} of each, undefined when `value` is no NativeImage */
    static _picturesOf (value) {
      return typeof value === 'object' && value !== null && #pictures in value ? value.#pictures : undefined
    }

    isEmpty () {
      return this.#pictures.length === 0
    }

    getSize (scaleFactor) {
      const picture = this.#find(scaleOf(scaleFactor))
      if (!picture) return { width: 0, height: 0 }
      return { width: Math.floor(picture.width / picture.scaleFactor), height: Math.floor(picture.height / picture.scaleFactor) }
    }

    getAspectRatio (scaleFactor) {
      const { width, height } = this.getSize(scaleFactor)
      return height > 0 ? width / height : 1
    }

    getScaleFactors () {
      return this.#pictures.map(({ scaleFactor }) => scaleFactor)
    }

    // Template images are macOS's: a menu bar there colours them.
    isTemplateImage () {
      return false
    }

    setTemplateImage (...args) {
      if (args.length === 0) throw insufficientArguments()
    }

    get isMacTemplateImage () {
      return false
    }

    set isMacTemplateImage (value) {}

    getNativeHandle () {
      throw new Error('Not implemented')
    }

    #encode (scaleFactor, format, quality) {
      const picture = this.#find(scaleFactor)
      return picture ? Buffer.from(engine.encode(picture.bitmap, picture.width, picture.height, format, quality)) : Buffer.alloc(0)
    }

    toPNG (options) {
      return this.#encode(scaleOption(options), 'PNG', -1)
    }

    toJPEG (...args) {
      checkArguments(args, 'int')
      return this.#encode(1, 'JPEG', Math.min(Math.max(args[0], 0), 100))
    }

    toBitmap (options) {
      return Buffer.from(this.getBitmap(options))
    }

    /** As toBitmap, without a copy: what is written into it is written into the image. */
    getBitmap (options) {
      return this.#find(scaleOption(options))?.bitmap ?? Buffer.alloc(0)
    }

    toDataURL (options) {
      return `data:image/png;base64,${this.toPNG(options).toString('base64')}`
    }

    /** Adds a picture for a scale factor; one that cannot be read is none. */
    addRepresentation (...args) {
      checkArguments(args, 'object')
      const { scaleFactor, width, height, buffer, dataURL } = args[0]
      const image = ArrayBuffer.isView(buffer) ? read(buffer, intOf(width, 0), intOf(height, 0)) : typeof dataURL === 'string' ? readDataURL(dataURL) : null
      this.#add(image, scaleOf(scaleFactor))
    }

    crop (...args) {
      checkArguments(args, 'object')
      const numbers = ['x', 'y', 'width', 'height'].map((name) => args[0][name])
      if (!numbers.every((value) => typeof value === 'number' && !Number.isNaN(value))) throw conversionError(0, args[0])
      const [x, y, width, height] = numbers.map(Math.trunc)
      const size = this.getSize()
      const area = { left: Math.max(x, 0), top: Math.max(y, 0), right: Math.min(x + width, size.width), bottom: Math.min(y + height, size.height) }
      const cropped = new NativeImage()
      for (const picture of this.#pictures) cropped.#add(cut(picture, area), picture.scaleFactor)
      return cropped
    }

    /** For scale factor 1 and all of this image's. */
    resize (...args) {
      checkArguments(args, 'object')
      const { quality } = args[0]
      const ratio = this.getAspectRatio()
      const size = this.getSize()
      const given = { width: intOf(args[0].width), height: intOf(args[0].height) }
      const width = Math.max(given.width ?? (given.height === undefined ? size.width : Math.round(given.height * ratio)), 0)
      const height = Math.max(given.height ?? (given.width === undefined ? size.height : Math.round(given.width / ratio)), 0)
      const resized = new NativeImage()
      if (width === 0 || height === 0) return resized
      for (const scaleFactor of this.isEmpty() ? [] : new Set([1, ...this.getScaleFactors()])) {
        const { bitmap, width: from, height: rows } = this.#find(scaleFactor)
        const to = [Math.max(Math.floor(width * scaleFactor), 1), Math.max(Math.floor(height * scaleFactor), 1)]
        resized.#add(engine.resize(bitmap, from, rows, ...to, QUALITIES.has(quality) ? quality : 'best'), scaleFactor)
      }
      return resized
    }
  }

  /** @param {object} area of the picture, in its pixels at scale factor 1 */
  function cut ({ scaleFactor, width, height, bitmap }, area) {
    const left = Math.floor(area.left * scaleFactor)
    const right = Math.min(Math.ceil(area.right * scaleFactor), width)
    const bottom = Math.min(Math.ceil(area.bottom * scaleFactor), height)
    const rows = []
    for (let row = Math.floor(area.top * scaleFactor); row < bottom && left < right; row++) {
      rows.push(bitmap.subarray((row * width + left) * 4, (row * width + right) * 4))
    }
    return rows.length > 0 ? { width: right - left, height: rows.length, bitmap: Buffer.concat(rows) } : null
  }

  setNativeImage(NativeImage)

  const make = (image, scaleFactor = 1) => NativeImage._make(image ? [{ ...image, scaleFactor }] : [])

  /** @param {{width, height, bitmap}|null} image */
  const createFromCapture = (image) => make(image)

  const createEmpty = () => make(null)

  /** A PNG or JPEG file's bytes, or, with a width and a height in pixels, a bitmap; an empty image when they are none. */
  function createFromBuffer (...args) {
    if (args.length === 0) throw insufficientArguments()
    const [buffer, options] = args
    if (!ArrayBuffer.isView(buffer)) throw new Error('buffer must be a node Buffer')
    const { width, height, scaleFactor } = isObject(options) ? options : {}
    return make(read(bytesOf(buffer), intOf(width, 0), intOf(height, 0)), scaleOf(scaleFactor))
  }

  /**
   * The file, and those beside it whose names say that they are the same picture for another scale factor. An empty image when
   * there is no such file, or it is no picture.
   */
  function createFromPath (...args) {
    if (args.length === 0) throw insufficientArguments()
    if (args[0] !== null) checkArguments(args, 'string')
    const file = args[0] ?? ''
    const scales = [ownScale(file), ...SUFFIXES.map(([, scaleFactor]) => scaleFactor)]
    const files = engine.readFiles([file, ...SUFFIXES.map(([suffix]) => withSuffix(file, suffix))])
    const pictures = files.map((bytes, i) => ({ ...bytes && read(bytes, 0, 0), scaleFactor: Math.fround(scales[i]) }))
    return NativeImage._make(pictures.filter(({ bitmap }) => bitmap))
  }

  function createFromDataURL (...args) {
    checkArguments(args, 'string')
    return make(readDataURL(args[0]))
  }

  function createFromBitmap (...args) {
    checkArguments(args, 'any', 'object')
    const [bitmap, { width, height, scaleFactor }] = args
    if (!ArrayBuffer.isView(bitmap)) throw new Error('buffer must be a node Buffer')
    if (!isInt(width)) throw new Error('width is required')
    if (!isInt(height)) throw new Error('height is required')
    if (bitmap.byteLength !== width * height * 4) throw new Error('invalid buffer size')
    return make(width > 0 && height > 0 ? { width, height, bitmap: bytesOf(bitmap) } : null, scaleOf(scaleFactor))
  }

  /** Named images are macOS's; here there is none. */
  function createFromNamedImage (...args) {
    checkArguments(args, 'string')
    return createEmpty()
  }

  return {
    NativeImage,
    createFromCapture,
    createFromBuffer,
    createFromPath,
    createEmpty,
    nativeImage: { createEmpty, createFromPath, createFromBitmap, createFromBuffer, createFromDataURL, createFromNamedImage }
  }
}
