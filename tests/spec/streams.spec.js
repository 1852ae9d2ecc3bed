'use strict'

const assert = require('node:assert/strict')
const { createHash } = require('node:crypto')
const { EventEmitter, on } = require('node:events')
const fs = require('node:fs')
const path = require('node:path')
const { Duplex, PassThrough, Readable } = require('node:stream')
const { pipeline } = require('node:stream/promises')
const { ReadableStream } = require('node:stream/web')
const { afterEach, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage } = require('../support/windows')

async function * count (to) {
  for (let i = 0; i < to; i++) yield i
}

const collect = async (stream) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

const head = `
  const { ipcRenderer } = require('electron')
  const collect = async (stream) => {
    const chunks = []
    for await (const chunk of stream) chunks.push(chunk)
    return chunks
  }
  async function * count (to) {
    for (let i = 0; i < to; i++) yield i
  }
  const bytesOf = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer())
  const errorOf = (promise) => promise.then(() => 'no error', (error) => error.constructor.name + ': ' + error.message)
`

describe('streams over invoke', () => {
  let win
  const inPage = (code) => win.webContents.executeJavaScript(`(async () => { ${head}; ${code} })()`)

  before(async () => { win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } }) })
  afterEach(() => ipcMain.removeHandler('test'))

  describe('as the result of a handler', () => {
    it('a generator arrives as a ReadableStream of its values', async () => {
      ipcMain.handle('test', () => count(300))
      assert.deepEqual(await inPage(`
        const stream = await ipcRenderer.invoke('test')
        return [stream instanceof ReadableStream, stream.constructor === ReadableStream, stream.locked, await collect(stream), stream.locked]
      `), [true, true, false, [...Array(300).keys()], false])
    })

    it('any value that a message may hold may be a chunk', async () => {
      const values = [null, undefined, 'text', '', -0, 5n, { a: [1, { b: 2 }] }, new Map([[1, 2]]), new Date(5), new Float64Array([1.5]), new ArrayBuffer(3)]
      ipcMain.handle('test', async function * () { yield * values })
      assert.deepEqual(await inPage('return collect(await ipcRenderer.invoke("test"))'), values)
    })

    it('objects with bytes in them keep their order among others', async () => {
      ipcMain.handle('test', async function * () {
        for (let i = 0; i < 80; i++) yield i % 7 === 0 ? { i, bytes: new Uint8Array(100_000).fill(i) } : i % 3 === 0 ? `text ${i}` : { i }
      })
      const got = await inPage(`
        const chunks = await collect(await ipcRenderer.invoke('test'))
        return chunks.map((chunk) => chunk.bytes ? [chunk.i, chunk.bytes.length, chunk.bytes[99_999]] : chunk)
      `)
      assert.deepEqual(got, Array.from({ length: 80 }, (_, i) => i % 7 === 0 ? [i, 100_000, i] : i % 3 === 0 ? `text ${i}` : { i }))
    })

    it('an object that its producer changes afterwards arrives as it was', async () => {
      ipcMain.handle('test', async function * () {
        const row = {}
        for (row.i = 0; row.i < 50; row.i++) yield row
      })
      assert.deepEqual(await inPage('return (await collect(await ipcRenderer.invoke("test"))).map(({ i }) => i)'), [...Array(50).keys()])
    })

    it('a Node stream of bytes arrives as Uint8Arrays', async () => {
      const file = path.join(tempFolder('streams'), 'file')
      const content = Buffer.alloc(1_500_000, 'some text that repeats itself')
      fs.writeFileSync(file, content)
      ipcMain.handle('test', () => fs.createReadStream(file))
      const [isPlain, hash] = await inPage(`
        const chunks = await collect(await ipcRenderer.invoke('test'))
        const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer())
        return [chunks.every((chunk) => chunk.constructor === Uint8Array), require('crypto').createHash('md5').update(bytes).digest('hex')]
      `)
      assert.equal(isPlain, true)
      assert.equal(hash, createHash('md5').update(content).digest('hex'))
    })

    it('a stream of texts, of objects, a Duplex, a PassThrough', async () => {
      const texts = new PassThrough({ encoding: 'utf8' })
      texts.end('жук 🪲')
      const duplex = new Duplex({ read () {}, write (chunk, encoding, done) { done() } })
      duplex.push('from the other side')
      duplex.push(null)
      ipcMain.handle('test', () => ({ texts, list: [Readable.from([{ a: 1 }, { a: 2 }])], duplex }))
      assert.deepEqual(await inPage(`
        const { texts, list: [objects], duplex } = await ipcRenderer.invoke('test')
        return [(await collect(texts)).join(''), await collect(objects), await new Response(duplex).text()]
      `), ['жук 🪲', [{ a: 1 }, { a: 2 }], 'from the other side'])
    })

    it('a web ReadableStream, and what has Symbol.asyncIterator', async () => {
      class Numbers {
        async * [Symbol.asyncIterator] () { yield * [4, 5] }
      }
      const web = new ReadableStream({
        start (controller) {
          controller.enqueue('a')
          controller.enqueue(new Uint8Array([1, 2, 3]))
          controller.close()
        }
      })
      const own = { async * [Symbol.asyncIterator] () { yield 6 } }
      ipcMain.handle('test', (event, kind) => kind === 'own' ? own : { web, numbers: new Numbers() })
      assert.deepEqual(await inPage(`
        const { web, numbers } = await ipcRenderer.invoke('test')
        return [await collect(web), await collect(numbers), await collect(await ipcRenderer.invoke('test', 'own'))]
      `), [['a', new Uint8Array([1, 2, 3])], [4, 5], [6]])
    })

    it('chunks of bytes keep their bounds, and a producer may use its memory again', async () => {
      ipcMain.handle('test', async function * () {
        const memory = new Uint8Array(4)
        for (let i = 0; i < 100; i++) yield memory.fill(i).subarray(0, 1 + i % 4)
        yield new Uint8Array(0)
        yield new Uint8Array(700_000).fill(9)
      })
      const chunks = await inPage(`
        const chunks = await collect(await ipcRenderer.invoke('test'))
        return [chunks.map((chunk) => [chunk.length, chunk[0], chunk.buffer.byteLength])]
      `)
      const small = Array.from({ length: 100 }, (_, i) => [1 + i % 4, i, 1 + i % 4])
      assert.deepEqual(chunks[0].slice(0, 101), [...small, [0, undefined, 0]])
      assert.equal(chunks[0].slice(101).reduce((sum, [length]) => sum + length, 0), 700_000)
    })

    it('the same stream twice is one stream', async () => {
      const stream = count(2)
      ipcMain.handle('test', () => ({ a: stream, b: [stream], other: count(1) }))
      assert.deepEqual(await inPage(`
        const { a, b, other } = await ipcRenderer.invoke('test')
        return [a === b[0], a === other, await collect(a), await collect(other)]
      `), [true, false, [0, 1], [0]])
    })

    it('nothing is read before the page reads', async () => {
      let reads = 0
      ipcMain.handle('test', () => ({ async next () { return { done: ++reads > 1, value: 1 } }, [Symbol.asyncIterator] () { return this } }))
      await inPage('globalThis.kept = await ipcRenderer.invoke("test")')
      await inPage('await new Promise((resolve) => setTimeout(resolve, 50))')
      assert.equal(reads, 0)
      assert.deepEqual(await inPage('return collect(kept)'), [1])
    })

    it('the producer is ahead by no more than the window', async () => {
      let made = 0
      ipcMain.handle('test', async function * () {
        for (;;) {
          made++
          yield new Uint8Array(100_000)
        }
      })
      await inPage(`
        globalThis.reader = (await ipcRenderer.invoke('test')).getReader()
        await reader.read()
        await new Promise((resolve) => setTimeout(resolve, 100))
      `)
      const ahead = made
      assert.ok(ahead >= 5 && ahead <= 30, `${ahead} chunks of 100 KB`)
      await inPage('for (let i = 0; i < 20; i++) await reader.read()')
      assert.ok(made > ahead && made <= ahead + 30, `${made} chunks of 100 KB`)
      await inPage('reader.cancel()')
    })

    it('objects are counted', async () => {
      let made = 0
      ipcMain.handle('test', async function * () { for (;;) yield { made: ++made } })
      await inPage(`
        globalThis.reader = (await ipcRenderer.invoke('test')).getReader()
        await reader.read()
        await new Promise((resolve) => setTimeout(resolve, 50))
      `)
      assert.ok(made >= 2 && made <= 80, `${made} objects`)
      await inPage('reader.cancel()')
    })
  })

  describe('as an argument', () => {
    it('a web ReadableStream of the page is one in main', async () => {
      ipcMain.handle('test', async (event, stream) => [stream instanceof ReadableStream, await collect(stream)])
      assert.deepEqual(await inPage(`return ipcRenderer.invoke('test', new ReadableStream({
        start (controller) {
          for (const chunk of ['a', { b: 1 }, new Uint8Array([1, 2])]) controller.enqueue(chunk)
          controller.close()
        }
      }))`), [true, ['a', { b: 1 }, new Uint8Array([1, 2])]])
    })

    it('a generator, a Blob\'s stream and one of Node\'s streams, inside of objects and lists', async () => {
      ipcMain.handle('test', async (event, { numbers, list: [blob, node] }, last) => [await collect(numbers), Buffer.concat(await collect(blob)).toString(),
        Buffer.concat(await collect(node)).toString(), last])
      assert.deepEqual(await inPage(`
        const { PassThrough } = require('stream')
        const node = new PassThrough()
        node.end('node')
        return ipcRenderer.invoke('test', { numbers: count(3), list: [new Blob(['blob']).stream(), node] }, 'last')
      `), [[0, 1, 2], 'blob', 'node', 'last'])
    })

    it('Readable.fromWeb and pipeline take what main gets', async () => {
      const file = path.join(tempFolder('streams'), 'copy')
      ipcMain.handle('test', (event, stream) => pipeline(Readable.fromWeb(stream), fs.createWriteStream(file)))
      await inPage(`await ipcRenderer.invoke('test', new Blob([new Uint8Array(3_000_000).fill(5)]).stream())`)
      assert.ok(fs.readFileSync(file).equals(Buffer.alloc(3_000_000, 5)))
    })

    it('what main gets may be sent back', async () => {
      ipcMain.handle('test', (event, stream) => stream)
      assert.deepEqual(await inPage('return collect(await ipcRenderer.invoke("test", count(5)))'), [0, 1, 2, 3, 4])
    })

    it('the page\'s producer is ahead by no more than the window', async () => {
      let taken
      ipcMain.handle('test', (event, stream) => {
        taken = stream.getReader()
        return taken.read()
      })
      await inPage(`
        globalThis.made = 0
        await ipcRenderer.invoke('test', (async function * () { for (;;) { made++; yield new Uint8Array(100_000) } })())
        await new Promise((resolve) => setTimeout(resolve, 100))
      `)
      const ahead = await inPage('return made')
      assert.ok(ahead >= 5 && ahead <= 30, `${ahead} chunks of 100 KB`)
      await taken.cancel()
    })
  })

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
