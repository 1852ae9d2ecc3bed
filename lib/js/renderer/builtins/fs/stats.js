'use strict'

// The classes of what `fs` gives, made of what lib/js/main/node/fs.js sends.

const numbers = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks']
const times = ['atime', 'mtime', 'ctime', 'birthtime']
const fields = [...numbers, ...times.map((time) => `${time}Ms`), ...times.map((time) => `${time}Ns`)]

const typeMask = 0o170000
const types = {
  isFile: 0o100000, isDirectory: 0o040000, isSymbolicLink: 0o120000, isFIFO: 0o010000, isSocket: 0o140000, isCharacterDevice: 0o020000, isBlockDevice: 0o060000
}
const typeNames = Object.keys(types)

function Stats (values) {
  values.forEach((value, i) => { this[fields[i]] = value })
  for (const time of times) this[time] = new Date(Number(this[`${time}Ms`]) + 0.5)
}

function Dirent (name, type, path) {
  this.name = name
  this.path = path
  Object.defineProperty(this, 'type', { value: type })
}

typeNames.forEach((name, i) => {
  const define = (prototype, value) => Object.defineProperty(prototype, name, { value, writable: true, enumerable: true, configurable: true })
  define(Stats.prototype, function () { return (Number(this.mode) & typeMask) === types[name] })
  define(Dirent.prototype, function () { return this.type === i })
})

function StatFs (values) {
  Object.assign(this, values)
}

const bigintStats = (values) => new (class BigIntStats extends Stats {})(values)

const unpack = (value) => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.length > 0 && typeof value[0] === 'object' ? value.map(unpack) : value
  if (value.$stats) return typeof value.$stats[0] === 'bigint' ? bigintStats(value.$stats) : new Stats(value.$stats)
  if (value.$dirent !== undefined) return new Dirent(value.$dirent, value.type, value.path)
  if (value.$statfs) return new StatFs(value.$statfs)
  return value
}

module.exports = { Dirent, StatFs, Stats, unpack }
