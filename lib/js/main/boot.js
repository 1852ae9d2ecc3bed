// The first script of the main process. Its parameters, by position, are compileBuiltin, Node's own require, nothing, and
// process. It gives lib/js a CommonJS of its own, outside the app's module system: the app can neither reach nor shadow it.
'use strict'

const compileBuiltin = exports
const nodeRequire = require

const modules = new Map()

function resolve (id, from) {
  const parts = from.split('/').slice(0, -1)
  for (const part of id.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function load (id) {
  const known = modules.get(id)
  if (known) return known.exports
  const compiled = compileBuiltin(id)
  if (!compiled) throw new Error(`Cannot find the runtime's module '${id}'`)
  const loaded = { id, exports: {} }
  modules.set(id, loaded)
  const requireFrom = (wanted) => wanted[0] === '.' ? load(resolve(wanted, id)) : nodeRequire(wanted)
  compiled(loaded.exports, requireFrom, loaded, process)
  return loaded.exports
}

load('main/init')
