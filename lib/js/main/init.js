'use strict'

// Order matters: the process object and the error paths are ready before anything of the app runs.
require('./process-object')
require('./uncaught')
require('./warnings')
const { launch } = process._linkedBinding('electron_browser_app')
if (launch.ipcTrace) require('./ipc-trace/file').open(launch.ipcTrace)
require('./module-hook')
require('./start-app').startApp()
