'use strict'

const assert = require('node:assert/strict')
const { after, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { within } = require('../support/events')
const { Main, pageWith } = require('../support/hostile-page')
const { preloadFile } = require('../support/preload')
const { openPage } = require('../support/windows')

const inPage = (win, script) => within(win.webContents.executeJavaScript(script))

const main = new Main()
before(() => main.start())
after(() => main.stop())

describe('a hostile page in the world of its preload script', () => {
  // As in Electron, it may change what the preload script uses. The runtime's own doors stay shut.
  const source = `
    const { ipcRenderer } = require('electron')
    window.api = { invoke: () => ipcRenderer.invoke('hostile-invoke', 1), sync: () => ipcRenderer.sendSync('hostile-sync', 1), send: (value) => ipcRenderer.send('hostile-news', value), later: async () => 1 }
    window.news = []
    ipcRenderer.on('hostile-news', (event, value) => window.news.push(value))
  `
  const useOpen = async () => {
    const { api } = window
    for (let i = 0; i < 10; i++) api.send({ i, text: 'x'.repeat(2000), map: new Map([[1, i]]) })
    loot.see(await Promise.all([api.invoke(), api.invoke(), api.invoke()]), api.sync())
    open('about:blank#refused', 'child', 'width=10')
    const { port1, port2 } = new MessageChannel()
    postMessage('port', '*', [port1])
    port2.close()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }

  const attempt = async (attack, early = '') => {
    main.stolen = []
    const win = await openPage(pageWith(`window.useOpen = ${useOpen}\n${early}`), { webPreferences: { preload: preloadFile(source), contextIsolation: false, nodeIntegration: false, sandbox: false } })
    win.webContents.send('hostile-news', [1, { a: new Map() }])
    const found = await inPage(win, `useOpen().then(${attack}).then((found) => [...(found ?? []), ...loot.findings().filter((text) => text !== 'ipcRenderer')])`)
    assert.deepEqual(found, [])
    assert.deepEqual(main.stolen, [])
    return win
  }
  const attacks = (name, attack, early) => it(name, () => attempt(attack, early))

  attacks('finds neither Node nor Electron', () => ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window))
  attacks('does not learn the tag of messages by replacing every method', () => [], 'loot.spyOnAll()')
  attacks('does not learn it by assignments', () => [], 'loot.spyOnAssignments()')
  attacks('does not learn it by toJSON', () => [], 'for (const { prototype } of [Object, Array, String]) Object.defineProperty(prototype, "toJSON", { value () { loot.see(this); return this }, configurable: true })')
  attacks('does not learn it by a request in what looks like fullscreen', () => {
    if (!Array.isArray(api.sync())) return ['no answer']
  }, 'loot.spyOnAll(); Object.defineProperty(Document.prototype, "fullscreenElement", { get: () => document.body }); Object.defineProperty(document, "fullscreenElement", { get: () => document.body })')

  attacks('does not reach the runtime\'s own channels by what its listeners are called with', () => {
    // The preload script's ipcRenderer may be seen; the other one knows who it is.
    return window.seen.filter((object) => typeof object?.sendSync === 'function' && !object.eventNames().includes('hostile-news')).map(() => 'the internal ipcRenderer')
  }, `window.seen = []
    const { apply, call } = Function.prototype
    const keep = (...values) => { for (let i = 0; i < values.length; i++) { const value = values[i]; if (value && typeof value === 'object') { seen[seen.length] = value; if (value.sender) seen[seen.length] = value.sender } } }
    const { apply: reflectApply } = Reflect
    Function.prototype.apply = function (self, args) { keep(self, args?.[0], this); return reflectApply(this, self, args ?? []) }
    Function.prototype.call = function (self, ...args) { keep(self, args[0]); return reflectApply(this, self, args) }
    Reflect.apply = (f, self, args) => { keep(self, args?.[0]); return reflectApply(f, self, args) }
    const { get, set } = Map.prototype
    for (const name of ['get', 'set', 'has', 'delete']) { const own = Map.prototype[name]; Map.prototype[name] = function (...args) { keep(this, ...args); return reflectApply(own, this, args) } }
    const iterate = Array.prototype[Symbol.iterator]
    Array.prototype[Symbol.iterator] = function () { keep(this, ...(function * () {})()); for (let i = 0; i < this.length && i < 10; i++) keep(this[i]); return reflectApply(iterate, this, []) }`)

  it('cannot make a message of the runtime\'s own of what the preload script sends', async () => {
    const arrived = []
    const listener = (event, value) => arrived.push(value)
    ipcMain.on('hostile-news', listener)
    const win = await attempt(() => {
      let failed = 0
      for (const index of [1, 2, 3, 4]) {
        for (const holder of [Array.prototype, Object.prototype]) {
          Object.defineProperty(holder, index, {
            configurable: true,
            set (value) { Object.defineProperty(this, index, { value: value === false ? true : value === 'hostile-news' ? 'document-created' : value, writable: true, enumerable: true, configurable: true }) }
          })
        }
      }
      for (let i = 0; i < 10; i++) try { api.send(new Map([[i, undefined]])) } catch { failed++ }
      for (const index of [1, 2, 3, 4]) for (const holder of [Array.prototype, Object.prototype]) delete holder[index]
      window.sent = 10 - failed
    })
    const before = arrived.length - await inPage(win, 'sent')
    assert.equal(arrived.slice(before).filter((value) => value instanceof Map).length, arrived.length - before)
    assert.equal(before, 10) // what useOpen() has sent
    ipcMain.removeListener('hostile-news', listener)
  })

  attacks('cannot send on the channel that it sees', () => {
    for (const value of FORGED) {
      for (let property = 0; property < 4; property++) {
        qt.webChannelTransport.send(JSON.stringify({ type: 9, object: 'link', property, value }))
        qt.webChannelTransport.send(JSON.stringify({ type: 6, object: 'link', method: property, id: 1, args: [value] }))
      }
    }
  })

  attacks('cannot pass for main on it', async () => {
    const before = JSON.stringify(news)
    for (const text of ['j[0,false,"hostile-news",0,["forged"]]', 'j[0,true,"hostile-news",0,["forged"]]']) {
      for (let signal = 0; signal < 12; signal++) {
        for (const args of [[text], [[text]], [['', text]]]) try { qt.webChannelTransport.onmessage({ data: JSON.stringify({ type: 1, object: 'link', signal, args }) }) } catch {}
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
    return JSON.stringify(news) === before ? [] : ['news was forged']
  })

  attacks('cannot send by prompt()', () => {
    for (const text of FORGED) for (const tag of ['', 'wait', '0'.repeat(32)]) try { loot.see(prompt(tag, text)) } catch {}
  })
})
