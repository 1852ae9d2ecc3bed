'use strict'

const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const { Readable } = require('node:stream')
const { afterEach, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { createCodec } = require('../../lib/js/common/codec')
const { oneFrame, page, load, inPreload, windowWith, bridge } = require('../support/frames')
const { once, until } = require('../support/events')
const { loadPage, openPage } = require('../support/windows')

const { encode } = createCodec(require('../../lib/js/main/codec-host'))

/** Kinds of messages: common/message-kinds.js; operations on streams: common/streams/operations.js. */
const SEND = 0
const INVOKE = 1
const DATA = 0
const END = 2
const GRANT = 3

const nodePage = { webPreferences: { nodeIntegration: true, contextIsolation: false } }

const invoke = "const { ipcRenderer } = require('electron');"

/** What main holds for the page's streams. */
const openIn = (contents) => contents._streams?.size ?? 0

describe('streams and the life of pages', () => {
  const events = new EventEmitter()
  const inPage = (win, code) => win.webContents.executeJavaScript(`(async () => { ${invoke} ${code} })()`)

  afterEach(() => {
    ipcMain.removeHandler('test')
    events.removeAllListeners()
  })

  /** A page that reads an endless generator of main's. */
  const openReader = async () => {
    ipcMain.handle('test', async function * () {
      try {
        for (let i = 0; ; i++) yield i
      } finally {
        events.emit('finally')
      }
    })
    const win = await openPage(undefined, nodePage)
    await inPage(win, "globalThis.reader = (await ipcRenderer.invoke('test')).getReader(); await reader.read()")
    assert.equal(openIn(win.webContents), 1)
    return win
  }

  const ends = {
    navigates: (win) => loadPage(win),
    'navigates to a page of another origin': (win) => { win.loadURL('data:text/html,elsewhere') },
    reloads: (win) => { win.reload() },
    'is destroyed': (win) => { win.destroy() },
    'is closed': (win) => { win.close() },
    crashes: (win) => { win.webContents.forcefullyCrashRenderer() }
  }
  for (const [what, end] of Object.entries(ends)) {
    it(`a page that ${what} ends what it was reading`, async () => {
      const win = await openReader()
      const { webContents } = win
      const cleaned = once(events, 'finally')
      await end(win)
      await cleaned
      assert.equal(openIn(webContents), 0)
    })

    it(`a page that ${what} fails what it was sending`, async () => {
      let first
      ipcMain.handle('test', (event, stream) => {
        const reader = stream.getReader()
        first = reader.read()
        first.then(async () => { for (;;) await reader.read() }).catch((error) => events.emit('failed', error))
      })
      const win = await openPage(undefined, nodePage)
      const { webContents } = win
      await inPage(win, `
        ipcRenderer.invoke('test', (async function * () {
          for (let i = 0; i < 5; i++) yield i
          await new Promise(() => {})
        })())
        await new Promise((resolve) => setTimeout(resolve))
      `)
      await until(() => first)
      await first
      const failed = once(events, 'failed')
      await end(win)
      const [error] = await failed
      assert.match(error.message, /page that this stream comes from is gone/)
      assert.equal(error.code, 'ERR_STREAM_PREMATURE_CLOSE')
      assert.equal(openIn(webContents), 0)
    })
  }

  it('a Node stream of a page that is gone is closed, without an error', async () => {
    const stream = new Readable({ read () { this.push('x') } })
    const errors = []
    stream.on('error', (error) => errors.push(error))
    ipcMain.handle('test', () => stream)
    const win = await openPage(undefined, nodePage)
    await inPage(win, "globalThis.reader = (await ipcRenderer.invoke('test')).getReader(); await reader.read()")
    const closed = once(stream, 'close')
    win.destroy()
    await closed
    assert.deepEqual(errors, [])
  })

  it('an answer that comes when its page is gone is ended at once', async () => {
    const stream = new Readable({ read () {} })
    const closed = once(stream, 'close')
    let answer
    ipcMain.handle('test', () => new Promise((resolve) => { answer = () => resolve({ stream }) }))
    const win = await openPage(undefined, nodePage)
    await inPage(win, "ipcRenderer.invoke('test'); await new Promise((resolve) => setTimeout(resolve))")
    await until(() => answer)
    await loadPage(win)
    answer()
    await closed
    assert.equal(openIn(win.webContents), 0)
  })

  it('the next document has streams of its own', async () => {
    const win = await openReader()
    await loadPage(win)
    ipcMain.removeHandler('test')
    ipcMain.handle('test', async (event, stream) => {
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      return chunks
    })
    assert.deepEqual(await inPage(win, "return ipcRenderer.invoke('test', (async function * () { yield 1 })())"), [1])
    assert.equal(openIn(win.webContents), 0)
  })

  it('frames within a page have theirs, which end with them', async () => {
    ipcMain.handle('test', async function * (event, stream) {
      try {
        if (stream) yield * stream
        else for (let i = 0; ; i++) yield i
      } finally {
        events.emit('finally')
      }
    })
    const win = windowWith(bridge)
    const [frame] = await load(win, { ...oneFrame, 'index.html': page('<iframe name=one src="one.html"></iframe>') })
    const got = once(ipcMain, 'got')
    const ended = once(events, 'finally')
    await inPreload(frame, `ipcRenderer.invoke('test', (async function * () { yield 1; yield new Uint8Array([2]) })()).then(async (stream) => {
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      ipcRenderer.send('got', chunks)
    }); 1`)
    assert.deepEqual((await got)[1], [1, new Uint8Array([2])])
    await ended
    const started = once(ipcMain, 'started')
    await inPreload(frame, `ipcRenderer.invoke('test').then(async (stream) => {
      globalThis.reader = stream.getReader()
      await reader.read()
      ipcRenderer.send('started')
    }); 1`)
    await started
    const cleaned = once(events, 'finally')
    await win.webContents.executeJavaScript('document.querySelector("iframe").remove()')
    await cleaned
  })

  it('a stream that nobody in the page can read any more is ended', async () => {
    const win = await openReader()
    const cleaned = once(events, 'finally')
    await inPage(win, 'delete globalThis.reader')
    let isClean = false
    cleaned.then(() => { isClean = true })
    await until(async () => {
      await win.webContents.executeJavaScript('gc()')
      return isClean
    })
    assert.equal(openIn(win.webContents), 0)
  })

  it('a stream that nobody in main can read any more is ended, one that somebody waits for is not', async () => {
    const seen = []
    ipcMain.handle('test', async (event, dropped, awaited) => {
      await dropped.getReader().read()
      awaited.getReader().read().then(({ value }) => seen.push(value))
    })
    const win = await openPage(undefined, nodePage)
    await inPage(win, `
      globalThis.dropped = new Promise((resolve) => {
        ipcRenderer.invoke('test', new ReadableStream({
          pull (controller) { controller.enqueue(1) },
          cancel () { resolve('cancelled') }
        }), new ReadableStream({ start (controller) { globalThis.awaited = controller } }))
      }).then(() => { globalThis.isDropped = true })
    `)
    await until(() => openIn(win.webContents) === 2)
    await until(async () => {
      globalThis.gc()
      return win.webContents.executeJavaScript('globalThis.isDropped === true')
    })
    await inPage(win, 'awaited.enqueue("late")')
    await until(() => seen.length === 1)
    assert.deepEqual(seen, ['late'])
  })

  it('a stream that has ended is forgotten on both sides', async () => {
    ipcMain.handle('test', async (event, stream) => {
      for await (const chunk of stream) assert.equal(chunk, 1)
      return (async function * () { yield 2 })()
    })
    const win = await openPage(undefined, nodePage)
    await inPage(win, "for await (const chunk of await ipcRenderer.invoke('test', (async function * () { yield 1 })()));")
    await until(() => openIn(win.webContents) === 0)
  })

  describe('a page that breaks the rules', () => {
    const say = (win, ...message) => win.webContents._onMessage(encode(message))
    const sayOfStream = (win, ...message) => say(win, SEND, true, 'stream', message)
    const refusal = async (win, ...message) => {
      const line = once(win.webContents, 'console-message', { filter: (event, level, text) => text.includes('refused') })
      say(win, ...message)
      return (await line)[2]
    }

    it('gets no stream out of ids that are not its own', async () => {
      ipcMain.handle('test', () => {})
      const win = await openPage(undefined, nodePage)
      for (const ids of ['', 'x', '-5', '0', '1.5', '7 7', '1e300', 5.5, null, [], {}]) {
        assert.match(await refusal(win, INVOKE, false, 1, 'test', ids, [{ 'runtime:stream': 0 }]), /bad id of a stream/, String(ids))
      }
      assert.equal(openIn(win.webContents), 0)
    })

    it('cannot make main read on without an end', async () => {
      let made = 0
      ipcMain.handle('test', async function * () { for (;;) yield new Uint8Array(100_000).fill(made++) })
      const win = await openPage(undefined, nodePage)
      await inPage(win, "globalThis.reader = (await ipcRenderer.invoke('test')).getReader(); await reader.read()")
      await inPage(win, 'await new Promise((resolve) => setTimeout(resolve, 50))')
      const before = made
      for (const count of [1e9, -1e9, NaN, Infinity, 0.5, '5', null, {}, undefined]) {
        for (let id = -400; id < 0; id++) sayOfStream(win, GRANT, id, count)
      }
      await inPage(win, 'await new Promise((resolve) => setTimeout(resolve, 50))')
      assert.ok(made <= before + 5, `${made} after ${before}`)
    })

    it('cannot fill main: who sends more than there is room for is cut off', async () => {
      let stream
      ipcMain.handle('test', (event, given) => { stream = given })
      const win = await openPage(undefined, nodePage)
      say(win, INVOKE, false, 1, 'test', '77', [{ 'runtime:stream': 0 }])
      await until(() => stream)
      for (let i = 0; i < 10; i++) sayOfStream(win, DATA, 77, new Uint8Array(500_000), null)
      const chunks = []
      await assert.rejects(async () => { for await (const chunk of stream) chunks.push(chunk.length) }, /Malformed message/)
      assert.deepEqual(chunks, Array(5).fill(500_000))
    })

    it('cannot do harm with nonsense', async () => {
      const streams = []
      ipcMain.handle('test', (event, ...given) => { streams.push(...given) })
      const win = await openPage(undefined, nodePage)
      const nonsense = [[DATA], [DATA, 'bytes'], [DATA, new Uint8Array(3), [1, 1]], [DATA, new Uint8Array(3), [-1, 4]], [DATA, new Uint8Array(3), 'x'],
        [DATA, new Uint8Array(3), []], [DATA, new Float64Array(1), null], [DATA, new Uint8Array((1 << 20) + 1), null], [5, 'x'], [5, []], [5, [5]], [5, ['']], [5, ['j{']], [9, 1], ['__proto__', 1]]
      const ids = nonsense.map((_, i) => i + 1)
      say(win, INVOKE, false, 1, 'test', ids.join(' '), ids.map((_, i) => ({ 'runtime:stream': i })))
      await until(() => streams.length === ids.length)
      nonsense.forEach(([operation, ...rest], i) => sayOfStream(win, operation, ids[i], ...rest))
      for (const stream of streams) await assert.rejects(stream.getReader().read(), /Malformed message/)
      for (const rest of [[], [END], [END, {}, {}], [GRANT, null], [undefined, Symbol.iterator.toString()]]) sayOfStream(win, ...rest)
      assert.equal(openIn(win.webContents), 0)
      assert.equal(await inPage(win, 'return 5'), 5)
    })
  })
})
