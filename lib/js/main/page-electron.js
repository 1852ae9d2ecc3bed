'use strict'

const channels = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')

// Modules of `electron` that pages and preload scripts have as the main process does, and whose work is done here. Not for
// sandboxed windows.

const methods = {
  clipboard: new Set(['availableFormats', 'has', 'read', 'write', 'readText', 'writeText', 'readRTF', 'writeRTF', 'readHTML', 'writeHTML',
    'readBookmark', 'writeBookmark', 'readImage', 'writeImage', 'readFindText', 'writeFindText', 'readBuffer', 'writeBuffer', 'clear']),
  shell: new Set(['showItemInFolder', 'openPath', 'openExternal', 'openExternalSync', 'openItem', 'trashItem', 'moveItemToTrash', 'beep'])
}

let lastId = 0

// What nativeImage of pages needs the engine for: in sandboxed windows, too.
const imageMethods = new Set(['decode', 'encode', 'resize'])

const describe = ({ name, message }) => ({ error: { name, message } })

function call ({ sender }, module, method, args) {
  if (module === 'image' && imageMethods.has(method)) return require('./api/native-image').engine[method](...args)
  if (!sender._preferences.sandbox) {
    if (module === 'image' && method === 'readFiles') return require('./api/native-image').engine.readFiles(...args)
    if (Object.hasOwn(methods, module) && methods[module].has(method)) return require('./electron')[module][method](...args)
  }
  throw new Error(`${module}.${method} is not supported in this page`)
}

function start () {
  ipcMainInternal.on(channels.PAGE_ELECTRON, (event, ...request) => {
    try {
      const value = call(event, ...request)
      // How a promise ends is told later, by the number of the request.
      if (typeof value?.then !== 'function') {
        event.returnValue = { value }
        return
      }
      // A frame within the page has its own answers.
      const target = event._document ?? event.sender
      const id = ++lastId
      event.returnValue = { pending: id }
      value.then((value) => ({ value }), describe).then((answer) => target._sendInternal(channels.PAGE_ELECTRON_SETTLE, id, answer))
    } catch (error) {
      event.returnValue = describe(error)
    }
  })
}

module.exports = { start }
