'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const { after, before, describe, it } = require('node:test')
const { setTimeout } = require('node:timers/promises')
const { ipcMain, session } = require('electron')
const { once, until } = require('../support/events')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')
const { consoleLine, consoleOf, loadPage, openWindow } = require('../support/windows')

const frames = '<!DOCTYPE html><title>page</title><body><input><iframe name=one id=one src="frame.html"></iframe><iframe name=two src="frame.html"></iframe>'

/** A page whose preload script answers what `ask` wants. */
async function open ({ early = '', html = frames, url, ...webPreferences } = {}) {
  const folder = tempFolder('web-frame')
  const preload = path.join(folder, 'preload.js')
  fs.writeFileSync(preload, `
    const { ipcRenderer, webFrame } = require('electron')
    globalThis.inPreload = 1
    ipcRenderer.on('ask', async (event, id, code) => {
      try { ipcRenderer.send('answer', id, true, await eval(code)) } catch (error) { ipcRenderer.send('answer', id, false, String(error)) }
    })
    ${early}`)
  fs.writeFileSync(path.join(folder, 'index.html'), html)
  fs.writeFileSync(path.join(folder, 'frame.html'), 'frame')
  const win = openWindow({ webPreferences: { preload, ...webPreferences } })
  if (url) await win.loadURL(url)
  else await win.loadFile(path.join(folder, 'index.html'))
  let lastId = 0
  const target = win.webContents
  const ask = async (code, frame = target) => {
    const id = `${win.id}-${++lastId}`
    const answered = once(ipcMain, 'answer', { filter: (event, answerId) => answerId === id })
    frame.send('ask', id, code)
    const [, , ok, value] = await answered
    if (!ok) throw new Error(value)
    return value
  }
  return { win, contents: target, ask }
}

const modes = { isolated: {}, 'isolated, not sandboxed': { sandbox: false }, 'not isolated': { contextIsolation: false } }

for (const [mode, preferences] of Object.entries(modes)) {
  describe(`webFrame.executeJavaScript, ${mode}`, () => {
    it('runs in the main world and gives the value', async () => {
      const { contents, ask } = await open(preferences)
      assert.equal(await ask('webFrame.executeJavaScript("window.mine = 4; mine + 1")'), 5)
      assert.equal(await contents.executeJavaScript('mine'), 4)
      assert.deepEqual(await ask('webFrame.executeJavaScript("Promise.resolve({ a: new Map([[1, 2]]) })")'), { a: new Map([[1, 2]]) })
    })

    it('runs at once: in a preload script, before the page', async () => {
      const { contents } = await open({
        ...preferences,
        early: 'webFrame.executeJavaScript("window.early = document.readyState + typeof inPage")',
        html: '<!DOCTYPE html><script>var inPage = 1</script>'
      })
      assert.equal(await contents.executeJavaScript('early'), 'loadingundefined')
    })

    it('rejects what throws, with a callback as well', async () => {
      const { ask } = await open(preferences)
      const failed = /Script failed to execute, this normally means an error was thrown\. Check the renderer console for the error\./
      await assert.rejects(ask('webFrame.executeJavaScript("throw new TypeError(1)")'), failed)
      await assert.rejects(ask('webFrame.executeJavaScript("(((")'), failed)
      await assert.rejects(ask('webFrame.executeJavaScript("Promise.reject(new RangeError(5))")'), /RangeError: 5/)
      await assert.rejects(ask('webFrame.executeJavaScript()'), /TypeError: Insufficient number of arguments\./)
      await assert.rejects(ask('webFrame.executeJavaScript(5)'), /TypeError: Error processing argument at index 0, conversion failure from/)
      const both = '(code) => new Promise((resolve) => webFrame.executeJavaScript(code, false, (...args) => resolve(args.map(String))).catch(() => {}))'
      assert.deepEqual(await ask(`(${both})("7")`), ['7', 'undefined'])
      assert.match((await ask(`(${both})("throw 1")`))[1], failed)
    })
  })
}

