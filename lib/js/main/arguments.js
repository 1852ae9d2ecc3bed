'use strict'

const { conversionError, insufficientArguments } = require('./argument-error')

// Argument checks with the texts of Electron's native converters.

/**
 * @param {IArguments | any[]} args what a function was called with
 * @param {number} count how many it needs
 */
function checkCount (args, count) {
  if (args.length < count) throw insufficientArguments()
}

/**
 * Throws unless the first `count` arguments are there and texts.
 */
function checkStrings (args, count) {
  checkCount(args, count)
  for (let index = 0; index < count; index++) {
    if (typeof args[index] !== 'string') throw conversionError(index, args[index])
  }
}

module.exports = { checkCount, checkStrings }
