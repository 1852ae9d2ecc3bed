(modules, entry, args) => {
  'use strict'
  // The CommonJS of the runtime's own scripts in a page. What is not in `modules` — Node's built-ins, and what few pages need —
  // comes by `loader.onMissing`, which renderer/node/builtins.js sets.
  const loader = {
    onMissing (id) {
      throw new Error(`Cannot find the runtime's module '${id}'`)
    }
  }
  const loaded = new Map()
  const resolve = (id, from) => {
    if (id[0] !== '.') return id
    const parts = from.split('/').slice(0, -1)
    for (const part of id.split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '.') parts.push(part)
    }
    return parts.join('/')
  }
  const load = (id) => {
    const known = loaded.get(id)
    if (known) return known.exports
    const define = modules[id] ?? loader.onMissing(id)
    const module = { id, exports: {}, loader }
    loaded.set(id, module)
    try {
      define(module.exports, (wanted) => load(resolve(wanted, id)), module)
    } catch (error) {
      loaded.delete(id)
      throw error
    }
    return module.exports
  }
  load(entry).start(...args)
}
