'use strict'

const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const { afterEach, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once, until, within } = require('../support/events')
const { openBridged } = require('../support/preload')

const preload = `
  contextBridge.exposeInMainWorld('api', {
    get: (kind) => ipcRenderer.invoke('test', kind),
    give: (stream) => ipcRenderer.invoke('test', stream),
    isStream: (stream) => stream instanceof ReadableStream && typeof stream[Symbol.asyncIterator] === 'function',
    echo: (value) => value,
    locked () {
      const stream = new ReadableStream()
      stream.getReader()
      return stream
    },
    gc
  })
`

const head = `
  const collect = async (stream) => {
    const chunks = []
    for await (const chunk of stream) chunks.push(chunk)
    return chunks
  }
`

describe('streams over the contextBridge', () => {
  const events = new EventEmitter()
  let win
  const inPage = (code) => within(win.webContents.executeJavaScript(`(async () => { ${head}; ${code} })()`))

  before(async () => { win = await openBridged(preload) })
  afterEach(() => {
    ipcMain.removeHandler('test')
    events.removeAllListeners()
  })

  it('what invoke gave a preload script is a ReadableStream of the page\'s', async () => {
    ipcMain.handle('test', async function * () {
      yield { a: 1 }
      yield new Uint8Array(300_000).fill(7)
    })
    assert.deepEqual(await inPage(`
      const stream = await api.get()
      const chunks = await collect(stream)
      return [stream instanceof ReadableStream, chunks[0], chunks[1] instanceof Uint8Array, chunks[1].length, chunks[1][299_999]]
    `), [true, { a: 1 }, true, 300_000, 7])
  })

  it('it may be inside of an object, and is what fetch\'s Response takes', async () => {
    ipcMain.handle('test', () => ({ list: [(async function * () { yield Buffer.from('hello') })()] }))
    assert.equal(await inPage('return new Response((await api.get()).list[0]).text()'), 'hello')
  })

  it('cancelling it ends the producer', async () => {
    ipcMain.handle('test', async function * () {
      try {
        for (let i = 0; ; i++) yield i
      } finally {
        events.emit('finally')
      }
    })
    const cleaned = once(events, 'finally')
    await inPage('for await (const chunk of await api.get()) if (chunk === 3) break')
    await cleaned
  })

  it('the producer\'s error is its error', async () => {
    ipcMain.handle('test', async function * () {
      yield 1
      throw new RangeError('broken')
    })
    assert.equal(await inPage('return collect(await api.get()).catch((error) => error instanceof RangeError && error.message)'), 'broken')
  })

  it('main gets the page\'s, through a function of the preload script', async () => {
    ipcMain.handle('test', async (event, stream) => {
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      return chunks
    })
    assert.deepEqual(await inPage(`
      return [api.isStream(new ReadableStream()), await api.give(new ReadableStream({
        start (controller) {
          controller.enqueue('a')
          controller.enqueue(new Uint8Array([1]))
          controller.close()
        }
      }))]
    `), [true, ['a', new Uint8Array([1])]])
  })

  it('the page\'s producer hears that main cancels', async () => {
    ipcMain.handle('test', async (event, stream) => { for await (const chunk of stream) if (chunk === 2) break })
    assert.equal(await inPage(`
      return new Promise((resolve) => {
        let made = 0
        api.give(new ReadableStream({ pull (controller) { controller.enqueue(made++) }, cancel () { resolve('cancelled') } }))
      })
    `), 'cancelled')
  })

  it('both ways at once', async () => {
    assert.deepEqual(await inPage('return collect(api.echo(new Blob(["twice"]).stream())).then(([chunk]) => new TextDecoder().decode(chunk))'), 'twice')
  })

  it('one that somebody reads already is refused', async () => {
    const text = 'A ReadableStream that is locked to a reader cannot be sent'
    assert.equal(await inPage('try { api.locked() } catch (error) { return error.message }'), text)
    assert.equal(await inPage('const stream = new ReadableStream(); stream.getReader(); try { api.echo(stream) } catch (error) { return error.message }'), text)
  })

  it('one that the page can read no more is ended', async () => {
    let isClean = false
    ipcMain.handle('test', async function * () {
      try {
        for (let i = 0; ; i++) yield i
      } finally {
        isClean = true
      }
    })
    await inPage('globalThis.reader = (await api.get()).getReader(); await reader.read(); reader = null')
    await until(async () => {
      await inPage('api.gc(); await new Promise((resolve) => setTimeout(resolve))')
      return isClean
    })
  })
})
