'use strict'

const binding = process._linkedBinding('electron_browser_power_save_blocker')
const { checkArguments, conversionError } = require('../argument-error')

const WHY = 'Electron'

/** What is started: id → the native half. */
const blockers = new Map()
let nextId = 0

module.exports = {
  /** @param {'prevent-app-suspension' | 'prevent-display-sleep'} type */
  start (...args) {
    checkArguments(args, 'string')
    const [type] = args
    if (type !== 'prevent-app-suspension' && type !== 'prevent-display-sleep') throw conversionError(0, type)
    const id = nextId++
    blockers.set(id, new binding.PowerSaveBlocker({ who: require('./app').name, why: WHY, display: type === 'prevent-display-sleep' }))
    return id
  },

  /** @returns {boolean} whether it was started */
  stop (...args) {
    checkArguments(args, 'int')
    const blocker = blockers.get(args[0])
    blocker?.release()
    return blockers.delete(args[0])
  },

  isStarted (...args) {
    checkArguments(args, 'int')
    return blockers.has(args[0])
  }
}
