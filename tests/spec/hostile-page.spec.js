'use strict'

const assert = require('node:assert/strict')
const { once: onceNode } = require('node:events')
const http = require('node:http')
const { after, before, describe, it } = require('node:test')
const { within } = require('../support/events')
const { Main, pageWith, preloadSource } = require('../support/hostile-page')
const { openBridged, preloadFile } = require('../support/preload')
const { loadPage, openWindow } = require('../support/windows')

const inPage = (win, script) => within(win.webContents.executeJavaScript(script))

// Each case asserts that nothing has arrived that a page may not send.
const main = new Main()
before(() => main.start())
after(() => main.stop())

describe('a hostile page beside an isolated preload script', () => {
  /**
   * Runs `attack` in the page, after all that the page can use was used; it answers what it got hold of. Then the page must be as
   * able as before, and main must not have heard of anything.
   */
  const attempt = async (attack, { early = '', ownEnd = false, options } = {}) => {
    main.stolen = []
    const win = await openBridged(preloadSource, { html: pageWith(early), ...options })
    await inPage(win, 'useEverything().then(() => 1)')
    const found = await inPage(win, `Promise.resolve((${attack})()).then((found) => [...(found ?? []), ...loot.findings()])`)
    assert.deepEqual(ownEnd ? found.filter((what) => !/^secret runtime:|^the transport$/.test(what)) : found, [])
    assert.deepEqual(main.stolen, [])
    assert.equal(await inPage(win, 'api.echo(5) + api.call(() => 1)'), 6)
    return win
  }
  /** Declares a case. */
  const attacks = (name, attack, options) => it(name, () => attempt(attack, options))

  // What is there

  attacks('finds no name of Node or Electron', () =>
    ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', 'ipcRenderer', 'remote', 'qt', '__dirname', 'isolatedMark'].filter((name) => name in window))

  attacks('finds nothing by following every property of everything', () => {
    loot.crawl(window, document, api, (async () => {}).constructor, (function * () {}).constructor, performance, navigator)
    if (loot.size() < 5000) return ['the crawl ended early']
  })

  attacks('gets nothing by the function that scripts of main call', () => {
    for (const key of Reflect.ownKeys(window)) {
      if (typeof key !== 'string' || !key.startsWith('runtime:')) continue
      for (const command of ['run', 'throw', 'done', 'barrier', 'insert-css', 'ask-unload', 'unload', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'window-open', 'expose', 'execute']) {
        for (const value of [() => 1, {}, 'text', undefined]) try { loot.see(window[key]('id', command, value)) } catch (error) { loot.see(error) }
      }
      if (!/^[^]{0,200}$/.test(String(window[key]))) return ['its source is long']
    }
  })

  attacks('does not see what the preload script keeps on nodes, nor its listeners', () =>
    ['expando' in document, document.onclick !== null, window.onmessage !== null].filter(Boolean))

  attacks('sees no script, no element and no request of the runtime', () => [
    ...[...document.scripts].map((script) => script.text).filter((text) => !text.includes('prepareLoot')),
    ...(document.currentScript ? ['currentScript'] : []),
    ...performance.getEntries().map((entry) => entry.name).filter((name) => name.includes('runtime')),
    ...[...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name)}`)).filter((text) => text !== 'id=p')
  ])

  attacks('sees no mutation while the preload script runs', () => window.mutations, {
    early: 'window.mutations = []; new MutationObserver((list) => list.forEach(({ target, addedNodes }) => { for (const node of addedNodes) if (!/^(HEAD|BODY|P|#text|SCRIPT)$/.test(node.nodeName)) mutations.push(node.nodeName) })).observe(document, { childList: true, subtree: true, attributes: true })'
  })

  attacks('reads no source of the runtime but of what stands in its window', () => {
    const sources = [api.plain, api.call, ...Object.values(api)].map(String)
    return sources.filter((source) => source !== 'function () { [native code] }')
  })

  // What it may replace

  attacks('learns nothing when every method, accessor and constructor tells it what it gets', () => [], { early: 'loot.spyOnAll()' })
  attacks('learns nothing when it replaces them later', async () => {
    loot.spyOnAll()
    await useEverything()
  })
  attacks('learns nothing when every assignment to something missing tells it', () => [], { early: 'loot.spyOnAssignments()' })
  attacks('learns nothing when main runs scripts, inserts styles and asks whether it may go', () => [], { early: 'loot.spyOnAll(); loot.spyOnAssignments()' })

  const replaced = {
    'Function.prototype.call, apply and bind': 'for (const key of ["call", "apply", "bind"]) loot.spyOn(Function.prototype, key)',
    'Array.prototype[Symbol.iterator]': 'loot.spyOn(Array.prototype, Symbol.iterator)',
    'Promise.prototype.then': 'loot.spyOn(Promise.prototype, "then")',
    'Promise and its species': 'class Mine extends Promise { constructor (executor) { super((resolve, reject) => { loot.see(executor, resolve, reject); executor(resolve, reject) }) } }; Object.defineProperty(Promise, Symbol.species, { get () { loot.see(this); return Mine } }); Promise.prototype.constructor = Mine; window.Promise = Mine',
    'toJSON of objects, lists, texts and numbers': 'for (const { prototype } of [Object, Array, String, Number, Function]) Object.defineProperty(prototype, "toJSON", { value () { loot.see(this); return this }, configurable: true })',
    'Symbol.hasInstance, toPrimitive and toStringTag': 'for (const type of [Error, Promise, Array]) Object.defineProperty(type, Symbol.hasInstance, { value (value) { loot.see(value); return true } }); Object.defineProperty(Object.prototype, Symbol.toStringTag, { get () { loot.see(this) }, configurable: true })',
    'addEventListener and dispatchEvent': 'for (const holder of [EventTarget.prototype]) for (const key of ["addEventListener", "dispatchEvent", "removeEventListener"]) loot.spyOn(holder, key); for (const target of [window, document, performance]) for (const key of ["addEventListener", "dispatchEvent"]) { const own = EventTarget.prototype[key]; target[key] = function (...args) { loot.see(this, ...args); return Reflect.apply(own, this, args) } }',
    'the event classes and their accessors': 'for (const type of [Event, CustomEvent, UIEvent, MouseEvent, MessageEvent]) { for (const key of Reflect.ownKeys(type.prototype)) loot.spyOn(type.prototype, key); window[type.name] = new Proxy(type, { construct (target, args) { loot.see(...args); return Reflect.construct(target, args) } }) }',
    'Map, Set, WeakMap, WeakRef and FinalizationRegistry': 'for (const type of [Map, Set, WeakMap, WeakSet, WeakRef, FinalizationRegistry]) { for (const key of Reflect.ownKeys(type.prototype)) loot.spyOn(type.prototype, key); window[type.name] = new Proxy(type, { construct (target, args) { loot.see(...args); return Reflect.construct(target, args) } }) }',
    'Reflect, Object and JSON': 'for (const holder of [Reflect, Object, JSON]) for (const key of Reflect.ownKeys(holder)) loot.spyOn(holder, key)',
    'eval, structuredClone, postMessage, open, alert and prompt': 'for (const key of ["eval", "structuredClone", "postMessage", "open", "alert", "confirm", "prompt"]) { const own = window[key]; window[key] = function (...args) { loot.see(this, ...args); return Reflect.apply(own, this, args) } }',
    'Error.prepareStackTrace, which is shown functions and receivers': 'Error.stackTraceLimit = 100; Error.prepareStackTrace = (error, sites) => { loot.see(error, ...sites.flatMap((site) => [site.getFunction(), site.getThis()])); return sites.map((site) => site.getFileName() + site.getFunctionName()).join() }',
    'Error, TypeError and captureStackTrace': 'loot.spyOn(Error, "captureStackTrace"); for (const type of [Error, TypeError, RangeError]) window[type.name] = new Proxy(type, { construct (target, args) { loot.see(...args); return Reflect.construct(target, args) } })'
  }
  for (const [what, early] of Object.entries(replaced)) attacks(`learns nothing by replacing ${what}`, () => [], { early })

  // What it may give

  attacks('gets no more of a call from its caller, arguments and stack', () => {
    const seen = []
    const receivers = new Set()
    function callback (...args) {
      receivers.add(this)
      const property = (object, name) => { try { return object[name] } catch {} }
      seen.push(property(callback, 'caller'), property(callback, 'arguments'), property(arguments, 'callee'))
      for (let caller = property(callback, 'caller'), i = 0; caller && i < 20; caller = property(caller, 'caller'), i++) seen.push(caller)
      const { prepareStackTrace } = Error
      Error.stackTraceLimit = 100
      Error.prepareStackTrace = (error, sites) => sites
      for (const site of new Error('x').stack) seen.push(site.getFunction(), site.getThis(), site.getEvalOrigin())
      Error.prepareStackTrace = prepareStackTrace
      seen.push(this, ...args)
    }
    api.call(callback)
    api.keep(callback)
    api.callKept()
    const object = { get secret () { callback.call(this); return 1 }, callback }
    api.read(object)
    api.echo(object).callback()
    loot.see(...seen)
    loot.crawl(...seen.filter((value) => value && value !== window && typeof value !== 'string'))
    return [...receivers].filter((receiver) => receiver !== window && receiver !== object && typeof receiver?.callback !== 'function').map(() => 'a receiver')
  })

  attacks('gets nothing by getters, proxies and thenables as arguments', async () => {
    const seen = []
    const trap = (name) => (...args) => { seen.push(...args); return Reflect[name](...args) }
    const handler = Object.fromEntries(Reflect.ownKeys(Reflect).filter((key) => typeof key === 'string').map((name) => [name, trap(name)]))
    for (const target of [{}, [], () => {}, Promise.resolve(), new Map(), new Error('x'), document.body]) {
      try { seen.push(api.echo(new Proxy(target, handler))) } catch (error) { seen.push(error) }
    }
    api.call(new Proxy(() => {}, handler))
    await api.echo({ then (resolve, reject) { seen.push(this, resolve, reject); resolve(1) } })
    const promise = Promise.resolve(1)
    promise.then = function (...args) { seen.push(...args) }
    Object.defineProperty(promise, 'constructor', { get () { seen.push(this); return class { constructor (executor) { executor((v) => seen.push(v), (v) => seen.push(v)) } } } })
    try { seen.push(await Promise.race([api.echo(promise), 0])) } catch (error) { seen.push(error) }
    api.take({ get a () { seen.push(this); throw seen }, toJSON () { seen.push(this) }, valueOf () { seen.push(this) }, [Symbol.toPrimitive] () { seen.push(this) } })
    loot.crawl(...seen.filter((value) => value && (typeof value === 'object' || typeof value === 'function') && value !== document.body))
  })

  attacks('cannot change the built-ins of the preload script', () => {
    api.echo(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'))
    api.echo(JSON.parse('[{"__proto__": {"__proto__": {"polluted": 1}}}]'))
    api.echo({ ['__proto__']: { polluted: 1 } })
    const error = new TypeError('x')
    error.name = '__proto__'
    api.echo(error)
    api.echo(Object.assign([], { __proto__: { polluted: 1 } }))
    return api.isPolluted() ? ['polluted'] : []
  })

  attacks('gets no function of the other world by the constructors of what it is given', () => {
    const given = [api, api.plain, api.give(), api.give().p, api.give().list, api.echo(/x/), api.echo(new Map()), api.echo(Symbol.iterator), api.echo(new Error())]
    return given.map((value) => value.constructor.constructor('return typeof isolatedMark')()).filter((type) => type !== 'undefined')
  })

  attacks('gets errors of its own, whatever is thrown', () => {
    const caught = (f) => { try { f() } catch (error) { return error } }
    const errors = [caught(api.fail), caught(api.failOddly), caught(() => api.echo(new WeakMap())), caught(() => api.call(() => { throw api })), caught(() => api.call(5))]
    loot.crawl(...errors)
    return errors.filter((error) => !(error instanceof Error) || Object.getPrototypeOf(error.constructor) === null || error.ipcRenderer || /preload\.js/.test(error.message))
  })

  attacks('gets nothing by the class, name or message of an error that is no text', () => {
    const seen = []
    const spy = { toString () { seen.push(this, ...arguments); return 'x' }, [Symbol.toPrimitive] (...args) { seen.push(this, ...args); return 'x' } }
    for (const key of ['name', 'message', 'stack', 'cause', 'errors']) api.echo(Object.defineProperty(new Error('e'), key, { value: spy }))
    loot.crawl(...seen.filter((value) => typeof value === 'object'))
  })

  attacks('does not bring the bridge down by what is too deep, too long or cyclic', () => {
    const caught = (f) => { try { f() } catch {} }
    caught(() => api.echo(Array(20000).fill().reduce((value) => [value], [])))
    caught(() => api.take({ length: 2 ** 32 }))
    const cycle = {}
    cycle.cycle = [cycle, new Map([[cycle, cycle]])]
    caught(() => api.echo(cycle))
    let calls = 0
    caught(() => { const f = () => { if (calls++ < 300) api.call(f); throw f }; f() })
    caught(() => api.echo({ get a () { return calls++ < 400 ? api.echo(this) : this } }))
  })

  // What it may send

  attacks('cannot speak on the bridge by events that look like it', async () => {
    const details = [[0, 1], [0, 1, []], [1, 1, true, 5], [2, 1], [3, 'script-result-text', ['j["id","value",1]']], [3, 'expose', ['forged', 1]], [3, 'execute', ['1', []]], 'j["window-open",[]]',
      { type: 'script-result-text' }]
    for (const target of [window, document, performance, document.documentElement, new EventTarget(), navigator.connection, visualViewport].filter(Boolean)) {
      for (const name of ['shim', 'relay', 'shim:answer', 'relay:answer', 'relay:node', 'shim:node', 'runtime', 'runtime:wanted', 'runtime:', ':wanted', 'undefined', 'undefined:wanted', 'null']) {
        for (const detail of details) target.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }))
        target.dispatchEvent(new MouseEvent(name, { relatedTarget: new EventTarget(), detail: 1 }))
      }
    }
    return 'forged' in window ? ['exposed'] : []
  })

  attacks('hears nothing at its window, its document and performance', () => window.heard.filter((name) => !/^(pageshow|load|DOMContentLoaded|readystatechange|message|error|unhandledrejection|visibilitychange)$/.test(name)), {
    early: `
      window.heard = []
      const names = new Set(['shim', 'relay', 'shim:answer', 'relay:answer', 'shim:node', 'relay:node', 'undefined', 'undefined:wanted', 'runtime:shim', 'runtime:relay', 'message', 'custom'])
      for (const target of [window, document, performance]) for (const name of names) target.addEventListener(name, (event) => { heard.push(event.type); loot.see(event, event.detail, event.relatedTarget) }, true)`
  })

  attacks('cannot send to main by prompt(), its own or another window\'s', () => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    for (const owner of [window, frame.contentWindow]) {
      for (const text of FORGED) for (const tag of ['', 'wait', '0'.repeat(32), 'undefined']) try { loot.see(owner === window ? prompt(tag, text) : null) } catch {}
    }
    loot.crawl(frame.contentWindow)
    frame.remove()
  })

  attacks('finds no channel to main in frames that it makes', () => {
    const names = ['require', 'process', 'qt', 'ipcRenderer', 'api', 'isolatedMark', 'Buffer']
    const found = []
    for (const [key, value] of [['src', 'about:blank'], ['srcdoc', '<p>x'], ['src', 'data:text/html,x'], ['src', 'javascript:1'], ['sandbox', 'allow-scripts'], ['sandbox', 'allow-same-origin']]) {
      const frame = document.createElement('iframe')
      frame[key] = value
      document.body.append(frame)
      try { found.push(...names.filter((name) => name in frame.contentWindow)) } catch {}
    }
    return found
  })

  attacks('finds none in a frame of its own origin when that is loaded, whatever it has put there before', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const spies = []
    const { contentWindow } = frame
    contentWindow.EventTarget.prototype.dispatchEvent = function (...args) { spies.push(...args); return true }
    contentWindow.prompt = (...args) => { spies.push(...args); return null }
    frame.srcdoc = '<!DOCTYPE html><p>loaded'
    await new Promise((resolve) => { frame.onload = resolve })
    loot.see(...spies)
    return ['require', 'process', 'qt', 'api'].filter((name) => name in frame.contentWindow)
  })

  // The engine may keep the window of an empty frame for the document that follows, with what a page of the same origin has put
  // there. Such a page may learn its own end of that frame's bridge: it must be worth no more than the functions that it is given.
  attacks('gets no more of a frame with the preload script by what it has put there before', async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const { contentWindow } = frame
    for (const type of ['EventTarget', 'CustomEvent', 'MouseEvent', 'Function', 'Promise', 'Map', 'Array', 'Object']) {
      for (const holder of [contentWindow[type], contentWindow[type].prototype]) for (const key of Reflect.ownKeys(holder)) loot.spyOn(holder, key)
    }
    frame.src = location.href + '#frame'
    await new Promise((resolve) => { frame.onload = resolve })
    const { api: inner } = frame.contentWindow
    inner.call(() => {})
    inner.echo({})
    await inner.later()
    const before = Object.keys(frame.contentWindow).length
    const answers = []
    for (const target of loot.transports()) {
      target.addEventListener('shim:answer', (event) => answers.push(event.detail))
      for (const name of ['expose', 'execute', 'constructor', '__proto__', 'toString', 'script-result', 'document-start']) {
        target.dispatchEvent(new frame.contentWindow.CustomEvent('relay', { detail: [3, name, ['forged', 1]], cancelable: true }))
      }
      for (let id = -1; id < 300; id++) {
        for (const args of [[], [[6, id]], [[7, id]], [[9, id]], [[3, id]], [[12, id]], [[13, id]], [5], [{}]]) {
          target.dispatchEvent(new frame.contentWindow.CustomEvent('relay', { detail: [0, id, args], cancelable: true }))
        }
      }
    }
    loot.crawl(...answers)
    return [...['require', 'process', 'qt', 'ipcRenderer'].filter((name) => name in frame.contentWindow),
      ...(Object.keys(frame.contentWindow).length > before ? ['something was defined'] : [])]
  }, { ownEnd: true, options: { webPreferences: { nodeIntegrationInSubFrames: true } } })

  attacks('finds none in a window that it opens', async () => {
    const child = window.open('about:blank', 'opened')
    if (!child) return ['no window']
    const found = ['require', 'process', 'qt', 'ipcRenderer', 'isolatedMark'].filter((name) => name in child)
    loot.crawl(child.Function.prototype, child.Object.prototype)
    child.close()
    return found
  })

  attacks('cannot make the preload script\'s world lose its way by names of elements', () => {
    const createElement = document.createElement.bind(document)
    const p = document.getElementById('p')
    for (const name of ['fullscreenElement', 'addEventListener', 'dispatchEvent', 'createElement', 'readyState', 'documentElement', 'performance', 'prompt', 'location', 'defaultView', 'body']) {
      for (const tag of ['form', 'img', 'embed', 'object', 'iframe']) {
        const element = createElement(tag)
        element.setAttribute('name', name)
        element.id = name
        p.append(element)
      }
    }
    const found = JSON.stringify(api.sync()) === '[1]' ? [] : ['sendSync had no answer']
    return [...found, ...performance.getEntries().map((entry) => entry.name).filter((name) => name.includes('runtime'))]
  })

  attacks('cannot listen at the door by opening its document anew', async () => {
    document.open()
    loot.spyOnAll()
    document.write('<p id="p">new')
    document.close()
    await useEverything()
  })

  attacks('cannot reach the scheme of synchronous messages', async () => {
    const urls = ['runtime-sync:/', 'runtime-sync://x', 'runtime-sync:message']
    const found = []
    for (const url of urls) {
      await fetch(url, { headers: { 'X-Tag': '0'.repeat(32), 'X-Message': 'j[2,false,"hostile-forged",[1]]' } }).then(async (response) => found.push(await response.text()), () => {})
      try {
        const request = new XMLHttpRequest()
        request.open('GET', url, false)
        request.setRequestHeader('X-Tag', '')
        request.setRequestHeader('X-Message', 'j[2,false,"hostile-forged",[1]]')
        request.send()
        found.push(request.responseText)
      } catch {}
    }
    return found.filter((text) => text !== '')
  })

  attacks('gets nothing of the ports that it hands to its preload script', async () => {
    const { port1, port2 } = new MessageChannel()
    for (const port of [port1, port2]) for (const name of ['close', 'message', 'port-close', 'undefined:port-close']) port.addEventListener(name, (event) => loot.see(event, event.type, event.data, event.detail))
    port1.start()
    window.postMessage({ port: 1 }, '*', [port2])
    port1.postMessage('x')
    await new Promise((resolve) => setTimeout(resolve, 20))
    port1.close()
    loot.crawl(port1)
  })

  attacks('finds nothing in what it can store, nor in its history, name and referrer', () => {
    loot.see(document.cookie, window.name, document.referrer, JSON.stringify(history.state), location.href, document.documentElement.outerHTML.replace(/<script>[^]*?<\/script>/g, ''))
    for (const storage of [localStorage, sessionStorage]) for (let i = 0; i < storage.length; i++) loot.see(storage.key(i), storage.getItem(storage.key(i)))
  })

  it('learns no name by which main\'s scripts reach another world, or the next document', async () => {
    const win = await openBridged(preloadSource, { html: pageWith('loot.spyOnAll(); loot.spyOnAssignments()') })
    await within(win.webContents.executeJavaScriptInIsolatedWorld(5, [{ code: 'globalThis.five = 5; document.title' }]))
    await win.webContents.insertCSS('p { color: red }')
    assert.deepEqual(await inPage(win, 'loot.crawl(window); loot.findings().concat("five" in window ? "five" : [])'), [])
  })

  it('keeps nothing for the next page of the window', async () => {
    const win = await openBridged(preloadSource, { html: pageWith('loot.spyOnAll(); window.name = "kept"; history.replaceState({ kept: 1 }, "")') })
    await inPage(win, 'addEventListener("unload", () => { try { api.call(() => {}) } catch {} }); api.keep(() => "old"); 1')
    await loadPage(win, pageWith())
    assert.match(await inPage(win, '(() => { try { return String(api.callKept()) } catch (error) { return error.name } })()'), /Error/)
    assert.equal(await inPage(win, 'api.echo(1)'), 1)
  })

  it('from the network gets no more than one of the app\'s', async () => {
    const server = http.createServer((request, response) => {
      if (request.url === '/worker.js') {
        response.setHeader('content-type', 'text/javascript')
        response.end(`self.seen = []; self.oninstall = () => skipWaiting(); self.onactivate = (event) => event.waitUntil(clients.claim())
          self.onfetch = (event) => { seen.push(event.request.url, ...[...event.request.headers].flat()) }; self.onmessage = (event) => event.source.postMessage({ seen, names: ['require', 'process', 'qt'].filter((name) => name in self) })`)
      } else {
        response.setHeader('content-type', 'text/html').end(pageWith('loot.spyOnAll()'))
      }
    }).listen(0, '127.0.0.1')
    await onceNode(server, 'listening')
    main.stolen = []
    const preload = preloadFile(`const { contextBridge, ipcRenderer } = require('electron')\n${preloadSource}`)
    const win = openWindow({ webPreferences: { preload, contextIsolation: true, sandbox: false } })
    await win.loadURL(`http://127.0.0.1:${server.address().port}/`)
    const answer = await inPage(win, `(async () => {
      await useEverything()
      await navigator.serviceWorker.register('/worker.js')
      await navigator.serviceWorker.ready
      if (!navigator.serviceWorker.controller) await new Promise((resolve) => { navigator.serviceWorker.oncontrollerchange = resolve })
      await useEverything()
      const heard = new Promise((resolve) => { navigator.serviceWorker.onmessage = ({ data }) => resolve(data) })
      navigator.serviceWorker.controller.postMessage(0)
      const { seen, names } = await heard
      loot.see(...seen)
      const worker = await new Promise((resolve) => {
        new Worker(URL.createObjectURL(new Blob(['postMessage(["require", "process", "qt", "api"].filter((name) => name in self))']))).onmessage = ({ data }) => resolve(data)
      })
      return [...loot.findings(), ...names, ...worker, ...['require', 'process', 'qt'].filter((name) => name in window)]
    })()`)
    assert.deepEqual(answer, [])
    assert.deepEqual(main.stolen, [])
    server.close()
  })
})
