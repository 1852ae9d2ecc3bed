'use strict'

// What pages ask by `remote` all the time, as texts that need no codec: a member of an object is read, written with a value
// that is its own text, or called with such values. Everything else travels as the channels REMOTE_* say.
//
//   page → main, synchronous   r<kind><document> <id of the object> <JSON of the name, for SET and CALL with the values>
//   answered by                =<JSON>, or = for undefined, or +<JSON> for an object or a function by reference, as
//                              `remote-values.js` describes it, or what any other synchronous message is answered by
//
// A value is its own text when JSON keeps all of it: short strings, finite numbers, booleans, null, lists of these, and plain
// objects where they go as copies.

const { stringify } = JSON
const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, prototype: objectPrototype } = Object
const { isArray, prototype: arrayPrototype } = Array

const longest = 1024
const deepest = 4

/** @returns {string} '' for what is not its own text */
const textOfPrimitive = (value) => {
  switch (typeof value) {
    case 'string':
      return value.length < longest ? stringify(value) : ''
    case 'number':
      return value - value === 0 && (value !== 0 || 1 / value > 0) ? `${value}` : ''
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : ''
    default:
      return ''
  }
}

/** The elements of an array or the members of a plain object; an object that is met twice is not its own text. */
const textOfParts = (object, copies, isReference, seen) => {
  if (seen.length >= longest || seen.includes(object) || isReference(object)) return ''
  seen.push(object)
  const isList = isArray(object)
  const prototype = getPrototypeOf(object)
  if (isList ? prototype !== arrayPrototype : !copies || (prototype !== objectPrototype && prototype !== null)) return ''
  const names = getOwnPropertyNames(object)
  // The last name of an array is `length`.
  const count = isList ? object.length : names.length
  if (count > longest || (isList && names.length !== count + 1)) return ''
  let text = ''
  for (let i = 0; i < count; i++) {
    const name = names[i]
    const { enumerable, value } = getOwnPropertyDescriptor(object, name)
    if (enumerable !== true || name === '__proto__') return ''
    let part = textOfPrimitive(value)
    if (part === '') {
      if (typeof value !== 'object' || seen.depth === deepest) return ''
      seen.depth++
      part = textOfParts(value, copies, isReference, seen)
      seen.depth--
      if (part === '') return ''
    }
    if (i > 0) text += ','
    text += isList ? part : `${stringify(name)}:${part}`
  }
  return isList ? `[${text}]` : `{${text}}`
}

const never = () => false

/**
 * @param {boolean} copies whether plain objects go as copies; arrays always do
 * @param {(object) => boolean} [isReference] whether an object stands for one of the other side
 * @returns {string} '' for what is not its own text
 */
const textOf = (value, copies, isReference = never) => {
  if (typeof value !== 'object' || value === null) return textOfPrimitive(value)
  if (!copies && !isArray(value)) return ''
  const seen = []
  seen.depth = 0
  return textOfParts(value, copies, isReference, seen)
}

module.exports = { REMOTE: 'r', GET: 'g', SET: 's', CALL: 'c', ANSWER: '=', REFERENCE: '+', textOf }
