'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { afterEach, beforeEach, describe, it } = require('node:test')
const { BrowserWindow, ipcMain } = require('electron')
const { createCodec } = require('../../lib/js/common/codec')
const { until } = require('../support/events')
const { consoleLine, openPage, openWindow, pageUrl } = require('../support/windows')

const codec = createCodec(require('../../lib/js/main/codec-host'))

describe('ipc', () => {
  let win

  const inPage = (expression) => win.webContents.executeJavaScript(`(async () => {
    const { ipcRenderer } = require('electron')
    return ${expression}
  })()`)
  /** The message of the error that the expression ends with. */
  const errorInPage = (expression) => win.webContents.executeJavaScript(`(async () => {
    const { ipcRenderer } = require('electron')
    try {
      await ${expression}
      return 'no error'
    } catch (error) {
      return error.constructor.name + ': ' + error.message
    }
  })()`)

  beforeEach(async () => { win = await openPage() })
  afterEach(() => {
    for (const channel of ['test', 'other', 'done']) {
      ipcMain.removeAllListeners(channel)
      ipcMain.removeHandler(channel)
    }
  })

  describe('ipcRenderer.send', () => {
    it('reaches ipcMain with the arguments and the sender', async () => {
      const message = once(ipcMain, 'test')
      await inPage('ipcRenderer.send("test", 1, "two", { three: [3n] })')
      const [event, ...args] = await message
      assert.deepEqual(args, [1, 'two', { three: [3n] }])
      assert.equal(event.sender, win.webContents)
      assert.equal(event.senderFrame, win.webContents.mainFrame)
      assert.equal(event.processId, win.webContents.getProcessId())
    })

    it('reaches webContents.ipc and the webContents itself as ipc-message', async () => {
      const order = []
      win.webContents.on('ipc-message', (event, channel, value) => order.push(['ipc-message', channel, value]))
      win.webContents.ipc.on('test', (event, value) => order.push(['webContents.ipc', value]))
      ipcMain.on('test', (event, value) => order.push(['ipcMain', value]))
      await inPage('ipcRenderer.sendSync("test", ipcRenderer.send("test", 1))')
      assert.deepEqual(order.slice(0, 3), [['ipc-message', 'test', 1], ['webContents.ipc', 1], ['ipcMain', 1]])
    })

    it('is answered by event.reply and event.sender.send', async () => {
      ipcMain.on('test', (event) => {
        event.reply('other', 'reply')
        event.sender.send('other', 'send')
      })
      assert.deepEqual(await inPage(`new Promise((resolve) => {
        const got = []
        ipcRenderer.on('other', (event, value) => got.push(value) === 2 && resolve(got))
        ipcRenderer.send('test')
      })`), ['reply', 'send'])
    })

    it('throws Electron\'s errors', async () => {
      assert.equal(await errorInPage('ipcRenderer.send()'), 'TypeError: Error processing argument at index 1, conversion failure from undefined')
      for (const value of ['() => {}', 'Symbol("s")', 'new Proxy({}, {})', 'document.body', 'new WeakMap()', '{ deep: [() => {}] }']) {
        assert.equal(await errorInPage(`ipcRenderer.send('test', ${value})`), 'Error: An object could not be cloned.', value)
      }
    })

    it('does not reach the listeners of a channel of the same name that the runtime uses itself', async () => {
      let heard = 0
      ipcMain.on('dom-ready', () => heard++)
      await win.loadURL(win.webContents.getURL())
      assert.equal(heard, 0)
      await inPage('ipcRenderer.send("remote-call", 1)')
      assert.equal(await inPage('ipcRenderer.sendSync("dom-ready") ?? null'), null)
      assert.equal(heard, 1)
      ipcMain.removeAllListeners('dom-ready')
    })
  })

  describe('ipcRenderer.invoke', () => {
    it('resolves with what the handler gives, awaited', async () => {
      ipcMain.handle('test', async (event, a, b) => ({ sum: a + b, sender: event.sender.id }))
      assert.deepEqual(await inPage('ipcRenderer.invoke("test", 1, 2)'), { sum: 3, sender: win.webContents.id })
    })

    it('rejects when there is no handler', async () => {
      assert.equal(await errorInPage('ipcRenderer.invoke("test")'), "Error: Error invoking remote method 'test': Error: No handler registered for 'test'")
    })

    it('rejects with the text of what the handler throws', async (t) => {
      t.mock.method(console, 'error', () => {})
      ipcMain.handle('test', () => { throw new TypeError('bad thing') })
      assert.equal(await errorInPage('ipcRenderer.invoke("test")'), "TypeError: Error invoking remote method 'test': TypeError: bad thing")
    })

    it('rejects when the result cannot be cloned', async (t) => {
      t.mock.method(console, 'error', () => {})
      ipcMain.handle('test', () => () => {})
      assert.equal(await errorInPage('ipcRenderer.invoke("test")'), "Error: Error invoking remote method 'test': Error: An object could not be cloned.")
    })

    it('answers many in flight, each its own', async () => {
      ipcMain.handle('test', async (event, n) => {
        if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
        return n * 2
      })
      const doubled = await inPage('Promise.all(Array.from({ length: 300 }, (_, n) => ipcRenderer.invoke("test", n)))')
      assert.deepEqual(doubled, Array.from({ length: 300 }, (_, n) => n * 2))
    })

    it('does not hurt main when the window goes while the handler runs', async () => {
      let finish
      ipcMain.handle('test', () => new Promise((resolve) => { finish = resolve }))
      inPage('ipcRenderer.invoke("test")').catch(() => {})
      await until(() => finish)
      win.destroy()
      finish('too late')
      win = await openPage()
      assert.equal(await inPage('1'), 1)
    })
  })

  describe('ipcMain', () => {
    it('takes one handler a channel', () => {
      ipcMain.handle('test', () => {})
      assert.throws(() => ipcMain.handle('test', () => {}), { message: "Attempted to register a second handler for 'test'" })
      assert.throws(() => ipcMain.handle('other', 5), { name: 'TypeError', message: "Expected handler to be a function, but found type 'number'" })
      ipcMain.removeHandler('test')
      ipcMain.handle('test', () => {})
    })

    it('forgets a handler of handleOnce after its first call', async () => {
      ipcMain.handleOnce('test', () => 'once')
      assert.equal(await inPage('ipcRenderer.invoke("test")'), 'once')
      assert.match(await errorInPage('ipcRenderer.invoke("test")'), /No handler registered for 'test'/)
    })

    it('calls once-listeners once and removed ones never', async () => {
      const calls = []
      const removed = () => calls.push('removed')
      ipcMain.on('test', removed)
      ipcMain.once('test', () => calls.push('once'))
      ipcMain.removeListener('test', removed)
      await inPage('(ipcRenderer.send("test"), ipcRenderer.send("test"), ipcRenderer.sendSync("done"))').catch(() => {})
      assert.deepEqual(calls, ['once'])
    })
  })

  describe('webContents.send', () => {
    it('throws when an argument cannot be cloned or the channel is missing', () => {
      assert.throws(() => win.webContents.send('test', () => {}), { message: 'An object could not be cloned.' })
      assert.throws(() => win.webContents.send('test', Symbol('s')), { message: 'An object could not be cloned.' })
      assert.throws(() => win.webContents.send('test', new Proxy({}, {})), { message: 'An object could not be cloned.' })
      assert.throws(() => win.webContents.send(), { name: 'TypeError', message: 'Missing required channel argument' })
    })

    it('throws on a destroyed page', async () => {
      const { webContents } = win
      win.destroy()
      await once(webContents, 'destroyed')
      assert.throws(() => webContents.send('test'), { name: 'TypeError', message: 'Object has been destroyed' })
    })

    it('while the first page loads arrives there, in order, once its scripts have run', async () => {
      const fresh = openWindow()
      const { webContents } = fresh
      const got = once(ipcMain, 'done')
      webContents.send('test', 'before the load')
      for (const name of ['did-start-navigation', 'did-navigate', 'dom-ready', 'did-finish-load']) {
        webContents.once(name, () => webContents.send('test', name))
      }
      fresh.loadURL(pageUrl(`<script>
        const { ipcRenderer } = require('electron')
        const got = []
        ipcRenderer.on('test', (event, value) => got.push(value) === 6 && ipcRenderer.send('done', got))
      </script>`))
      webContents.send('test', 'after loadURL')
      const [, values] = await got
      assert.deepEqual(values.sort(), ['after loadURL', 'before the load', 'did-finish-load', 'did-navigate', 'did-start-navigation', 'dom-ready'])
    })

    it('reaches a page that has spoken before it was ready', async () => {
      const fresh = openWindow()
      ipcMain.on('other', (event) => event.sender.send('test', 'early'))
      const got = once(ipcMain, 'done')
      fresh.loadURL(pageUrl(`<script>
        const { ipcRenderer } = require('electron')
        ipcRenderer.on('test', (event, value) => ipcRenderer.send('done', value, document.readyState))
        ipcRenderer.send('other')
      </script>`))
      const [, value] = await got
      assert.equal(value, 'early')
    })

    it('loses and doubles none of 100,000 messages to four windows, in their order', { timeout: 60_000 }, async () => {
      const count = 25_000
      const wins = [win, await openPage(), await openPage(), await openPage()]
      const listening = new Promise((resolve) => {
        let ready = 0
        ipcMain.on('other', () => ++ready === wins.length && resolve())
      })
      const answers = Promise.all(wins.map(({ webContents }) => webContents.executeJavaScript(`new Promise((resolve) => {
        const { ipcRenderer } = require('electron')
        const wrong = []
        let next = 0
        ipcRenderer.on('test', (event, n) => {
          if (n !== next) wrong.push(n)
          next = n + 1
        })
        ipcRenderer.on('done', () => resolve([next, wrong]))
        ipcRenderer.send('other')
      })`)))
      await listening
      for (let n = 0; n < count; n++) for (const { webContents } of wins) webContents.send('test', n)
      for (const { webContents } of wins) webContents.send('done')
      assert.deepEqual(await answers, wins.map(() => [count, []]))
    })
  })

  it('ipcRenderer.sendToHost reaches nobody, since no page is in another, and says so', async () => {
    const warned = consoleLine(win, /^ipcRenderer\.sendToHost has no effect: /)
    assert.equal(await inPage("ipcRenderer.sendToHost('test', 1)"), undefined)
    await warned
    assert.equal(await errorInPage('ipcRenderer.sendToHost(5)'), 'TypeError: Error processing argument at index 1, conversion failure from ')
  })

  it('ipcRenderer.sendTo reaches the other page with the sender\'s id', async () => {
    const other = await openPage()
    const heard = other.webContents.executeJavaScript(`new Promise((resolve) => {
      const { ipcRenderer } = require('electron')
      ipcRenderer.on('test', (event, value) => resolve([event.senderId, value]))
      ipcRenderer.send('other')
    })`)
    await once(ipcMain, 'other')
    await inPage(`ipcRenderer.sendTo(${other.webContents.id}, 'test', 'hello')`)
    assert.deepEqual(await heard, [win.webContents.id, 'hello'])
  })

  it('loses and doubles none of 100,000 messages from four windows, in their order', { timeout: 60_000 }, async () => {
    const count = 25_000
    const wins = [win, await openPage(), await openPage(), await openPage()]
    const next = new Map(wins.map(({ webContents }) => [webContents, 0]))
    const wrong = []
    ipcMain.on('test', ({ sender }, n) => {
      if (next.get(sender) !== n) wrong.push([sender.id, n])
      next.set(sender, n + 1)
    })
    ipcMain.handle('test', ({ sender }) => next.get(sender))
    const answers = await Promise.all(wins.map(({ webContents }) => webContents.executeJavaScript(`(() => {
      const { ipcRenderer } = require('electron')
      for (let n = 0; n < ${count}; n++) ipcRenderer.send('test', n)
      return ipcRenderer.invoke('test')
    })()`)))
    assert.deepEqual(wrong, [])
    assert.deepEqual(answers, wins.map(() => count))
  })
})

