'use strict'

const { Buffer } = require('buffer')
const binding = process._linkedBinding('electron_browser_clipboard')
const { checkArguments } = require('../argument-error')

// Each write replaces all that was there. `type` 'selection' is what the middle button pastes; any other is the clipboard.

const RTF = 'text/rtf'
const BOOKMARK = 'text/x-moz-url'
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

/** The bytes of a picture file that any kind of image makes. */
function pngOf (image) {
  if (typeof image?.toPNG !== 'function') throw new TypeError('Argument must be a NativeImage')
  return image.toPNG()
}

const bookmarkData = (title, url) => Buffer.from(`${url}\n${title}`, 'utf16le')

module.exports = {
  availableFormats (type) {
    const known = binding.formats(isSelection(type))
    const hasImage = known.some((format) => format === QT_IMAGE || format.startsWith('image/'))
    const names = known.filter((format) => /^(?!image\/)[a-z]+\/[\w.+-]+$/i.test(format) && format !== BOOKMARK && format !== QT_IMAGE)
    return hasImage ? [...names, 'image/png'] : names
  },

  has (...args) {
    const format = textOf(args)
    return binding.formats(isSelection(args[1])).includes(format)
  },

  read (...args) {
    return Buffer.from(binding.readData(textOf(args), false)).toString()
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
    write({ text: args[1], data: { [BOOKMARK]: bookmarkData(args[0], args[1]) } }, args[2])
  },

  readImage (type) {
    return require('./native-image').createFromBuffer(Buffer.from(binding.readImage(isSelection(type))))
  },

  writeImage (...args) {
    checkArguments(args, 'object')
    write({ image: pngOf(args[0]) }, args[1])
  },

  // Of macOS only
  readFindText: () => '',
  writeFindText: () => {},

  readBuffer (...args) {
    return Buffer.from(binding.readData(textOf(args), false))
  },

  writeBuffer (...args) {
    checkArguments(args, 'string', 'object')
    if (!ArrayBuffer.isView(args[1])) throw new TypeError('buffer must be a node Buffer')
    write({ data: { [args[0]]: args[1] } }, args[2])
  },

  /** {text, html, image, rtf, bookmark}; of another type than it should be, a part is ignored. */
  write (...args) {
    checkArguments(args, 'object')
    const { text, html, image, rtf, bookmark } = args[0]
    const content = { data: {} }
    if (typeof text === 'string') content.text = text
    if (typeof html === 'string') content.html = html
    if (typeof rtf === 'string') content.data[RTF] = Buffer.from(rtf)
    if (typeof bookmark === 'string') content.data[BOOKMARK] = bookmarkData(bookmark, content.text ?? '')
    if (image !== undefined && image !== null) content.image = pngOf(image)
    write(content, args[1])
  },

  clear (type) {
    binding.clear(isSelection(type))
  }
}
