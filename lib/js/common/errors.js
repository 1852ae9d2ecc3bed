'use strict'

// How errors leave a process or a world, and how they come to another. What an error is, `describe` says once for all ways: the
// codec writes it, and with it messages and contextBridge; remote wraps it. What values its fields may have is the way's business;
// one that cannot travel is left out, and the error goes without it.

const { inner, setHidden } = require('./kinds')

const { getOwnPropertyDescriptor, getPrototypeOf, keys: keysOf } = Object
const { captureStackTrace } = Error
const { Error: ErrorClass, DOMException } = globalThis
const uncurry = (method) => Function.prototype.call.bind(method)
const indexOf = uncurry(String.prototype.indexOf)
const slice = uncurry(String.prototype.slice)
const startsWith = uncurry(String.prototype.startsWith)
const replaceIn = uncurry(RegExp.prototype[Symbol.replace])
const then = uncurry(Promise.prototype.then)
const settled = Promise.resolve()

const classes = new Map()
const classOfPrototype = new Map()
for (const name of ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError', 'DOMException']) {
  const constructor = globalThis[name]
  if (typeof constructor !== 'function') continue
  classes.set(name, constructor)
  classOfPrototype.set(constructor.prototype, name)
}

/** The fields that cross although they are not enumerable. */
const hiddenFields = ['name', 'code', 'cause', 'errors']

const isErrorClass = (name) => inner.mapGet(classes, name) !== undefined

/** @returns {string} the built-in class that the error is of */
const classOf = (error) => {
  for (let object = error; object !== null; object = getPrototypeOf(object)) {
    const name = inner.mapGet(classOfPrototype, object)
    if (name !== undefined) return name
  }
  // One of another realm: its classes are known by their names.
  for (let object = getPrototypeOf(error); object !== null; object = getPrototypeOf(object)) {
    const field = getOwnPropertyDescriptor(object, 'name')
    if (field !== undefined && typeof field.value === 'string' && isErrorClass(field.value)) return field.value
  }
  return 'Error'
}

const read = (object, key) => {
  try {
    return object[key]
  } catch {
    return undefined
  }
}

const textOf = (value) => {
  try {
    return `${value}`
  } catch {
    return ''
  }
}

/** Whether a field of `hiddenFields` that the error itself does not have, but its class, is worth telling. */
const isOfClass = (key, type, value) => {
  if (key === 'name') return typeof value === 'string' && value !== type
  return key === 'code' && type !== 'DOMException' && value !== undefined && typeof value !== 'function'
}

const addHidden = (list, error, key, type) => {
  const field = getOwnPropertyDescriptor(error, key)
  if (field !== undefined && field.enumerable) return
  const value = read(error, key)
  if (field === undefined && !isOfClass(key, type, value)) return
  list[list.length] = key
  list[list.length] = value
}

const addField = (list, error, key) => {
  let value
  try {
    value = error[key]
  } catch {
    return
  }
  list[list.length] = key
  list[list.length] = value
}

/**
 * What crosses of an error. It runs the error's getters, and throws nothing.
 *
 * @param {object} error of the kind 'Error', see kinds.js
 * @returns {{type: string, message: string|null, stack: string|null, hidden: Array, fields: Array}} `hidden` and `fields` are
 *   lists of keys and values, of what is not enumerable and of what is
 */
const describe = (error) => {
  const type = classOf(error)
  const message = read(error, 'message')
  const stack = read(error, 'stack')
  const hasMessage = inner.hasOwn(error, 'message') || (message !== undefined && message !== '')
  const hidden = []
  for (let i = 0; i < hiddenFields.length; i++) addHidden(hidden, error, hiddenFields[i], type)
  const fields = []
  const keys = keysOf(error)
  for (let i = 0; i < keys.length; i++) if (keys[i] !== 'message' && keys[i] !== 'stack') addField(fields, error, keys[i])
  return { type, message: hasMessage ? textOf(message) : null, stack: typeof stack === 'string' ? stack : null, hidden, fields }
}

