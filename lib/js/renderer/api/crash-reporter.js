'use strict'

const { conversionError } = require('../../common/argument-error')
const channels = require('../../common/channels')
const { checkParameter, limited } = require('../../common/crash-parameters')

/** crashReporter of a page: what it adds is in the report when the page's process crashes. Main starts the reporter. */
exports.createCrashReporter = ({ ipcRendererInternal }) => {
  const parameters = new Map()

  const checkTexts = (args, count) => {
    for (let index = 0; index < count; index++) {
      if (typeof args[index] !== 'string') throw conversionError(index, args[index])
    }
  }

  return {
    addExtraParameter (...args) {
      checkTexts(args, 2)
      const [name, value] = args
      if (!checkParameter(name, (text) => console.warn(text))) return
      parameters.set(name, limited(value))
      ipcRendererInternal.send(channels.CRASH_PARAMETER, name, limited(value))
    },

    removeExtraParameter (...args) {
      checkTexts(args, 1)
      parameters.delete(args[0])
      ipcRendererInternal.send(channels.CRASH_PARAMETER, args[0], null)
    },

    getParameters: () => Object.fromEntries(parameters),

    // Of Electron up to 11. The main process's start() is for its pages, too.
    start () {}
  }
}
