'use strict'

// What the bridge uses of the built-ins. It runs beside a page's scripts, which may replace any of them.

const { bind, call } = Function.prototype
/** A method as a function of its receiver. @type {(method: Function) => Function} */
const uncurry = bind.bind(call)
const { getOwnPropertyDescriptor } = Reflect
const getterOf = (prototype, name) => uncurry(getOwnPropertyDescriptor(prototype, name).get)

module.exports = { uncurry, getterOf }
