'use strict'

const posixPath = require('path-browserify')
const windowsPath = require('path/').win32
const { invalidArgType } = require('../../js/common/node-errors')

const checkString = (name, value) => {
  if (typeof value !== 'string') throw invalidArgType(name, 'of type string', value)
}

/** The package's functions, with Node's errors. */
const guarded = (package_) => {
  const path = {
    resolve (...paths) {
      for (let i = paths.length - 1; i >= 0; i--) {
        checkString(`paths[${i}]`, paths[i])
        if (package_.isAbsolute(paths[i])) break
      }
      return package_.resolve(...paths)
    },
    normalize (path) { checkString('path', path); return package_.normalize(path) },
    isAbsolute (path) { checkString('path', path); return package_.isAbsolute(path) },
    join (...paths) {
      for (const one of paths) checkString('path', one)
      return package_.join(...paths)
    },
    relative (from, to) { checkString('from', from); checkString('to', to); return package_.relative(from, to) },
    toNamespacedPath: (path) => typeof path === 'string' ? package_._makeLong(path) : path,
    dirname (path) { checkString('path', path); return package_.dirname(path) },
    basename (path, suffix) {
      if (suffix !== undefined) checkString('ext', suffix)
      checkString('path', path)
      return package_.basename(path, suffix)
    },
    extname (path) { checkString('path', path); return package_.extname(path) },
    format (object) {
      if (object === null || typeof object !== 'object') throw invalidArgType('pathObject', 'of type object', object)
      return package_.format(object)
    },
    parse (path) { checkString('path', path); return package_.parse(path) },
    sep: package_.sep,
    delimiter: package_.delimiter,
    win32: null,
    posix: null
  }
  path._makeLong = path.toNamespacedPath
  return path
}

const posix = guarded(posixPath)
const win32 = guarded(windowsPath)
posix.posix = win32.posix = posix
posix.win32 = win32.win32 = win32

module.exports = posix
