'use strict'

const assert = require('node:assert/strict')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { Duplex, PassThrough, Readable } = require('node:stream')
const { pipeline } = require('node:stream/promises')
const { ReadableStream } = require('node:stream/web')
const { afterEach, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { collect, count, head } = require('../support/streams')
const { tempFolder } = require('../support/temp-folder')
const { openPage } = require('../support/windows')

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
})
