'use strict'

const { promised } = require('./calls')
const { Dir } = require('./dir')
const { FileHandle } = require('./file-handle')
const { toPath } = require('./paths')
const { watchEvents } = require('./watchers')
const { valuesOf } = require('../support/client')

const names = ['access', 'chmod', 'chown', 'copyFile', 'cp', 'lchown', 'link', 'lstat', 'lutimes', 'mkdir', 'mkdtemp',
  'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'statfs', 'symlink', 'truncate', 'unlink', 'utimes']

const promises = {}
for (const name of names) promises[name] = { async [name] (...args) { return promised(name, args) } }[name]

const fileOf = (file) => file instanceof FileHandle ? file.fd : file

const isIterable = (data) => typeof data === 'object' && data !== null && !ArrayBuffer.isView(data) &&
  (Symbol.asyncIterator in data || Symbol.iterator in data)

const writing = (name, flag) => async (file, data, options) => {
  if (file instanceof FileHandle) return file[name](data, options)
  if (!isIterable(data)) {
    await promised(name, [file, data, options])
    return
  }
  const { encoding, mode, flag: givenFlag = flag } = typeof options === 'string' ? { encoding: options } : options ?? {}
  const handle = await promises.open(file, givenFlag, mode)
  try {
    await handle.writeFile(data, encoding)
  } finally {
    await handle.close()
  }
}

module.exports = Object.assign(promises, {
  constants: valuesOf('fs', ['constants']).constants,
  async open (path, flags, mode) { return new FileHandle(await promised('open', [path, flags ?? 'r', mode ?? 0o666])) },
  async readFile (file, options) { return promised('readFile', [fileOf(file), options]) },
  writeFile: writing('writeFile', 'w'),
  appendFile: writing('appendFile', 'a'),
  async opendir (path, options) { return new Dir(toPath(path), await promised('readdir', [path, { ...options, withFileTypes: true }])) },
  watch: watchEvents
})
