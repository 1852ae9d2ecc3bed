'use strict'

// All of Node works beside the GUI.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const childProcess = require('child_process')
const dgram = require('dgram')
const dns = require('dns')
const fs = require('fs')
const http = require('http')
const net = require('net')
const path = require('path')
const { Worker } = require('worker_threads')
const { app } = require('electron')
const { once, until, within } = require('../support/events')
const { openPage, openWindow, pageUrl } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

// Calls `action` in an event that comes from native code.
async function inNativeCallback (action) {
  const win = openWindow()
  const result = new Promise((resolve, reject) => {
    win.webContents.once('did-finish-load', () => {
      try {
        resolve(action())
      } catch (error) {
        reject(error)
      }
    })
  })
  win.loadURL(pageUrl('<title>x</title>'))
  return within(result)
}

describe('event loop', () => {
  it('fires timers in order and in time', async () => {
    const order = []
    const begin = performance.now()
    await Promise.all([30, 10, 20].map((delay) => new Promise((resolve) => setTimeout(() => {
      order.push(delay)
      resolve()
    }, delay))))
    assert.deepEqual(order, [10, 20, 30])
    assert.ok(performance.now() - begin >= 29)
  })

  it('runs 1000 chained immediates', async () => {
    let count = 0
    await within(new Promise((resolve) => {
      const next = () => ++count === 1000 ? resolve() : setImmediate(next)
      setImmediate(next)
    }))
    assert.equal(count, 1000)
  })

  it('fires an interval until it is cleared', async () => {
    let count = 0
    const interval = setInterval(() => { if (++count === 5) clearInterval(interval) }, 2)
    await until(() => count === 5)
    await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(count, 5)
  })

  it('runs nextTick, then promise jobs, then immediates after an event of native code', async () => {
    const order = []
    await inNativeCallback(() => {
      Promise.resolve().then(() => order.push('promise'))
      process.nextTick(() => order.push('tick'))
      const done = new Promise((resolve) => setImmediate(() => resolve(order.push('immediate'))))
      order.push('sync')
      return done
    })
    assert.deepEqual(order, ['sync', 'tick', 'promise', 'immediate'])
  })

  it('starts timers and sockets from an event of native code', async () => {
    await inNativeCallback(() => new Promise((resolve) => setTimeout(resolve, 5)))
    const text = await inNativeCallback(() => new Promise((resolve, reject) => {
      const server = net.createServer((socket) => socket.end('served')).listen(0, '127.0.0.1', () => {
        net.connect(server.address().port, '127.0.0.1')
          .on('data', (data) => resolve(String(data)))
          .on('error', reject)
          .on('close', () => server.close())
      })
    }))
    assert.equal(text, 'served')
  })

  it('goes on while the GUI is busy, and the GUI while immediates are endless', async () => {
    let running = true
    const spin = () => { if (running) setImmediate(spin) }
    spin()
    const win = await openPage('<title>busy</title>')
    assert.equal(await within(win.webContents.executeJavaScript('6 * 7')), 42)
    running = false
  })

  it('keeps async local storage across an event', async () => {
    const { AsyncLocalStorage } = require('async_hooks')
    const storage = new AsyncLocalStorage()
    const seen = await storage.run('inside', async () => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      return storage.getStore()
    })
    assert.equal(seen, 'inside')
  })
})

describe('network', () => {
  it('http', async () => {
    const server = http.createServer((request, response) => {
      request.pipe(response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const answer = await within(fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: 'x'.repeat(1 << 20) }))
    assert.equal((await answer.text()).length, 1 << 20)
    server.closeAllConnections()
    server.close()
  })

  it('a local socket', async () => {
    const file = path.join(tempFolder(), 'socket')
    const server = net.createServer((socket) => socket.pipe(socket)).listen(file)
    await once(server, 'listening')
    const socket = net.connect(file)
    socket.write('echo')
    assert.equal(String((await once(socket, 'data'))[0]), 'echo')
    socket.destroy()
    server.close()
  })

  it('udp', async () => {
    const receiver = dgram.createSocket('udp4')
    receiver.bind(0, '127.0.0.1')
    await once(receiver, 'listening')
    const sender = dgram.createSocket('udp4')
    sender.send('datagram', receiver.address().port, '127.0.0.1')
    assert.equal(String((await once(receiver, 'message'))[0]), 'datagram')
    receiver.close()
    sender.close()
  })

  it('dns', async () => {
    assert.ok((await within(dns.promises.lookup('localhost'))).address)
  })
})

describe('files', () => {
  it('promises, streams and watchers', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'file')
    await fs.promises.writeFile(file, 'one')
    assert.equal(await fs.promises.readFile(file, 'utf8'), 'one')
    let text = ''
    for await (const part of fs.createReadStream(file)) text += part
    assert.equal(text, 'one')

    const watcher = fs.watch(folder)
    const changed = once(watcher, 'change', { filter: (type, name) => name === 'new' })
    await fs.promises.writeFile(path.join(folder, 'new'), '')
    await changed
    watcher.close()
  })
})

