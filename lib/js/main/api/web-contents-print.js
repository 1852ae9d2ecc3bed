'use strict'

const fs = require('fs')
const path = require('path')
const { checkArguments, conversionError } = require('../argument-error')
const { answerOf } = require('../dialog-answers')
const { warnOnce } = require('../report')
const { DEFAULT_MARGIN, makePdf, readOptions } = require('../web-contents/pdf')
const { readPrintSize } = require('../web-contents/paper-sizes')
const { launch } = process._linkedBinding('electron_browser_app')

// Paper and files: print, printToPDF, savePage. The engine makes a PDF, and the printing system (CUPS) takes it as it is.

const binding = () => process._linkedBinding('electron_browser_printing')

const INCH = 96 // pixels of a page
const sides = { simplex: 'one-sided', shortEdge: 'two-sided-short-edge', longEdge: 'two-sided-long-edge' }
const withoutEffect = ['header', 'footer']

// QWebEngineDownloadRequest::SavePageFormat
const saveTypes = ['HTMLOnly', 'HTMLComplete', 'MHTML']

/** Electron's PrinterInfo. */
function printerInfo ({ name, isDefault, options }) {
  const { 'printer-info': description = '', 'printer-state': state = '0' } = options
  return { name, displayName: name, description, status: Number(state) || 0, isDefault, options }
}

/** @returns {{top, right, bottom, left}|undefined} inches */
function readMargins ({ marginType, top = 0, right = 0, bottom = 0, left = 0 } = {}) {
  if (marginType === 'none') return { top: 0, right: 0, bottom: 0, left: 0 }
  if (marginType === 'printableArea') return { top: 0.25, right: 0.25, bottom: 0.25, left: 0.25 }
  if (marginType !== 'custom') return { top: DEFAULT_MARGIN, right: DEFAULT_MARGIN, bottom: DEFAULT_MARGIN, left: DEFAULT_MARGIN }
  return { top: top / INCH, right: right / INCH, bottom: bottom / INCH, left: left / INCH }
}

/** Pages counted from 0. */
function readRanges (ranges) {
  if (!Array.isArray(ranges)) return ''
  return ranges.filter((range) => range?.from >= 0 && range.to >= range.from).map(({ from, to }) => `${from + 1}-${to + 1}`).join(',')
}

function readPrintOptions (options) {
  const { media, size } = readPrintSize(options.pageSize)
  for (const name of withoutEffect) {
    if (options[name]) warnOnce(`webContents.print: the option ${name} is not supported and has no effect: Qt WebEngine has no interface for it`)
  }
  const { silent = false, deviceName = '', color = true, landscape = false, copies = 1, collate = true, duplexMode = '', pagesPerSheet = 1, dpi } = options
  return {
    silent: Boolean(silent),
    printer: String(deviceName),
    color: Boolean(color),
    landscape: Boolean(landscape),
    copies: Number.isInteger(copies) && copies > 0 ? copies : 1,
    collate: Boolean(collate),
    duplex: Object.hasOwn(sides, duplexMode) ? duplexMode : '',
    pagesPerSheet: Number.isInteger(pagesPerSheet) ? pagesPerSheet : 1,
    dpi: dpi?.horizontal > 0 && dpi.vertical > 0 ? `${dpi.horizontal}x${dpi.vertical}dpi` : '',
    media,
    width: size[0],
    height: size[1],
    margins: readMargins(options.margins),
    pageRanges: readRanges(options.pageRanges),
    scaleFactor: options.scaleFactor,
    printBackground: Boolean(options.printBackground)
  }
}

/** Who prints it: {printer}, {file}, or {failure}. */
async function chooseSilently ({ printer }) {
  const printers = await new Promise((resolve) => binding().printers(resolve))
  if (printer !== '') return printers.some(({ name }) => name === printer) ? { printer } : { failure: 'Invalid deviceName provided' }
  const chosen = printers.find(({ isDefault }) => isDefault) ?? printers[0]
  return chosen ? { printer: chosen.name } : { failure: 'No printers available on the network' }
}

async function askUser (contents, wanted) {
  const answer = answerOf('print', wanted)
  if (answer !== undefined) return typeof answer === 'string' ? { file: path.resolve(answer) } : answer || { failure: 'Print job canceled' }
  if (launch.headless) {
    warnOnce('webContents.print asks nobody without a display: the job counts as canceled')
    return { failure: 'Print job canceled' }
  }
  const { printer, copies, color, landscape, collate, duplex } = wanted
  const window = contents.getOwnerBrowserWindow()
  const choice = await new Promise((resolve) => binding().showPrintDialog({ printer, copies, color, landscape, collate, duplex }, window, resolve))
  if (choice === null) return { failure: 'Print job canceled' }
  const { width, height, ...rest } = choice
  return width > 0 && height > 0 ? { ...rest, width, height, media: `Custom.${Math.round(width * 25.4)}x${Math.round(height * 25.4)}mm` } : rest
}

