'use strict'

/* global loot */

const { ipcMain } = require('electron')

// What the specs of hostile pages share. Most of it runs in a page, not here, and goes there as text.

/** Defines window.loot: what the page gets to see of others, and whether any of it is not its own. */
function prepareLoot () {
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect
  const { Function: PageFunction, Object: PageObject, Set: PageSet, RegExp: PageRegExp } = window
  const { toString } = PageObject.prototype
  const { includes } = String.prototype
  const { addEventListener } = EventTarget.prototype
  const test = PageRegExp.prototype.test
  const strings = new PageSet()
  const objects = new PageSet()
  const add = (set, value) => apply(setAdd, set, [value])
  const setAdd = PageSet.prototype.add
  const has = PageSet.prototype.has
  const forEach = PageSet.prototype.forEach
  // Names and tags of the runtime: a UUID behind its name, or 128 random bits.
  const secret = /runtime:[0-9a-f]{8}-[0-9a-f]{4}-|(?:^|[^0-9a-f-])[0-9a-f]{32}(?:[^0-9a-f-]|$)/

  /** What the value shows that is not this page's; '' when nothing. */
  const verdictOn = (value) => {
    if (typeof value === 'string') return apply(test, secret, [value]) && !isKnown(value) ? `secret ${value}` : ''
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return ''
    if (apply(toString, value, []) === '[object EventTarget]' && isEventTarget(value)) return 'the transport'
    try {
      for (let object = value, depth = 0; object !== null && depth < 20; object = getPrototypeOf(object), depth++) {
        const property = getOwnPropertyDescriptor(object, 'constructor')
        const made = property && property.value && property.value.constructor
        if (typeof made === 'function' && made !== PageFunction && made('return typeof isolatedMark')() === 'string') return 'the isolated world'
      }
    } catch {}
    if (typeof value.sendSync === 'function' || typeof value.sendToHost === 'function') return 'ipcRenderer'
    return ''
  }
  // A prototype only says that it is one.
  const isEventTarget = (value) => {
    try {
      apply(addEventListener, value, ['', null])
      return true
    } catch {
      return false
    }
  }
  const isKnown = (text) => {
    if (apply(includes, text, ['hostile-'])) return true // what the spec itself tries
    // The name under which main's scripts find their function is a property of the window: it is no secret of the page's world.
    const keys = ownKeys(window)
    for (let i = 0; i < keys.length; i++) {
      if (typeof keys[i] === 'string' && apply(includes, keys[i], ['runtime:']) && apply(includes, text, [keys[i]])) return true
    }
    return false
  }

  const note = (value, depth = 0) => {
    if (typeof value === 'string') return add(strings, value)
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || apply(has, objects, [value])) return
    add(objects, value)
    if (depth > 3) return
    try {
      const keys = ownKeys(value)
      for (let i = 0; i < keys.length && i < 200; i++) {
        const property = getOwnPropertyDescriptor(value, keys[i])
        if (property) note(property.value, depth + 1)
      }
    } catch {}
  }

  let isBusy = false
  const quietly = (run) => {
    if (isBusy) return
    isBusy = true
    try {
      run()
    } finally {
      isBusy = false
    }
  }
  const see = (...values) => quietly(() => { for (let i = 0; i < values.length; i++) note(values[i]) })

  /** Replaces a property of `holder` by one that notes what goes through it. */
  const spyOn = (holder, key) => {
    const property = getOwnPropertyDescriptor(holder, key)
    if (!property || !property.configurable || key === 'constructor') return
    const wrap = (original) => function (...args) {
      see(this, args)
      const result = new.target ? construct(original, args, new.target) : apply(original, this, args)
      see(result)
      return result
    }
    try {
      if (typeof property.value === 'function' && !property.value.prototype) defineProperty(holder, key, { ...property, value: wrap(property.value) })
      else if (property.get || property.set) {
        defineProperty(holder, key, { ...property, get: property.get && wrap(property.get), set: property.set && wrap(property.set) })
      }
    } catch {}
  }

  const spyOnAll = () => quietly(() => {
    for (const name of Object.getOwnPropertyNames(window)) {
      let value
      try {
        value = getOwnPropertyDescriptor(window, name).value
      } catch {}
      if (typeof value === 'object' && value !== null && ['JSON', 'Reflect', 'Math', 'Atomics'].includes(name)) {
        for (const key of ownKeys(value)) spyOn(value, key)
      }
      if (typeof value !== 'function' || !/^[A-Z]/.test(name)) continue
      for (const key of ownKeys(value)) spyOn(value, key)
      if (value.prototype) for (const key of ownKeys(value.prototype)) spyOn(value.prototype, key)
      try {
        window[name] = new Proxy(value, { construct: (target, args, to) => { see(args); return construct(target, args, to) } })
      } catch {}
    }
    for (const key of ownKeys(window)) if (typeof key === 'string' && /^[a-z]/.test(key) && typeof window[key] === 'function') spyOn(window, key)
    for (const of of [Uint8Array, (function * () {})(), [][Symbol.iterator](), new Map().entries(), async function () {}]) {
      for (let object = of; object; object = getPrototypeOf(object)) {
        if (object !== PageObject.prototype) for (const key of ownKeys(object)) spyOn(object, key)
      }
    }
  })

  /** What is given up to whoever assigns instead of defining. */
  const spyOnAssignments = () => quietly(() => {
    const names = ['0', '1', '2', '3', '4', 'detail', 'relatedTarget', 'content', 'nodes', 'packet', 'own', 'owner', 'resolve', 'reject', 'target',
      'tag', 'end', 'id', 'key', 'channel', 'listener', 'callback']
    for (const holder of [PageObject.prototype, Array.prototype]) {
      for (const name of names) {
        if (getOwnPropertyDescriptor(holder, name)) continue
        defineProperty(holder, name, {
          configurable: true,
          get () { see(this) },
          set (value) {
            see(this, value)
            defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true })
          }
        })
      }
    }
  })

  /** @returns {string[]} what was seen that is not the page's own */
  const findings = () => {
    const found = []
    isBusy = true
    const judge = (value) => {
      const verdict = verdictOn(value)
      if (verdict) found[found.length] = verdict
    }
    apply(forEach, strings, [judge])
    apply(forEach, objects, [judge])
    isBusy = false
    return found
  }

  /** @returns {EventTarget[]} what was seen of what joins the worlds */
  const transports = () => {
    const found = []
    apply(forEach, objects, [(value) => { if (verdictOn(value) === 'the transport') found[found.length] = value }])
    return found
  }

  /** Everything that can be reached from `roots` by properties and prototypes, without calling anything. */
  const crawl = (...roots) => quietly(() => {
    const queue = [...roots]
    const seen = new PageSet(queue)
    for (let i = 0; i < queue.length && i < 60000; i++) {
      const object = queue[i]
      add(objects, object)
      const push = (value) => {
        if (typeof value === 'string') return add(strings, value)
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
        seen.add(value)
        queue.push(value)
      }
      try {
        push(getPrototypeOf(object))
        for (const key of ownKeys(object)) {
          push(typeof key === 'symbol' ? key.description : key)
          const property = getOwnPropertyDescriptor(object, key)
          push(property.value)
          push(property.get)
          push(property.set)
        }
        if (typeof object === 'function') push(PageFunction.prototype.toString.call(object))
      } catch {}
    }
  })

  window.loot = { see, spyOn, spyOnAll, spyOnAssignments, crawl, findings, transports, size: () => objects.size + strings.size }
}

