'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, before, describe, it } = require('node:test')
const { once } = require('../support/events')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')
const { consoleOf, loadPage, openWindow, pageUrl } = require('../support/windows')

/** Writes files into a folder of their own. @returns {string} the folder */
function folderOf (files) {
  const folder = tempFolder('preload')
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** A window with the preload script `source`, not loaded yet. */
function windowWith (source, webPreferences = {}, files = {}) {
  const preload = path.join(folderOf({ 'preload.js': source, ...files }), 'preload.js')
  return openWindow({ webPreferences: { preload, ...webPreferences } })
}

const plain = '<!DOCTYPE html><title>page</title>'
const inPage = (win, script) => win.webContents.executeJavaScript(script)
/** What the preload script told. */
const told = async (win, page = plain) => {
  const heard = once(win.webContents, 'ipc-message', { filter: (event, channel) => channel === 'told' })
  await loadPage(win, page)
  return (await heard)[2]
}
const tell = (expression) => `require('electron').ipcRenderer.send('told', ${expression})`
const unsandboxed = { sandbox: false }
const modes = {
  'sandboxed and isolated': {},
  'sandboxed, not isolated': { contextIsolation: false },
  'isolated, not sandboxed': { sandbox: false },
  'neither sandboxed nor isolated': { sandbox: false, contextIsolation: false },
  'with nodeIntegration': { nodeIntegration: true, contextIsolation: false },
  'with nodeIntegration and isolated': { nodeIntegration: true, contextIsolation: true }
}

describe('a preload script', () => {
  let server
  before(async () => { server = await startServer() })
  after(() => server.close())

  for (const [mode, preferences] of Object.entries(modes)) {
    it(`${mode}: runs before the page's scripts, in a document that has nothing yet`, async () => {
      const win = windowWith(`
        const { ipcRenderer } = require('electron')
        ipcRenderer.send('told', [document.readyState, document.documentElement === null])
        addEventListener('DOMContentLoaded', () => ipcRenderer.send('order', document.documentElement.dataset.order))
        document.addEventListener('readystatechange', () => {}, { once: true })
        new MutationObserver((records, observer) => { observer.disconnect(); document.documentElement.dataset.order = 'preload' }).observe(document, { childList: true })
      `, preferences)
      const order = once(win.webContents, 'ipc-message', { filter: (event, channel) => channel === 'order' })
      assert.deepEqual(await told(win, `<!DOCTYPE html><script>document.documentElement.dataset.order += ' page'</script>`), ['loading', true])
      assert.equal((await order)[2], 'preload page')
    })

    it(`${mode}: sees its world as process tells it`, async () => {
      const win = windowWith(tell('[process.type, process.sandboxed, process.contextIsolated, process.isMainFrame, process.pid, typeof process.versions.electron, typeof process.env.PATH]'), preferences)
      assert.deepEqual(await told(win), ['renderer', preferences.sandbox === false || preferences.nodeIntegration ? undefined : true, preferences.contextIsolation !== false,
        true, win.webContents.getOSProcessId(), 'string', 'string'])
    })
  }

  it('runs once in each document: after navigation, reload, a crash, and for a site from the network', async () => {
    const win = windowWith("require('electron').ipcRenderer.send('run', location.href)")
    const runs = []
    win.webContents.on('ipc-message', (event, channel, url) => { if (channel === 'run') runs.push(url) })
    const first = pageUrl(plain)
    const second = pageUrl(plain)
    await win.loadURL(first)
    await win.loadURL(second)
    win.webContents.reload()
    await once(win.webContents, 'did-finish-load')
    await win.loadURL(`${server.url}/page`)
    await win.loadURL(first)
    win.webContents.forcefullyCrashRenderer()
    await once(win.webContents, 'render-process-gone')
    await win.loadURL(second)
    await win.loadURL(`${second}#part`)
    await inPage(win, "history.pushState(null, '', '#other')")
    assert.deepEqual(runs, [first, second, second, `${server.url}/page`, first, second])
  })

  it('is read anew for each document', async () => {
    const win = windowWith(tell("'before'"))
    assert.equal(await told(win), 'before')
    fs.writeFileSync(win.webContents.getLastWebPreferences().preload, tell("'after'"))
    assert.equal(await told(win), 'after')
  })

  it('gets additionalArguments at the end of process.argv', async () => {
    const win = windowWith(tell('process.argv'), { additionalArguments: ['--one', '--two=2'] })
    const argv = await told(win)
    assert.equal(argv[0], process.execPath)
    assert.deepEqual(argv.slice(-2), ['--one', '--two=2'])
  })

  it("emits 'loaded' on process when all preload scripts have run", async () => {
    const win = windowWith(`let ended = false; process.once('loaded', () => ${tell('ended')}); ended = true`)
    assert.equal(await told(win), true)
  })

  it("that throws gives 'preload-error' and lets the page run", async () => {
    const win = windowWith('throw Object.assign(new TypeError("oops"))')
    const failed = once(win.webContents, 'preload-error')
    const lines = consoleOf(win)
    await loadPage(win, '<!DOCTYPE html><script>document.title = "ran"</script>')
    const [, file, error] = await failed
    assert.equal(file, win.webContents.getLastWebPreferences().preload)
    assert.ok(error instanceof TypeError)
    assert.equal(error.message, 'oops')
    assert.equal(lines[0], `Unable to load preload script: ${file}`)
    assert.equal(await inPage(win, 'document.title'), 'ran')
  })

  it("that does not exist gives 'preload-error'", async () => {
    const missing = path.join(tempFolder(), 'none.js')
    const win = openWindow({ webPreferences: { preload: missing } })
    const failed = once(win.webContents, 'preload-error')
    await loadPage(win)
    const [, file, error] = await failed
    assert.equal(file, missing)
    assert.equal(error.message, `ENOENT: no such file or directory, open '${missing}'`)
  })

  it('of a relative path does not run', async () => {
    const win = openWindow({ webPreferences: { preload: 'preload.js' } })
    await loadPage(win)
    assert.equal(await inPage(win, 'document.title'), 'page')
  })

  describe('in a sandbox', () => {
    it("can require electron, events, timers and url", async () => {
      const win = windowWith(tell(`['electron', 'electron/renderer', 'electron/common', 'events', 'node:events', 'timers', 'node:timers', 'url', 'node:url'].map((name) => typeof require(name))`))
      assert.deepEqual(await told(win), ['object', 'object', 'object', 'function', 'function', 'object', 'object', 'object', 'object'])
    })

    it('can require nothing else', async () => {
      const win = windowWith(tell(`['fs', 'path', './other', 'timers/promises'].map((name) => { try { return require(name) } catch (error) { return error.message } })`), {}, { 'other.js': '' })
      assert.deepEqual(await told(win), ['module not found: fs', 'module not found: path', 'module not found: ./other', 'module not found: timers/promises'])
    })

    it('has Buffer, setImmediate and global, and no __dirname', async () => {
      const win = windowWith(tell("[Buffer.from('aGk=', 'base64').toString(), typeof setImmediate, global === globalThis, typeof __dirname, this === globalThis]"))
      assert.deepEqual(await told(win), ['hi', 'function', true, 'undefined', true])
    })
  })

  describe('outside of a sandbox', () => {
    it('requires files, folders and JSON from its own folder', async () => {
      const win = windowWith(tell("[require('./lib/one'), require('./data.json'), require('./lib'), __filename, __dirname]"), unsandboxed, {
        'lib/one.js': "module.exports = require('./two').concat(__filename)", 'lib/two.js': "module.exports = ['two']", 'lib/index.js': 'exports.index = true', 'data.json': '{"a":1}'
      })
      const { preload } = win.webContents.getLastWebPreferences()
      const folder = path.dirname(preload)
      assert.deepEqual(await told(win), [['two', path.join(folder, 'lib/one.js')], { a: 1 }, { index: true }, preload, folder])
    })

    it('requires packages from node_modules', async () => {
      const win = windowWith(tell("require('some-package')"), unsandboxed, {
        'node_modules/some-package/package.json': '{"exports": {"require": "./lib/index.js"}}', 'node_modules/some-package/lib/index.js': "module.exports = 'package'"
      })
      assert.equal(await told(win), 'package')
    })

    it('runs in pages whose policy forbids eval, and requires there when they run', async () => {
      const policy = '<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
      const win = windowWith(`addEventListener('load', () => ${tell("require('./late')")})`, unsandboxed, { 'late.js': "module.exports = 'late'" })
      assert.equal(await told(win, policy), 'late')
    })
  })

  describe("Node's names", () => {
    const names = ['require', 'module', 'exports', '__filename', '__dirname', 'process', 'global', 'Buffer', 'setImmediate', 'clearImmediate']
    const found = `${JSON.stringify(names)}.filter((name) => name in globalThis)`

    for (const [mode, preferences] of Object.entries(modes)) {
      if (mode === 'with nodeIntegration') continue
      it(`${mode}: are not in the page`, async () => {
        const win = windowWith('globalThis.__preload = 1', preferences)
        await loadPage(win, `<!DOCTYPE html><script>document.title = ${found}.join()</script>`)
        assert.equal(await inPage(win, 'document.title'), '')
        assert.deepEqual(await inPage(win, found), [])
      })
    }

    it('with nodeIntegration: are in the page, and the preload script shares its globals', async () => {
      const win = windowWith('globalThis.fromPreload = typeof require', { nodeIntegration: true, contextIsolation: false })
      await loadPage(win)
      assert.deepEqual(await inPage(win, found), names)
      assert.equal(await inPage(win, 'fromPreload'), 'function')
    })

    it('stay with the preload script when they have left the page', async () => {
      const win = windowWith(`addEventListener('load', () => ${tell('[typeof globalThis.process, process.type, typeof Buffer.from, global === globalThis, typeof require]')})`, { sandbox: false, contextIsolation: false })
      assert.deepEqual(await told(win), ['undefined', 'renderer', 'function', true, 'function'])
    })
  })

  it('isolated, shares the document with the page and nothing else', async () => {
    const win = windowWith(`globalThis.secret = 1; Array.prototype.patched = true; addEventListener('DOMContentLoaded', () => { document.title += [typeof ofPage, document.body.expando].join() })`)
    await loadPage(win, '<!DOCTYPE html><title>t</title><body><script>var ofPage = 1; document.body.expando = 2; document.title = [typeof secret, [].patched].join()</script>')
    assert.equal(await inPage(win, 'document.title'), 'undefined,undefined,')
  })
})
