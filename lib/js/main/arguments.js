'use strict'

// Argument checks with the texts of Electron's native converters.

function conversionFailure (index, value) {
  const shown = typeof value === 'string' ? value : value === undefined || value === null ? String(value) : ''
  return new TypeError(`Error processing argument at index ${index}, conversion failure from ${shown}`)
}

/**
 * @param {IArguments | any[]} args what a function was called with
 * @param {number} count how many it needs
 */
function checkCount (args, count) {
  if (args.length < count) throw new TypeError('Insufficient number of arguments.')
}

/**
 * Throws unless the first `count` arguments are there and texts.
 */
function checkStrings (args, count) {
  checkCount(args, count)
  for (let index = 0; index < count; index++) {
    if (typeof args[index] !== 'string') throw conversionFailure(index, args[index])
  }
}

module.exports = { checkCount, checkStrings, conversionFailure }
