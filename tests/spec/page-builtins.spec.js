'use strict'

const assert = require('node:assert/strict')
const { before, describe, it } = require('node:test')
const { openPage, openWindow } = require('../support/windows')

// Node's pure modules in a page: what Node's own do with the same arguments, they do. Each case runs in main and in the page.

describe('Node\'s pure modules in a page', () => {
  let win

  /** A function whose result the page and main must agree on, whatever it is made of. */
  const same = async (act) => {
    const here = require('node:util').inspect(await act(), { depth: 9 })
    const there = await win.webContents.executeJavaScript(`(async () => require('util').inspect(await (${act})(), { depth: 9 }))()`)
    assert.equal(there, here)
    return there
  }

  const inPage = (act, ...args) => win.webContents.executeJavaScript(`(${act})(...${JSON.stringify(args)})`)

  before(async () => {
    win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true } })
  })

  // Node's, less what the packages have not.
  const lacking = {
    assert: ['CallTracker'],
    'assert/strict': ['CallTracker'],
    buffer: ['resolveObjectURL'],
    console: ['Console'],
    diagnostics_channel: [],
    events: ['EventEmitterAsyncResource', 'addAbortListener'],
    path: [],
    'path/posix': [],
    'path/win32': [],
    perf_hooks: [],
    punycode: [],
    querystring: [],
    stream: [],
    'stream/consumers': [],
    'stream/promises': [],
    'stream/web': ['TransformStreamDefaultController'],
    string_decoder: [],
    timers: [],
    'timers/promises': [],
    tty: [],
    url: [],
    util: ['MIMEParams', 'MIMEType', '_errnoException', '_exceptionWithHostPort', 'getSystemErrorMap', 'transferableAbortSignal'],
    'util/types': ['isCryptoKey', 'isExternal', 'isKeyObject', 'isModuleNamespaceObject', 'isProxy'],
    vm: []
  }
  for (const [name, missing] of Object.entries(lacking)) {
    it(`require('${name}') has what Node's has${missing.length > 0 ? `, but for ${missing.join(', ')}` : ''}`, async () => {
      const ours = await inPage((name) => Object.keys(require(name)).filter((key) => require(name)[key] !== undefined), name)
      const expected = Object.keys(require(name)).filter((key) => require(name)[key] !== undefined)
      assert.deepEqual(expected.filter((key) => !ours.includes(key)).sort(), missing)
      assert.equal(await inPage((name) => require(name) === require(`node:${name}`), name), true)
    })
  }

  describe('events', () => {
    it('is the class of ipcRenderer and process, and can be called and inherited from as a function', async () => {
      assert.deepEqual(await inPage(() => {
        const EventEmitter = require('events')
        function Old () { EventEmitter.call(this) }
        require('util').inherits(Old, EventEmitter)
        const heard = []
        new Old().on('x', (...args) => heard.push(args)).emit('x', 1, 2)
        return [require('electron').ipcRenderer instanceof EventEmitter, process instanceof EventEmitter, EventEmitter.EventEmitter === EventEmitter, heard]
      }), [true, true, true, [[1, 2]]])
    })

    it('emits to errorMonitor, counts one listener\'s registrations, tells newListener', () => same(() => {
      const EventEmitter = require('events')
      const emitter = new EventEmitter()
      const seen = []
      emitter.on('newListener', (name) => seen.push(name))
      emitter.on(EventEmitter.errorMonitor, (error) => seen.push(error.message))
      emitter.on('error', () => seen.push('error'))
      emitter.emit('error', new Error('watched'))
      const once = () => {}
      emitter.once('a', once).on('a', once).prependListener('a', () => {})
      return [seen, emitter.listenerCount('a', once), emitter.listenerCount('a'), EventEmitter.getEventListeners(emitter, 'a').length, emitter.eventNames()]
    }))

    it('throws as Node\'s does', () => same(() => {
      const EventEmitter = require('events')
      const failures = []
      for (const act of [(e) => e.on('x'), (e) => e.once('x', 'text'), (e) => e.emit('error', 'text'), (e) => e.setMaxListeners(-1), (e) => e.emit('error', new RangeError('own'))]) {
        try {
          act(new EventEmitter())
        } catch (error) {
          failures.push([error.name, error.code, error.message])
        }
      }
      return failures
    }))

    it('once and on of the module await events, and give up when their signal says so', () => same(async () => {
      const { EventEmitter, once, on } = require('events')
      const emitter = new EventEmitter()
      const later = once(emitter, 'a')
      emitter.emit('a', 1, 2)
      const results = [await later]
      const failing = once(emitter, 'a')
      emitter.emit('error', new Error('instead'))
      results.push(await failing.catch((error) => error.message))
      const stop = new AbortController()
      const aborted = once(emitter, 'a', { signal: stop.signal })
      stop.abort()
      results.push(await aborted.catch((error) => [error.name, error.code]), emitter.listenerCount('a'))
      const giveUp = new AbortController()
      queueMicrotask(() => { emitter.emit('b', 1); emitter.emit('b', 2); queueMicrotask(() => giveUp.abort()) })
      try {
        for await (const args of on(emitter, 'b', { signal: giveUp.signal })) results.push(args)
      } catch (error) {
        results.push(error.name)
      }
      return [...results, emitter.listenerCount('b'), emitter.listenerCount('error')]
    }))
  })

  describe('buffer', () => {
    it('is the global Buffer', async () => {
      assert.equal(await inPage(() => Buffer === require('buffer').Buffer), true)
    })

    it('reads and writes every encoding', () => same(() => ['utf8', 'utf-8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii', 'ucs2', 'utf16le'].map((encoding) => {
      const text = 'text, ünicode €, 😀 '.repeat(6)
      const bytes = Buffer.from(text)
      const written = bytes.toString(encoding)
      return [written, Buffer.from(written, encoding).toString('hex'), Buffer.byteLength(written, encoding), Buffer.isEncoding(encoding), bytes.toString(encoding, 3, 20)]
    })))

    it('decodes what is no UTF-8, and keeps a byte order mark', () => same(() => [
      Buffer.from([0xff, 0xfe, 0x41, 0xc3]).toString(), Buffer.concat([Buffer.alloc(80, 'a'), Buffer.from([0xc3, 0x28, 0xe2, 0x82])]).toString(),
      Buffer.from('\ufeffabc').toString().length, Buffer.from(`\ufeff${'a'.repeat(90)}`).toString().length, Buffer.from('\ud800'.repeat(70)).toString('hex').slice(0, 6)
    ]))

    it('has numbers, search, comparison, slices that share memory', () => same(() => {
      const bytes = Buffer.alloc(16)
      bytes.writeUInt32BE(0xdeadbeef, 0)
      bytes.writeDoubleLE(1.5, 4)
      bytes.writeInt16LE(-2, 12)
      const big = Buffer.alloc(8)
      big.writeBigUInt64BE(2n ** 63n)
      const slice = bytes.subarray(0, 2)
      slice[0] = 1
      return [bytes, big.readBigUInt64BE(), bytes.readInt16LE(12), bytes.readUint8(1), bytes.indexOf('ad', 'hex'), bytes.indexOf(0xbe), bytes.includes(Buffer.from([0xbe, 0xef])),
        Buffer.compare(Buffer.from('a'), Buffer.from('b')), bytes.equals(Buffer.from(bytes)), slice instanceof Buffer, Buffer.from('abc').fill('xy'),
        Buffer.from([1, 2, 3, 4]).swap16(), Buffer.from('abc').toJSON(), Buffer.from({ type: 'Buffer', data: [1, 2] }), Buffer.concat([Buffer.from('a'), Buffer.from('b')], 3),
        Buffer.from('aGk', 'base64url').toString(), Buffer.from('abc').write('zz', 1, 'latin1'), Buffer.isBuffer(new Uint8Array(1))]
    }))

    it('isAscii, isUtf8, transcode, atob, btoa', () => same(() => {
      const { atob, btoa, isAscii, isUtf8, transcode } = require('buffer')
      return [isAscii(Buffer.from('abc')), isAscii(Buffer.from('é')), isUtf8(Buffer.from('é')), isUtf8(Buffer.from([0xff])),
        transcode(Buffer.from('€'), 'utf8', 'latin1'), transcode(Buffer.from('é'), 'utf8', 'ucs2'), atob('aGk='), btoa('hi')]
    }))

    it('refuses what Node refuses', () => same(() => [() => Buffer.from(5), () => Buffer.from(null), () => Buffer.alloc(-1), () => Buffer.from('x', 'no-such')].map((act) => {
      try {
        return act()
      } catch (error) {
        return error.name
      }
    })))

    it('Buffers that main sends are Buffers', async () => {
      const { ipcMain } = require('electron')
      ipcMain.handle('bytes', () => ({ small: Buffer.from('abc'), views: [new Uint8Array([1, 2])] }))
      try {
        assert.deepEqual(await inPage(async () => {
          const { small, views } = await require('electron').ipcRenderer.invoke('bytes')
          return [Buffer.isBuffer(small), small.toString('hex'), Buffer.isBuffer(views[0])]
        }), [true, '616263', false])
      } finally {
        ipcMain.removeHandler('bytes')
      }
      assert.deepEqual(await inPage(() => {
        const remoteBuffer = require('electron').remote.require('buffer').Buffer.from('remote')
        return [Buffer.isBuffer(remoteBuffer), `${remoteBuffer}`]
      }), [true, 'remote'])
    })

    it('a page\'s Buffer reaches main as bytes, without the memory around it', async () => {
      const { ipcMain } = require('electron')
      const arrived = new Promise((resolve) => ipcMain.once('bytes', (event, bytes) => resolve(bytes)))
      await inPage(() => require('electron').ipcRenderer.send('bytes', Buffer.from('--abc--').subarray(2, 5)))
      const bytes = await arrived
      assert.deepEqual([bytes.constructor.name, Buffer.from(bytes).toString(), bytes.buffer.byteLength], ['Uint8Array', 'abc', 3])
    })
  })

  describe('stream', () => {
    it('pipelines of every kind of stream', () => same(async () => {
      const { Duplex, PassThrough, Readable, Transform, Writable, pipeline } = require('stream')
      const seen = []
      const upper = new Transform({ transform (chunk, encoding, done) { done(null, chunk.toString().toUpperCase()) } })
      await require('stream/promises').pipeline(Readable.from(['a', 'b']), upper, new PassThrough(), async function * (source) { for await (const part of source) yield part + '!' },
        new Writable({ write (chunk, encoding, done) { seen.push(chunk.toString()); done() } }))
      const failed = await new Promise((resolve) => pipeline(Readable.from(['x']), new Transform({ transform (chunk, encoding, done) { done(new Error('broken')) } }), new PassThrough(), resolve))
      const duplex = new Duplex({ read () { this.push('read'); this.push(null) }, write (chunk, encoding, done) { seen.push(`written ${chunk}`); done() } })
      duplex.end('w')
      for await (const chunk of duplex) seen.push(chunk.toString())
      return [seen, failed.message, await Readable.from([1, 2, 3]).filter((x) => x > 1).map((x) => x * 2).toArray(), new Readable() instanceof require('events'), new Transform() instanceof Writable]
    }))

    it('flow, back-pressure, encodings, objects and errors', () => same(async () => {
      const { Readable, Writable, finished } = require('stream')
      const source = new Readable({ highWaterMark: 4, read () {} })
      const held = [source.push('abc'), source.push('defg'), source.readableLength]
      source.push(null)
      source.setEncoding('hex')
      let text = ''
      source.on('data', (part) => { text += part })
      const ended = await new Promise((resolve) => finished(source, resolve))
      const full = new Writable({ highWaterMark: 2, write (chunk, encoding, done) { setImmediate(done) } })
      const room = [full.write('abc'), await new Promise((resolve) => full.once('drain', () => resolve('drained')))]
      const broken = new Readable({ read () { this.destroy(new Error('broken')) } })
      const error = await new Promise((resolve) => broken.on('error', resolve).resume())
      const stop = new AbortController()
      const aborted = Readable.from([1, 2, 3], { signal: stop.signal })
      stop.abort()
      return [held, text, ended, room, error.message, await aborted.toArray().catch((reason) => reason.name), await Readable.from([{ a: 1 }]).toArray()]
    }))

    it('Readable.fromWeb and toWeb', () => same(async () => {
      const { Readable } = require('stream')
      const web = Readable.toWeb(Readable.from([Buffer.from('one '), Buffer.from('two')]))
      const parts = []
      for await (const part of Readable.fromWeb(web)) parts.push(Buffer.from(part).toString())
      return parts
    }))

    it('stream/consumers', () => same(async () => {
      const { Readable } = require('stream')
      const { arrayBuffer, blob, buffer, json, text } = require('stream/consumers')
      const of = (...parts) => Readable.from(parts)
      return [await text(of('a', Buffer.from('é'))), await json(of('[1,', '2]')), await buffer(of(Buffer.from('x'), Buffer.from('y'))), (await arrayBuffer(of(Buffer.from('abc')))).byteLength, (await blob(of('abc'))).size]
    }))
  })

  describe('util', () => {
    it('inspects', () => same(() => {
      class Point { constructor () { this.x = 1 } get y () { return 2 } }
      const cycle = { name: 'cycle' }
      cycle.self = cycle
      return require('util').inspect([new Point(), cycle, new Map([[{ a: 1 }, new Set([1])]]), [1, , 3], Symbol('s'), 10n, /x/g, new Date(0), -0, // eslint-disable-line no-sparse-arrays
        function named () {}, class A {}, null, undefined, 'it\'s', new Uint8Array(3), Object.create(null), { a: { b: { c: { d: 1 } } } }, [new Error('e').message], new (class extends Array {})(2)], { breakLength: 100 })
    }))

    it('formats', () => same(() => {
      const { format } = require('util')
      return [format('%s %d %i %f %j %o %O %c %%', 'a', '5', 5.5, '1.5', { a: 1 }, [1], { b: 2 }, 'css'), format('a', 1, { b: 2 }), format('%s', null, undefined, 5n), format(1, 2)]
    }))

    it('promisify, callbackify, inherits, deprecate, isDeepStrictEqual', () => same(async () => {
      const util = require('util')
      const promised = await util.promisify((value, done) => done(null, value * 2))(21)
      const failed = await util.promisify((done) => done(new Error('no')))().catch((error) => error.message)
      const called = await new Promise((resolve) => util.callbackify(async (x) => x + 1)(1, (error, value) => resolve([error, value])))
      return [promised, failed, called, util.isDeepStrictEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), util.isDeepStrictEqual([1], ['1']), typeof util.deprecate(() => {}, 'x')]
    }))

    it('types', () => same(() => {
      const { types } = require('util')
      return [types.isRegExp(/x/), types.isDate({}), types.isPromise(Promise.resolve()), types.isMap(new Map()), types.isTypedArray(new Uint8Array()), types.isUint8Array(Buffer.alloc(1)),
        types.isAsyncFunction(async () => {}), types.isGeneratorFunction(function * () {}), types.isNativeError(new TypeError()), types.isArrayBuffer(new ArrayBuffer(1)), types.isBoxedPrimitive(Object(1))]
    }))

    it('parseArgs, stripVTControlCharacters, toUSVString', () => same(() => {
      const util = require('util')
      return [util.parseArgs({ args: ['-f', '--bar', 'b', 'rest'], options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } }, allowPositionals: true }),
        util.stripVTControlCharacters('\u001b[31mred\u001b[0m'), util.toUSVString('a\ud800b'), util.getSystemErrorName(-2)]
    }))
  })

  describe('path, url, querystring, punycode, string_decoder', () => {
    it('path', () => same(() => {
      const path = require('path')
      return [path.join('/a', '..', 'b', './c.js'), path.resolve('/x', 'y', '../z'), path.relative('/a/b', '/a/c/d'), path.parse('/a/b.tar.gz'), path.format({ dir: '/a', base: 'b' }), path.extname('.x.y'),
        path.basename('/a/b.js', '.js'), path.normalize('/a//b/../c/.'), path.sep, path.isAbsolute('a'), path.win32.join('C:\\a', '..', 'b'), path.win32.basename('C:\\x\\y.txt'), path.posix === path,
        ['join', 'dirname', 'resolve'].map((name) => { try { return path[name](5) } catch (error) { return [error.code, error.message] } })]
    }))

    it('path.resolve starts at process.cwd()', async () => {
      assert.equal(await inPage(() => require('path').resolve('x')), require('node:path').resolve('x'))
    })

    it('url', () => same(() => {
      const url = require('url')
      const parsed = { ...url.parse('https://user:p%20w@Example.com:8080/a/b?x=1&y=2#frag', true) }
      return [Object.entries(parsed).sort(([a], [b]) => a < b ? -1 : 1).map(([key, value]) => [key, key === 'query' ? { ...value } : value]), url.resolve('http://a.com/b/c', '../d?e'), url.format({ protocol: 'http', host: 'a.com', pathname: '/x', query: { y: 1 } }),
        url.fileURLToPath('file:///a%20b/%C3%BC'), url.pathToFileURL('/a b#c?d').href, new url.URL('/x', 'http://a.com').href, url.domainToASCII('münchen.de'), `${new url.URLSearchParams({ a: 'b c' })}`]
    }))

    it('querystring', () => same(() => {
      const querystring = require('querystring')
      return [{ ...querystring.parse('a=1&a=2&b=%20x&c=%zz&=e') }, querystring.stringify({ a: [1, 2], b: 'ü x', c: null, d: true }), querystring.parse('a:1;b:2', ';', ':').b]
    }))

    it('punycode and string_decoder', () => same(() => {
      const { StringDecoder } = require('string_decoder')
      const decoder = new StringDecoder('utf8')
      return [require('punycode').toASCII('mañana.com'), require('punycode').decode('maana-pta'), decoder.write(Buffer.from([0xe2, 0x82])), decoder.write(Buffer.from([0xac])), decoder.end()]
    }))
  })

  describe('assert', () => {
    it('fails as Node\'s does', () => same(() => {
      const assert = require('assert')
      const acts = [() => assert(0, 'own message'), () => assert.equal(1, 2), () => assert.strictEqual('a', 'b'), () => assert.notStrictEqual(1, 1), () => assert.deepEqual({ a: 1 }, { a: '1' }),
        () => assert.throws(() => { throw new TypeError('x') }, /y/), () => assert.throws(() => {}), () => assert.doesNotThrow(() => {}), () => assert.match('abc', /b/), () => assert.fail('failed'), () => assert.ifError(null)]
      return acts.map((act) => {
        try {
          return act()
        } catch (error) {
          return [error.name, error.code, error.operator]
        }
      })
    }))

    it('shows the difference', async () => {
      const text = await inPage(() => {
        try {
          require('assert/strict').deepEqual({ a: 1, b: [2] }, { a: 1, b: [3] })
        } catch (error) {
          return error.message
        }
      })
      assert.match(text, /^\+ +2$/m)
      assert.match(text, /^- +3$/m)
    })
  })

  describe('vm', () => {
    it('runs scripts in the page\'s context, and refuses others by name', async () => {
      assert.deepEqual(await inPage(() => {
        const vm = require('vm')
        const refusal = () => { try { vm.runInNewContext('1') } catch (error) { return [error.code, error.message] } }
        return [vm.runInThisContext('typeof document'), new vm.Script('1 + 1').runInThisContext(), vm.compileFunction('return a + b', ['a', 'b'])(2, 3), ...refusal()]
      }), ['object', 2, 5, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'vm.runInNewContext is not supported in a page: it has one context only, that of its document'])
    })
  })

  it('domain hands errors of what it runs and of its emitters to its listeners', async () => {
    assert.deepEqual(await inPage(() => {
      const domain = require('domain').create()
      const emitter = new (require('events'))()
      const seen = []
      domain.on('error', (error) => seen.push(error.message))
      domain.run(() => { throw new Error('thrown') })
      domain.add(emitter)
      emitter.emit('error', new Error('emitted'))
      return seen
    }), ['thrown', 'emitted'])
  })

  it('a policy that forbids eval leaves the page what it requires by literal names', async () => {
    const page = await openPage('<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src \'self\' \'unsafe-inline\'">' +
      '<script>const { format } = require("util"); globalThis.text = format("%s %s", require("path").basename(__filename), Buffer.from("ab").toString("hex"))</script>',
    { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    assert.equal(await page.webContents.executeJavaScript('text'), 'page.html 6162')
  })

  it('a sandboxed preload script has events, timers and url', async () => {
    const { pageFile } = require('../support/windows')
    const preload = pageFile(`
      const names = ['events', 'timers', 'url', 'node:url', 'util', 'fs']
      const found = names.map((name) => { try { return typeof require(name) } catch (error) { return error.message } })
      require('electron').ipcRenderer.send('found', [...found, typeof process.nextTick, typeof setImmediate, Buffer.from('x').toString('hex')])
    `, 'preload.js')
    const arrived = new Promise((resolve) => require('electron').ipcMain.once('found', (event, found) => resolve(found)))
    const sandboxed = openWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true } })
    await sandboxed.loadURL('data:text/html,x')
    assert.deepEqual(await arrived, ['function', 'object', 'object', 'object', 'module not found: util', 'module not found: fs', 'undefined', 'function', '78'])
  })
})
