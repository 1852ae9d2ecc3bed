'use strict'

/** Electron's text for an argument of the wrong type. */
function conversionError (index, value) {
  const shown = typeof value === 'string' ? value : value === undefined || value === null ? String(value) : ''
  return new TypeError(`Error processing argument at index ${index}, conversion failure from ${shown}`)
}

/** Electron's text for arguments that are missing. */
function insufficientArguments () {
  return new TypeError('Insufficient number of arguments.')
}

const checks = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && !Number.isNaN(value),
  int: (value) => Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff,
  object: (value) => (typeof value === 'object' && value !== null) || typeof value === 'function',
  any: () => true
}

/**
 * Throws as Electron does when `args` are not of `types` (names of `checks`): too few are told first, else the last that is
 * of the wrong type.
 */
function checkArguments (args, ...types) {
  if (args.length < types.length) throw insufficientArguments()
  for (let i = types.length - 1; i >= 0; i--) {
    if (!checks[types[i]](args[i])) throw conversionError(i, args[i])
  }
}

module.exports = { checkArguments, conversionError, insufficientArguments }