/** Names and values of CUPS, in turn. */
function jobOptions ({ copies, collate, color, duplex, pagesPerSheet, dpi, media }) {
  const list = ['copies', String(copies), 'media', media, 'print-color-mode', color ? 'color' : 'monochrome']
  if (copies > 1) list.push('multiple-document-handling', collate ? 'separate-documents-collated-copies' : 'separate-documents-uncollated-copies')
  if (duplex) list.push('sides', sides[duplex])
  if (pagesPerSheet > 1) list.push('number-up', String(pagesPerSheet))
  if (dpi) list.push('printer-resolution', dpi)
  return list
}

/** @returns {Promise<string>} why it failed, '' when it did not */
async function printPage (contents, wanted) {
  const choice = wanted.silent ? await chooseSilently(wanted) : await askUser(contents, wanted)
  if (choice.failure) return choice.failure
  if (contents.isDestroyed()) return 'Print job canceled'
  const job = { ...wanted, ...choice }
  const { landscape, width, height, margins, pageRanges, scaleFactor, printBackground } = job
  const title = contents.getTitle()
  const pdf = await makePdf(contents, readOptions({ landscape, pageSize: { width, height }, margins, pageRanges, scaleFactor, printBackground }))
  if (job.file) {
    await fs.promises.writeFile(job.file, pdf)
    return ''
  }
  const error = await new Promise((resolve) => binding().submit(job.printer, title, pdf, jobOptions(job), resolve))
  if (error !== '') console.error(`webContents.print: ${error}`)
  return error === '' ? '' : 'Print job failed'
}

/** page → the promise of its last save: of two at once the engine forgets one */
const saving = new WeakMap()

/** @returns {Promise<boolean>} whether the engine says that it has saved the page */
function saveOne (contents, file, format) {
  return new Promise((resolve) => {
    if (contents.isDestroyed() || contents.isCrashed()) return resolve(false)
    const end = (result) => {
      contents.removeListener('destroyed', fail)
      contents.removeListener('render-process-gone', fail)
      resolve(result)
    }
    const fail = () => end(false)
    contents.on('destroyed', fail)
    contents.on('render-process-gone', fail)
    contents._savePage(file, format, end)
  })
}

const methods = {
  /** Calls back with (success, failureReason). Without `silent` the user is asked where to. */
  print (options = {}, callback = undefined) {
    if (typeof options !== 'object' || options === null) throw new TypeError('webContents.print(): Invalid print settings specified.')
    if (callback !== undefined && typeof callback !== 'function') throw new TypeError('webContents.print(): Invalid optional callback provided.')
    const told = (failure) => callback?.(failure === '', failure)
    const failed = (error) => {
      console.error('webContents.print:', error)
      return 'Print job failed'
    }
    const printed = printPage(this, readPrintOptions(options)).catch(failed)
    printed.then((failure) => process.nextTick(told, failure))
  },

  /** window.print() of the page. */
  _onPrintRequested () {
    this.print()
  },

  /** Waits for the printing system. */
  getPrinters () {
    return binding().printersNow().map(printerInfo)
  },

  async getPrintersAsync () {
    return (await new Promise((resolve) => binding().printers(resolve))).map(printerInfo)
  },

  async printToPDF (options = {}) {
    if (typeof options !== 'object' || options === null) throw conversionError(0, options)
    return makePdf(this, readOptions(options))
  },

  async savePage (...args) {
    checkArguments(args, 'string', 'string')
    const [file, type] = args
    const format = saveTypes.indexOf(type)
    if (format < 0) throw conversionError(1, type)
    if (!path.isAbsolute(file)) throw new Error('Path must be absolute')
    if (this.getURL() === '' || this.isCrashed()) throw new Error('Failed to save the page')
    const save = () => saveOne(this, file, format)
    const saved = (saving.get(this) ?? Promise.resolve()).then(save)
    saving.set(this, saved)
    // The engine counts a page as saved that it could not write.
    if (!await saved || !await fs.promises.access(file).then(() => true, () => false)) throw new Error('Failed to save the page')
  }
}

module.exports = { methods }
