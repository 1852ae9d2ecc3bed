'use strict'

const { checkArguments, conversionError } = require('../argument-error')
const { emitEvent } = require('../event')

// Scripts and style sheets of a page, and what it writes to its console.

const levels = ['verbose', 'info', 'warning', 'error']

function logsToTerminal () {
  if (process.env.ELECTRON_ENABLE_LOGGING) return true
  return require('../api/app').commandLine.hasSwitch('enable-logging')
}

const methods = {
  executeJavaScript (code, userGesture = false) {
    this._hangs.poke()
    return this._scripts.run(String(code))
  },

  executeJavaScriptInIsolatedWorld (...args) {
    checkArguments(args, 'int', 'object')
    if (!Array.isArray(args[1])) throw conversionError(1, args[1])
    return this._scripts.runInIsolatedWorld(args[0], args[1])
  },

  async insertCSS (...args) {
    return this._scripts.insertCSS(args)
  },

  async removeInsertedCSS (...args) {
    return this._scripts.removeInsertedCSS(args)
  },

  _onConsoleMessage (level, text, line, source) {
    // Qt knows info, warning and error; Electron counts verbose 0, info 1, warning 2, error 3.
    if (logsToTerminal()) {
      process.stderr.write(`[${process.pid}:${levels[level + 1].toUpperCase()}:CONSOLE(${line})] ${JSON.stringify(text)}, source: ${source} (${line})\n`)
    }
    this._scripts.onConsole(text, source)
    emitEvent(this, 'console-message', level + 1, text, line, source)
  }
}

module.exports = { methods }
