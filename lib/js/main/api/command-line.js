'use strict'

const binding = process._linkedBinding('electron_browser_app')

/** app.commandLine: Chromium's switches. Those set before 'ready' reach the engine. */
module.exports = {
  hasSwitch: (name) => binding.hasSwitch(String(name)),
  getSwitchValue: (name) => binding.getSwitchValue(String(name)),
  appendSwitch: (name, value) => binding.appendSwitch(String(name), value === undefined ? '' : String(value)),
  appendArgument: (value) => binding.appendArgument(String(value)),
  removeSwitch: (name) => binding.removeSwitch(String(name))
}
