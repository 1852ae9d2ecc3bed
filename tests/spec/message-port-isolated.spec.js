'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { before, describe, it } = require('node:test')
const { ipcMain, MessageChannelMain } = require('electron')
const { once, within } = require('../support/events')
const { message } = require('../support/message-ports')
const { tempFolder } = require('../support/temp-folder')
const { openPage, untilInPage } = require('../support/windows')

describe('message ports with contextIsolation', () => {
  let win, contents
  const run = (code) => within(contents.executeJavaScript(code))
  before(async () => {
    const preload = path.join(tempFolder('preload'), 'preload.js')
    fs.writeFileSync(preload, `
      const { ipcRenderer } = require('electron')
      ipcRenderer.on('port', (event, value) => {
        if (event.ports[0] instanceof MessagePort) window.postMessage(value, '*', event.ports)
      })
      window.addEventListener('message', ({ source, data, ports }) => {
        if (source === window && data === 'to main') ipcRenderer.postMessage('up', data, ports)
      })`)
    win = await openPage(`<!DOCTYPE html><script>
      globalThis.got = []
      window.addEventListener('message', ({ data, ports }) => {
        if (data !== 'from main') return
        globalThis.port = ports[0]
        port.onmessage = ({ data }) => got.push(data)
        port.onclose = () => got.push('closed')
      })</script>`, { webPreferences: { preload, contextIsolation: true } })
    contents = win.webContents
  })

  it('a preload script hands a port of main to its page', async () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.start()
    contents.postMessage('port', 'from main', [port2])
    await untilInPage(win, 'Boolean(globalThis.port)')
    const up = message(port1)
    await run("port.postMessage('up'); 0")
    assert.equal((await up).data, 'up')
    port1.postMessage('down')
    port1.close()
    await untilInPage(win, 'got.length === 2')
    assert.equal(await run('got.join()'), 'down,closed')
  })

  it("'close': the page closes the port that it has from its preload script", async () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.start()
    await run('globalThis.port = null')
    contents.postMessage('port', 'from main', [port2])
    await untilInPage(win, 'Boolean(globalThis.port)')
    const closed = once(port1, 'close')
    await run('port.close()')
    await closed
  })

  it('a preload script hands a port of its page to main', async () => {
    const arrived = once(ipcMain, 'up')
    await run("globalThis.channel = new MessageChannel(); channel.port2.onmessage = ({ data }) => got.push(data); got.length = 0; window.postMessage('to main', '*', [channel.port1]); channel.port2.postMessage('up'); 0")
    const [{ ports: [port] }] = await arrived
    port.start()
    assert.equal((await message(port)).data, 'up')
    port.postMessage('down')
    await untilInPage(win, 'got.length === 1')
  })

  it('the page itself has neither ipcRenderer nor the names of its events', async () => {
    assert.equal(await run("typeof require + ' ' + Object.getOwnPropertyNames(globalThis).filter((name) => /ipc|electron/i.test(name))"), 'undefined ')
  })
})
