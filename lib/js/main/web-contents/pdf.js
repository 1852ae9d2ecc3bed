'use strict'

const { randomToken } = require('../random-token')
const { warnOnce } = require('../report')
const { readPageSize } = require('./paper-sizes')

// printToPDF, and what print() makes for the printer.

/** page → the promise of its last PDF */
const printing = new WeakMap()

// Chromium's default, and what it takes for the least of a printer's margins.
const DEFAULT_MARGIN = 0.4
const marginTypes = [DEFAULT_MARGIN, 0, 0.25]

const types = {
  boolean: 'a Boolean',
  number: 'a Number',
  string: 'a String',
  object: 'an Object'
}

function check (value, type, name) {
  if (value === undefined || (typeof value === type && value !== null)) return
  throw new TypeError(`${name} must be ${types[type]}`)
}

const withoutEffect = ['headerFooter', 'displayHeaderFooter', 'headerTemplate', 'footerTemplate', 'preferCSSPageSize', 'generateTaggedPDF', 'generateDocumentOutline']

/** Pages counted from 0 as in Electron up to 20, or a text such as '1-3,5'. */
function readRanges (given) {
  if (given === undefined || given === null || typeof given === 'string') return given ?? ''
  check(given, 'object', 'pageRanges')
  if (!('from' in given) || !('to' in given)) throw new Error("pageRanges must be an Object with 'from' and 'to' properties")
  check(given.from, 'number', 'pageRanges.from')
  check(given.to, 'number', 'pageRanges.to')
  return `${Math.trunc(given.from) + 1}-${Math.trunc(given.to) + 1}`
}

function readMargins ({ margins, marginsType }, [width, height]) {
  check(margins ?? undefined, 'object', 'margins')
  check(marginsType, 'number', 'marginsType')
  const all = marginTypes[marginsType ?? 0] ?? DEFAULT_MARGIN
  const { top = all, right = all, bottom = all, left = all } = margins ?? {}
  if (![top, right, bottom, left].every((length) => length >= 0 && length < 1000)) throw new Error('margins must be numbers of inches')
  if (Math.max(top, bottom) > height || Math.max(left, right) > width) throw new Error('margins must be less than or equal to pageSize')
  return { top, right, bottom, left }
}

/** The part of the size that is asked for: `scale` since Electron 21, `scaleFactor` in per cent before. */
function readScale ({ scale, scaleFactor }) {
  check(scale, 'number', 'scale')
  check(scaleFactor, 'number', 'scaleFactor')
  const factor = scale ?? (scaleFactor ?? 100) / 100
  return factor > 0 && factor < 100 ? factor : 1
}

/** @param {object} options of printToPDF @returns {object} {native, scale, selectionOnly} */
function readOptions (options) {
  for (const name of ['landscape', 'printBackground', 'printSelectionOnly']) check(options[name], 'boolean', name)
  for (const name of withoutEffect) {
    if (options[name]) warnOnce(`webContents.printToPDF: the option ${name} is not supported and has no effect: Qt WebEngine has no interface for it`)
  }
  const { landscape = false, printBackground = false, printSelectionOnly = false, pageSize, pageRanges } = options
  const size = readPageSize(pageSize ?? 'Letter')
  const native = { landscape, width: size[0], height: size[1], ...readMargins(options, size), pageRanges: readRanges(pageRanges), background: printBackground }
  return { native, scale: readScale(options), selectionOnly: printSelectionOnly }
}

/** What is selected, as a copy that only paper shows. True when there is something. */
const copySelection = (id) => `(() => {
  const selection = getSelection()
  if (selection.isCollapsed) return false
  const copy = document.createElement('div')
  copy.id = '${id}'
  for (let i = 0; i < selection.rangeCount; i++) copy.append(selection.getRangeAt(i).cloneContents())
  document.body.append(copy)
  return true
})()`

const evaluate = (contents, script) => new Promise((resolve) => contents._evaluate(script, contents._shimWorld, (text) => resolve(text && JSON.parse(text))))

/** Makes the document what is wanted on paper. @returns {() => Promise<void>} puts it back */
async function prepare (contents, scale, selectionOnly) {
  let css = ''
  const id = `runtime-${randomToken()}`
  if (selectionOnly) {
    if (!await evaluate(contents, copySelection(id))) throw new Error('Failed to generate PDF')
    css += `@media screen { #${id} { display: none !important } } @media print { body > :not(#${id}) { display: none !important } }`
  }
  if (scale !== 1) css += `@media print { :root { zoom: ${scale} } }`
  const key = css === '' ? null : await contents.insertCSS(css)
  return async () => {
    if (contents.isDestroyed() || contents.isCrashed()) return
    if (key) await contents.removeInsertedCSS(key)
    if (selectionOnly) await evaluate(contents, `document.getElementById('${id}')?.remove()`)
  }
}

async function makeOne (contents, { native, scale, selectionOnly }) {
  if (contents.isDestroyed() || contents.isCrashed()) throw new Error('Failed to generate PDF')
  const putBack = scale === 1 && !selectionOnly ? null : await prepare(contents, scale, selectionOnly)
  try {
    return await new Promise((resolve, reject) => {
      contents._printToPdf(native, (bytes) => {
        const buffer = Buffer.from(bytes)
        if (buffer.length > 0) resolve(buffer)
        else reject(new Error('Failed to generate PDF'))
      })
    })
  } finally {
    await putBack?.()
  }
}

/**
 * @param {WebContents} contents
 * @param {object} wanted of readOptions
 * @returns {Promise<Buffer>} after the PDFs that were asked for before: the engine ends the program when a page is asked for a
 *   second one before it has the first
 */
function makePdf (contents, wanted) {
  const make = () => makeOne(contents, wanted)
  const made = (printing.get(contents) ?? Promise.resolve()).then(make, make)
  printing.set(contents, made)
  return made
}

module.exports = { DEFAULT_MARGIN, makePdf, readOptions }
