'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { checkArguments } = require('../argument-error')
const commandLine = require('./command-line')
const { emitEvent } = require('../event')

// Whether pages and windows tell assistive software what they show. The engine does from when such software is there, or
// the app says so.

const EVENT = 'accessibility-support-changed'

let watch = null
let enabled = false

function open () {
  if (watch !== null) return watch
  watch = new binding.AccessibilityWatch({})
  enabled = watch.isActive() || commandLine.hasSwitch('force-renderer-accessibility')
  watch._onChange = (active) => {
    if (enabled === active) return
    enabled = active
    emitEvent(require('./app'), EVENT, active)
  }
  return watch
}

const methods = {
  isAccessibilitySupportEnabled () {
    open()
    return enabled
  },

  setAccessibilitySupportEnabled (...args) {
    checkArguments(args, 'any')
    const wanted = Boolean(args[0])
    const native = open()
    if (wanted !== enabled) native.setActive(wanted)
  }
}

const accessors = {
  accessibilitySupportEnabled: {
    get: () => methods.isAccessibilitySupportEnabled(),
    set: (value) => methods.setAccessibilitySupportEnabled(value)
  }
}

/** From the first listener on, assistive software is noticed. */
function onListener (event) {
  if (event === EVENT) open()
}

module.exports = { accessors, methods, onListener }
