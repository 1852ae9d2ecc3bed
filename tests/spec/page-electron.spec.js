'use strict'

// Modules of `electron` in pages whose work main does, and what packages look for in a page's process.

const { describe, it, before } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')
const { clipboard, ipcMain, nativeImage } = require('electron')
const { startServer } = require('../support/http-server')
const { loadPage, openPage, openWindow, pageFile } = require('../support/windows')
const { once } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')

const webPreferences = { nodeIntegration: true, contextIsolation: false }

describe("require('electron') in a page", () => {
  let win
  const run = (code) => win.webContents.executeJavaScript(code)
  const thrown = (code) => run(`(async () => { try { return await (${code}) } catch ({ name, message }) { return [name, message] } })()`)
  before(async () => { win = await openPage(undefined, { webPreferences }) })

  it('clipboard writes and reads what main does', async () => {
    await run("require('electron').clipboard.writeText('from the page')")
    assert.equal(clipboard.readText(), 'from the page')
    clipboard.write({ text: 'from main', html: '<b>x</b>' })
    assert.deepEqual(await run("(({ clipboard }) => [clipboard.readText(), clipboard.readHTML(), clipboard.availableFormats()])(require('electron'))"),
      ['from main', '<b>x</b>', ['text/plain', 'text/html']])
    await run("require('electron').clipboard.writeBuffer('a/b', Buffer.from([1, 2]))")
    assert.deepEqual(clipboard.readBuffer('a/b'), Buffer.from([1, 2]))
    assert.equal(await run("Buffer.isBuffer(require('electron').clipboard.readBuffer('a/b'))"), true)
  })

  it('clipboard has pictures', async () => {
    clipboard.writeImage(nativeImage.createFromBitmap(Buffer.alloc(4 * 6, 255), { width: 3, height: 2 }))
    assert.deepEqual(await run(`(({ clipboard }) => {
      const image = clipboard.readImage()
      clipboard.writeImage(image.resize({ width: 6 }))
      return image.getSize()
    })(require('electron'))`), { width: 3, height: 2 })
    assert.deepEqual(clipboard.readImage().getSize(), { width: 6, height: 4 })
  })

  it("tells wrong arguments in Electron's words", async () => {
    assert.deepEqual(await thrown("require('electron').clipboard.writeText()"), ['TypeError', 'Insufficient number of arguments.'])
    assert.deepEqual(await thrown("require('electron').shell.openExternal(5)"), ['TypeError', 'Error processing argument at index 0, conversion failure from '])
    assert.deepEqual(await thrown("require('electron').clipboard.writeImage('x')"), ['TypeError', 'Error processing argument at index 0, conversion failure from x'])
  })

  it("shell's promises settle in the page", async () => {
    const folder = tempFolder('desktop')
    fs.writeFileSync(`${folder}/xdg-open`, `#!/bin/sh\necho "$1" >> '${folder}/opened'\n`, { mode: 0o755 })
    const { PATH } = process.env
    process.env.PATH = folder + ':' + PATH
    try {
      assert.deepEqual(await run("(({ shell }) => Promise.all([shell.openExternal('https://example.org'), shell.openPath('/some/file')]))(require('electron'))"), [undefined, ''])
    } finally {
      process.env.PATH = PATH
    }
    assert.deepEqual(fs.readFileSync(`${folder}/opened`, 'utf8').trim().split('\n').sort(), ['/some/file', 'https://example.org'])
    assert.deepEqual(await thrown("require('electron').shell.openExternal('nothing')"), ['Error', 'Failed to open: Invalid URL: nothing'])
    assert.deepEqual(await thrown("require('electron').shell.trashItem('/nonexistent')"), ['Error', 'Failed to move item to trash'])
  })

  it('nativeImage reads, scales and writes pictures', async () => {
    const file = path.join(tempFolder('image'), 'image.png')
    fs.writeFileSync(file, nativeImage.createFromBitmap(Buffer.alloc(4 * 6, 255), { width: 3, height: 2 }).toPNG())
    assert.deepEqual(await run(`(({ nativeImage }) => {
      const image = nativeImage.createFromPath(${JSON.stringify(file)})
      const again = nativeImage.createFromDataURL(image.toDataURL())
      return [image.getSize(), again.resize({ width: 6 }).getSize(), Buffer.isBuffer(image.toPNG()), nativeImage.createFromPath('/nonexistent').isEmpty(), nativeImage.createEmpty().isEmpty()]
    })(require('electron'))`), [{ width: 3, height: 2 }, { width: 6, height: 4 }, true, true, true])
  })

  it("has Electron's names; what is not supported says so when it is used", async () => {
    assert.deepEqual(await run("Object.keys(require('electron')).filter((name) => name !== 'remote').sort()"),
      ['clipboard', 'contextBridge', 'crashReporter', 'ipcRenderer', 'nativeImage', 'shell', 'webFrame', 'webUtils'])
  })

  it("a frame within the page gets its own promises' answers", async () => {
    const outer = openWindow({ webPreferences: { ...webPreferences, nodeIntegrationInSubFrames: true } })
    const answer = once(ipcMain, 'opened')
    const frame = pageFile("<script>require('electron').shell.openPath('').then((text) => require('electron').ipcRenderer.send('opened', text))</script>", 'frame.html')
    await loadPage(outer, `<!DOCTYPE html><iframe src="${pathToFileURL(frame).href}"></iframe>`)
    assert.equal((await answer)[1], 'Failed to open path')
  })

  it('a preload script without a sandbox has them, one in a sandbox has not', async () => {
    const preload = path.join(tempFolder('preload'), 'preload.js')
    fs.writeFileSync(preload, "const electron = require('electron'); electron.ipcRenderer.send('names', typeof electron.clipboard, typeof electron.shell, electron.nativeImage.createFromDataURL('data:,').isEmpty())")
    for (const [sandbox, type] of [[false, 'object'], [true, 'undefined']]) {
      const names = once(ipcMain, 'names')
      await openPage(undefined, { webPreferences: { preload, sandbox, contextIsolation: true } })
      assert.deepEqual((await names).slice(1), [type, type, true])
    }
  })
})

