'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { once, within } = require('../support/events')
const { appFolder, run, start } = require('../support/program')
const { openPage } = require('../support/windows')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }

const isCount = (value) => Number.isFinite(value) && value >= 0

describe('process', () => {
  describe('in the main process', () => {
    it('says what it is', () => {
      assert.equal(process.type, 'browser')
      assert.equal(process.resourcesPath, path.join(path.dirname(process.execPath), 'resources'))
      assert.deepEqual([process.contextIsolated, process.sandboxed, process.isMainFrame, process.contextId], [false, false, false, undefined])
      assert.deepEqual([process.mas, process.windowsStore], [undefined, undefined])
      assert.equal(process.defaultApp, true)
      assert.equal(process.noAsar, true)
      assert.match(process.versions.electron, /^\d+\.\d+\.\d+/)
      assert.match(process.versions.chrome, /^\d+\./)
    })

    it('getCPUUsage() is of the time since it was last called', () => {
      process.getCPUUsage()
      for (const end = Date.now() + 50; Date.now() < end;);
      const { percentCPUUsage, cumulativeCPUUsage, idleWakeupsPerSecond } = process.getCPUUsage()
      assert.ok(isCount(percentCPUUsage) && cumulativeCPUUsage > 0)
      assert.equal(idleWakeupsPerSecond, 0)
    })

    it('getIOCounters() counts', () => {
      const before = process.getIOCounters()
      fs.readFileSync(__filename)
      const { readOperationCount, readTransferCount, ...others } = process.getIOCounters()
      assert.ok(readOperationCount > before.readOperationCount && readTransferCount > before.readTransferCount)
      for (const name of ['writeOperationCount', 'writeTransferCount', 'otherOperationCount', 'otherTransferCount']) assert.ok(isCount(others[name]), name)
    })

    it('getHeapStatistics() and getBlinkMemoryInfo() are in kilobytes', () => {
      const heap = process.getHeapStatistics()
      for (const name of ['totalHeapSize', 'totalHeapSizeExecutable', 'totalPhysicalSize', 'totalAvailableSize', 'usedHeapSize', 'heapSizeLimit', 'mallocedMemory',
        'peakMallocedMemory']) assert.ok(isCount(heap[name]), name)
      assert.ok(heap.usedHeapSize > 1000 && heap.usedHeapSize < 4_000_000)
      assert.equal(heap.doesZapGarbage, false)
      assert.deepEqual(process.getBlinkMemoryInfo(), { allocated: 0, total: 0 })
    })

    it('getProcessMemoryInfo() and getSystemMemoryInfo() are in kilobytes', async () => {
      const { residentSet, private: own, shared } = await process.getProcessMemoryInfo()
      assert.ok(residentSet > 10_000 && own > 1000 && own <= residentSet && isCount(shared))
      const { total, free, swapTotal, swapFree } = process.getSystemMemoryInfo()
      assert.ok(Math.abs(total - os.totalmem() / 1024) < 2000 && free <= total && swapFree <= swapTotal)
    })

    it('getSystemVersion() is the kernel, getCreationTime() when the process began', () => {
      assert.equal(process.getSystemVersion(), os.release())
      assert.ok(Math.abs(process.getCreationTime() - (Date.now() - process.uptime() * 1000)) < 5000)
    })

    it('takeHeapSnapshot() writes a file, and answers whether it could', { timeout: 60_000 }, async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          const file = require('path').join(__dirname, 'x.heapsnapshot')
          console.log(process.takeHeapSnapshot(file), Object.keys(JSON.parse(require('fs').readFileSync(file))).includes('nodes'))
          app.exit()`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.equal(stdout, 'true true\n')
      assert.equal(process.takeHeapSnapshot('/nope/x.heapsnapshot'), false)
      assert.throws(() => process.takeHeapSnapshot(), insufficient)
    })

    it('as many files may be open as the system allows; setFdLimit() does not lower that', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          const limits = () => /Max open files\\s+(\\d+)\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/limits', 'utf8')).slice(1)
          process.setFdLimit(400)
          console.log(limits().join(' '))
          app.exit()`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder], { wrapper: ['sh', '-c', 'ulimit -S -n 500; ulimit -H -n 1000; exec "$@"', 'sh'] })
      assert.equal(stdout, '1000 1000\n')
      assert.throws(() => process.setFdLimit(), insufficient)
      assert.throws(() => process.setFdLimit('x'), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from x' })
    })

    it("emits 'loaded' once, when the main script has run, before the app is ready", async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          process.on('loaded', () => console.log('loaded', app.isReady()))
          app.on('ready', () => { console.log('ready'); app.exit() })
          console.log('script')`
      })
      assert.equal((await run(t, ['--no-sandbox', '--headless', folder])).stdout, 'script\nloaded false\nready\n')
    })

    it('noDeprecation, throwDeprecation, traceDeprecation and traceProcessWarnings decide what becomes of warnings', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app } = require('electron')
          process.on('warning', (warning) => console.log('heard', warning.message))
          process.noDeprecation = true
          process.emitWarning('unheard', 'DeprecationWarning')
          process.noDeprecation = false
          process.traceDeprecation = true
          process.emitWarning('traced', 'DeprecationWarning', 'A1')
          process.traceProcessWarnings = true
          process.emitWarning('also traced')
          setImmediate(() => {
            process.throwDeprecation = true
            process.on('uncaughtException', (error) => { console.log('thrown', error.message); app.exit() })
            process.emitWarning('too much', 'DeprecationWarning', 'A2')
          })`
      })
      const { stdout, stderr } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.deepEqual(stdout.trim().split('\n').sort(), ['heard also traced', 'heard traced', 'thrown too much'])
      assert.match(stderr, /DeprecationWarning: traced\n\s+at /)
    })

    // AddressSanitizer keeps that signal for itself.
    it('crash() ends it by SIGSEGV', { skip: Boolean(process.env.ASAN_OPTIONS?.includes('handle_segv=2')) }, async (t) => {
      const folder = appFolder(t, { 'index.js': 'setImmediate(() => process.crash())' })
      assert.equal((await run(t, ['--no-sandbox', '--headless', folder])).result.signal, 'SIGSEGV')
    })

    it('hang() never comes back', async (t) => {
      const folder = appFolder(t, { 'index.js': "setTimeout(() => console.log('later'), 10); console.log('now'); process.hang()" })
      const program = start(t, ['--no-sandbox', '--headless', folder])
      await program.output('now\n')
      await assert.rejects(within(program.exited, 300))
      assert.equal(program.stdout, 'now\n')
    })
  })

  describe('in a page', () => {
    it('a sandboxed preload script has the measures, and hears the loaded event', async (t) => {
      const preload = path.join(appFolder(t, {
        'preload.js': `
          const { contextBridge } = require('electron')
          let loaded = 0
          process.once('loaded', () => { loaded++ })
          contextBridge.exposeInMainWorld('look', async () => ({
            loaded, type: process.type, sandboxed: process.sandboxed, contextIsolated: process.contextIsolated, isMainFrame: process.isMainFrame,
            resourcesPath: process.resourcesPath, mas: process.mas, windowsStore: process.windowsStore, contextId: typeof process.contextId,
            cpu: process.getCPUUsage(), heap: process.getHeapStatistics(), memory: await process.getProcessMemoryInfo(), system: process.getSystemMemoryInfo(),
            version: process.getSystemVersion(), creationTime: process.getCreationTime(), io: process.getIOCounters(), uptime: process.uptime(),
            chrome: process.versions.chrome, electron: process.versions.electron, hang: typeof process.hang, crash: typeof process.crash,
            blink: (() => { try { return process.getBlinkMemoryInfo() } catch (error) { return error.message } })()
          }))`
      }), 'preload.js')
      const win = await openPage('<title>x</title>', { webPreferences: { sandbox: true, preload } })
      const { cpu, heap, memory, system, io, creationTime, uptime, blink, ...facts } = await win.webContents.executeJavaScript('look()')
      assert.deepEqual(facts, {
        loaded: 1,
        type: 'renderer',
        sandboxed: true,
        contextIsolated: true,
        isMainFrame: true,
        resourcesPath: process.resourcesPath,
        mas: undefined,
        windowsStore: undefined,
        contextId: 'string',
        version: os.release(),
        chrome: process.versions.chrome,
        electron: process.versions.electron,
        hang: 'function',
        crash: 'function'
      })
      assert.ok(cpu.cumulativeCPUUsage >= 0 && heap.usedHeapSize > 0 && memory.residentSet > 1000 && system.total > 1000 && io.readOperationCount > 0)
      assert.ok(Date.now() - creationTime < 600_000 && uptime > 0)
      assert.match(blink, /process\.getBlinkMemoryInfo is not supported/)
    })

    it('crash() ends the page, and hang() blocks it for good', async () => {
      const withNode = { webPreferences: { nodeIntegration: true, contextIsolation: false } }
      const win = await openPage('<title>x</title>', withNode)
      const gone = once(win.webContents, 'render-process-gone')
      win.webContents.executeJavaScript('process.crash()').catch(() => {})
      const [, details] = await gone
      assert.deepEqual([details.reason, details.exitCode], ['crashed', 11])
      const other = await openPage('<title>x</title>', withNode)
      other.webContents.executeJavaScript('process.hang()').catch(() => {})
      await assert.rejects(within(other.webContents.executeJavaScript('1'), 300))
    })
  })
})
