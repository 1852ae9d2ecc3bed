'use strict'

const assert = require('node:assert/strict')
const { after, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once, until, within } = require('../support/events')
const { bridge, inPreload, load, page, windowWith } = require('../support/frames')
const { startServer } = require('../support/http-server')

describe('a hostile frame', () => {
  let server
  before(async () => { server = await startServer() })
  after(() => server.close())

  // Replaces what a script of the runtime might use in the frame's own world, and listens everywhere.
  const hostile = `
    window.caught = []
    const suspicious = (value) => {
      let text = ''
      try { text = typeof value === 'string' ? value : JSON.stringify(value) } catch {}
      return /runtime:|[0-9a-f]{32}/.test(text ?? '')
    }
    const spy = (holder, name) => {
      const original = holder[name]
      holder[name] = function (...args) {
        for (let i = 0; i < args.length; i++) if (suspicious(args[i])) caught[caught.length] = name
        return original.apply(this, args)
      }
    }
    for (const name of ['prompt', 'postMessage', 'encodeURIComponent', 'structuredClone']) spy(window, name)
    for (const [holder, ...names] of [
      [EventTarget.prototype, 'addEventListener', 'dispatchEvent'], [XMLHttpRequest.prototype, 'open', 'setRequestHeader', 'send'],
      [MessagePort.prototype, 'postMessage'], [Map.prototype, 'get', 'set'], [WeakMap.prototype, 'get', 'set'],
      [Array.prototype, 'push', 'unshift', 'join'], [String.prototype, 'slice', 'split'], [Promise.prototype, 'then'], [Function.prototype, 'bind']
    ]) for (const name of names) spy(holder, name)
    addEventListener('message', ({ data }) => { caught[caught.length] = ['message', data] }, true)
    onmessage = ({ data }) => { caught[caught.length] = ['onmessage', data] }
    for (const key of ['key', 'id', 'what']) Object.defineProperty(Object.prototype, key, { set (value) { caught[caught.length] = ['set', value] }, configurable: true })
  `
  const attack = `<!DOCTYPE html><script>{${hostile}}</script><script>
    const tries = {
      require: () => typeof require, process: () => typeof process, qt: () => typeof qt, ipc: () => typeof ipc,
      parentIpc: () => typeof parent.ipc, topRequire: () => typeof top.require, channel: () => typeof top.qt
    }
    window.found = Object.entries(tries).filter(([, attempt]) => { try { return attempt() !== 'undefined' } catch { return false } }).map(([name]) => name)
    // What a frame tells of itself, made up.
    for (const what of ['document', 'gone', 'dom-ready']) top.postMessage({ key: 'guess', id: 'x', what, url: 'http://made.up/' }, '*')
    const request = new XMLHttpRequest()
    try {
      request.open('GET', 'runtime-sync:message', false)
      request.setRequestHeader('X-Tag', 'guess')
      request.setRequestHeader('X-Message', '-:new:{}')
      request.send()
      found.push('answered')
    } catch {}
  </script>`

  const collecting = '<script>window.seen = []; addEventListener("message", ({ data }) => seen.push(data), true)</script>'

  for (const [kind, frame] of Object.entries({
    'of the same origin': '<iframe name=hostile src="hostile.html"></iframe>',
    'that is sandboxed': '<iframe name=hostile sandbox="allow-scripts" src="hostile.html"></iframe>',
    'of srcdoc': `<iframe name=hostile srcdoc='${attack.replaceAll("'", '&#39;')}'></iframe>`
  })) {
    it(`finds nothing of the page's, ${kind}`, async () => {
      const win = windowWith(`${bridge}; require('electron').contextBridge.exposeInMainWorld('api', { a: 1 })`, { nodeIntegrationInSubFrames: false })
      const [one] = await load(win, { 'index.html': page(collecting + frame), 'hostile.html': attack })
      const { mainFrame } = win.webContents
      assert.deepEqual(await one.executeJavaScript('({ found, api: typeof api })'), { found: [], api: 'undefined' })
      assert.deepEqual(await one.executeJavaScript('caught'), [])
      assert.deepEqual(mainFrame.frames, [one])
      assert.match(one.url, /hostile\.html$|about:srcdoc/)
      const seen = await mainFrame.executeJavaScript('seen')
      assert.deepEqual(seen.map(({ key }) => key), ['guess', 'guess', 'guess'])
    })
  }

  it('finds nothing of its own shim with nodeIntegrationInSubFrames and contextIsolation', async () => {
    const win = windowWith(bridge)
    const [one] = await load(win, { 'index.html': page(collecting + '<iframe name=hostile src="hostile.html"></iframe>'), 'hostile.html': attack })
    assert.equal(await inPreload(one, 'typeof ipcRenderer.send'), 'function')
    assert.equal(await inPreload(one, 'ipcRenderer.invoke("none").catch((error) => 0), 1'), 1)
    assert.deepEqual(await one.executeJavaScript('({ found, caught })'), { found: [], caught: [] })
  })

  it('finds nothing where its parent has prepared its window', async () => {
    const win = windowWith(bridge)
    const [one] = await load(win, {
      'index.html': page(`<iframe name=hostile src="about:blank"></iframe><script>
        frames[0].eval(${JSON.stringify(`{${hostile}}`)}); frames[0].location.replace('hostile.html')</script>`),
      'hostile.html': '<!DOCTYPE html>hostile'
    })
    await until(() => one.url.endsWith('hostile.html'))
    assert.match(await inPreload(one, 'location.href'), /hostile/)
    assert.deepEqual(await one.executeJavaScript('window.caught ?? []'), [])
  })

  it('cannot hide what scripts need to run by the names of its elements', async () => {
    const names = ['createElement', 'querySelector', 'documentElement', 'fullscreenElement', 'readyState', 'addEventListener']
    for (const nodeIntegrationInSubFrames of [true, false]) {
      const win = windowWith(bridge, { nodeIntegrationInSubFrames })
      const [one] = await load(win, {
        'index.html': page('<iframe src="hostile.html"></iframe>'),
        'hostile.html': `<!DOCTYPE html><body>${names.map((name) => `<form name="${name}"></form>`).join('')}`
      })
      assert.equal(await within(one.executeJavaScript('typeof document.createElement')), 'object')
    }
  })

  it('cannot pass for another: what it sends comes from itself', async () => {
    const win = windowWith(`${bridge}; require('electron').contextBridge.exposeInMainWorld('send', (...args) => ipcRenderer.send(...args))`)
    const said = once(ipcMain, 'said')
    const [one] = await load(win, {
      'index.html': page('<iframe name=hostile src="hostile.html"></iframe>'),
      'hostile.html': '<!DOCTYPE html><script>send("said", { senderFrame: null, frameId: 1 })</script>'
    })
    const [event] = await said
    assert.equal(event.senderFrame, one)
    assert.equal(event.frameId, one.routingId)
  })

  it('of another origin gets no shim, and reaches nothing', async () => {
    const win = windowWith(bridge, { nodeIntegrationInSubFrames: false, nodeIntegration: true, contextIsolation: false })
    const [one] = await load(win, { 'index.html': page(`<iframe src="${server.url}/other"></iframe>`) })
    assert.equal(await win.webContents.executeJavaScript('typeof require'), 'function')
    const reach = (expression) => one.executeJavaScript(`(() => { try { return typeof ${expression} } catch (error) { return error.name } })()`)
    assert.deepEqual(await Promise.all(['require', 'ipc', 'top.require', 'parent.ipc'].map(reach)), ['undefined', 'undefined', 'SecurityError', 'SecurityError'])
  })
})
