'use strict'

const { EventEmitter } = require('events')
const binding = process._linkedBinding('electron_browser_power_monitor')
const { checkArguments, conversionError } = require('../argument-error')
const compat = require('../compat')
const { emitEvent } = require('../event')

/**
 * What logind, UPower and the X server tell of power and of the user. The bus is connected when the first of it is asked
 * for; where there is none, nothing is emitted, and the machine is one that is in use and plugged in.
 */
class PowerMonitor extends EventEmitter {
  #native = null

  constructor () {
    super()
    this.on('removeListener', (event) => {
      if (event === 'shutdown' && this.listenerCount('shutdown') === 0) this.#open().delayShutdown(false)
    })
    this.on('newListener', (event) => {
      const native = this.#open()
      native.watch()
      // As in Electron: only an app that listens delays the shutdown, and with preventDefault() for longer.
      if (event === 'shutdown') native.delayShutdown(true)
    })
  }

  #open () {
    if (this.#native === null) {
      this.#native = new binding.PowerMonitor({ appName: require('./app').name })
      this.#native._onEvent = (name) => emitEvent(this, name)
    }
    return this.#native
  }

  /** @param {number} threshold in seconds */
  getSystemIdleState (threshold) {
    if (!Number.isInteger(threshold)) throw conversionError(0, threshold)
    if (threshold <= 0) throw new TypeError('Invalid idle threshold, must be greater than 0')
    const native = this.#open()
    if (native.isLocked()) return 'locked'
    const seconds = native.idleSeconds()
    return seconds !== null && seconds >= threshold ? 'idle' : 'active'
  }

  /** In whole seconds; 0 where nobody knows. */
  getSystemIdleTime () {
    return Math.floor(this.#open().idleSeconds() ?? 0)
  }

  /** No Linux tells. */
  getCurrentThermalState () {
    return 'unknown'
  }

  isOnBatteryPower () {
    return this.#open().isOnBattery()
  }

  get onBatteryPower () {
    return this.isOnBatteryPower()
  }
}

// Of Electron 3 to 6.
if (compat.mayBeOlderThan(7)) {
  Object.assign(PowerMonitor.prototype, {
    querySystemIdleState (threshold, callback) {
      checkArguments([callback], 'object')
      const state = this.getSystemIdleState(threshold)
      setImmediate(() => callback(state))
    },

    querySystemIdleTime (callback) {
      checkArguments([callback], 'object')
      const seconds = this.getSystemIdleTime()
      setImmediate(() => callback(seconds))
    }
  })
}

module.exports = new PowerMonitor()
