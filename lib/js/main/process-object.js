'use strict'

const path = require('path')
const { launch, versions } = process._linkedBinding('electron_browser_app')

// What Electron adds to Node's `process` in the main process. process.exit is set by lifecycle.js, the measuring methods
// by process-methods.js.

function define (name, value) {
  Object.defineProperty(process, name, { value, writable: true, enumerable: true, configurable: true })
}

define('type', 'browser')
define('resourcesPath', path.join(path.dirname(process.execPath), 'resources'))
define('contextIsolated', false)
define('sandboxed', false)
define('isMainFrame', false)
process.argv.splice(0, process.argv.length, process.execPath, ...launch.argv.slice(1))

// The app was named on the command line, not packaged beside the executable or given by the program that embeds this.
if (!launch.packaged) define('defaultApp', true)

for (const [name, value] of Object.entries(versions)) {
  Object.defineProperty(process.versions, name, { value, enumerable: true, configurable: true })
}
Object.defineProperty(process.versions, 'atom-shell', { value: versions.electron, enumerable: false, configurable: true })

// What the runtime tells Node is not for the children of the app.
process.execArgv = process.execArgv.filter((option) => !option.startsWith('--unhandled-rejections=') || launch.argv.includes(option))

process.parentPort = null
process.noAsar = true
Object.assign(process, require('./process-methods').methods)

// What packages probe for is answered here, the rest by Node, which knows the runtime's own bindings.
const linkedBinding = process._linkedBinding
const bindings = require('../common/linked-bindings')
process._linkedBinding = (name) => Object.hasOwn(bindings, name) ? bindings[name] : linkedBinding.call(process, name)
