'use strict'

// `fs` for pages. What comes from here are plain values: the page makes Stats and Dirent objects of its own.

const fs = require('fs')
const { attachEmitter } = require('./attach')

// Of one read. A page may ask for more at once than there is: it gets less, as from a pipe.
const longestRead = 32 << 20

const statsFields = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks']
const times = ['atime', 'mtime', 'ctime', 'birthtime']
const millisecondFields = [...statsFields, ...times.map((time) => `${time}Ms`)]
const bigintFields = [...millisecondFields, ...times.map((time) => `${time}Ns`)]

const directoryTypes = ['isFile', 'isDirectory', 'isSymbolicLink', 'isFIFO', 'isSocket', 'isCharacterDevice', 'isBlockDevice']

/** Plain values for what `fs` gives. */
function pack (value) {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.length > 0 && typeof value[0] === 'object' ? value.map(pack) : value
  if (value instanceof fs.Stats) return { $stats: millisecondFields.map((name) => value[name]) }
  if (typeof value.mtimeNs === 'bigint') return { $stats: bigintFields.map((name) => value[name]) }
  if (value instanceof fs.Dirent) {
    return { $dirent: value.name, type: directoryTypes.findIndex((type) => value[type]()), path: value.path }
  }
  if (value.constructor?.name === 'StatFs') return { $statfs: { ...value } }
  return value
}

const functionOf = (name, suffix = '') => {
  const method = Object.hasOwn(fs, `${name}${suffix}`) ? fs[`${name}${suffix}`] : undefined
  if (typeof method !== 'function') throw new TypeError(`fs.${name}${suffix} is not a function`)
  return method
}

/** Keeps account of what the document has open. */
function note (document, name, args, value) {
  if (name !== 'open' && name !== 'close') return
  if (name === 'close') document.files.delete(args[0])
  else if (document.isReleased) fs.close(value, () => {})
  else document.files.add(value)
}

/** A buffer for a read into memory of the page. */
function bufferFor (length) {
  if (!Number.isInteger(length) || length < 0) throw new RangeError('Malformed message: bad length')
  return Buffer.allocUnsafeSlow(Math.min(length, longestRead))
}

const withCallback = (act) => new Promise((resolve, reject) => {
  act((error, ...values) => error ? reject(error) : resolve(values))
})

module.exports = {
  sync (document, name, ...args) {
    const value = functionOf(name, 'Sync').apply(fs, args)
    note(document, name, args, value)
    return pack(value)
  },

  async (document, name, ...args) {
    const method = functionOf(name)
    return withCallback((callback) => method.call(fs, ...args, callback)).then((values) => {
      note(document, name, args, values[0])
      return values.map(pack)
    })
  },

  /** The bytes that were read. */
  readSync (document, fd, length, position) {
    const buffer = bufferFor(length)
    return buffer.subarray(0, fs.readSync(fd, buffer, 0, buffer.length, position))
  },

  async read (document, fd, length, position) {
    const buffer = bufferFor(length)
    const [count] = await withCallback((callback) => fs.read(fd, buffer, 0, buffer.length, position, callback))
    return buffer.subarray(0, count)
  },

  watch (document, id, path, options) {
    const watcher = fs.watch(path, options)
    attachEmitter(document, id, watcher, { events: { change: true }, end: () => watcher.close() })
  },

  watchFile (document, id, path, options) {
    const listener = (...stats) => document.emit(id, 'change', stats.map(pack))
    fs.watchFile(path, options, listener)
    document.add(id, { close: () => document.end(id) }, () => fs.unwatchFile(path, listener))
  }
}
