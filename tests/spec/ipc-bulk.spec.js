'use strict'

// Long strings and bytes of asynchronous messages travel beside their text. What an app sees of it is that they arrive, in
// order, and that a page goes on meanwhile.

const assert = require('node:assert/strict')
const { afterEach, beforeEach, describe, it } = require('node:test')
const { ipcMain, MessageChannelMain } = require('electron')
const { fill, sameBytes } = require('../support/bytes')
const { once, until } = require('../support/events')
const { loadPage, openPage, pageUrl } = require('../support/windows')

const megabyte = 1 << 20

const kinds = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array',
  'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView']

describe('large messages', () => {
  let win
  const received = []

  const inPage = (body) => win.webContents.executeJavaScript(`(async () => {
    const { ipcRenderer } = require('electron')
    const fill = ${fill}
    ${body}
  })()`)

  const record = (...channels) => {
    for (const channel of channels) ipcMain.on(channel, (event, ...args) => { received.push([channel, ...args]) })
  }

  beforeEach(() => { received.length = 0 })
  afterEach(() => {
    for (const channel of ['big', 'small', 'sync', 'echo', 'port']) {
      ipcMain.removeAllListeners(channel)
      ipcMain.removeHandler(channel)
    }
  })

  describe('from a page', () => {
    beforeEach(async () => { win = await openPage() })

    it('keep the kind, the length and the bytes of every typed array', async () => {
      record('big')
      for (const kind of kinds) await inPage(`ipcRenderer.send('big', new ${kind}(fill(80000).buffer))`)
      await until(() => received.length === kinds.length)
      for (const [i, kind] of kinds.entries()) {
        const [, view] = received[i]
        assert.equal(view.constructor.name, kind)
        assert.ok(sameBytes(view, fill(80000)), kind)
      }
    })

    it('keep ArrayBuffers, Buffers and windows into a buffer', async () => {
      record('big')
      await inPage(`
        const buffer = fill(200000).buffer
        ipcRenderer.send('big', buffer, Buffer.from(fill(100000, 5)), new Uint8Array(buffer, 1000, 150000), new Uint16Array(buffer, 2, 70000))`)
      await until(() => received.length === 1)
      const [, buffer, node, bytes, words] = received[0]
      assert.ok(buffer instanceof ArrayBuffer && sameBytes(buffer, fill(200000)))
      assert.ok(node instanceof Uint8Array && sameBytes(node, fill(100000, 5)))
      assert.ok(bytes.length === 150000 && sameBytes(bytes, fill(200000).subarray(1000, 151000)))
      assert.ok(words.length === 70000 && sameBytes(words, fill(200000).subarray(2, 140002)))
    })

    it('keep that two views share a buffer', async () => {
      record('big')
      await inPage('const bytes = fill(100000); ipcRenderer.send("big", bytes, new Uint8Array(bytes.buffer, 10))')
      await until(() => received.length === 1)
      const [, one, other] = received[0]
      assert.equal(one.buffer, other.buffer)
    })

    it('may hold several, nested in objects, Maps, Sets and errors', async () => {
      record('big')
      await inPage(`ipcRenderer.send('big', {
        list: [fill(50000), 'x'.repeat(100000), fill(100, 9)],
        map: new Map([['bytes', fill(60000, 2)], ['text', 'y'.repeat(70000)]]),
        set: new Set([fill(40000, 3)]),
        error: Object.assign(new Error('e'), { bytes: fill(90000, 4) })
      })`)
      await until(() => received.length === 1)
      const [, { list, map, set, error }] = received[0]
      assert.ok(sameBytes(list[0], fill(50000)))
      assert.equal(list[1], 'x'.repeat(100000))
      assert.ok(sameBytes(list[2], fill(100, 9)))
      assert.ok(sameBytes(map.get('bytes'), fill(60000, 2)))
      assert.equal(map.get('text'), 'y'.repeat(70000))
      assert.ok(sameBytes([...set][0], fill(40000, 3)))
      assert.ok(sameBytes(error.bytes, fill(90000, 4)))
    })

    it('keep strings of every kind of characters', async () => {
      record('big')
      const texts = ['a', 'é', 'ü\n"\\\0', '€', '😀', 'a😀', '\ud83d', '\ude00x', '\ufeff€', 'x\x80\x7f\x81'].map((text) => text.repeat(140001))
      texts.push('a'.repeat(131071) + '😀'.repeat(200000), 'a'.repeat(300000) + '\ud83d')
      await inPage(`
        const texts = ['a', 'é', 'ü\\n"\\\\\\0', '€', '😀', 'a😀', '\\ud83d', '\\ude00x', '\\ufeff€', 'x\\x80\\x7f\\x81'].map((text) => text.repeat(140001))
        texts.push('a'.repeat(131071) + '😀'.repeat(200000), 'a'.repeat(300000) + '\\ud83d')
        for (const text of texts) ipcRenderer.send('big', text)`)
      await until(() => received.length === texts.length)
      for (const [i, text] of texts.entries()) assert.ok(received[i][1] === text, JSON.stringify(text.slice(0, 4)))
    })

    it('have the bytes of the moment in which they were sent', async () => {
      record('big')
      await inPage('const bytes = fill(100000); ipcRenderer.send("big", bytes); bytes.fill(0)')
      await until(() => received.length === 1)
      assert.ok(sameBytes(received[0][1], fill(100000)))
    })

    it('arrive in order with small ones before and after them', async () => {
      record('big', 'small')
      await inPage(`for (let i = 0; i < 40; i++) {
        ipcRenderer.send('small', 3 * i)
        ipcRenderer.send('big', 3 * i + 1, fill(40000 + i * 1000))
        ipcRenderer.send('big', 3 * i + 2, 'x'.repeat(70000))
      }`)
      await until(() => received.length === 120)
      assert.deepEqual(received.map(([, number]) => number), Array.from({ length: 120 }, (_, i) => i))
      assert.ok(received.filter(([channel, number]) => number % 3 === 1).every(([, , bytes], i) => sameBytes(bytes, fill(40000 + i * 1000))))
    })

    it('arrive whole and in order when there is more than the page keeps beside', async () => {
      record('big')
      await inPage(`for (let i = 0; i < 30; i++) {
        ipcRenderer.send('big', i, new Uint8Array(4 << 20).fill(i))
        ipcRenderer.send('big', i, 'x'.repeat(1 << 20))
      }`)
      await until(() => received.length === 60, 30_000)
      assert.deepEqual(received.map(([, number]) => number), Array.from({ length: 60 }, (_, i) => i >> 1))
      assert.ok(received.every(([, i, value]) => value.length === 1 << 20 || (value.length === 4 << 20 && value[i] === i)))
    })

    it('do not fill main when a page floods with long strings', async () => {
      const fs = require('node:fs')
      const peak = () => Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'latin1'))[1]) / 1024
      let count = 0
      ipcMain.on('big', () => { count++ })
      fs.writeFileSync('/proc/self/clear_refs', '5')
      const before = peak()
      await inPage("const text = 'x'.repeat(100 << 10); for (let i = 0; i < 3000; i++) ipcRenderer.send('big', text)")
      await until(() => count === 3000, 30_000)
      assert.ok(peak() - before < 300, `${peak() - before} MB more`)
    })

    it('arrive before a sendSync that follows them, whenever it does', async () => {
      record('big', 'small')
      ipcMain.on('sync', (event, number) => {
        received.push(['sync', number])
        event.returnValue = received.length
      })
      await inPage(`for (let i = 0; i < 30; i++) {
        ipcRenderer.send('big', i, fill(300001, i), 'x'.repeat(100000 + i), '€'.repeat(70000))
        ipcRenderer.send('small', i)
        for (const end = performance.now() + i % 5; performance.now() < end;);
        if (i % 3 === 1) await new Promise((resolve) => setTimeout(resolve, i / 6))
        if (i % 2 === 0) ipcRenderer.sendSync('sync', i)
      }
      ipcRenderer.sendSync('sync', 'end')`)
      const expected = []
      for (let i = 0; i < 30; i++) expected.push(['big', i], ['small', i], ...i % 2 === 0 ? [['sync', i]] : [])
      assert.deepEqual(received.map((entry) => entry.slice(0, 2)), [...expected, ['sync', 'end']])
      for (const [channel, i, bytes, text, euros] of received) {
        if (channel === 'big') assert.ok(sameBytes(bytes, fill(300001, i)) && text === 'x'.repeat(100000 + i) && euros === '€'.repeat(70000), `message ${i}`)
      }
    })

    it('are held by the page while it floods, and all arrive in order', async () => {
      record('big', 'small')
      await inPage(`
        const text = 's'.repeat(1000)
        for (let i = 0; i < 100; i++) {
          ipcRenderer.send('big', i, fill(40000))
          for (let j = 0; j < 300; j++) ipcRenderer.send('small', i, text)
        }`)
      await until(() => received.length === 100 * 301, 15000)
      assert.deepEqual(received.filter(([channel]) => channel === 'big').map(([, i]) => i), Array.from({ length: 100 }, (_, i) => i))
      assert.ok(received.every(([, i], index) => i === Math.floor(index / 301)))
    })

    it('do not stop a page while main is busy', async () => {
      record('big')
      await inPage(`globalThis.ticks = 0
        setInterval(() => globalThis.ticks++, 5)
        setTimeout(() => ipcRenderer.send('big', fill(8 << 20)), 50)`)
      for (const end = Date.now() + 700; Date.now() < end;);
      await until(() => received.length === 1)
      assert.ok(await inPage('return globalThis.ticks') > 60)
    })

    it('arrive by invoke and go back by its answer, 64 MB too', async () => {
      ipcMain.handle('echo', (event, value) => value)
      assert.ok(await inPage(`
        const bytes = fill(${64 * megabyte})
        const back = await ipcRenderer.invoke('echo', bytes)
        let same = back.length === bytes.length
        for (let i = 0; same && i < bytes.length; i++) same = back[i] === bytes[i]
        return same`))
    })

    it('travel over message ports', async () => {
      const { port1, port2 } = new MessageChannelMain()
      port1.on('message', ({ data }) => port1.postMessage(data))
      port1.start()
      await inPage(`ipcRenderer.once('port', ({ ports: [port] }) => {
        globalThis.back = new Promise((resolve) => { port.onmessage = ({ data }) => resolve(data) })
        port.postMessage({ bytes: fill(200000) })
      })`)
      win.webContents.postMessage('port', null, [port2])
      await until(() => inPage('return Boolean(globalThis.back)'))
      assert.ok(sameBytes((await inPage('return globalThis.back')).bytes, fill(200000)))
    })

    it('come back from executeJavaScript', async () => {
      assert.ok(sameBytes(await inPage('return fill(3 << 20)'), fill(3 << 20)))
    })

    it('arrive when the page goes away at once', async () => {
      record('big', 'small')
      const next = pageUrl('<!DOCTYPE html><title>next</title>')
      const loaded = once(win.webContents, 'did-finish-load')
      await inPage(`ipcRenderer.send('big', fill(1 << 20), 'x'.repeat(100000))
        ipcRenderer.send('small')
        location.href = ${JSON.stringify(next)}`)
      await loaded
      await until(() => received.length === 2)
      assert.equal(received[0][0], 'big')
      assert.ok(sameBytes(received[0][1], fill(1 << 20)))
      assert.equal(received[0][2], 'x'.repeat(100000))
    })

    it('arrive from a listener of beforeunload', async () => {
      record('big')
      await inPage('addEventListener("beforeunload", () => { ipcRenderer.send("big", fill(500000)) })')
      await loadPage(win)
      await until(() => received.length === 1)
      assert.ok(sameBytes(received[0][1], fill(500000)))
    })

    it('are lost with the page\'s process, and nothing else is', async () => {
      record('big', 'small')
      await inPage('ipcRenderer.send("small", 1)')
      const gone = once(win.webContents, 'render-process-gone')
      inPage('ipcRenderer.send("big", fill(64 << 20)); ipcRenderer.send("small", 2); process.crash ? process.crash() : 0').catch(() => {})
      setTimeout(() => win.webContents.forcefullyCrashRenderer(), 20)
      await gone
      await loadPage(win)
      await inPage('ipcRenderer.send("small", 3)')
      await until(() => received.some(([, number]) => number === 3))
      assert.ok(received.every(([channel, value]) => channel === 'small' || value.length === 64 << 20))
    })

    it('do not hurt when the window is destroyed in the middle', async () => {
      record('big')
      inPage('for (let i = 0; i < 20; i++) ipcRenderer.send("big", fill(4 << 20))').catch(() => {})
      await until(() => received.length > 0)
      win.destroy()
      win = await openPage()
      received.length = 0
      await inPage('ipcRenderer.send("big", fill(100000))')
      await until(() => received.length > 0)
      assert.equal(received[0][1].length, 100000)
    })

    it('destroy their window in a listener', async () => {
      ipcMain.on('big', ({ sender }) => win.destroy())
      const destroyed = once(win.webContents, 'destroyed')
      inPage('for (let i = 0; i < 3; i++) ipcRenderer.send("big", fill(1 << 20))').catch(() => {})
      await destroyed
    })
  })

  describe('to a page', () => {
    const listen = `const { ipcRenderer } = require('electron')
      globalThis.got = []
      for (const channel of ['big', 'small']) ipcRenderer.on(channel, (event, ...args) => got.push([channel, ...args]))`

    beforeEach(async () => {
      win = await openPage()
      await win.webContents.executeJavaScript(`{${listen}}`)
    })

    const got = (expression) => win.webContents.executeJavaScript(`{ const fill = ${fill}; const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]); ${expression} }`)

    it('keep the kind, the length and the bytes of every typed array', async () => {
      for (const kind of kinds) win.webContents.send('big', new globalThis[kind](fill(160000).buffer))
      await until(() => got(`got.length === ${kinds.length}`))
      assert.deepEqual(await got('got.map(([, view]) => view.constructor.name)'), kinds)
      assert.ok(await got('got.every(([, view]) => same(new Uint8Array(view.buffer), fill(160000)))'))
    })

    it('keep Buffers, ArrayBuffers, strings and what holds them', async () => {
      win.webContents.send('big', Buffer.from(fill(200000)), fill(150000, 2).buffer, {
        map: new Map([['text', '€'.repeat(270000)]]),
        list: ['x'.repeat(300000), '\ud83d'.repeat(280000), '\ufeffé😀'.repeat(120000), fill(133000, 3)]
      })
      await until(() => got('got.length === 1'))
      assert.ok(await got(`
        const [, node, buffer, { map, list }] = got[0]
        same(node, fill(200000)) && buffer instanceof ArrayBuffer && same(new Uint8Array(buffer), fill(150000, 2)) &&
          map.get('text') === '€'.repeat(270000) && list[0] === 'x'.repeat(300000) && list[1] === '\\ud83d'.repeat(280000) &&
          list[2] === '\\ufeffé😀'.repeat(120000) && same(list[3], fill(133000, 3))`))
    })

    it('have the bytes of the moment in which they were sent', async () => {
      const bytes = fill(200000)
      win.webContents.send('big', bytes)
      bytes.fill(0)
      await until(() => got('got.length === 1'))
      assert.ok(await got('same(got[0][1], fill(200000))'))
    })

    it('arrive in order with small ones before and after them', async () => {
      for (let i = 0; i < 30; i++) {
        win.webContents.send('small', 3 * i)
        win.webContents.send('big', 3 * i + 1, fill(40000 + 20000 * (i % 7)))
        win.webContents.send('big', 3 * i + 2, 'x'.repeat(270000))
      }
      await until(() => got('got.length === 90'))
      assert.deepEqual(await got('got.map(([, number]) => number)'), Array.from({ length: 90 }, (_, i) => i))
    })

    it('let microtasks run before the next message', async () => {
      await win.webContents.executeJavaScript(`{
        const { ipcRenderer } = require('electron')
        ipcRenderer.once('big', async () => {
          await null
          await null
          ipcRenderer.once('late', () => { globalThis.late = true })
        })
        globalThis.late = false
      }`)
      win.webContents.send('big', fill(200000))
      win.webContents.send('late')
      win.webContents.send('small')
      await until(() => got('got.length === 2'))
      assert.ok(await got('late'))
    })

    it('wait for the document that is coming up, and are not for the one after it', async () => {
      const file = pageUrl(`<!DOCTYPE html><script>{${listen}}</script>`)
      const loaded = once(win.webContents, 'did-finish-load')
      win.loadURL(file)
      await once(win.webContents, 'did-navigate')
      win.webContents.send('big', fill(200000))
      await loaded
      await until(() => got('got.length === 1'))
      assert.ok(await got('same(got[0][1], fill(200000))'))
    })

    it('arrive though the page stops its requests', async () => {
      await got('setInterval(() => stop(), 0); 0')
      for (let i = 0; i < 5; i++) win.webContents.send('big', i, fill(1 << 20, i))
      win.webContents.send('small', 5)
      await until(() => got('got.length === 6'))
      assert.deepEqual(await got('got.map(([, number]) => number)'), [0, 1, 2, 3, 4, 5])
      assert.ok(await got('got.every(([channel, i, bytes]) => channel === "small" || same(bytes, fill(1 << 20, i)))'))
    })

    it('do not stay in main when the page is gone before it has fetched them', async () => {
      const held = () => process.memoryUsage().rss
      const round = async () => {
        const navigated = once(win.webContents, 'did-finish-load')
        for (let i = 0; i < 4; i++) win.webContents.send('big', Buffer.alloc(16 << 20, i))
        win.webContents.reload()
        await navigated
      }
      for (let i = 0; i < 3; i++) await round()
      globalThis.gc()
      const before = held()
      for (let i = 0; i < 6; i++) await round()
      globalThis.gc()
      assert.ok(held() - before < 150 * megabyte, `${Math.round((held() - before) / megabyte)} MB more`)
    })
  })
})
