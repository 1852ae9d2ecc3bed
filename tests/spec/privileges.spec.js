'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const http = require('node:http')
const { after, before, beforeEach, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { openPage, openWindow, pageUrl } = require('../support/windows')

// Who gets require('electron'): the app's own pages, unless webPreferences say otherwise.
describe('a page from the network', () => {
  let server
  let url

  const privileges = ({ webContents }) =>
    webContents.executeJavaScript('["require", "process", "module", "global", "__dirname", "Buffer"].filter((name) => name in globalThis)')

  before(async () => {
    server = http.createServer((request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<!DOCTYPE html><title>from the network</title><p>page</p>')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${server.address().port}/`
  })
  after(() => server.close())

  let win
  beforeEach(() => { win = openWindow() })

  it('gets nothing of Node or Electron', async () => {
    await win.loadURL(url)
    assert.deepEqual(await privileges(win), [])
  })

  it('gets them when nodeIntegration says so in so many words', async () => {
    const stated = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    await stated.loadURL(url)
    assert.ok((await privileges(stated)).includes('require'))
  })

  it('takes them from the window with its document, and the app\'s page gets them back', async () => {
    const own = pageUrl('<!DOCTYPE html><title>own</title>')
    await win.loadURL(own)
    assert.ok((await privileges(win)).includes('require'))
    await win.loadURL(url)
    assert.deepEqual(await privileges(win), [])
    await win.loadURL(own)
    assert.equal(await win.webContents.executeJavaScript('typeof require("electron").ipcRenderer.send'), 'function')
  })

  it('cannot send on the channel that it sees', async () => {
    await win.loadURL(url)
    let heard = 0
    const listener = () => heard++
    win.webContents.on('ipc-message', listener)
    ipcMain.on('test', listener)
    await win.webContents.executeJavaScript(`
      const { webChannelTransport } = qt
      for (const value of ['j[0,false,"test",[]]', 'undefinedj[0,false,"test",[]]', '${'0'.repeat(32)}j[0,false,"test",[]]']) {
        for (let property = 0; property < 4; property++) {
          webChannelTransport.send(JSON.stringify({ type: 9, object: 'link', property, value }))
          webChannelTransport.send(JSON.stringify({ type: 6, object: 'link', method: property, id: 1, args: [value] }))
        }
      }
      1`)
    assert.equal(await win.webContents.executeJavaScript('1 + 1'), 2)
    ipcMain.removeListener('test', listener)
    assert.equal(heard, 0)
  })

  it('cannot be listened to by scripts that replace what the shim uses', async () => {
    const page = await openPage()
    const seen = await page.webContents.executeJavaScript(`
      (() => {
        const seen = []
        const spy = (object, name) => { const own = object[name]; try { object[name] = function (...args) { seen.push(args); return own.apply(this, args) } } catch {} }
        spy(JSON, 'stringify')
        spy(JSON, 'parse')
        spy(window, 'prompt')
        spy(qt.webChannelTransport, 'send')
        spy(qt.webChannelTransport, 'onmessage')
        require('electron').ipcRenderer.send('nobody', 'secret')
        require('electron').ipcRenderer.sendSync('nobody', 'secret')
        return seen.length
      })()`)
    assert.equal(seen, 0)
  })

  it('without isolation and without nodeIntegration gets nothing either', async () => {
    const plain = openWindow({ webPreferences: { nodeIntegration: false, contextIsolation: false } })
    await plain.loadURL(pageUrl('<!DOCTYPE html><title>own</title>'))
    assert.deepEqual(await privileges(plain), [])
  })

  it('with contextIsolation does not even see the channel', async () => {
    const isolated = openWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true } })
    await isolated.loadURL(url)
    assert.equal(await isolated.webContents.executeJavaScript('typeof qt'), 'undefined')
    assert.equal(await isolated.webContents.executeJavaScript('document.title'), 'from the network')
  })
})
