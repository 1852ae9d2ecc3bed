'use strict'

const assert = require('node:assert/strict')
const os = require('node:os')
const path = require('node:path')
const fs = require('node:fs')
const { before, describe, it } = require('node:test')
const { openNodePage } = require('../support/node-page')
const { once } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { loadPage, openWindow } = require('../support/windows')

describe('os in a page', () => {
  let same
  let inPage

  before(async () => {
    ({ same, inPage } = await openNodePage())
  })

  it('has what Node\'s has', async () => {
    const ours = await inPage(() => Object.keys(require('os')))
    assert.deepEqual(Object.keys(os).filter((name) => !ours.includes(name)), [])
  })

  it('tells the same as in main', () => same(() => {
    const os = require('os')
    return [os.EOL, os.arch(), os.platform(), os.type(), os.release(), os.version(), os.machine(), os.hostname(), os.homedir(), os.tmpdir(), os.endianness(),
      os.totalmem(), os.userInfo(), os.cpus().length, os.constants.signals.SIGTERM, os.constants.errno.ENOENT, os.getPriority(), os.devNull,
      os.networkInterfaces()]
  }))

  it('fails as Node fails', () => same(() => {
    try {
      require('os').setPriority('nonsense')
    } catch ({ name, code, message }) {
      return [name, code, message]
    }
  }))
})

describe('modules that a page cannot have', () => {
  let inPage

  before(async () => {
    ({ inPage } = await openNodePage())
  })

  const refusals = {
    worker_threads: ['new module.Worker("x")', /^worker_threads is not available in a page: use Worker, or the main process$/],
    cluster: ['module.fork()', /^cluster is not available in a page/],
    http2: ['module.connect("http://localhost")', /^http2 is not available in a page/],
    inspector: ['new module.Session()', /^inspector is not available in a page/],
    repl: ['module.start()', /^repl is not available in a page/],
    trace_events: ['module.createTracing({ categories: ["node"] })', /^trace_events is not available in a page/],
    wasi: ['new module.WASI()', /^wasi is not available in a page/],
    async_hooks: ['module.createHook({})', /^async_hooks.createHook\(\) is not available in a page/]
  }
  for (const [name, [use, message]] of Object.entries(refusals)) {
    it(`${name} says so when it is used`, async () => {
      const text = await inPage((name, use) => {
        const module = require(name)
        try {
          new Function('module', use)(module) // eslint-disable-line no-new-func
        } catch (error) {
          return error.message
        }
      }, name, use)
      assert.match(text, message)
    })
  }

  it('worker_threads tells that a page is a main thread', async () => {
    assert.deepEqual(await inPage(() => {
      const { isMainThread, threadId, parentPort } = require('worker_threads')
      return [isMainThread, threadId, parentPort]
    }), [true, 0, null])
  })

  it('AsyncLocalStorage has its store while run is on the stack', async () => {
    assert.deepEqual(await inPage(() => {
      const { AsyncLocalStorage, AsyncResource } = require('async_hooks')
      const storage = new AsyncLocalStorage()
      return [storage.run(1, () => [storage.getStore(), storage.run(2, () => storage.getStore())]), storage.getStore() === undefined,
        new AsyncResource('x').runInAsyncScope((a, b) => a + b, null, 1, 2)]
    }), [[1, 2], true, 3])
  })
})

describe('readline and v8 in a page', () => {
  let same

  before(async () => {
    ({ same } = await openNodePage())
  })

  it('lines of a stream, however they are cut', () => same(async () => {
    const { Readable } = require('stream')
    const read = async (...chunks) => {
      const lines = []
      for await (const line of require('readline').createInterface({ input: Readable.from(chunks), crlfDelay: Infinity })) lines.push(line)
      return lines
    }
    return [await read('a\nb', 'c\r', '\nd'), await read('one'), await read('\n\n'), await read(Buffer.from('h\xe9', 'utf8').subarray(0, 2), Buffer.from('h\xe9', 'utf8').subarray(2))]
  }))

  it('question writes and waits for a line', () => same(async () => {
    const { PassThrough } = require('stream')
    const [input, output] = [new PassThrough(), new PassThrough()]
    const readline = require('readline').createInterface({ input, output })
    const answer = new Promise((resolve) => readline.question('name? ', resolve))
    input.write('Ada\n')
    const log = [await answer, `${output.read()}`]
    readline.on('close', () => log.push('close'))
    readline.close()
    return log
  }))

  it('v8.serialize makes what v8.deserialize reads', () => same(() => {
    const v8 = require('v8')
    const value = { a: [1, undefined, new Map([[1, new Date(5)]])], b: 10n }
    return [v8.deserialize(v8.serialize(value)), v8.serialize(value)]
  }))
})

