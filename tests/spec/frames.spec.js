'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, before, describe, it } = require('node:test')
const { ipcMain, MessageChannelMain } = require('electron')
const { once, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')
const { consoleOf, openWindow } = require('../support/windows')

/** Writes files into a folder of their own. @returns {(name: string) => string} the path of one */
function filesOf (files) {
  const folder = tempFolder('frames')
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text)
  return (name) => path.join(folder, name)
}

const preloadOf = (source) => filesOf({ 'preload.js': source })('preload.js')

const bridge = `
  const { ipcRenderer } = require('electron')
  globalThis.ipc = ipcRenderer
  ipcRenderer.on('ask', (event, id, code) => ipcRenderer.send('answer', id, eval(code)))
  ipcRenderer.send('hello', location.href, process.isMainFrame, process.contextIsolated)
`

const page = (frames) => `<!DOCTYPE html><title>page</title><body>${frames}`

/** A window whose frames have the preload script; not loaded yet. */
function windowWith (source, webPreferences = {}) {
  return openWindow({ webPreferences: { preload: preloadOf(source), nodeIntegrationInSubFrames: true, ...webPreferences } })
}

/** Loads a page of files and waits until all has loaded. @returns {WebFrameMain[]} the frames in it */
async function load (win, files) {
  await win.loadFile(filesOf(files)('index.html'))
  return win.webContents.mainFrame.frames
}

const oneFrame = { 'index.html': page('<iframe name=one src="one.html"></iframe>'), 'one.html': page('one') }

/** The preload script's answer to `code`, in a frame. */
async function inPreload (frame, code) {
  const id = Math.random()
  const answered = once(ipcMain, 'answer', { filter: (event, answerId) => answerId === id })
  frame.send('ask', id, code)
  return (await answered)[2]
}

const modes = {
  'sandboxed and isolated': {},
  'isolated, not sandboxed': { sandbox: false },
  'not isolated': { contextIsolation: false, sandbox: false },
  'with Node in the page': { nodeIntegration: true, contextIsolation: false, sandbox: false }
}