describe('webFrame', () => {
  let page
  before(async () => { page = await open() })
  after(() => page.win.destroy())

  it('knows its frames: firstChild, nextSibling, parent, top, routingId', async () => {
    const { contents, ask } = page
    const [one, two] = contents.mainFrame.frames.map(({ routingId }) => routingId)
    assert.deepEqual(await ask(`{
      const { firstChild } = webFrame
      const found = [webFrame.routingId, webFrame.parent, webFrame.opener, webFrame.nextSibling, webFrame.top.routingId,
        firstChild.routingId, firstChild.nextSibling.routingId, firstChild.nextSibling.nextSibling, firstChild.parent.routingId, firstChild.top.routingId]
      found
    }`), [1, null, null, null, 1, one, two, null, 1, 1])
  })

  it('finds frames: getFrameForSelector, findFrameByName, findFrameByRoutingId', async () => {
    const { contents, ask } = page
    const [one, two] = contents.mainFrame.frames.map(({ routingId }) => routingId)
    assert.deepEqual(await ask(`[
      webFrame.getFrameForSelector('#one').routingId, webFrame.getFrameForSelector('#none'), webFrame.getFrameForSelector('body'), webFrame.getFrameForSelector('!!'),
      webFrame.findFrameByName('two').routingId, webFrame.findFrameByName('none'),
      webFrame.findFrameByRoutingId(${two}).routingId, webFrame.findFrameByRoutingId(12345)
    ]`), [one, null, null, null, two, null, two, null])
  })

  it('runs scripts in other frames', async () => {
    assert.equal(await page.ask('webFrame.firstChild.executeJavaScript("location.pathname.slice(-11) + window.name")'), '/frame.htmlone')
  })

  it('runs scripts in isolated worlds of any id', async () => {
    const { ask } = page
    assert.equal(await ask('webFrame.executeJavaScriptInIsolatedWorld(1005, [{ code: "window.q = 4" }])'), 4)
    assert.equal(await ask('webFrame.executeJavaScriptInIsolatedWorld(1005, [{ code: "q + 1" }])'), 5)
    assert.equal(await ask('webFrame.executeJavaScriptInIsolatedWorld(1, [{ code: "typeof q + typeof inPreload" }])'), 'undefinedundefined')
    assert.equal(await ask('webFrame.executeJavaScriptInIsolatedWorld(999, [{ code: "typeof q + typeof inPreload" }])'), 'undefinednumber')
    assert.equal(await ask('webFrame.executeJavaScript("typeof q")'), 'undefined')
    await assert.rejects(ask('webFrame.executeJavaScriptInIsolatedWorld(1005, [{}])'), /Invalid 'code'/)
    await assert.rejects(ask('webFrame.executeJavaScriptInIsolatedWorld(1005, "x")'), /conversion failure from x/)
    await assert.rejects(ask('webFrame.executeJavaScriptInIsolatedWorld(1005, [{ code: "throw new RangeError(3)" }])'), /RangeError: 3/)
  })

  it('inserts style sheets at once and removes them by key', async () => {
    assert.deepEqual(await page.ask(`{
      const color = () => getComputedStyle(document.body).color
      const before = color()
      const key = webFrame.insertCSS('body { color: rgb(1, 2, 3) }')
      const during = color()
      webFrame.removeInsertedCSS(key)
      webFrame.removeInsertedCSS('none')
      const found = [typeof key, during, color() === before]
      found
    }`), ['string', 'rgb(1, 2, 3)', true])
    await assert.rejects(page.ask('webFrame.insertCSS()'), /Insufficient number of arguments/)
  })

  it('zooms the page', async () => {
    const { win, contents, ask } = await open()
    assert.deepEqual(await ask('[webFrame.getZoomFactor(), webFrame.getZoomLevel()]'), [1, 0])
    await ask('webFrame.setZoomFactor(2)')
    assert.deepEqual([await ask('webFrame.getZoomFactor()'), contents.getZoomFactor()], [2, 2])
    await until(() => ask('devicePixelRatio === 2'))
    await ask('webFrame.setZoomLevel(1)')
    assert.deepEqual(await ask('[webFrame.getZoomFactor().toFixed(3), webFrame.getZoomLevel().toFixed(3)]'), ['1.200', '1.000'])
    await assert.rejects(ask('webFrame.setZoomFactor(0)'), /Error: 'zoomFactor' must be a double greater than 0.0/)
    await assert.rejects(ask('webFrame.setZoomFactor("x")'), /conversion failure from x/)
    await ask('webFrame.setZoomLevel(0)')
    win.destroy()
  })

  it('inserts text into the focused field', async () => {
    assert.equal(await page.ask('{ const input = document.querySelector("input"); input.focus(); webFrame.insertText("abc"); input.value }'), 'abc')
  })

  it('tells what the page has loaded', async () => {
    const usage = await page.ask('webFrame.getResourceUsage()')
    assert.deepEqual(Object.keys(usage), ['images', 'scripts', 'cssStyleSheets', 'xslStyleSheets', 'fonts', 'other'])
    for (const kind of Object.values(usage)) assert.deepEqual(Object.keys(kind), ['count', 'size', 'liveSize'])
  })

  it('clearCache() frees what the page has loaded and shows no more', async (t) => {
    let asked = 0
    const server = http.createServer((request, response) => {
      const isStyle = request.url === '/style.css'
      if (isStyle) asked++
      response.writeHead(200, { 'content-type': isStyle ? 'text/css' : 'text/html', 'cache-control': 'max-age=1000' })
      response.end(isStyle ? 'b { color: red }' : '<!DOCTYPE html><title>x</title>')
    }).listen(0, '127.0.0.1')
    t.after(() => {
      server.closeAllConnections()
      server.close()
    })
    await once(server, 'listening')
    const own = session.fromPartition('cleared', { cache: false })
    const { contents, ask } = await open({ url: `http://127.0.0.1:${server.address().port}/`, session: own })
    const load = () => contents.executeJavaScript(`new Promise((resolve) => {
      const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/style.css' })
      style.onload = () => resolve(style.remove())
      document.head.append(style)
    })`)
    // Loading a lot would let the engine collect garbage by itself.
    for (let i = 0; i < 30; i++) await load()
    assert.equal(asked, 1)
    assert.equal(await ask('webFrame.clearCache()'), undefined)
    for (let i = 0; i < 30 && asked === 1; i++) {
      await setTimeout(50)
      await load()
    }
    assert.equal(asked, 2)
  })

  it('checks arguments of what has no effect, and says so once by name', async () => {
    const { ask } = page
    await assert.rejects(ask('webFrame.setIsolatedWorldInfo(5, { csp: "x" })'), /If csp is specified, securityOrigin should also be specified/)
    await assert.rejects(ask('webFrame.setSpellCheckProvider("en", {})'), /"spellCheck" has to be defined/)
    await assert.rejects(ask('webFrame.setVisualZoomLevelLimits(1)'), /Insufficient number of arguments/)
    assert.deepEqual(await ask('[webFrame.isWordMisspelled("helllo"), webFrame.getWordSuggestions("helllo")]'), [false, []])
    await ask('webFrame.setVisualZoomLevelLimits(1, 3), webFrame.setSpellCheckProvider("en", { spellCheck () {} })')
  })
})