describe('processes and threads', () => {
  const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }

  it('spawn', async () => {
    const child = childProcess.spawn('cat')
    let text = ''
    child.stdout.on('data', (data) => { text += data })
    child.stdin.end('through a pipe')
    assert.deepEqual(await once(child, 'close'), [0, null])
    assert.equal(text, 'through a pipe')
  })

  it('execFileSync and signals of a child', async () => {
    assert.equal(childProcess.execFileSync('echo', ['hi'], { encoding: 'utf8' }), 'hi\n')
    const child = childProcess.spawn('sleep', ['60'])
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [null, 'SIGTERM'])
  })

  it('fork runs plain Node and talks', async () => {
    const file = path.join(tempFolder(), 'child.js')
    fs.writeFileSync(file, "process.on('message', (n) => { process.send({ n: n * 2, electron: Boolean(process.versions.electron), type: process.type }) })")
    const child = childProcess.fork(file, { env: asNode })
    child.send(21)
    assert.deepEqual((await once(child, 'message'))[0], { n: 42, electron: true })
    child.disconnect()
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })

  it('worker_threads', async () => {
    const worker = new Worker(`
      const { parentPort, workerData } = require('worker_threads')
      parentPort.on('message', (n) => parentPort.postMessage(n + workerData.n))`, { eval: true, workerData: { n: 40 } })
    worker.postMessage(2)
    assert.deepEqual(await once(worker, 'message'), [42])
    await within(worker.terminate())
  })

  it('shares memory with a worker', async () => {
    const shared = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker("const { workerData } = require('worker_threads'); Atomics.store(workerData, 0, 5); Atomics.notify(workerData, 0)",
      { eval: true, workerData: shared })
    await once(worker, 'exit')
    assert.equal(shared[0], 5)
  })

  it('a worker that throws tells main', async () => {
    const worker = new Worker("throw new RangeError('in a worker')", { eval: true })
    const [error] = await once(worker, 'error')
    assert.equal(error.message, 'in a worker')
  })

  it('signals that the app listens to', async () => {
    const received = once(process, 'SIGUSR2')
    process.kill(process.pid, 'SIGUSR2')
    await received
  })
})

describe('modules', () => {
  it('a Node-API addon, synchronous and by way of the thread pool', async () => {
    const addon = require(path.resolve(process.execPath, '../../tests/addon.node'))
    assert.equal(addon.add(1, 2.5), 3.5)
    assert.throws(() => addon.add('x'), { name: 'TypeError', code: 'ERR_NUMBERS', message: 'two numbers are needed' })
    assert.equal(await within(addon.later()), 7)
  })

  it('packages of node_modules, with exports and main', () => {
    const folder = tempFolder()
    const files = {
      'node_modules/by-main/package.json': '{"main": "lib/start"}',
      'node_modules/by-main/lib/start.js': "exports.name = 'main'; exports.dependency = require('by-exports/sub')",
      'node_modules/by-exports/package.json': '{"exports": {"./sub": "./hidden/sub.js"}}',
      'node_modules/by-exports/hidden/sub.js': "module.exports = 'sub'",
      'app.js': "module.exports = require('by-main')"
    }
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      fs.writeFileSync(path.join(folder, name), text)
    }
    assert.deepEqual(require(path.join(folder, 'app.js')), { name: 'main', dependency: 'sub' })
    assert.throws(() => require(path.join(folder, 'node_modules/by-exports/hidden')), { code: 'MODULE_NOT_FOUND' })
  })

  it("one 'electron', also as 'electron/main' and 'electron/common'", () => {
    assert.equal(require('electron').app, app)
    assert.equal(require('electron/main').app, app)
    assert.equal(require('electron/common'), require('electron'))
  })

  it('WebAssembly, with traps', async () => {
    // (func (export "div") (param i32 i32) (result i32) local.get 0 local.get 1 i32.div_s)
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 100, 105, 118,
      0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 109, 11])
    const { instance } = await within(WebAssembly.instantiate(bytes))
    assert.equal(instance.exports.div(42, 2), 21)
    assert.throws(() => instance.exports.div(1, 0), WebAssembly.RuntimeError)
  })

  it('crypto and zlib on the thread pool', async () => {
    const { promisify } = require('util')
    const key = await within(promisify(require('crypto').scrypt)('a', 'b', 16))
    assert.equal(key.length, 16)
    const packed = await within(promisify(require('zlib').gzip)('text'))
    assert.equal(String(await promisify(require('zlib').gunzip)(packed)), 'text')
  })
})

describe('process', () => {
  it('is the main process', () => {
    assert.equal(process.type, 'browser')
    assert.match(process.versions.electron, /^19\./)
    assert.match(process.versions.node, /^18\./)
    assert.match(process.versions.chrome, /^102\./)
  })
})