/**
 * @param {string} type a built-in class
 * @param {string|null} message
 * @param {string} [name] of a DOMException
 * @returns {Error} without a stack: that is the sender's
 */
const createError = (type, message, name) => {
  const { stackTraceLimit } = ErrorClass
  ErrorClass.stackTraceLimit = 0
  let error
  if (type === 'DOMException') error = new DOMException(message ?? '', name)
  else if (type === 'AggregateError') error = new (inner.mapGet(classes, type))([])
  else error = new (inner.mapGet(classes, type))()
  ErrorClass.stackTraceLimit = stackTraceLimit
  if (message !== null && type !== 'DOMException') setHidden(error, 'message', message)
  return error
}

// Stacks. That of an error which has crossed begins where it was thrown, tells in a line of its own where it crossed, and goes on
// with those who called.

const ownFrames = /\n +at (?:[^\n]*[( ])?runtime:[^\n]*/g
const nodesFramesAtEnd = /(?:\n +at (?:[^\n]*[( ])?node:[^\n]*)+$/
const otherThanAsync = /\n(?! +at async )[^\n]*/g

const isError = (value) => typeof value === 'object' && value !== null && value instanceof ErrorClass

const titleOf = ({ name, message }) => message === '' ? textOf(name) : `${textOf(name)}: ${textOf(message)}`

/** The frames of a stack, those of the runtime left out. */
const framesOf = (stack, title) => {
  if (typeof stack !== 'string') return ''
  const start = startsWith(stack, title) ? title.length : indexOf(stack, '\n    at ')
  return start < 0 ? '' : replaceIn(nodesFramesAtEnd, replaceIn(ownFrames, slice(stack, start), ''), '')
}

/** What stands before the frames. */
const headOf = (stack) => {
  const end = indexOf(stack, '\n    at ')
  return end < 0 ? stack : slice(stack, 0, end)
}

/**
 * Remembers who calls, for little: the text of a stack is made when it is asked for.
 *
 * @param {Function} [boundary] on the stack: frames begin below it
 */
const captureCallers = (boundary) => {
  const holder = {}
  captureStackTrace(holder, boundary)
  return holder
}

/** @returns {string} the frames that captureCallers has met */
const callersIn = ({ stack }) => typeof stack === 'string' ? framesOf(stack, slice(stack, 0, indexOf(`${stack}\n`, '\n'))) : ''

const callersOf = (boundary) => callersIn(captureCallers(boundary))

/**
 * @param {any} error new here; anything else than an error stays as it is
 * @param {string} way from where to where it crossed, for the stack
 * @param {string} how it crossed, the same
 * @param {string} callers frames
 * @param {string} [message] in the place of its own
 * @returns {any} `error`
 */
const crossed = (error, way, how, callers, message) => {
  if (!isError(error)) return error
  const { stack } = error
  const title = titleOf(error)
  let head = title
  if (message !== undefined) {
    setHidden(error, 'message', message)
    head = titleOf(error)
  } else if (typeof stack === 'string' && !startsWith(stack, title)) {
    head = headOf(stack)
    // The name was given when the stack was made already.
    if (head === `Error: ${error.message}` || head === `${classOf(error)}: ${error.message}`) head = title
  }
  const frames = framesOf(stack, title)
  setHidden(error, 'stack', `${head}${frames}\n    at <${way}> ${how}${callers}`)
  return error
}

/**
 * Rejects a promise with an error that names who awaits it: these are known only to what runs because of the promise.
 *
 * @param {(value: any) => void} resolve the promise's
 * @param {(callers: string) => any} make gives the error
 */
const rejectWith = (resolve, make) => {
  const late = then(then(settled), function reject () { throw make(replaceIn(otherThanAsync, callersOf(reject), '')) })
  resolve(late)
}

/** Ways. */
const TO_PAGE = 'main process to page'
const TO_MAIN = 'page to main process'

module.exports = {
  TO_MAIN,
  TO_PAGE,
  callersIn,
  callersOf,
  captureCallers,
  createError,
  crossed,
  describe,
  hiddenFields,
  isError,
  isErrorClass,
  rejectWith
}