describe('nodeIntegrationInSubFrames', () => {
  for (const [mode, preferences] of Object.entries(modes)) {
    it(`runs the preload script before the frame's own scripts, ${mode}`, async () => {
      const win = windowWith(`
        document.addEventListener('DOMContentLoaded', () => {
          require('electron').ipcRenderer.send('told', globalThis.early ?? 'preload first', process.isMainFrame, document.readyState)
        })
        globalThis.early = document.querySelector('title') ? 'page first' : undefined
      `, preferences)
      const told = once(ipcMain, 'told', { filter: (event, what, isMainFrame) => !isMainFrame })
      await load(win, oneFrame)
      const [event, what] = await told
      assert.equal(what, 'preload first')
      assert.equal(event.senderFrame, win.webContents.mainFrame.frames[0])
    })
  }

  it('gives a frame process.isMainFrame false and process.contextIsolated', async () => {
    const win = windowWith(bridge)
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('one.html') })
    await load(win, oneFrame)
    assert.deepEqual((await hello).slice(2), [false, true])
  })

  it('does not run the preload script in frames without it', async () => {
    const win = windowWith(bridge, { nodeIntegrationInSubFrames: false })
    const hellos = []
    const listener = (event, url) => hellos.push(path.basename(url))
    ipcMain.on('hello', listener)
    const [frame] = await load(win, oneFrame)
    assert.equal(await frame.executeJavaScript('typeof require + typeof process'), 'undefinedundefined')
    ipcMain.removeListener('hello', listener)
    assert.deepEqual(hellos, ['index.html'])
  })

  it('gives frames Node where nodeIntegration is on', async () => {
    const win = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, nodeIntegrationInSubFrames: true } })
    const [frame] = await load(win, oneFrame)
    assert.equal(await frame.executeJavaScript('require("path").basename(__filename)'), 'one.html')
  })

  it('runs it in srcdoc, data: and sandboxed frames, but not in about:blank', async () => {
    const win = windowWith(bridge)
    const seen = []
    const listener = ({ senderFrame }) => seen.push(senderFrame.name)
    ipcMain.on('hello', listener)
    await load(win, {
      ...oneFrame,
      'index.html': page(`<iframe name=blank></iframe><iframe name=blank2 src="about:blank"></iframe><iframe name=srcdoc srcdoc="x"></iframe>
        <iframe name=data src="data:text/html,x"></iframe><iframe name=sandboxed sandbox="allow-scripts" src="one.html"></iframe>
        <iframe name=sandboxed2 sandbox="allow-scripts" srcdoc="x"></iframe>`)
    })
    await until(() => seen.length >= 5)
    ipcMain.removeListener('hello', listener)
    assert.deepEqual(seen.sort(), ['', 'data', 'sandboxed', 'sandboxed2', 'srcdoc'])
  })

  it('runs it in frames within frames, each with a link of its own', async () => {
    const win = windowWith(bridge)
    const [outer] = await load(win, {
      'index.html': page('<iframe src="outer.html"></iframe>'),
      'outer.html': page('<iframe src="inner.html"></iframe>'),
      'inner.html': page('inner')
    })
    const [inner] = outer.frames
    assert.match(await inPreload(inner, 'location.pathname'), /inner\.html$/)
    assert.match(await inPreload(outer, 'location.pathname'), /outer\.html$/)
  })

  describe('with pages from the network', () => {
    let server
    before(async () => { server = await startServer() })
    after(() => server.close())

    it('runs the preload script in a frame of another origin', async () => {
      const win = windowWith(bridge)
      const [frame] = await load(win, { 'index.html': page(`<iframe src="${server.url}/other"></iframe>`) })
      assert.equal(await inPreload(frame, 'location.pathname'), '/other')
      assert.equal(frame.origin, server.url)
    })

    it('gives it no Node unless nodeIntegration is stated', async () => {
      const win = openWindow({ webPreferences: { nodeIntegrationInSubFrames: true } })
      const [frame] = await load(win, { 'index.html': page(`<iframe src="${server.url}/other"></iframe>`) })
      assert.equal(await win.webContents.executeJavaScript('typeof require'), 'function')
      assert.equal(await frame.executeJavaScript('typeof require'), 'undefined')
    })

    it('gives a srcdoc frame in a page from the network no Node unless nodeIntegration is stated', async () => {
      const win = openWindow({ webPreferences: { nodeIntegrationInSubFrames: true } })
      await win.loadURL(`${server.url}/page`)
      await win.webContents.executeJavaScript(`new Promise((resolve) => {
        const frame = document.createElement('iframe'); frame.srcdoc = 'x'; frame.onload = () => resolve(); document.body.append(frame)
      })`)
      const [frame] = await until(() => win.webContents.mainFrame.frames.length === 1 && win.webContents.mainFrame.frames)
      assert.equal(await frame.executeJavaScript('typeof require + typeof process'), 'undefinedundefined')
    })

    it('keeps a frame of a content security policy in touch', async () => {
      const win = windowWith(bridge)
      const [frame] = await load(win, { 'index.html': page(`<iframe src="${server.url}/csp"></iframe>`) })
      assert.equal(await inPreload(frame, '1 + 1'), 2)
      await assert.rejects(within(frame.executeJavaScript('1 + 1')), { message: /^Script not run/ })
    })
  })
})

