'use strict'

// Order matters: the process object and the error paths are ready before anything of the app runs.
require('./process-object')
require('./uncaught')
require('./warnings')
require('./module-hook')
require('./start-app').startApp()
