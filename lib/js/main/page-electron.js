'use strict'

const channels = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')

// Modules of `electron` that pages and preload scripts have as the main process does, and whose work is done here. Not for
// sandboxed windows.

const methods = {
  clipboard: new Set(['availableFormats', 'has', 'read', 'write', 'readText', 'writeText', 'readRTF', 'writeRTF', 'readHTML', 'writeHTML',
    'readBookmark', 'writeBookmark', 'readFindText', 'writeFindText', 'readBuffer', 'writeBuffer', 'clear']),
  shell: new Set(['showItemInFolder', 'openPath', 'openExternal', 'openItem', 'trashItem', 'moveItemToTrash', 'beep'])
}

let lastId = 0

// What nativeImage of pages, and of sandboxed preload scripts, needs the engine for.
const imageMethods = new Set(['decode', 'encode', 'resize'])

const describe = ({ name, message }) => ({ error: { name, message } })

function call (event, module, method, args) {
  const isFree = module === 'image' && imageMethods.has(method)
  if (isFree || (module === 'image' && method === 'readFile' && !event.sender._preferences.sandbox)) return require('./api/native-image').engine[method](...args)
  if (event.sender._preferences.sandbox || !methods[module]?.has(method)) throw new Error(`${module}.${method} is not supported in this page`)
  return require('./electron')[module][method](...args)
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
      const { sender } = event
      const id = ++lastId
      event.returnValue = { pending: id }
      value.then((value) => ({ value }), describe).then((answer) => sender._sendInternal(channels.PAGE_ELECTRON_SETTLE, id, answer))
    } catch (error) {
      event.returnValue = describe(error)
    }
  })
}

module.exports = { start }