describe('messages of a frame', () => {
  it('have senderFrame, frameId and processId', async () => {
    const win = windowWith(bridge)
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('one.html') })
    const [frame] = await load(win, oneFrame)
    const [event] = await hello
    assert.equal(event.senderFrame, frame)
    assert.equal(event.sender, win.webContents)
    assert.deepEqual([event.frameId, event.processId], [frame.routingId, frame.processId])
    assert.notEqual(event.frameId, win.webContents.mainFrame.routingId)
  })

  it('are answered by event.reply to that frame alone', async () => {
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      ipcRenderer.on('pong', (event, value) => ipcRenderer.send('heard', location.href, value))
      if (!process.isMainFrame) ipcRenderer.send('ping')
    `)
    const heard = []
    const listener = (event, url, value) => heard.push([path.basename(url), value])
    ipcMain.on('heard', listener)
    ipcMain.once('ping', (event) => event.reply('pong', { a: [1, 2] }))
    const [frame] = await load(win, oneFrame)
    await until(() => heard.length === 1)
    frame.send('pong', 'once more')
    await until(() => heard.length === 2)
    ipcMain.removeListener('heard', listener)
    assert.deepEqual(heard, [['one.html', { a: [1, 2] }], ['one.html', 'once more']])
  })

  it('keep their order: send, sendSync, invoke', async () => {
    const order = []
    const add = (event, n) => {
      order.push(n)
      event.returnValue = n
    }
    ipcMain.on('n', add)
    ipcMain.handle('n', add)
    try {
      const win = windowWith(`
        const { ipcRenderer } = require('electron')
        if (!process.isMainFrame) {
          ipcRenderer.send('n', 1); ipcRenderer.send('n', 2); ipcRenderer.sendSync('n', 3); ipcRenderer.send('n', 4)
          ipcRenderer.invoke('n', 5); ipcRenderer.send('n', 6); ipcRenderer.send('done')
        }
      `)
      const done = once(ipcMain, 'done')
      await load(win, oneFrame)
      await done
      assert.deepEqual(order, [1, 2, 3, 4, 5, 6])
    } finally {
      ipcMain.removeListener('n', add)
      ipcMain.removeHandler('n')
    }
  })

  it('bring the values and errors of handlers back', async () => {
    ipcMain.handle('value', (event, value) => ({ value, frame: event.senderFrame.name }))
    ipcMain.handle('error', () => { throw new TypeError('no') })
    try {
      const win = windowWith(`
        const { ipcRenderer } = require('electron')
        if (!process.isMainFrame) {
          Promise.all([ipcRenderer.invoke('value', new Map([[1, 2]])), ipcRenderer.invoke('error').catch(String)]).then((all) => ipcRenderer.send('told', ...all))
        }
      `)
      const told = once(ipcMain, 'told')
      await load(win, oneFrame)
      const [, value, error] = await told
      assert.deepEqual(value, { value: new Map([[1, 2]]), frame: 'one' })
      assert.equal(error, "Error: Error invoking remote method 'error': TypeError: no")
    } finally {
      ipcMain.removeHandler('value')
      ipcMain.removeHandler('error')
    }
  })

  it('get a synchronous answer that comes late', async () => {
    ipcMain.once('late', (event) => setTimeout(() => { event.returnValue = 'late answer' }, 50))
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      if (!process.isMainFrame) ipcRenderer.send('told', ipcRenderer.sendSync('late'))
    `)
    const told = once(ipcMain, 'told')
    await load(win, oneFrame)
    assert.equal((await told)[1], 'late answer')
  })

  it('work in a sandboxed frame without allow-modals, synchronous ones as well', async () => {
    ipcMain.once('sync', (event, text) => { event.returnValue = `${text}: ä€😀` })
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      if (!process.isMainFrame) ipcRenderer.send('told', ipcRenderer.sendSync('sync', 'ö'))
    `)
    const told = once(ipcMain, 'told')
    const log = consoleOf(win)
    await load(win, { ...oneFrame, 'index.html': page('<iframe sandbox="allow-scripts" src="one.html"></iframe>') })
    assert.equal((await told)[1], 'ö: ä€😀')
    assert.deepEqual(log.filter((line) => line.includes('sandboxed')), [])
  })

  it('go through frame.ipc, then webContents.ipc, then ipcMain', async () => {
    const order = []
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    frame.ipc.on('answer', () => order.push('frame'))
    win.webContents.mainFrame.ipc.on('answer', () => order.push('main frame'))
    win.webContents.ipc.on('answer', () => order.push('webContents'))
    ipcMain.once('answer', () => order.push('ipcMain'))
    await inPreload(frame, '1')
    assert.deepEqual(order, ['frame', 'webContents', 'ipcMain'])
  })

  it('arrive in any number and size', async () => {
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      ipcRenderer.on('go', () => {
        for (let i = 0; i < 200; i++) ipcRenderer.send('many', i)
        ipcRenderer.send('large', 'ä'.repeat(1e6))
      })
      ipcRenderer.on('count', (event, n) => ipcRenderer.send('counted', n))
    `)
    const [frame] = await load(win, oneFrame)
    const seen = []
    const many = (event, i) => seen.push(i)
    ipcMain.on('many', many)
    const large = once(ipcMain, 'large')
    frame.send('go')
    assert.equal((await large)[1].length, 1e6)
    assert.deepEqual(seen, Array.from({ length: 200 }, (unused, i) => i))
    ipcMain.removeListener('many', many)
    const counted = []
    const count = (event, n) => counted.push(n)
    ipcMain.on('counted', count)
    for (let i = 0; i < 200; i++) frame.send('count', i)
    await until(() => counted.length === 200)
    ipcMain.removeListener('counted', count)
    assert.deepEqual(counted, Array.from({ length: 200 }, (unused, i) => i))
  })

  it('reach a frame whose document was opened anew by its page', async () => {
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    await frame.executeJavaScript('document.open(), document.write("<p>new"), document.close(), 1')
    const answered = once(ipcMain, 'hello', { filter: (event, url) => url === 'again' })
    win.webContents.mainFrame.executeJavaScript('1')
    frame.send('ask', 1, 'ipcRenderer.send("hello", "again")')
    await answered
  })
})

describe('webContents.sendToFrame', () => {
  it('reaches the frame of an id, or of a process and an id', async () => {
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    for (const id of [frame.routingId, [frame.processId, frame.routingId]]) {
      const answered = once(ipcMain, 'answer')
      assert.equal(win.webContents.sendToFrame(id, 'ask', 1, 'location.pathname'), true)
      assert.match((await answered)[2], /one\.html$/)
    }
    assert.equal(win.webContents.sendToFrame(99999, 'ask', 1, '1'), false)
  })
})