/** Uses everything that a page may have of its preload script and of the runtime. @returns {Promise<void>} */
async function useEverything () {
  const { api } = window
  const callback = (...args) => { loot.see(...args); return { f: () => args } }
  api.plain()
  api.call(callback)
  api.keep(callback)
  loot.see(api, api.plain, api.give(), api.echo({ f: callback, list: [1, [2]], map: new Map([[1, 2]]), node: document.body, s: Symbol('s') }))
  for (const value of [undefined, -0, 5n, new Date(), /x/, new Uint8Array(3), new Blob(['x']), new TypeError('t'), document]) loot.see(api.echo(value))
  for (const name of ['fail', 'failOddly']) try { api[name]() } catch (error) { loot.see(error, error.stack) }
  try { api.call(() => { throw new RangeError('page') }) } catch (error) { loot.see(error, error.stack) }
  try { api.echo(new WeakMap()) } catch (error) { loot.see(error, error.stack) }
  loot.see(await api.later(), await api.echo(Promise.resolve({ f: callback })), await api.broken().catch((error) => error))
  loot.see(await api.invoke(), api.sync())
  const { port1, port2 } = new MessageChannel()
  postMessage('port', '*', [port1])
  port2.postMessage('hello')
  port2.close()
  loot.see(open('about:blank#refused', 'child', 'width=10'))
  await new Promise((resolve) => setTimeout(resolve, 20))
}

/** What the page's preload script exposes. */
const preloadSource = `
  globalThis.isolatedMark = 'isolated'
  document.expando = { ipcRenderer }
  window.addEventListener('message', function (event) {})
  document.addEventListener('click', function handler () {})
  let kept
  const sloppy = function (f) { return f(sloppy, { inner: [() => {}] }) }
  contextBridge.exposeInMainWorld('api', {
    plain () {}, call: function (f) { return sloppy(f) }, keep (f) { kept = f }, callKept: () => kept(), give: () => ({ f () {}, list: [{}], p: Promise.resolve() }),
    echo: (value) => value, fail () { throw new TypeError('failed') }, failOddly () { throw { ipcRenderer } }, later: async () => ({ f () {} }),
    broken: async () => { throw new Error('broken') }, invoke: () => ipcRenderer.invoke('hostile-invoke', 1), sync: () => ipcRenderer.sendSync('hostile-sync', 1),
    isPolluted: () => 'polluted' in {} || 'polluted' in [] || 'polluted' in (() => {}), describe: (value) => Object.prototype.toString.call(value),
    read: (value) => value.secret, take () {}
  })
`

/** Texts that look like messages, for doors that a page may find. */
const forgedTexts = JSON.stringify(['', 'undefined', 'null', '0'.repeat(32), 'runtime:'].flatMap((tag) =>
  ['j[0,false,"hostile-forged",[1]]', 'j[2,false,"hostile-forged",[1]]', 'j[1,false,1,"hostile-invoke",[1]]'].map((text) => tag + text)))

/** A page whose first script is `early`, and which knows `loot`, `useEverything` and FORGED. */
const pageWith = (early = '') => `<!DOCTYPE html><html><head><script>
(${prepareLoot})(); var FORGED = ${forgedTexts}; ${useEverything}
${early}
</script></head><body><p id="p">page</p></body></html>`

const forged = ['hostile-forged', 'test']

/** Answers what the preload scripts ask, and records what no page may send. */
class Main {
  stolen = []

  #steal = (event, ...args) => this.stolen.push(args)

  start () {
    for (const channel of forged) ipcMain.on(channel, this.#steal)
    ipcMain.handle('hostile-invoke', (event, value) => [value])
    ipcMain.on('hostile-sync', (event, value) => { event.returnValue = [value] })
  }

  stop () {
    for (const channel of forged) ipcMain.removeListener(channel, this.#steal)
    ipcMain.removeHandler('hostile-invoke')
    ipcMain.removeAllListeners('hostile-sync')
  }
}

module.exports = { Main, pageWith, preloadSource }
