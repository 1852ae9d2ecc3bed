'use strict'

const fs = require('fs')
const path = require('path')

/** folder → type; Node too reads a package.json once only */
const known = new Map()

function read (folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).type
  } catch (error) {
    const isAbsent = error.code === 'ENOENT' || error.code === 'ENOTDIR'
    const parent = path.dirname(folder)
    return isAbsent && folder !== parent && path.basename(folder) !== 'node_modules' ? typeOf(parent) : undefined
  }
}

function typeOf (folder) {
  if (!known.has(folder)) known.set(folder, read(folder))
  return known.get(folder)
}

/** What the package.json next above a file says of the type of its .js files. */
exports.packageType = (file) => typeOf(path.dirname(file))
