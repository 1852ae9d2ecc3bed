'use strict'

const channels = require('../common/channels')

const tagOf = Function.prototype.call.bind(Object.prototype.toString)

/**
 * Where a file is that the user chose for this page, or dropped on it: main remembers those, and finds it by what the page
 * knows of it. '' for any other.
 *
 * @param {(...args) => any} ask main, synchronously
 */
exports.createPathOf = (ask) => ({ name, size, lastModified, webkitRelativePath }) =>
  ask(channels.FILE_PATH, `${name}`, Number(size), Number(lastModified), `${webkitRelativePath ?? ''}`)

exports.isFile = (value) => tagOf(value) === '[object File]'
exports.isBlob = (value) => tagOf(value) === '[object Blob]'

/** `path` of files, up to Electron 31, in the app's pages: what a page of the network is given it need not know the place of. */
exports.installFilePath = ({ filePath, everywhere }, ask) => {
  if (!filePath || (!everywhere && /^https?:$/.test(location.protocol))) return
  const pathOf = exports.createPathOf(ask)
  Object.defineProperty(File.prototype, 'path', { get () { return pathOf(this) }, enumerable: true, configurable: true })
}