describe('ports of a frame', () => {
  it('come from ipcRenderer.postMessage and go by frame.postMessage', async () => {
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      if (!process.isMainFrame) {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => port1.postMessage(data + ' from the frame')
        ipcRenderer.postMessage('port', 'here', [port2])
      }
      ipcRenderer.on('port', ({ ports: [port] }) => { port.postMessage('of frame.postMessage') })
    `)
    const ported = once(ipcMain, 'port')
    const [frame] = await load(win, oneFrame)
    const [event, text] = await ported
    assert.equal(text, 'here')
    assert.equal(event.senderFrame, frame)
    const [port] = event.ports
    port.start()
    const message = once(port, 'message')
    port.postMessage('hello')
    assert.equal((await message)[0].data, 'hello from the frame')
    const { port1, port2 } = new MessageChannelMain()
    frame.postMessage('port', null, [port1])
    port2.start()
    assert.equal((await once(port2, 'message'))[0].data, 'of frame.postMessage')
  })

  it('are closed when the frame goes', async () => {
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      if (!process.isMainFrame) ipcRenderer.postMessage('port', null, [new MessageChannel().port2])
    `)
    const ported = once(ipcMain, 'port')
    await load(win, oneFrame)
    const [{ ports: [port] }] = await ported
    port.start()
    const closed = once(port, 'close')
    win.webContents.executeJavaScript('document.querySelector("iframe").remove(), 1')
    await closed
  })
})

describe('remote in a frame', () => {
  it('works, callbacks included, and lets go with the frame', async () => {
    const win = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true, nodeIntegrationInSubFrames: true } })
    const [frame] = await load(win, oneFrame)
    const told = once(ipcMain, 'told')
    await frame.executeJavaScript(`{
      const { ipcRenderer, remote } = require('electron')
      remote.process.once('frames-spec', (value) => ipcRenderer.send('told', value, location.pathname))
    } 1`)
    process.emit('frames-spec', 7)
    const [, value, pathname] = await told
    assert.equal(value, 7)
    assert.match(pathname, /one\.html$/)
  })
})

describe('a frame that goes', () => {
  const loadOne = async () => {
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    return { win, frame }
  }

  it('makes event.senderFrame null, and reply and late answers reach nobody', async () => {
    const win = windowWith(bridge)
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('one.html') })
    const [frame] = await load(win, oneFrame)
    const [event] = await hello
    await win.webContents.executeJavaScript('document.querySelector("iframe").remove(), 1')
    await until(() => frame.isDestroyed())
    assert.equal(event.senderFrame, null)
    event.reply('ask', 1, '1')
  })

  it('ends a synchronous call whose listener destroys the window', async () => {
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      if (!process.isMainFrame) ipcRenderer.sendSync('destroy')
    `)
    ipcMain.once('destroy', (event) => {
      win.destroy()
      event.returnValue = 1
    })
    const closed = once(win, 'closed')
    load(win, oneFrame).catch(() => {})
    await closed
  })

  it('takes its messages with it when it is removed in the middle', async () => {
    const { win, frame } = await loadOne()
    for (let i = 0; i < 20; i++) frame.send('ask', i, '1')
    await win.webContents.executeJavaScript('document.querySelector("iframe").remove(), 1')
    await until(() => frame.isDestroyed())
    frame.send('ask', 1, '1')
    assert.deepEqual(win.webContents.mainFrame.frames, [])
  })

  it('stays the same frame when it navigates, and the old document hears nothing', async () => {
    const { win, frame } = await loadOne()
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('#again') })
    win.webContents.executeJavaScript('frames[0].location.replace("one.html?2#again"), 1')
    const [event] = await hello
    assert.equal(event.senderFrame, frame)
    assert.equal(await inPreload(frame, 'location.search'), '?2')
  })

  it('goes when the page navigates', async () => {
    const { win, frame } = await loadOne()
    await load(win, oneFrame)
    assert.equal(frame.isDestroyed(), true)
    const [next] = win.webContents.mainFrame.frames
    assert.match(await inPreload(next, 'location.pathname'), /one\.html$/)
    assert.notEqual(next, frame)
  })
})

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

// The last: after a crash the engine may leave out the injection into a frame of another page.
describe('a frame whose process dies', () => {
  it('is destroyed', async () => {
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    const gone = once(win.webContents, 'render-process-gone')
    win.webContents.forcefullyCrashRenderer()
    await gone
    assert.equal(frame.isDestroyed(), true)
    await assert.rejects(frame.executeJavaScript('1'), { message: 'Render frame was disposed before WebFrameMain could be accessed' })
  })
})
