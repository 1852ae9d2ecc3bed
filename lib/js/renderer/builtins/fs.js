'use strict'

const { callSync } = require('./support/client')
const { invalidArgType } = require('./support/errors')
const { join, rangeOf, readSync, readWith, scatter, wholeOf, writeSync, writeWith } = require('./fs/bytes')
const { checkCallback, sync, takeCallback, withCallback } = require('./fs/calls')
const { Dir } = require('./fs/dir')
const { toPath } = require('./fs/paths')
const promises = require('./fs/promises')
const { Dirent, Stats } = require('./fs/stats')
const { createStreams } = require('./fs/streams')
const { unwatchFile, watch, watchFile } = require('./fs/watchers')

const names = ['access', 'appendFile', 'chmod', 'chown', 'close', 'copyFile', 'cp', 'fchmod', 'fchown', 'fdatasync', 'fstat', 'fsync', 'ftruncate',
  'futimes', 'lchown', 'link', 'lstat', 'lutimes', 'mkdir', 'mkdtemp', 'open', 'readdir', 'readFile', 'readlink', 'realpath', 'rename',
  'rm', 'rmdir', 'stat', 'statfs', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile']

const fs = {}

for (const name of names) {
  fs[name] = {
    [name] (...args) {
      const callback = takeCallback(args)
      withCallback(name, args, callback)
    }
  }[name]
  const syncName = `${name}Sync`
  fs[syncName] = { [syncName]: (...args) => sync(fs[syncName], name, args) }[syncName]
}

// What most programs do most, without detours.
const { readFileSync: readFileInGeneral } = fs
fs.readFileSync = function readFileSync (path, options) {
  if (typeof path !== 'string' || (options !== undefined && typeof options !== 'string')) return readFileInGeneral(path, options)
  return options === undefined
    ? callSync(readFileSync, 'fs', 'sync', 'readFile', path)
    : callSync(readFileSync, 'fs', 'sync', 'readFile', path, options)
}

const customPromise = Symbol.for('nodejs.util.promisify.custom')

/** What promisify makes of a function whose callback gets two values. */
const promisify = (name, valueName, dataName) => Object.defineProperty(fs[name], customPromise, {
  value: (...args) => new Promise((resolve, reject) => {
    fs[name](...args, (error, value, data) => error ? reject(error) : resolve({ [valueName]: value, [dataName]: data }))
  })
})

Object.assign(fs, {
  exists (path, callback) {
    checkCallback(callback)
    withCallback('access', [path], (error) => callback(!error))
  },

  existsSync (path) {
    try {
      return callSync(fs.existsSync, 'fs', 'sync', 'exists', toPath(path)) === true
    } catch {
      return false
    }
  },

  read (fd, ...args) {
    const callback = takeCallback(args)
    readWith(fd, rangeOf(args), callback)
  },
  readSync,

  readv (fd, buffers, ...rest) {
    const callback = takeCallback(rest)
    readWith(fd, { ...wholeOf(buffers), position: rest[0] ?? null }, (error, count, bytes) => {
      if (error) {
        callback(error)
        return
      }
      scatter(buffers, bytes.subarray(0, count))
      callback(null, count, buffers)
    })
  },
  readvSync (fd, buffers, position) {
    const { buffer } = wholeOf(buffers)
    const count = readSync(fd, buffer, 0, buffer.length, position)
    scatter(buffers, buffer.subarray(0, count))
    return count
  },

  write (fd, data, ...rest) {
    const callback = takeCallback(rest)
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, or DataView', data)
    writeWith(fd, data, rest, callback)
  },
  writeSync,

  writev (fd, buffers, ...rest) {
    const callback = takeCallback(rest)
    writeWith(fd, join(buffers), [{ position: rest[0] }], (error, count) => error ? callback(error) : callback(null, count, buffers))
  },
  writevSync: (fd, buffers, position) => writeSync(fd, join(buffers), { position }),

  opendir (path, ...rest) {
    const callback = takeCallback(rest)
    withCallback('readdir', [path, { ...rest[0], withFileTypes: true }],
      (error, entries) => error ? callback(error) : callback(null, new Dir(toPath(path), entries)))
  },
  opendirSync: (path, options) => new Dir(toPath(path), fs.readdirSync(path, { ...options, withFileTypes: true })),

  watch,
  watchFile,
  unwatchFile,

  createReadStream: (path, options) => new fs.ReadStream(path, options),
  createWriteStream: (path, options) => new fs.WriteStream(path, options),
  ...createStreams(fs),

  Dir,
  Dirent,
  Stats,
  promises,
  constants: promises.constants,
  _toUnixTimestamp: (time) => time instanceof Date ? time.getTime() / 1000 : Number(time)
})

fs.FileReadStream = fs.ReadStream
fs.FileWriteStream = fs.WriteStream
fs.realpath.native = fs.realpath
fs.realpathSync.native = fs.realpathSync
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) fs[name] = fs.constants[name]

promisify('read', 'bytesRead', 'buffer')
promisify('write', 'bytesWritten', 'buffer')
promisify('readv', 'bytesRead', 'buffers')
promisify('writev', 'bytesWritten', 'buffers')
Object.defineProperty(fs.exists, customPromise, { value: (path) => new Promise((resolve) => fs.exists(path, resolve)) })

module.exports = fs
