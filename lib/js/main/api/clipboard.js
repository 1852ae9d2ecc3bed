'use strict'

const { Buffer } = require('buffer')
const binding = process._linkedBinding('electron_browser_clipboard')
const { checkArguments, conversionError, insufficientArguments } = require('../argument-error')

// Each write replaces all that was there. `type` 'selection' is what the middle button pastes; any other is the clipboard.

const RTF = 'text/rtf'
const BOOKMARK = 'text/x-moz-url'
const URIS = 'text/uri-list'
const QT_IMAGE = 'application/x-qt-image'

const isSelection = (type) => type === 'selection'

function write (content, type) {
  const formats = Object.keys(content.data ?? {})
  binding.write({ ...content, formats, data: Object.values(content.data ?? {}) }, isSelection(type))
}

/** A text, for a method whose first argument it is. */
function textOf (args) {
  checkArguments(args, 'string')
  return args[0]
}

/** @returns {Buffer|null} as a PNG file; null for an empty image, and for what is neither an image nor the path of one */
function pngOf (value) {
  const images = require('./native-image')
  const image = typeof value === 'string' ? images.createFromPath(value) : value
  return image instanceof images.NativeImage && !image.isEmpty() ? image.toPNG() : null
}

// Other programs get a bookmark's URL alone: Qt makes their text/x-moz-url of the list of URLs.
const bookmarkData = (title, url) => ({ [BOOKMARK]: Buffer.from(`${url}\n${title}`, 'utf16le'), [URIS]: Buffer.from(`${url}\r\n`) })

const NAMES = ['text/plain', 'text/html', RTF, 'image/png', URIS]
const TEXTS = new Set(['text/plain', 'text/plain;charset=utf-8', 'UTF8_STRING', 'STRING', 'TEXT'])
const isImage = (format) => format === QT_IMAGE || format.startsWith('image/')

/** Electron's name of a kind of content; undefined for one that only has(), read() and readBuffer() know. */
function nameOf (format) {
  if (TEXTS.has(format)) return 'text/plain'
  if (isImage(format)) return 'image/png'
  return NAMES.includes(format) ? format : undefined
}

/** The bytes of a format; of any picture those of a PNG file. */
function dataOf (format, selection) {
  const bytes = Buffer.from(binding.readData(format, selection))
  return bytes.length === 0 && format === 'image/png' ? Buffer.from(binding.readImage(selection)) : bytes
}

module.exports = {
  availableFormats (type) {
    const formats = binding.formats(isSelection(type))
    const known = new Set(formats.map(nameOf))
    if (formats.includes(BOOKMARK)) known.delete(URIS)
    return NAMES.filter((name) => known.has(name))
  },

  has (...args) {
    const format = textOf(args)
    return binding.formats(isSelection(args[1])).some((known) => known === format || nameOf(known) === format)
  },

  read (...args) {
    return dataOf(textOf(args), false).toString()
  },

  readText: (type) => binding.readText(isSelection(type)),

  writeText (...args) {
    const text = textOf(args)
    if (text === '') binding.clear(isSelection(args[1]))
    else write({ text }, args[1])
  },

  readHTML: (type) => binding.readHtml(isSelection(type)),

  writeHTML (...args) {
    write({ html: textOf(args) }, args[1])
  },

  readRTF: (type) => Buffer.from(binding.readData(RTF, isSelection(type))).toString(),

  writeRTF (...args) {
    write({ data: { [RTF]: Buffer.from(textOf(args)) } }, args[1])
  },

  readBookmark () {
    const text = Buffer.from(binding.readData(BOOKMARK, false)).toString('utf16le')
    const [url, title] = text.split('\n')
    return { title: title ?? '', url: url ?? '' }
  },

  writeBookmark (...args) {
    checkArguments(args, 'string', 'string')
    write({ text: args[1], data: bookmarkData(args[0], args[1]) }, args[2])
  },

  readImage (type) {
    return require('./native-image').createFromBuffer(Buffer.from(binding.readImage(isSelection(type))))
  },

  writeImage (...args) {
    if (args.length === 0) throw insufficientArguments()
    const [image, type] = args
    if (image === null) return
    const png = pngOf(image)
    if (png) write({ image: png }, type)
    else if (!(image instanceof require('./native-image').NativeImage)) throw conversionError(0, image)
  },

  // Of macOS only
  readFindText: () => '',
  writeFindText (...args) {
    checkArguments(args, 'string')
  },

  readBuffer (...args) {
    return dataOf(textOf(args), false)
  },

  writeBuffer (...args) {
    checkArguments(args, 'string', 'any')
    if (!ArrayBuffer.isView(args[1])) throw new Error('buffer must be a node Buffer')
    write({ data: { [args[0]]: args[1] } }, args[2])
  },

  /**
   * {text, html, image, rtf, bookmark}: a part of another type than it should be is left out, and so is a bookmark without a
   * text, which is its URL. Where nothing is left the clipboard stays as it is.
   */
  write (...args) {
    checkArguments(args, 'object')
    const { text, html, image, rtf, bookmark } = args[0]
    const content = { data: {} }
    if (typeof text === 'string') content.text = text
    if (typeof html === 'string') content.html = html
    if (typeof rtf === 'string') content.data[RTF] = Buffer.from(rtf)
    if (typeof bookmark === 'string' && content.text !== undefined) Object.assign(content.data, bookmarkData(bookmark, content.text))
    const png = pngOf(image)
    if (png) content.image = png
    if (Object.keys(content).length > 1 || content.data[RTF]) write(content, args[1])
  },

  clear (type) {
    binding.clear(isSelection(type))
  }
}
