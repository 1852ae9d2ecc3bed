'use strict'

const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const http = require('http')
const net = require('net')
const path = require('path')
const { pathToFileURL } = require('url')
const { once, until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

const folder = tempFolder('workers')
fs.mkdirSync(path.join(folder, 'sub'))
fs.writeFileSync(path.join(folder, 'page.html'), '<!DOCTYPE html><title>workers</title>')
fs.writeFileSync(path.join(folder, 'helper.js'), 'exports.answer = 42')
fs.writeFileSync(path.join(folder, 'sub/imported.js'), 'self.imported = typeof require')

/** A worker's script: it posts what `body` makes of each message. */
const worker = (body) => {
  const file = path.join(folder, 'sub', `${body.length}-${Math.random().toString(36).slice(2)}.js`)
  fs.writeFileSync(file, `onmessage = async ({ data }) => {
  try { postMessage({ value: await (async () => { ${body} })() }) } catch (error) { postMessage({ error: error.message }) }
}`)
  return file
}

const openPage = async (webPreferences) => {
  const win = openWindow({ webPreferences: { nodeIntegrationInWorker: true, sandbox: false, ...webPreferences } })
  const loaded = once(win.webContents, 'did-finish-load')
  win.loadFile(path.join(folder, 'page.html'))
  await loaded
  return win
}

/** What the worker's script makes of a message. */
const inWorker = async (win, body, data = null) => {
  const url = typeof body === 'function' ? pathToFileURL(worker(`return (${body})(data)`)).href : body
  const { value, error } = await win.webContents.executeJavaScript(`new Promise((resolve, reject) => {
    const worker = new Worker(${JSON.stringify(url)})
    worker.onmessage = ({ data }) => { resolve(data); worker.terminate() }
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(${JSON.stringify(data)})
  })`)
  if (error) throw new Error(error)
  return value
}

/* global importScripts, postMessage */

for (const contextIsolation of [false, true]) {
  describe(`webPreferences.nodeIntegrationInWorker, ${contextIsolation ? 'isolated' : 'in one world'}`, () => {
    let win
    before(async () => { win = await openPage({ contextIsolation, nodeIntegration: !contextIsolation }) })

    it('gives workers Node, as Electron does', async () => {
      assert.deepEqual(await inWorker(win, () => [process.type, typeof require, typeof module, typeof Buffer, typeof setImmediate, global === self,
        typeof process.versions.electron]), ['worker', 'function', 'object', 'function', 'function', true, 'string'])
    })

    it('requires files from where the script is, and modules of Node', async () => {
      assert.deepEqual(await inWorker(win, () => [require('../helper').answer, require('path').basename(__dirname), require('path').extname(__filename)]), [42, 'sub', '.js'])
      await assert.rejects(inWorker(win, () => require('./nothing')), /Cannot find module '.\/nothing'/)
    })

    it('reads files, at once and later', async () => {
      const file = path.join(folder, 'helper.js')
      assert.deepEqual(await inWorker(win, async (name) => [require('fs').readFileSync(name, 'utf8'), await require('fs').promises.readFile(name, 'utf8')], file),
        ['exports.answer = 42', 'exports.answer = 42'])
    })

    it('waits for a child process while its page goes on', async () => {
      const answer = inWorker(win, () => require('child_process').execSync('sleep 0.3; echo done').toString())
      assert.equal(await win.webContents.executeJavaScript('1 + 1'), 2)
      assert.equal(await answer, 'done\n')
    })

    it('gets what comes by itself: output of a child process', async () => {
      assert.equal(await inWorker(win, () => new Promise((resolve) => {
        const child = require('child_process').spawn('echo', ['hello'])
        child.stdout.once('data', (data) => resolve(`${data}`))
      })), 'hello\n')
    })

    it('sees its own URL, and imports scripts from beside it', async () => {
      const [href, imported] = await inWorker(win, () => {
        importScripts('imported.js')
        return [location.href, self.imported]
      })
      assert.match(href, /\/sub\/[^/]+\.js$/)
      assert.equal(imported, 'function')
    })

    it("has none of Electron's modules", async () => {
      await assert.rejects(inWorker(win, () => require('electron').ipcRenderer.send('x')), /electron\.ipcRenderer is not supported in a worker/)
    })

    it('takes a URL relative to the page, and tells of a script that throws or is not there', async () => {
      fs.writeFileSync(path.join(folder, 'relative.js'), 'postMessage({ value: typeof require })')
      assert.equal(await inWorker(win, 'relative.js'), 'function')
      fs.writeFileSync(path.join(folder, 'throws.js'), 'throw new Error("not today")')
      await assert.rejects(inWorker(win, 'throws.js'), /not today/)
      await assert.rejects(inWorker(win, 'nothing.js'), /importScripts/)
    })
  })
}

describe('workers with Node', () => {
  const files = {
    '/page': ['text/html', '<!DOCTYPE html>'],
    '/module.js': ['text/javascript', "import { x } from './other.js'; onmessage = ({ data }) => postMessage([data, x, typeof require])"],
    '/other.js': ['text/javascript', 'export const x = 1']
  }
  const server = http.createServer(({ url }, response) => {
    const [type, text] = files[url] ?? ['text/plain', '']
    response.setHeader('content-type', type)
    response.end(text)
  })
  before(() => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)))
  after(() => server.close())

  it('lose what they have open with terminate(), close() and their document', async () => {
    const win = await openPage({ nodeIntegration: true, contextIsolation: false })
    const script = pathToFileURL(worker(`
      if (data === 'close') return self.close()
      return new Promise((resolve) => { const server = require('net').createServer().listen(0, '127.0.0.1', () => resolve(server.address().port)) })`)).href
    const listen = (name) => win.webContents.executeJavaScript(`new Promise((resolve) => {
      self.${name} = new Worker(${JSON.stringify(script)})
      ${name}.onmessage = ({ data }) => resolve(data.value)
      ${name}.postMessage('listen')
    })`)
    const isOpen = (port) => new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) }).on('error', () => resolve(false))
    })
    const [terminated, closed, left] = [await listen('a'), await listen('b'), await listen('c')]
    for (const port of [terminated, closed, left]) assert.equal(await isOpen(port), true)
    await win.webContents.executeJavaScript("a.terminate(); b.postMessage('close')")
    await until(async () => !await isOpen(terminated) && !await isOpen(closed))
    assert.equal(await isOpen(left), true)
    const reloaded = once(win.webContents, 'did-finish-load')
    win.webContents.reload()
    await reloaded
    await until(async () => !await isOpen(left))
  })

  it('have it in modules as well, from a server', async () => {
    const win = openWindow({ webPreferences: { nodeIntegrationInWorker: true, sandbox: false } })
    await win.loadURL(`http://127.0.0.1:${server.address().port}/page`)
    assert.deepEqual(await win.webContents.executeJavaScript(`new Promise((resolve, reject) => {
      const worker = new Worker('module.js', { type: 'module' })
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage('early')
    })`), ['early', 1, 'function'])
  })

  it('have it in workers of workers', async () => {
    const win = await openPage({ nodeIntegration: true, contextIsolation: false })
    fs.writeFileSync(path.join(folder, 'sub/inner.js'), "require('fs').readFile(__filename, 'utf8', (error, text) => postMessage([typeof require, text.length]))")
    const answer = await inWorker(win, () => new Promise((resolve) => {
      const inner = new Worker('inner.js')
      inner.onmessage = ({ data }) => resolve(data)
    }))
    assert.deepEqual(answer, ['function', fs.readFileSync(path.join(folder, 'sub/inner.js'), 'utf8').length])
  })

  it('have it in frames within the page, with nodeIntegrationInSubFrames', async () => {
    const win = await openPage({ nodeIntegration: true, contextIsolation: false, nodeIntegrationInSubFrames: true })
    fs.writeFileSync(path.join(folder, 'frame.html'), "<!DOCTYPE html><script>new Worker('sub/inner.js').onmessage = ({ data }) => parent.postMessage(data, '*')</script>")
    assert.equal((await win.webContents.executeJavaScript(`new Promise((resolve) => {
      onmessage = ({ data }) => { if (Array.isArray(data)) resolve(data) }
      const frame = document.createElement('iframe')
      frame.src = 'frame.html'
      document.body.append(frame)
    })`))[0], 'function')
  })

  it('have it where their script is a blob, revoked at once', async () => {
    const win = await openPage({ nodeIntegration: true, contextIsolation: false })
    assert.equal(await win.webContents.executeJavaScript(`new Promise((resolve, reject) => {
      const url = URL.createObjectURL(new Blob(["postMessage(require('path').basename('/a/b'))"]))
      const worker = new Worker(url)
      URL.revokeObjectURL(url)
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = (event) => reject(new Error(event.message))
    })`), 'b')
  })

  it('are plain where the preference is not set, and where the page is sandboxed', async () => {
    for (const webPreferences of [{ nodeIntegrationInWorker: false, nodeIntegration: true, contextIsolation: false }, { sandbox: true }]) {
      const win = await openPage(webPreferences)
      assert.equal(await inWorker(win, () => typeof require), 'undefined')
    }
  })

  it('are a class like the engine\'s', async () => {
    const win = await openPage({ nodeIntegration: true, contextIsolation: false })
    assert.deepEqual(await win.webContents.executeJavaScript("[Worker.name, (() => { try { new Worker() } catch (error) { return error.name } })(), new Worker('relative.js') instanceof EventTarget]"),
      ['Worker', 'TypeError', true])
  })
})
