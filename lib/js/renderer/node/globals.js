'use strict'

/** Node's globals that modules and preload scripts see; those that take time are made when they are asked for. */
exports.namesOf = (builtins, process) => ({
  process,
  global: globalThis,
  get Buffer () { return builtins.load('buffer').Buffer },
  get setImmediate () { return builtins.load('timers').setImmediate },
  get clearImmediate () { return builtins.load('timers').clearImmediate }
})

/**
 * Puts Node's names into the page.
 *
 * @returns {{remove: () => void}} takes away what is for preload scripts only
 */
exports.installNodeGlobals = ({ builtins, process, pageModule }, { nodeIntegration }) => {
  const names = []
  const define = (name, descriptor) => {
    names.push(name)
    Object.defineProperty(globalThis, name, { configurable: true, enumerable: false, ...descriptor })
  }
  const defineValue = (name, value) => define(name, { value, writable: true })
  // Made when they are first used.
  const defineLazily = (name, make) => define(name, {
    get () {
      const value = make()
      Object.defineProperty(globalThis, name, { value, writable: true })
      return value
    },
    set (value) { Object.defineProperty(globalThis, name, { value, writable: true }) }
  })

  const available = exports.namesOf(builtins, process)
  for (const name of Object.keys(available)) defineLazily(name, () => available[name])
  if (nodeIntegration) {
    defineValue('require', pageModule.require)
    defineValue('module', pageModule.module)
    defineValue('exports', pageModule.module.exports)
    defineValue('__filename', pageModule.filename)
    defineValue('__dirname', pageModule.folder)
  }
  return {
    remove () {
      for (const name of names) delete globalThis[name]
    }
  }
}
