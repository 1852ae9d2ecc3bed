'use strict'

const assert = require('node:assert/strict')
const { before, beforeEach, describe, it } = require('node:test')
const { ipcMain, MessageChannelMain } = require('electron')
const { once, until, within } = require('../support/events')
const { message, page, portPage, unclonable } = require('../support/message-ports')
const { loadPage, openPage, openWindow, untilInPage } = require('../support/windows')

describe('message ports of a page', () => {
  let win, contents
  const { got, gotAll, joined, joinedPage, run } = portPage(() => contents)
  before(async () => {
    win = openWindow()
    contents = win.webContents
  })
  beforeEach(() => loadPage(win, page))

  it('ipcRenderer.postMessage brings ports as MessagePortMain in event.ports', async () => {
    const arrived = once(ipcMain, 'up')
    await run("globalThis.channel = new MessageChannel(); ipc.postMessage('up', { deep: [1] }, [channel.port1, new MessageChannel().port2]); 0")
    const [event, ...args] = await arrived
    assert.deepEqual(args, [{ deep: [1] }])
    assert.equal(event.sender, contents)
    assert.deepEqual(event.ports.map((port) => port.constructor.name), ['MessagePortMain', 'MessagePortMain'])
  })

  it('ipcRenderer.postMessage also reaches webContents.ipc, without ports too', async () => {
    const arrived = once(contents.ipc, 'up')
    await run("ipc.postMessage('up', 5)")
    const [event, value] = await arrived
    assert.deepEqual([value, event.ports], [5, []])
  })

  it('carries messages both ways, those before the hand-over too', async () => {
    const port = await joined("channel.port2.onmessage = ({ data }) => got.push(data); channel.port1.postMessage('own'); channel.port2.postMessage('early')")
    const values = []
    port.on('message', ({ data }) => values.push(data))
    port.start()
    port.postMessage('down')
    await run("channel.port2.postMessage({ n: 1n, at: new Date(3) }); channel.port1.postMessage('nobody'); 0")
    await until(() => values.length === 2)
    assert.deepEqual(values, ['early', { n: 1n, at: new Date(3) }])
    assert.deepEqual(await gotAll(2), ['own', 'down'])
  })

  it('keeps the order of ipcRenderer.send and ipcRenderer.postMessage', async () => {
    const order = []
    const add = (event, value) => order.push(value)
    for (const channel of ['up', 'sent']) ipcMain.on(channel, add)
    await run("for (let i = 0; i < 20; i++) i % 2 ? ipc.send('sent', i) : ipc.postMessage('up', i, [new MessageChannel().port1]); 0")
    await until(() => order.length === 20)
    for (const channel of ['up', 'sent']) ipcMain.removeListener(channel, add)
    assert.deepEqual(order, Array.from({ length: 20 }, (_, i) => i))
  })

  it('ipcRenderer.postMessage throws Electron\'s errors', async () => {
    const texts = JSON.parse(await run(`
      const text = (f) => { try { f(); return 'fine' } catch (e) { return e.constructor.name + ': ' + e.message } }
      const { port1, port2 } = new MessageChannel()
      const all = [[], [5, 1], ['up', () => {}], ['up', () => {}, [port1]], ['up', 1, null], ['up', 1, 5], ['up', 1, { transfer: [] }], ['up', 1, [5]], ['up', 1, [null]],
        ['up', 1, [new ArrayBuffer(4)]], ['up', 1, [port1, port1]], ['up', 1, [port1]], ['up', 1, [port1]]]
      JSON.stringify(all.map((args) => text(() => ipc.postMessage(...args))))`))
    const invalid = 'TypeError: Invalid value for transfer'
    assert.deepEqual(texts, [
      'TypeError: Error processing argument at index 0, conversion failure from undefined',
      'TypeError: Error processing argument at index 0, conversion failure from ',
      'Error: An object could not be cloned.', 'Error: An object could not be cloned.',
      invalid, invalid, invalid, invalid, invalid, invalid, invalid, 'fine', invalid
    ])
  })

  it('webContents.postMessage gives the page real ports', async () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.start()
    contents.postMessage('port', 'here', [port2])
    assert.deepEqual(await gotAll(1), ['here'])
    assert.deepEqual(JSON.parse(await run(`JSON.stringify([port instanceof MessagePort, Array.isArray(portEvent.ports), portEvent.sender === ipc])`)), [true, true, true])
    port1.postMessage('down')
    const up = message(port1)
    await run("port.postMessage('up')")
    assert.equal((await up).data, 'up')
    assert.deepEqual(await gotAll(2), ['here', 'down'])
  })

  it('mainFrame.postMessage does the same', async () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.postMessage('waiting')
    contents.mainFrame.postMessage('port', 'frame', [port2])
    assert.deepEqual(await gotAll(2), ['frame', 'waiting'])
  })

  it('webContents.postMessage throws Electron\'s errors', async () => {
    const { port1, port2 } = new MessageChannelMain()
    const post = (...args) => () => contents.postMessage(...args)
    assert.throws(post(), { name: 'TypeError', message: 'Insufficient number of arguments.' })
    assert.throws(post('port'), { name: 'TypeError', message: 'Insufficient number of arguments.' })
    assert.throws(post(undefined, 1), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from undefined' })
    for (const transfer of [null, 5, {}, [5], [{}]]) assert.throws(post('port', 1, transfer), { name: 'Error', message: 'Invalid value for transfer' })
    assert.throws(post('port', () => {}, [port1]), unclonable)
    assert.throws(post('port', 1, [port1, port1]), { message: 'Port at index 1 is a duplicate.' })
    post('other', 1, [port1, port2])()
    assert.throws(post('port', 1, [port1]), { message: 'Port at index 0 is already neutered.' })
  })

  it('joins two pages by a channel of main', async () => {
    const other = await joinedPage()
    await run("port.postMessage({ from: 'A' })")
    await run("port.postMessage(new Uint8Array([1, 2])); 0", other.webContents)
    assert.deepEqual(await gotAll(2, other.webContents), ['B', { from: 'A' }])
    assert.deepEqual(await gotAll(2), ['A', { 0: 1, 1: 2 }])
  })

  it('joins two pages by a channel of one of them', async () => {
    const other = await openPage(page)
    const port = await joined("channel.port2.onmessage = ({ data }) => got.push(data); channel.port2.postMessage('first')")
    other.webContents.postMessage('port', 'B', [port])
    await run("port.postMessage('answer')", other.webContents)
    assert.deepEqual(await gotAll(2, other.webContents), ['B', 'first'])
    assert.deepEqual(await gotAll(1), ['answer'])
    const closed = once(other, 'closed')
    await run("channel.port2.onclose = () => got.push('closed'); 0")
    other.destroy()
    await closed
    assert.deepEqual(await gotAll(2), ['answer', 'closed'])
  })

  it('hands over ports through ports', async () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.start()
    contents.postMessage('port', 'here', [port2])
    await gotAll(1)
    const arrived = message(port1)
    await run(`globalThis.inner = new MessageChannel()
      inner.port2.onmessage = ({ data }) => got.push(data)
      inner.port2.postMessage('n1')
      port.postMessage('nested', [inner.port1])
      inner.port2.postMessage('n2'); 0`)
    const { data, ports } = await arrived
    assert.deepEqual([data, ports.length], ['nested', 1])
    const values = []
    ports[0].on('message', ({ data }) => values.push(data))
    ports[0].start()
    ports[0].postMessage('reply')
    await until(() => values.length === 2)
    assert.deepEqual(values, ['n1', 'n2'])
    assert.deepEqual(await gotAll(2), ['here', 'reply'])
    const last = new MessageChannelMain()
    port1.postMessage('back', [last.port1])
    assert.deepEqual(await gotAll(3), ['here', 'reply', ['back', 1]])
  })

  it('a port may stand in the message that transfers it', async () => {
    const other = await joinedPage()
    await run("port.onmessage = ({ data, ports }) => { data.list[1].port.postMessage([data.list[1].port === ports[0], data.self === data]) }; 0", other.webContents)
    await run(`globalThis.inner = new MessageChannel()
      inner.port2.onmessage = ({ data }) => got.push(data)
      const message = { list: [1, { port: inner.port1 }] }
      message.self = message
      port.postMessage(message, [inner.port1]); 0`)
    assert.deepEqual(await gotAll(2), ['A', [true, true]])
    const arrived = once(ipcMain, 'up')
    await run("{ const { port1 } = new MessageChannel(); ipc.postMessage('up', { port: port1, n: 1 }, [port1]) } 0")
    const [{ ports }, value] = await arrived
    assert.deepEqual([value, ports.length], [{ port: {}, n: 1 }, 1])
  })

  it('a page can hand a port of main back, with what it has not taken', async () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.start()
    contents.on('ipc-message', () => {})
    contents.postMessage('keep', 0, [port2])
    for (let i = 0; i < 3; i++) port1.postMessage(i)
    await run("ipc.on('keep', (event) => { globalThis.kept = event.ports[0] }); 0")
    const second = new MessageChannelMain()
    second.port1.start()
    contents.postMessage('keep', 0, [second.port2])
    for (let i = 0; i < 3; i++) second.port1.postMessage(i)
    await untilInPage(win, 'Boolean(globalThis.kept)')
    const arrived = once(ipcMain, 'back')
    const fromPage = []
    second.port1.on('message', ({ data }) => fromPage.push(data))
    await run("kept.postMessage('p1'); kept.postMessage('p2'); ipc.postMessage('back', 1, [kept]); 0")
    const [{ ports: [port] }] = await arrived
    port.postMessage('m3')
    second.port1.postMessage(3)
    const values = []
    port.on('message', ({ data }) => values.push(data))
    port.start()
    await until(() => values.length === 4 && fromPage.length === 3)
    assert.deepEqual(values, [0, 1, 2, 3])
    assert.deepEqual(fromPage, ['p1', 'p2', 'm3'])
    await loadPage(win, page)
    port.postMessage('still there')
    await until(() => fromPage.length === 4)
    assert.equal(contents._ports.size, 0)
  })

  it('takes both ports of one channel', async () => {
    const arrived = once(ipcMain, 'up')
    await run("{ const { port1, port2 } = new MessageChannel(); ipc.postMessage('up', 1, [port1, port2]) } 0")
    const [{ ports: [first, second] }] = await arrived
    second.start()
    first.postMessage('through the page')
    assert.equal((await message(second)).data, 'through the page')
  })

  it("'close': the page closes its port", async () => {
    const port = await joined()
    const order = []
    port.on('message', ({ data }) => order.push(data))
    port.on('close', () => order.push('close'))
    port.start()
    await run("channel.port2.postMessage('last'); channel.port2.close()")
    await until(() => order.length === 2)
    assert.deepEqual(order, ['last', 'close'])
    assert.equal(contents._ports.size, 0)
  })

  it("'close': the page has closed a port that it hands over", async () => {
    for (const which of ['port1', 'port2']) {
      const port = await joined(`channel.${which}.close()`)
      const closed = once(port, 'close')
      port.start()
      await closed
    }
  })

  it("'close': the page's port hears of it after its messages", async () => {
    const port = await joined("channel.port2.onmessage = ({ data }) => got.push(data); channel.port2.addEventListener('close', (event) => got.push(event.type))")
    port.postMessage('last')
    port.close()
    assert.deepEqual(await gotAll(2), ['last', 'close'])
    assert.equal(contents._ports.size, 0)
  })

  for (const [what, act] of [
    ['navigates', async () => { await loadPage(win, page) }],
    ['reloads', async () => { contents.reload() }]
  ]) {
    it(`'close': the page ${what}`, async () => {
      const port = await joined()
      const { port1, port2 } = new MessageChannelMain()
      port1.start()
      contents.postMessage('port', 'x', [port2])
      await gotAll(1)
      const closed = [once(port, 'close'), once(port1, 'close')]
      port.start()
      await act()
      await Promise.all(closed)
      assert.equal(contents._ports.size, 0)
      if (contents.isLoading()) await once(contents, 'did-finish-load')
    })
  }

  it("'close': the window is destroyed", async () => {
    const other = await openPage(page)
    const { port1, port2 } = new MessageChannelMain()
    port1.start()
    const closed = once(port1, 'close')
    other.webContents.postMessage('port', 'x', [port2])
    other.destroy()
    await closed
    assert.throws(() => other.webContents, undefined)
  })

  it('a port that is sent before the first document reaches it', async () => {
    const other = openWindow()
    const { port1, port2 } = new MessageChannelMain()
    other.webContents.postMessage('port', 'early', [port2])
    port1.postMessage('waits')
    await loadPage(other, page)
    assert.deepEqual(await gotAll(2, other.webContents), ['early', 'waits'])
  })

  it('a port that is sent while the next document comes up belongs to that', async () => {
    const { port1, port2 } = new MessageChannelMain()
    contents.once('did-navigate', () => contents.postMessage('port', 'next', [port2]))
    await loadPage(win, page)
    port1.postMessage('hello')
    assert.deepEqual(await gotAll(2), ['next', 'hello'])
  })

  it('1,000 channels leave nothing behind', async () => {
    let open = 0
    const listener = ({ ports: [port] }) => {
      open++
      port.on('close', () => open--)
      port.on('message', ({ data }) => port.postMessage(data))
      port.start()
    }
    ipcMain.on('up', listener)
    const answered = await run(`new Promise((resolve) => {
      let count = 0
      for (let i = 0; i < 1000; i++) {
        const { port1, port2 } = new MessageChannel()
        port2.onmessage = ({ data }) => {
          port2.close()
          if (data === i && ++count === 1000) resolve(count)
        }
        ipc.postMessage('up', null, [port1])
        port2.postMessage(i)
      }
    })`)
    ipcMain.removeListener('up', listener)
    assert.equal(answered, 1000)
    await until(() => open === 0)
    assert.equal(contents._ports.size, 0)
  })

  it('a message of a page that is not well-formed is refused', async () => {
    for (const args of [[6, 1, []], [6, 1, [1, [-5]]], [6, 1, [1, [1, 1]]], [5, 5, [1, []]], [5, 'up', [1, 7]], [10, 3, []], [99, 1, []], [7, {}, []]]) {
      const before = contents._ports.size
      contents._onMessage(`j${JSON.stringify(args)}`)
      assert.equal(contents._ports.size, before)
    }
    assert.equal(await run('1 + 1'), 2)
  })
})

describe('message ports of a page that crashes', () => {
  it("are closed, and so is one that it is sent", async () => {
    const { webContents: contents } = await openPage(page)
    const given = new MessageChannelMain()
    const arrived = once(ipcMain, 'up')
    contents.postMessage('port', 'x', [given.port2])
    await within(contents.executeJavaScript("globalThis.channel = new MessageChannel(); ipc.postMessage('up', 0, [channel.port1]); 0"))
    const [{ ports: [port] }] = await arrived
    port.start()
    given.port1.start()
    const closed = [once(port, 'close'), once(given.port1, 'close')]
    contents.forcefullyCrashRenderer()
    await Promise.all(closed)
    const late = new MessageChannelMain()
    late.port1.start()
    const lateClosed = once(late.port1, 'close')
    contents.postMessage('port', 'x', [late.port2])
    await lateClosed
    assert.equal(contents._ports.size, 0)
  })
})
