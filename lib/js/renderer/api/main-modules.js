'use strict'

const channels = require('../../common/channels')
const { setImageLoader } = require('../../common/image-class')

// Modules of `electron` whose work the main process does: the page's methods call main's of the same name.

const methods = {
  clipboard: ['availableFormats', 'has', 'read', 'write', 'readText', 'writeText', 'readRTF', 'writeRTF', 'readHTML', 'writeHTML', 'readBookmark',
    'writeBookmark', 'readImage', 'writeImage', 'readFindText', 'writeFindText', 'readBuffer', 'writeBuffer', 'clear'],
  shell: ['showItemInFolder', 'openPath', 'openExternal', 'openExternalSync', 'openItem', 'trashItem', 'moveItemToTrash', 'beep']
}

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

  let images = null
  const loadImages = () => {
    if (images) return images
    const { createNativeImageModule } = require('../../common/native-image')
    const engine = {}
    for (const method of ['decode', 'encode', 'resize', 'readFiles']) engine[method] = (...args) => ask('image', method, args)
    images = createNativeImageModule({ engine, Buffer: load('buffer').Buffer })
    return images
  }
  setImageLoader(loadImages)

  return (module) => {
    if (module === 'nativeImage') return loadImages().nativeImage
    const made = {}
    for (const method of methods[module]) made[method] = (...args) => ask(module, method, args)
    return made
  }
}
