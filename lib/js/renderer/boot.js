(modules, config, link) => {
  'use strict'
  const { qt } = globalThis
  const transport = qt && qt.webChannelTransport
  if (!transport || !Object.getOwnPropertyDescriptor(globalThis, 'qt').configurable) return
  // Qt WebEngine looks up qt.webChannelTransport.onmessage for each message, so it stays, and out of the page's way: link.js
  // sets onmessage once and for all. What a page sends there is dropped for want of the tag.
  Object.defineProperty(globalThis, 'qt', { value: qt, enumerable: false, writable: false, configurable: false })
  Object.freeze(qt)

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
  load('renderer/init').start(config, { ...link, transport, prompt: globalThis.prompt.bind(globalThis) })
}
