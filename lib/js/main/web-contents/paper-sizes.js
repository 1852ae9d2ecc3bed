'use strict'

// Sizes of paper, as printToPDF and print know them.

/** In inches. */
const pageSizes = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11]
}

const MICRONS = 25_400
const SMALLEST = 352 // microns

/**
 * @param {string|{width: number, height: number}} given microns as in Electron up to 20, or inches as since then
 * @returns {[number, number]} width and height in inches
 */
function readPageSize (given) {
  if (typeof given === 'string') {
    const name = Object.keys(pageSizes).find((name) => name.toLowerCase() === given.toLowerCase())
    if (!name) throw new Error(`Invalid pageSize ${given}`)
    return pageSizes[name]
  }
  if (typeof given !== 'object' || given === null) throw new TypeError('pageSize must be a string or an object')
  const { width, height } = given
  if (typeof width !== 'number' || typeof height !== 'number') throw new TypeError('height and width properties are required for pageSize')
  const unit = width >= SMALLEST && height >= SMALLEST ? MICRONS : 1
  const size = [width / unit, height / unit]
  if (!size.every((length) => length > 0 && length < 200)) throw new RangeError('height and width properties must be minimum 352 microns.')
  return size
}

/** The same for print(), whose objects are in microns. */
function readPrintSize (given = 'A4') {
  if (typeof given === 'object' && given !== null) {
    const { width, height } = given
    if (!width || !height) throw new Error('height and width properties are required for pageSize')
    if (!(width > SMALLEST && height > SMALLEST)) throw new RangeError('height and width properties must be minimum 352 microns.')
    return { media: `Custom.${Math.round(width / 1000)}x${Math.round(height / 1000)}mm`, size: [width / MICRONS, height / MICRONS] }
  }
  if (typeof given !== 'string' || !Object.hasOwn(pageSizes, given)) throw new Error(`Unsupported pageSize: ${given}`)
  return { media: given, size: pageSizes[given] }
}

module.exports = { readPageSize, readPrintSize }