describe('many messages of one turn', () => {
  afterEach(() => {
    ipcMain.removeAllListeners('note')
    ipcMain.removeAllListeners('ask')
    ipcMain.removeHandler('echo')
  })

  it('arrive in the order in which they were sent, whatever their kind', async () => {
    const { webContents } = await openPage()
    const order = []
    ipcMain.on('note', (event, value) => order.push(typeof value === 'string' ? value.length : value))
    ipcMain.handle('echo', (event, value) => order.push(value) && value)
    ipcMain.on('ask', (event, value) => {
      order.push(value)
      event.returnValue = value
    })
    const replies = await webContents.executeJavaScript(`(async () => {
      const { ipcRenderer } = require('electron')
      const replies = []
      for (let i = 0; i < 60; i += 6) {
        ipcRenderer.send('note', i)
        replies.push(ipcRenderer.invoke('echo', i + 1))
        ipcRenderer.send('note', '"'.repeat(5000))
        replies.push(ipcRenderer.invoke('echo', i + 3))
        if (i % 12) ipcRenderer.sendSync('ask', i + 4)
        ipcRenderer.send('note', new Map([[i, 'x'.repeat(5000)]]))
      }
      return await Promise.all(replies)
    })()`)
    const expected = []
    for (let i = 0; i < 60; i += 6) expected.push(i, i + 1, 5000, i + 3, ...(i % 12 ? [i + 4] : []), new Map([[i, 'x'.repeat(5000)]]))
    assert.deepEqual(order, expected)
    assert.deepEqual(replies, expected.filter((value) => value % 6 === 1 || value % 6 === 3))
  })

  it('keep every character, those that the way between page and main has a use for too', async () => {
    const special = ['"', '\\', '\n', '\x7f', '\x80', '\x81', '*2,1:', '~', '\u0000\t\r\u2028', '\ud800', 'ä🙂', '\\"\\u007f', 'j["g5:']
    const texts = [...special, special.join('x'), ...special.map((one) => `${one}.`.repeat(700)), special.slice(0, 3).join('-').repeat(500)]
    const { webContents } = await openPage()
    ipcMain.handle('echo', (event, value) => value)
    for (const list of [texts, texts.slice(0, 1), texts.slice(3, 4), texts.slice(-1)]) {
      const back = await webContents.executeJavaScript(`
        Promise.all(${JSON.stringify(list)}.map((text) => require('electron').ipcRenderer.invoke('echo', text)))`)
      assert.deepEqual(back, list)
    }
  })

  it('are each heard, although a listener throws', async (t) => {
    t.mock.method(console, 'error', () => {})
    const { webContents } = await openPage()
    ipcMain.handle('echo', (event, value) => {
      if (value % 2) throw new Error('odd')
      return value
    })
    const kept = await webContents.executeJavaScript(`Promise.allSettled(Array.from({ length: 50 }, (_, i) =>
      require('electron').ipcRenderer.invoke('echo', i))).then((all) => all.map(({ status }) => status))`)
    assert.deepEqual(kept, Array.from({ length: 50 }, (_, i) => i % 2 ? 'rejected' : 'fulfilled'))
  })

  it('are answered while a later one waits', async () => {
    const { webContents } = await openPage()
    let answerLast
    ipcMain.handle('echo', (event, value) => value < 19 ? value : new Promise((resolve) => { answerLast = resolve }))
    const sum = await webContents.executeJavaScript(`(() => {
      const { ipcRenderer } = require('electron')
      const all = Array.from({ length: 20 }, (_, i) => ipcRenderer.invoke('echo', i))
      globalThis.last = all.pop()
      return Promise.all(all).then((values) => values.reduce((a, b) => a + b))
    })()`)
    assert.equal(sum, 171)
    answerLast('late')
    assert.equal(await webContents.executeJavaScript('globalThis.last'), 'late')
  })
})

