'use strict'

const { refuse, refuseEvents } = require('./refuse')
const modules = require('./refusals/modules')

const all = (names, reason) => Object.fromEntries(names.map((name) => [name, reason]))

/** Electron's class, of which no object can be made. */
function refusedClass (name, reason) {
  const { [name]: Class } = { [name]: function () { throw new Error(`${name} is not supported: ${reason}`) } }
  return Class
}

/** An emitter that never emits anything. */
function refuseAnyEvent (target, name, reason) {
  const add = function () { return this }
  for (const method of ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener', 'removeAllListeners']) target[method] = add
  refuseEvents(target, name, reason)
}

/** A module, or class, in which everything says so when it is used. */
function createRefused (name) {
  const { reason, isClass = false, methods = [], properties = [], answers = {}, ignored = [], events = false } = modules[name]
  const target = isClass ? refusedClass(name, reason) : {}
  Object.assign(target, answers)
  refuse(target, name, { methods: all(methods, reason), properties: all(properties, reason), ignored: all(ignored, reason) })
  if (events) refuseAnyEvent(target, name, reason)
  return target
}

module.exports = { names: Object.keys(modules), createRefused }
