'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const { describe, it } = require('node:test')
const { ipcMain, MessageChannelMain } = require('electron')
const { once, until } = require('../support/events')
const { bridge, inPreload, load, oneFrame, page, windowWith } = require('../support/frames')
const { consoleOf, openWindow } = require('../support/windows')

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
      assert.equal(error, "TypeError: Error invoking remote method 'error': TypeError: no")
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