describe("a page's context", () => {
  it("process.contextId begins with the number of the page's process, and is another one in each document", async () => {
    const win = await openPage(undefined, { webPreferences })
    const contextId = () => win.webContents.executeJavaScript('process.contextId')
    const first = await contextId()
    assert.match(first, new RegExp(`^${win.webContents.getProcessId()}-\\d+$`))
    await loadPage(win)
    assert.notEqual(await contextId(), first)
  })

  it("'render-view-deleted' tells the number of a process that the page has left", async (t) => {
    const server = await startServer()
    t.after(() => server.close())
    const win = openWindow({ webPreferences })
    const { webContents } = win
    const deleted = []
    webContents.on('render-view-deleted', (event, processId) => deleted.push(processId))
    const number = async () => Number((await webContents.executeJavaScript('process.contextId')).split('-')[0])
    await loadPage(win)
    const first = await number()
    await loadPage(win)
    assert.deepEqual([await number(), deleted], [first, []])
    await win.loadURL(`${server.url}/page`)
    const second = await number()
    assert.notEqual(second, first)
    assert.equal(second, webContents.getProcessId())
    assert.deepEqual(deleted, [first])
    const gone = once(webContents, 'render-process-gone')
    webContents.forcefullyCrashRenderer()
    await gone
    assert.deepEqual(deleted, [first, second])
    await loadPage(win)
    const third = await number()
    const destroyed = once(webContents, 'destroyed')
    win.destroy()
    await destroyed
    assert.deepEqual(deleted, [first, second, third])
  })

  it("process 'exit' is emitted when the document goes, while messages still arrive", async () => {
    const win = await openPage(undefined, { webPreferences })
    const exits = []
    const listener = (event, code) => exits.push(code)
    ipcMain.on('exit', listener)
    await win.webContents.executeJavaScript("process.on('exit', (code) => require('electron').ipcRenderer.send('exit', code)); 0")
    await loadPage(win)
    ipcMain.removeListener('exit', listener)
    assert.deepEqual(exits, [0])
  })

  it("process._linkedBinding knows what packages look for, in main and in pages", async () => {
    const probe = `((process, object) => {
      const util = process._linkedBinding('electron_common_v8_util')
      util.setHiddenValue(object, 'key', 5)
      let unknown
      try { process._linkedBinding('electron_common_nope') } catch ({ code }) { unknown = code }
      return [util.getHiddenValue(object, 'key'), util.getHiddenValue(object, 'other'), util.getObjectHash(object) === util.getObjectHash(object),
        process._linkedBinding('electron_common_features').isComponentBuild(), unknown]
    })`
    const expected = [5, undefined, true, false, 'ERR_INVALID_MODULE']
    const win = await openPage(undefined, { webPreferences })
    assert.deepEqual(await win.webContents.executeJavaScript(`${probe}(process, {})`), expected)
    const inMain = require('vm').runInThisContext(probe)(process, {})
    assert.deepEqual(inMain, expected)
  })
})
