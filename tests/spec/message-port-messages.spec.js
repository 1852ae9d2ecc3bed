'use strict'

const assert = require('node:assert/strict')
const { before, beforeEach, describe, it } = require('node:test')
const { once } = require('../support/events')
const { message, page, portPage } = require('../support/message-ports')
const { loadPage, openWindow, untilInPage } = require('../support/windows')

describe('what message ports of a page carry', () => {
  let win, contents
  const { gotAll, joined, joinedPage, run } = portPage(() => contents)
  before(async () => {
    win = openWindow()
    contents = win.webContents
  })
  beforeEach(() => loadPage(win, page))

  it('keeps the order of messages with ports, with buffers, with neither, and of those before the hand-over', async () => {
    const port = await joined("for (let i = 0; i < 5; i++) channel.port2.postMessage(i)")
    const values = []
    port.on('message', ({ data, ports }) => values.push(ports.length > 0 ? `${data} with a port` : data))
    port.start()
    await run(`const { port2 } = channel
      port2.postMessage(5)
      port2.postMessage(6, [new MessageChannel().port1])
      port2.postMessage(7)
      port2.postMessage(8, [new ArrayBuffer(8)])
      port2.postMessage(9, { transfer: [] })
      port2.postMessage(10)
      setTimeout(() => {
        port2.postMessage(11)
        port2.postMessage(12, [new MessageChannel().port1])
        port2.postMessage(13)
        port2.close()
        port2.postMessage('closed')
      }, 20)
      0`)
    await once(port, 'close')
    assert.deepEqual(values, [0, 1, 2, 3, 4, 5, '6 with a port', 7, 8, 9, 10, 11, '12 with a port', 13])
  })

  it('refuses what cannot be cloned as the engine does, and goes on', async () => {
    const port = await joined()
    port.start()
    const first = message(port)
    await run("channel.port2.postMessage('first'); 0")
    assert.equal((await first).data, 'first')
    const next = message(port)
    const refused = await run(`(() => {
      const { port2 } = channel
      const names = []
      for (const attempt of [() => port2.postMessage(() => {}), () => port2.postMessage(), () => port2.postMessage(1, [port2]), () => MessagePort.prototype.postMessage.call({}, 1)]) {
        try { attempt(); names.push('none') } catch (error) { names.push(error.name) }
      }
      port2.postMessage('next')
      return names.join()
    })()`)
    assert.equal(refused, 'DataCloneError,TypeError,DataCloneError,TypeError')
    assert.equal((await next).data, 'next')
  })

  it('a port that a worker has from the page carries messages both ways', async () => {
    const port = await joined()
    port.start()
    const first = message(port)
    await run("channel.port2.postMessage('page'); 0")
    assert.equal((await first).data, 'page')
    const hello = message(port)
    await run(`const source = 'onmessage = ({ data, ports: [port] }) => { port.onmessage = ({ data }) => port.postMessage("worker " + data); port.postMessage(data) }'
      globalThis.worker = new Worker(URL.createObjectURL(new Blob([source])))
      worker.postMessage('hello', [channel.port2])
      0`)
    assert.equal((await hello).data, 'hello')
    port.postMessage('down')
    assert.equal((await message(port)).data, 'worker down')
  })

  it('carries every kind of value from page to page', async () => {
    const other = await joinedPage()
    await run(`const cyclic = { name: 'c', at: new Date(5), big: 7n, map: new Map([[1, new Set([2])]]), bytes: new Uint8Array([1, 2, 3]) }
      cyclic.self = cyclic
      port.postMessage(cyclic)
      port.postMessage('"quoted" ' + '\\\\ \u2028 \ud800' + 'x'.repeat(3000))
      port.postMessage(undefined)
      0`)
    await untilInPage(other, 'got.length >= 4')
    assert.equal(await run(`const [, value, text, nothing] = got;
      [value.self === value, value.at.getTime(), value.big === 7n, value.map.get(1).has(2), value.bytes.join(), text.length, nothing === undefined].join()`,
    other.webContents), 'true,5,true,true,1,2,3,3014,true')
    other.destroy()
  })

  it('a page is not harmed by what another page writes in the place of a message', async () => {
    const other = await joinedPage()
    const texts = []
    const { onText } = contents._ports
    contents._ports.onText = function (text) {
      texts.push(text)
      return onText.call(this, text)
    }
    await run("port.postMessage('good'); 0")
    await gotAll(2, other.webContents)
    delete contents._ports.onText
    const head = texts[0].slice(0, texts[0].indexOf(' '))
    for (const text of [head, `${head} `, `${head} j{`, `${head} g5:x`, `${head} b0`, `${head} zz`, 'p', 'p ', 'p1 j1', 'pNaN j1', `${head} j"still"`]) contents._onMessage(text)
    const got = await gotAll(3, other.webContents)
    assert.equal(got.at(-1), 'still')
    other.destroy()
  })
})
