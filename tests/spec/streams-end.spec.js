'use strict'

const assert = require('node:assert/strict')
const { EventEmitter, on } = require('node:events')
const fs = require('node:fs')
const { Readable } = require('node:stream')
const { ReadableStream } = require('node:stream/web')
const { afterEach, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once } = require('../support/events')
const { collect, count, head } = require('../support/streams')
const { openPage } = require('../support/windows')

describe('the end of streams over invoke', () => {
  let win
  const inPage = (code) => win.webContents.executeJavaScript(`(async () => { ${head}; ${code} })()`)

  before(async () => { win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } }) })
  afterEach(() => ipcMain.removeHandler('test'))

  describe('cancelled', () => {
    for (const [what, code] of [
      ['reader.cancel()', 'const reader = stream.getReader(); await reader.read(); await reader.cancel()'],
      ['a break out of for await', 'for await (const chunk of stream) break'],
      ['an exception in for await', 'try { for await (const chunk of stream) throw new Error() } catch {}'],
      ['stream.cancel() before anything is read', 'await stream.cancel()'],
      ['a pipe that breaks', 'await stream.pipeTo(new WritableStream({ write () { throw new Error("full") } })).catch(() => {})']
    ]) {
      it(`by the page, ${what}: a stream is closed, and read no further`, async () => {
        let reads = 0
        const stream = new Readable({
          read () {
            reads++
            this.push(Buffer.alloc(60_000))
          }
        })
        const closed = once(stream, 'close')
        ipcMain.handle('test', () => stream)
        await inPage(`const stream = await ipcRenderer.invoke('test'); ${code}`)
        await closed
        const before = reads
        await new Promise((resolve) => setTimeout(resolve, 20))
        assert.equal(reads, before)
      })
    }

    it('by the page: a generator runs its finally', async () => {
      const events = new EventEmitter()
      ipcMain.handle('test', async function * () {
        let made = 0
        try {
          for (;;) yield new Uint8Array(1 << 20).fill(made++)
        } finally {
          events.emit('finally', made)
        }
      })
      const cleaned = once(events, 'finally')
      await inPage('for await (const chunk of await ipcRenderer.invoke("test")) if (chunk[0] === 4) break')
      const [made] = await cleaned
      assert.ok(made >= 5 && made <= 5 + 4, `${made} of 1 MB`)
    })

    it('by the page before anything is read: an iterator hears of it', async () => {
      const emitter = new EventEmitter()
      ipcMain.handle('test', () => on(emitter, 'news'))
      await inPage('globalThis.kept = await ipcRenderer.invoke("test")')
      assert.equal(emitter.listenerCount('news'), 1)
      await inPage('await kept.cancel()')
      await inPage('await require("electron").ipcRenderer.invoke("none").catch(() => {})')
      assert.equal(emitter.listenerCount('news'), 0)
    })

    it('by the page with a reason: a web stream gets it, a generator may catch it', async () => {
      const reasons = new EventEmitter()
      ipcMain.handle('test', (event, kind) => kind === 'web'
        ? new ReadableStream({ pull (controller) { controller.enqueue(1) }, cancel (reason) { reasons.emit('reason', reason) } })
        : (async function * () {
            try {
              for (;;) yield 1
            } catch (error) {
              reasons.emit('reason', error)
            }
          })())
      for (const kind of ['web', 'generator']) {
        const reason = once(reasons, 'reason')
        await inPage(`
          const reader = (await ipcRenderer.invoke('test', '${kind}')).getReader()
          await reader.read()
          await reader.cancel(new RangeError('enough'))
        `)
        const [error] = await reason
        assert.ok(error instanceof RangeError)
        assert.equal(error.message, 'enough')
      }
    })

    it('by main, destroy() and a break: the page\'s generator runs its finally, its stream hears the reason', async () => {
      ipcMain.handle('test', async (event, stream, how) => {
        if (how === 'break') {
          for await (const chunk of stream) if (chunk === 1) break
          return
        }
        const node = Readable.fromWeb(stream)
        node.on('error', () => {})
        await once(node, 'readable')
        node.destroy(new RangeError('enough'))
      })
      assert.equal(await inPage(`
        return new Promise((resolve) => {
          ipcRenderer.invoke('test', (async function * () {
            try {
              for (let i = 0; ; i++) yield i
            } finally {
              resolve('finally')
            }
          })(), 'break')
        })
      `), 'finally')
      assert.equal(await inPage(`
        return new Promise((resolve) => {
          ipcRenderer.invoke('test', new ReadableStream({
            pull (controller) { controller.enqueue('x') },
            cancel (reason) { resolve(String(reason)) }
          }), 'destroy')
        })
      `), 'RangeError: enough')
    })
  })

  describe('errors', () => {
    it('of main\'s producer are the page\'s, after what came before', async () => {
      ipcMain.handle('test', async function * () {
        yield 1
        yield 2
        throw Object.assign(new RangeError('broken'), { code: 'E_BROKEN' })
      })
      assert.deepEqual(await inPage(`
        const got = []
        try {
          for await (const chunk of await ipcRenderer.invoke('test')) got.push(chunk)
        } catch (error) {
          return [got, error instanceof RangeError, error.message, error.code]
        }
      `), [[1, 2], true, 'broken', 'E_BROKEN'])
    })

    it('of a Node stream that fails before the page reads', async () => {
      ipcMain.handle('test', () => fs.createReadStream('/there/is/no/such/file'))
      assert.deepEqual(await inPage(`
        const stream = await ipcRenderer.invoke('test')
        await new Promise((resolve) => setTimeout(resolve, 50))
        return collect(stream).catch((error) => [error.code, error.path])
      `), ['ENOENT', '/there/is/no/such/file'])
    })

    it('of the page\'s producer are main\'s', async () => {
      ipcMain.handle('test', async (event, stream) => collect(stream).catch((error) => [error instanceof TypeError, error.message]))
      assert.deepEqual(await inPage(`return ipcRenderer.invoke('test', new ReadableStream({
        start (controller) { controller.error(new TypeError('broken')) }
      }))`), [true, 'broken'])
    })

    it('of what is no iterator are those of for await', async () => {
      const next = () => 5
      const told = []
      for (const iterator of [{ next }, 5]) {
        ipcMain.handle('test', () => ({ [Symbol.asyncIterator]: () => iterator }))
        told.push(await inPage('const stream = await ipcRenderer.invoke("test"); return errorOf(stream.getReader().read())'))
        ipcMain.removeHandler('test')
      }
      assert.deepEqual(told, ['TypeError: Iterator result 5 is not an object',
        'TypeError: Result of the Symbol.asyncIterator method is not an object'])
    })

    it('a chunk that cannot be cloned is an error on both sides', async () => {
      const events = new EventEmitter()
      const cleaned = once(events, 'finally')
      ipcMain.handle('test', async function * () {
        try {
          yield 1
          yield () => {}
        } finally {
          events.emit('finally')
        }
      })
      assert.equal(await inPage('return errorOf(collect(await ipcRenderer.invoke("test")))'), 'Error: An object could not be cloned.')
      await cleaned
    })

    it('a ReadableStream that somebody reads already is refused', async () => {
      ipcMain.handle('test', () => {
        const stream = new ReadableStream()
        stream.getReader()
        return stream
      })
      assert.equal(await inPage('return errorOf(ipcRenderer.invoke("test"))'),
        'TypeError: Error invoking remote method \'test\': TypeError: A ReadableStream that is locked to a reader cannot be sent')
      assert.equal(await inPage('const stream = new ReadableStream(); stream.getReader(); return errorOf(ipcRenderer.invoke("test", stream))'),
        'TypeError: A ReadableStream that is locked to a reader cannot be sent')
    })

    it('where something else cannot be cloned the stream is left alone', async () => {
      ipcMain.handle('test', () => {})
      assert.deepEqual(await inPage(`
        const stream = new ReadableStream()
        return [await errorOf(ipcRenderer.invoke('test', stream, () => {})), stream.locked, await errorOf(ipcRenderer.invoke('test', new Map([[1, stream]])))]
      `), ['Error: An object could not be cloned.', false, 'Error: An object could not be cloned.'])
    })

    for (const method of ['send', 'sendSync', 'postMessage']) {
      it(`ipcRenderer.${method} takes none, and its error says what does`, async () => {
        assert.deepEqual(await inPage(`
          try {
            ipcRenderer.${method}('test', ${method === 'postMessage' ? 'new ReadableStream()' : '1, { stream: new ReadableStream() }'})
          } catch (error) {
            return [error.message, /invoke/.test(error.cause)]
          }
        `), ['An object could not be cloned.', true])
      })
    }

    it('webContents.send takes none, and its error says what does', () => {
      assert.throws(() => win.webContents.send('test', { stream: count(1) }), (error) => {
        assert.equal(error.message, 'An object could not be cloned.')
        assert.match(String(error.cause), /ipcMain.handle/)
        return true
      })
    })

    it('a message with a mark and no stream is what it is', async () => {
      ipcMain.handle('test', (event, value) => value)
      assert.deepEqual(await inPage('return ipcRenderer.invoke("test", { "runtime:stream": 0 })'), { 'runtime:stream': 0 })
    })
  })
})
