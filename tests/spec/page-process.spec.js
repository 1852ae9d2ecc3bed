'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const fs = require('node:fs')
const path = require('node:path')
const { before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const events = require('../support/events')
const { openPage, openWindow, pageFile } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

const withNode = { webPreferences: { nodeIntegration: true, contextIsolation: false } }

describe('process in a page', () => {
  let win
  const inPage = (act, ...args) => win.webContents.executeJavaScript(`(${act})(...${JSON.stringify(args)})`)

  before(async () => { win = await openPage(undefined, withNode) })

  it('says what it is', async () => {
    const { pid, versions, execPath, platform, arch, version } = process
    assert.deepEqual(await inPage(() => {
      const { type, ppid, versions, execPath, platform, arch, version, isMainFrame, contextIsolated, execArgv } = process
      return { type, ppid, versions, execPath, platform, arch, version, isMainFrame, contextIsolated, execArgv, text: String(process), name: process.constructor.name }
    }), { type: 'renderer', ppid: pid, versions: { ...versions }, execPath, platform, arch, version, isMainFrame: true, contextIsolated: false, execArgv: [], text: '[object process]', name: 'process' })
    assert.equal(await inPage(() => process.pid), win.webContents.getOSProcessId())
  })

  it('argv has additionalArguments', async () => {
    const page = await openPage(undefined, { webPreferences: { ...withNode.webPreferences, additionalArguments: ['--first=1', 'second'] } })
    const argv = await page.webContents.executeJavaScript('process.argv')
    assert.equal(argv[0], process.execPath)
    assert.deepEqual(argv.slice(-2), ['--first=1', 'second'])
  })

  it('env is a copy of main\'s: what a page changes is the page\'s', async () => {
    process.env.SPEC_PAGE = 'from main'
    try {
      const page = await openPage(undefined, withNode)
      assert.equal(await page.webContents.executeJavaScript('const before = process.env.SPEC_PAGE; process.env.SPEC_PAGE = "of the page"; before'), 'from main')
      assert.equal(process.env.SPEC_PAGE, 'from main')
    } finally {
      delete process.env.SPEC_PAGE
    }
  })

  it('cwd() is main\'s, and chdir() is refused by name', async () => {
    assert.equal(await inPage(() => process.cwd()), process.cwd())
    assert.match(await inPage(() => { try { process.chdir('/') } catch (error) { return error.message } }), /^process\.chdir is not supported in a page/)
  })

  it('hrtime() and hrtime.bigint() are main\'s clock', async () => {
    const earlier = process.hrtime.bigint()
    const [now, seconds, bits] = await inPage(() => {
      const start = process.hrtime()
      const [seconds, nanoseconds] = process.hrtime(start)
      return [String(process.hrtime.bigint()), seconds, nanoseconds >= 0 && nanoseconds < 1e9]
    })
    const difference = Number(BigInt(now) - earlier) / 1e6
    assert.ok(difference > -50 && difference < 5000, `${difference} ms`)
    assert.deepEqual([seconds, bits], [0, true])
  })

  it('uptime(), memoryUsage(), cpuUsage() and Electron\'s measures have numbers', async () => {
    const shapes = await inPage(async () => {
      const shape = (object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, typeof value]))
      return [typeof process.uptime(), shape(process.memoryUsage()), process.memoryUsage().rss > 1e6, shape(process.cpuUsage()), shape(process.getCPUUsage()), typeof process.getCreationTime(),
        shape(process.getSystemMemoryInfo()), shape(await process.getProcessMemoryInfo()), process.getHeapStatistics().usedHeapSize > 0, process.getSystemVersion()]
    })
    const { user, system } = { user: 'number', system: 'number' }
    assert.deepEqual(shapes, ['number', { rss: 'number', heapTotal: 'number', heapUsed: 'number', external: 'number', arrayBuffers: 'number' }, true, { user, system },
      { percentCPUUsage: 'number', cumulativeCPUUsage: 'number', idleWakeupsPerSecond: 'number' }, 'number',
      { total: 'number', free: 'number', swapTotal: 'number', swapFree: 'number' }, { residentSet: 'number', private: 'number', shared: 'number' }, true, require('node:os').release()])
  })

  it('nextTick() runs after the script, in order, with arguments, before immediates and timers', async () => {
    assert.deepEqual(await inPage(() => new Promise((resolve) => {
      const order = []
      setTimeout(() => setTimeout(() => resolve(order), 20), 20)
      setImmediate((name) => order.push(name), 'immediate')
      process.nextTick((a, b) => { order.push(a + b); process.nextTick(() => order.push('tick of a tick')) }, 'tick', 1)
      process.nextTick(() => order.push('tick2'))
      Promise.resolve().then(() => order.push('promise'))
      order.push('script')
    })), ['script', 'tick1', 'tick2', 'tick of a tick', 'promise', 'immediate'])
  })

  it('what a tick throws is the page\'s error, and the other ticks run', async () => {
    const heard = events.once(ipcMain, 'seen')
    await openPage(`<!DOCTYPE html><script>
      const seen = []
      window.addEventListener('error', (event) => { seen.push(event.message); event.preventDefault() }, { once: true })
      process.nextTick(() => { throw new Error('of a tick') })
      process.nextTick(() => seen.push('next'))
      setTimeout(() => require('electron').ipcRenderer.send('seen', seen), 10)
    </script>`, withNode)
    assert.deepEqual((await heard)[1], ['Uncaught Error: of a tick', 'next'])
    assert.deepEqual(await inPage(() => { try { process.nextTick(5) } catch (error) { return [error.code, error.message] } }),
      ['ERR_INVALID_ARG_TYPE', 'The "callback" argument must be of type function. Received type number (5)'])
  })

  it('setImmediate and clearImmediate', async () => {
    assert.deepEqual(await inPage(() => new Promise((resolve) => {
      const seen = []
      const cleared = setImmediate(() => seen.push('cleared'))
      setImmediate(() => { seen.push('first'); setImmediate(() => resolve(seen)) })
      setImmediate(() => seen.push('second'))
      clearImmediate(cleared)
      seen.push(typeof cleared, typeof cleared.unref)
    })), ['object', 'function', 'first', 'second'])
  })

  it('the page\'s own timers are numbers, those of require(\'timers\') objects', async () => {
    assert.deepEqual(await inPage(async () => {
      const timers = require('timers')
      const timer = timers.setTimeout(() => {}, 1e6)
      const shape = [typeof setTimeout(() => {}, 0), typeof timer, timer.hasRef(), timer.unref().hasRef(), timer.refresh() === timer]
      timers.clearTimeout(timer)
      timers.clearTimeout(5)
      clearTimeout(timers.setTimeout(() => { throw new Error('cleared by its number') }, 1))
      const later = await timers.promises.setTimeout(1, 'value')
      const promised = await require('util').promisify(timers.setTimeout)(1, 'promised')
      const stop = new AbortController()
      const aborted = timers.promises.setTimeout(1e6, null, { signal: stop.signal }).catch((error) => [error.name, error.code])
      stop.abort()
      return [...shape, later, promised, await aborted, await require('timers/promises').setImmediate('immediate')]
    }), ['number', 'object', true, false, true, 'value', 'promised', ['AbortError', 'ABORT_ERR'], 'immediate'])
  })

  it('emitWarning() emits \'warning\', with Node\'s forms', async () => {
    assert.deepEqual(await inPage(() => new Promise((resolve) => {
      const seen = []
      process.on('warning', (warning) => {
        seen.push([warning.name, warning.message, warning.code])
        if (seen.length === 3) resolve(seen)
      })
      process.noDeprecation = true
      process.emitWarning('unheard', 'DeprecationWarning')
      process.emitWarning('plain')
      process.emitWarning('typed', 'Typed', 'CODE1')
      process.emitWarning('by options', { type: 'Options', code: 'CODE2' })
    })), [['Warning', 'plain', undefined], ['Typed', 'typed', 'CODE1'], ['Options', 'by options', 'CODE2']])
  })

  it('kill(0) asks whether a process is there, as Node', async () => {
    assert.deepEqual(await inPage((pid) => {
      const failure = (...args) => { try { return process.kill(...args) } catch (error) { return [error.code, error.message, error.syscall] } }
      return [failure(pid, 0), failure(2 ** 22 + 5, 0), failure('x')[0]]
    }, process.pid), [true, ['ESRCH', 'kill ESRCH', 'kill'], 'ERR_INVALID_ARG_TYPE'])
  })

  it('exit() emits \'exit\' and closes the window', async () => {
    const page = await openPage(undefined, withNode)
    const closed = events.once(page, 'closed')
    const heard = events.once(ipcMain, 'exit-code')
    page.webContents.executeJavaScript('process.on("exit", (code) => require("electron").ipcRenderer.send("exit-code", code)); process.exit(3)').catch(() => {})
    assert.equal((await heard)[1], 3)
    await closed
    assert.ok(page.isDestroyed())
  })

  for (const [method, exitCode] of [['crash', 11], ['abort', 6]]) {
    it(`${method}() ends the page's process only`, async () => {
      const page = await openPage(undefined, withNode)
      const gone = events.once(page.webContents, 'render-process-gone')
      page.webContents.executeJavaScript(`process.${method}()`).catch(() => {})
      const [, details] = await gone
      assert.deepEqual({ ...details }, { reason: 'crashed', exitCode })
    })
  }

  it('stdout and stderr are main\'s, and emitWarning writes to stderr', async () => {
    const folder = tempFolder('output')
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "main": "main.js" }')
    fs.writeFileSync(path.join(folder, 'main.js'), `
      const { app, BrowserWindow, ipcMain } = require('electron')
      ipcMain.on('done', () => app.quit())
      app.whenReady().then(() => {
        const win = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false } })
        win.loadFile('page.html')
      })`)
    fs.writeFileSync(path.join(folder, 'page.html'), `<script>
      process.stdout.write('to stdout é\\n')
      process.stdout.write(Buffer.from([0x62, 0x79, 0x74, 0x65, 0x73, 0x0a]))
      process.stderr.write('to stderr\\n', () => {
        process.emitWarning('take care', 'CareWarning', 'C1')
        process.nextTick(() => process.nextTick(() => require('electron').ipcRenderer.send('done')))
      })
    </script>`)
    const child = spawn(process.execPath, ['--headless', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { stdout: '', stderr: '' }
    for (const name of Object.keys(texts)) child[name].setEncoding('utf8').on('data', (text) => { texts[name] += text })
    const [code] = await once(child, 'close')
    assert.equal(code, 0, texts.stderr)
    assert.equal(texts.stdout, 'to stdout é\nbytes\n')
    assert.match(texts.stderr, /^to stderr\n\(node:\d+\) \[C1\] CareWarning: take care$/m)
  })

  it('stdin is at its end', async () => {
    assert.equal(await inPage(async () => {
      let text = ''
      for await (const chunk of process.stdin) text += chunk
      return text
    }), '')
  })

  it('\'loaded\' is emitted once the preload scripts have run', async () => {
    const preload = pageFile('process.once("loaded", () => { require("electron").ipcRenderer.send("loaded", typeof process.nextTick) })', 'preload.js')
    const heard = events.once(ipcMain, 'loaded')
    const page = openWindow({ webPreferences: { preload, sandbox: false } })
    await page.loadURL('data:text/html,x')
    assert.equal((await heard)[1], 'function')
  })

  it('a sandboxed preload script has Electron\'s part of it', async () => {
    const preload = pageFile('require("electron").ipcRenderer.send("keys", Object.keys(process).filter((key) => key[0] !== "_"))', 'preload.js')
    const heard = events.once(ipcMain, 'keys')
    const page = openWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true } })
    await page.loadURL('data:text/html,x')
    const keys = new Set((await heard)[1])
    for (const name of ['arch', 'argv', 'contextId', 'contextIsolated', 'crash', 'env', 'execPath', 'getBlinkMemoryInfo', 'getCPUUsage', 'getCreationTime', 'getHeapStatistics',
      'getProcessMemoryInfo', 'getSystemMemoryInfo', 'getSystemVersion', 'hang', 'isMainFrame', 'pid', 'platform', 'sandboxed', 'type', 'uptime', 'version', 'versions']) assert.ok(keys.has(name), name)
    for (const name of ['nextTick', 'kill', 'exit', 'stdout', 'cwd', 'umask']) assert.ok(!keys.has(name), name)
  })
})
