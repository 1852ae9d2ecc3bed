'use strict'

const binding = process._linkedBinding('electron_browser_app')

/** app.commandLine: Chromium's switches. Those set before 'ready' reach the engine. */
module.exports = {
  appendSwitch (name, value = '') {
    binding.appendSwitch(String(name), String(value))
  },
  appendArgument (value) {
    binding.appendArgument(String(value))
  },
  hasSwitch (name) {
    return binding.hasSwitch(String(name))
  },
  getSwitchValue (name) {
    return binding.getSwitchValue(String(name))
  },
  removeSwitch (name) {
    binding.removeSwitch(String(name))
  }
}
