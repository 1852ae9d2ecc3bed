(modules, config) => {
  'use strict'
  const loaded = new Map()
  const resolve = (id, from) => {
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
    const module = { id, exports: {} }
    loaded.set(id, module)
    modules[id](module.exports, (wanted) => load(resolve(wanted, id)), module)
    return module.exports
  }
  load('renderer/relay').startRelay(config)
}