describe('webFrame of a frame within a page', () => {
  it('has the routingId of the frame, its parent, and runs scripts there', async () => {
    const { contents, ask } = await open({ nodeIntegrationInSubFrames: true })
    const [one, two] = contents.mainFrame.frames
    assert.deepEqual(await ask('[webFrame.routingId, webFrame.parent.routingId, webFrame.top.routingId, webFrame.nextSibling.routingId]', one),
      [one.routingId, 1, 1, two.routingId])
    assert.equal(await ask('webFrame.executeJavaScript("window.here = 1; window.name")', two), 'two')
    assert.equal(await two.executeJavaScript('here'), 1)
    await assert.rejects(ask('webFrame.executeJavaScriptInIsolatedWorld(5, [{ code: "1" }])', one), /not supported in frames within a page/)
  })
})

describe('webFrame in a page whose content security policy forbids eval', () => {
  let server
  before(async () => { server = await startServer() })
  after(() => server.close())

  it('runs scripts all the same', async () => {
    const { ask } = await open({ url: `${server.url}/csp` })
    assert.equal(await ask('webFrame.executeJavaScript("document.title")'), 'csp')
  })
})

describe('<webview>', () => {
  const warned = /<webview> is not supported/

  it('warns once by name on the console of a page with webviewTag', async () => {
    for (const contextIsolation of [true, false]) {
      const win = openWindow({ webPreferences: { webviewTag: true, contextIsolation } })
      const lines = consoleOf(win)
      const line = consoleLine(win, warned)
      await loadPage(win, '<!DOCTYPE html><webview src="x"></webview><webview></webview>')
      await line
      assert.equal(lines.filter((text) => warned.test(text)).length, 1)
    }
  })

  it('warns of one that a script adds', async () => {
    const win = openWindow({ show: true, webPreferences: { webviewTag: true, contextIsolation: true } })
    await loadPage(win)
    const line = consoleLine(win, warned)
    win.webContents.executeJavaScript('document.body.append(document.createElement("webview")), 1')
    await line
  })

  it('is any unknown element without webviewTag', async () => {
    const win = openWindow({ webPreferences: { webviewTag: false, contextIsolation: true } })
    const lines = consoleOf(win)
    await loadPage(win, '<!DOCTYPE html><webview src="x"></webview>')
    assert.deepEqual(lines.filter((text) => warned.test(text)), [])
  })
})