describe('a page that sends nonsense', () => {
  // What the page's end of the link never writes, from a page that has got hold of the door.
  const nonsense = [
    '', 'x', 'j', 'j{', 'j[]', 'j[0]', 'j[0,1,2,3]', 'j[1,false,1,5,[]]', 'j[9,false,"a",[]]', 'j[0,false,"a",{}]', 'j[2,false,7,[]]', 'u',
    'g1:', 'g999999:[]', 'j[3,"x","a",[]]', 'j[3,1e9,"a",[]]', 'j' + '['.repeat(100_000), '\ud800', 'pending', 'j{"__proto__":1}', 'jnull'
  ]

  it('hurts itself alone', async () => {
    const good = await openPage()
    const bad = await openPage()
    ipcMain.handle('ping', () => 'pong')
    const ping = ({ webContents }) => webContents.executeJavaScript('require("electron").ipcRenderer.invoke("ping")')
    for (const text of nonsense) bad.webContents._onMessage(text)
    assert.equal(await ping(bad), 'pong')
    assert.equal(await ping(good), 'pong')
    ipcMain.removeHandler('ping')
  })

  it('gets an error for each of its synchronous messages', async () => {
    const { webContents } = await openPage()
    for (const text of nonsense) {
      const [ok, [error]] = codec.decode(webContents._onSyncMessage(text))
      assert.equal(ok, false, text.slice(0, 20))
      assert.match(error.message, /^Malformed message/)
    }
  })

  it('is not heard at all without the tag of its link', async () => {
    const { webContents } = await openPage()
    let heard = 0
    webContents.on('ipc-message', () => heard++)
    const text = codec.encode([0, false, 'test', []])
    await webContents.executeJavaScript(`
      for (let property = 0; property < 3; property++) {
        for (const value of [${JSON.stringify(text)}, ['', ${JSON.stringify(text)}]]) {
          qt.webChannelTransport.send(JSON.stringify({ type: 9, object: 'link', property, value }))
        }
      }
      require('electron').ipcRenderer.sendSync('none')`)
    assert.equal(heard, 0)
  })
})

describe('pages', () => {
  it('have each a renderer process of their own', async () => {
    const wins = await Promise.all(Array.from({ length: 8 }, () => openPage()))
    assert.equal(new Set(wins.map(({ webContents }) => webContents.getOSProcessId())).size, 8)
  })

  it('crash alone', async () => {
    const [first, second] = await Promise.all([openPage(), openPage()])
    const gone = once(first.webContents, 'render-process-gone')
    process.kill(first.webContents.getOSProcessId(), 'SIGSEGV')
    const [, details] = await gone
    assert.equal(details.reason, 'crashed')
    assert.equal(await second.webContents.executeJavaScript('1 + 1'), 2)
    first.webContents.send('nobody', 'hears')
    await first.loadURL(pageUrl('page'))
    assert.equal(await first.webContents.executeJavaScript('2 + 2'), 4)
    assert.equal(BrowserWindow.getAllWindows().length, 2)
  })
})