describe('Node\'s stateful modules and privileges', () => {
  it('a page without Node has none of them', async () => {
    const win = openWindow({ webPreferences: { nodeIntegration: false, contextIsolation: false } })
    await loadPage(win)
    assert.equal(await win.webContents.executeJavaScript('typeof require'), 'undefined')
  })

  it('a sandboxed preload script is refused them', async () => {
    const preload = path.join(tempFolder(), 'preload.js')
    fs.writeFileSync(preload, 'try { require("fs") } catch (error) { console.log(error.message) }')
    const win = openWindow({ webPreferences: { preload, sandbox: true } })
    const told = once(win.webContents, 'console-message')
    await loadPage(win)
    assert.match((await told)[2], /module not found: fs/)
  })

  it('all are there in a page whose policy forbids eval', async () => {
    const names = ['async_hooks', 'child_process', 'cluster', 'crypto', 'dgram', 'dns', 'dns/promises', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector', 'net', 'os',
      'readline', 'readline/promises', 'repl', 'tls', 'trace_events', 'v8', 'wasi', 'worker_threads', 'zlib']
    const requires = names.map((name) => `loaded.push(Object.keys(require('${name}')).length > 0)`).join('\n')
    const win = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const failed = []
    win.webContents.on('console-message', (event, level, text) => failed.push(text))
    await loadPage(win, `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">
      <script>const loaded = []; ${requires}
      const sum = require('crypto').createHash('md5').update('x').digest('hex') + require('zlib').gunzipSync(require('zlib').gzipSync('y')) + require('child_process').execSync('echo z')
      document.title = loaded.filter(Boolean).length + sum.trim()</script>`)
    assert.deepEqual(failed, [])
    assert.equal(win.webContents.getTitle(), `${names.length}9dd4e461268c8034f5c8564e155c67a6yz`)
  })

  it('a page that was taken to the network has them no more, and has them again when it is back', async () => {
    const server = require('node:http').createServer((request, response) => response.end('<title>net</title>')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const win = openWindow({ webPreferences: {} })
    await loadPage(win)
    assert.equal(await win.webContents.executeJavaScript("require('fs').existsSync('/')"), true)
    await win.loadURL(`http://127.0.0.1:${server.address().port}/`)
    assert.equal(await win.webContents.executeJavaScript('typeof require'), 'undefined')
    await loadPage(win)
    assert.equal(await win.webContents.executeJavaScript("require('fs').existsSync('/')"), true)
    server.closeAllConnections()
    server.close()
  })

  it('nonsense from a page concerns that page alone', async () => {
    const { inPage } = await openNodePage()
    const answers = await inPage(() => {
      const attempt = (act) => {
        try {
          act()
          return 'nothing'
        } catch (error) {
          return error instanceof Error ? 'error' : typeof error
        }
      }
      const fs = require('fs')
      const crypto = require('crypto')
      const hostile = { get path () { throw new Error('no') } }
      return [
        attempt(() => fs.readSync(2 ** 31, Buffer.alloc(1))), attempt(() => fs.readFileSync('__proto__')), attempt(() => fs.writeSync(NaN, 'x')),
        attempt(() => fs.readFileSync({ __proto__: null })), attempt(() => fs.readFileSync(Symbol('x'))), attempt(() => fs.mkdirSync('/tmp', hostile)),
        attempt(() => crypto.createHash('__proto__')), attempt(() => crypto.createHash('constructor')), attempt(() => crypto.pbkdf2Sync('a', 'b', -1, 2 ** 40, 'sha1')),
        attempt(() => crypto.scryptSync('a', 'b', 2 ** 31)), attempt(() => require('zlib').gunzipSync('nonsense')), attempt(() => require('zlib').createGzip({ level: 99 })),
        attempt(() => require('net').connect(-1)), attempt(() => require('net').createServer().listen(70000)), attempt(() => require('http').request({ path: 'a b' })),
        attempt(() => require('http').request('ftp://x')), attempt(() => require('child_process').spawn('')), attempt(() => require('child_process').spawn('a\0b')),
        attempt(() => require('os').setPriority({})), attempt(() => require('dns').setServers(['nonsense']))
      ]
    })
    assert.deepEqual([...new Set(answers)], ['error'])
  })
})
