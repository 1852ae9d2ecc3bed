'use strict'

const channels = require('../../common/channels')

// Modules of `electron` whose work the main process does: the page's methods call main's of the same name.

const methods = {
  clipboard: ['availableFormats', 'has', 'read', 'write', 'readText', 'writeText', 'readRTF', 'writeRTF', 'readHTML', 'writeHTML', 'readBookmark',
    'writeBookmark', 'readFindText', 'writeFindText', 'readBuffer', 'writeBuffer', 'clear'],
  shell: ['showItemInFolder', 'openPath', 'openExternal', 'openItem', 'trashItem', 'moveItemToTrash', 'beep']
}

// Pictures do not travel.
const unsupported = { clipboard: ['readImage', 'writeImage'] }

const errorOf = ({ name, message }) => new (name === 'TypeError' ? TypeError : Error)(message)

/**
 * @param {(name: string) => any} load Node's built-in modules
 * @returns {(module: string) => object}
 */
exports.createMainModules = ({ ipcRendererInternal }, load) => {
  /** id → {resolve, reject} of promises that main has not settled yet */
  const pending = new Map()
  let listens = false

  const listen = () => {
    if (listens) return
    listens = true
    ipcRendererInternal.on(channels.PAGE_ELECTRON_SETTLE, (event, id, { value, error }) => {
      const promise = pending.get(id)
      pending.delete(id)
      if (error) promise?.reject(errorOf(error))
      else promise?.resolve(value)
    })
  }

  const ask = (...request) => {
    listen()
    const { value, error, pending: id } = ipcRendererInternal.sendSync(channels.PAGE_ELECTRON, ...request)
    if (error) throw errorOf(error)
    return id === undefined ? value : new Promise((resolve, reject) => pending.set(id, { resolve, reject }))
  }

  const createNativeImage = () => {
    const { createNativeImageModule } = require('../../common/native-image')
    const engine = {}
    for (const method of ['decode', 'encode', 'resize', 'readFile']) engine[method] = (...args) => ask('image', method, args)
    return createNativeImageModule({ engine, Buffer: load('buffer').Buffer }).nativeImage
  }

  return (module) => {
    if (module === 'nativeImage') return createNativeImage()
    const made = {}
    for (const method of methods[module]) made[method] = (...args) => ask(module, method, args)
    for (const method of unsupported[module] ?? []) {
      made[method] = () => { throw new Error(`${module}.${method} is not supported in a page`) }
    }
    return made
  }
}
