'use strict'

// Names of Electron's module in pages that are not here yet. Using one throws, by name.
const modules = {
  crashReporter: ['addExtraParameter', 'getParameters', 'removeExtraParameter'],
  webUtils: ['getPathForFile']
}
// Apps begin with these, and go on as well without.
const ignored = { crashReporter: ['start'] }

const warned = new Set()

exports.names = Object.keys(modules)

exports.createUnsupported = (name) => {
  const made = {}
  for (const method of modules[name]) made[method] = () => { throw new Error(`${name}.${method} is not supported`) }
  for (const method of ignored[name] ?? []) {
    made[method] = () => {
      if (warned.has(name)) return
      warned.add(name)
      console.warn(`${name}.${method} is not supported and has no effect`)
    }
  }
  return made
}
