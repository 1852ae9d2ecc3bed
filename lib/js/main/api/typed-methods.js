'use strict'

const { conversionError, insufficientArguments } = require('../argument-error')

// Methods with Electron's argument checks: a missing argument and one of a wrong type throw its texts, before anything else is
// looked at. What is too much is ignored, and so is an optional argument of a wrong type.

const isInt32 = (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31

const converters = {
  int: (value) => isInt32(value) ? value : undefined,
  number: (value) => typeof value === 'number' ? value : undefined,
  string: (value) => typeof value === 'string' ? value : undefined,
  bool: (value) => Boolean(value),
  object: (value) => typeof value === 'object' && value !== null ? value : undefined
}

/**
 * @param {unknown[]} args
 * @param {string[]} types int number string bool object any; a `?` at the end makes an argument optional
 * @returns {unknown[]} the arguments as they were meant
 */
function convertArguments (args, types) {
  const required = types.filter((type) => !type.endsWith('?')).length
  if (args.length < required) throw insufficientArguments()
  const converted = []
  let wrong = -1
  for (const [index, type] of types.entries()) {
    const optional = type.endsWith('?')
    const convert = converters[optional ? type.slice(0, -1) : type]
    const value = args[index]
    converted[index] = convert && !(optional && value === undefined) ? convert(value) : value
    if (converted[index] === undefined && convert && !optional) wrong = index
  }
  if (wrong >= 0) throw conversionError(wrong, args[wrong])
  return converted
}

/**
 * @param {object} prototype receives the methods
 * @param {(object) => boolean} isAlive whether a receiver still has its native half
 * @param {Object<string, [string[], Function]>} table name → types of the arguments, body
 */
function defineMethods (prototype, isAlive, table) {
  for (const [name, [types, body]] of Object.entries(table)) {
    const { [name]: method } = {
      [name] (...args) {
        const converted = convertArguments(args, types)
        if (!isAlive(this)) throw new TypeError('Object has been destroyed')
        return body.apply(this, [...converted, ...args.slice(types.length)])
      }
    }
    Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true })
  }
}

/**
 * Properties that are a getter's and a setter's method: `win.title`.
 * @param {Object<string, [string, string?]>} table name → names of the methods
 */
function defineProperties (prototype, table) {
  for (const [name, [getter, setter]] of Object.entries(table)) {
    Object.defineProperty(prototype, name, {
      get () { return this[getter]() },
      set: setter && function (value) { this[setter](value) },
      enumerable: true,
      configurable: true
    })
  }
}

module.exports = { convertArguments, defineMethods, defineProperties }
