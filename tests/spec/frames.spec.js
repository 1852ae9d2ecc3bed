'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const { after, before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once, until, within } = require('../support/events')
const { bridge, inPreload, load, modes, oneFrame, page, windowWith } = require('../support/frames')
const { startServer } = require('../support/http-server')
const { openWindow } = require('../support/windows')

describe('nodeIntegrationInSubFrames', () => {
  for (const [mode, preferences] of Object.entries(modes)) {
    it(`runs the preload script before the frame's own scripts, ${mode}`, async () => {
      const win = windowWith(`
        document.addEventListener('DOMContentLoaded', () => {
          require('electron').ipcRenderer.send('told', globalThis.early ?? 'preload first', process.isMainFrame, document.readyState)
        })
        globalThis.early = document.querySelector('title') ? 'page first' : undefined
      `, preferences)
      const told = once(ipcMain, 'told', { filter: (event, what, isMainFrame) => !isMainFrame })
      await load(win, oneFrame)
      const [event, what] = await told
      assert.equal(what, 'preload first')
      assert.equal(event.senderFrame, win.webContents.mainFrame.frames[0])
    })
  }

  it('gives a frame process.isMainFrame false and process.contextIsolated', async () => {
    const win = windowWith(bridge)
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('one.html') })
    await load(win, oneFrame)
    assert.deepEqual((await hello).slice(2), [false, true])
  })

  it('does not run the preload script in frames without it', async () => {
    const win = windowWith(bridge, { nodeIntegrationInSubFrames: false })
    const hellos = []
    const listener = (event, url) => hellos.push(path.basename(url))
    ipcMain.on('hello', listener)
    const [frame] = await load(win, oneFrame)
    assert.equal(await frame.executeJavaScript('typeof require + typeof process'), 'undefinedundefined')
    ipcMain.removeListener('hello', listener)
    assert.deepEqual(hellos, ['index.html'])
  })

  it('gives frames Node where nodeIntegration is on', async () => {
    const win = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, nodeIntegrationInSubFrames: true } })
    const [frame] = await load(win, oneFrame)
    assert.equal(await frame.executeJavaScript('require("path").basename(__filename)'), 'one.html')
  })

  it('runs it in srcdoc, data: and sandboxed frames, but not in about:blank', async () => {
    const win = windowWith(bridge)
    const seen = []
    const listener = ({ senderFrame }) => seen.push(senderFrame.name)
    ipcMain.on('hello', listener)
    await load(win, {
      ...oneFrame,
      'index.html': page(`<iframe name=blank></iframe><iframe name=blank2 src="about:blank"></iframe><iframe name=srcdoc srcdoc="x"></iframe>
        <iframe name=data src="data:text/html,x"></iframe><iframe name=sandboxed sandbox="allow-scripts" src="one.html"></iframe>
        <iframe name=sandboxed2 sandbox="allow-scripts" srcdoc="x"></iframe>`)
    })
    await until(() => seen.length >= 5)
    ipcMain.removeListener('hello', listener)
    assert.deepEqual(seen.sort(), ['', 'data', 'sandboxed', 'sandboxed2', 'srcdoc'])
  })

  it('runs it in frames within frames, each with a link of its own', async () => {
    const win = windowWith(bridge)
    const [outer] = await load(win, {
      'index.html': page('<iframe src="outer.html"></iframe>'),
      'outer.html': page('<iframe src="inner.html"></iframe>'),
      'inner.html': page('inner')
    })
    const [inner] = outer.frames
    assert.match(await inPreload(inner, 'location.pathname'), /inner\.html$/)
    assert.match(await inPreload(outer, 'location.pathname'), /outer\.html$/)
  })

  describe('with pages from the network', () => {
    let server
    before(async () => { server = await startServer() })
    after(() => server.close())

    it('runs the preload script in a frame of another origin', async () => {
      const win = windowWith(bridge)
      const [frame] = await load(win, { 'index.html': page(`<iframe src="${server.url}/other"></iframe>`) })
      assert.equal(await inPreload(frame, 'location.pathname'), '/other')
      assert.equal(frame.origin, server.url)
    })

    it('gives it no Node unless nodeIntegration is stated', async () => {
      const win = openWindow({ webPreferences: { nodeIntegrationInSubFrames: true } })
      const [frame] = await load(win, { 'index.html': page(`<iframe src="${server.url}/other"></iframe>`) })
      assert.equal(await win.webContents.executeJavaScript('typeof require'), 'function')
      assert.equal(await frame.executeJavaScript('typeof require'), 'undefined')
    })

    it('gives a srcdoc frame in a page from the network no Node unless nodeIntegration is stated', async () => {
      const win = openWindow({ webPreferences: { nodeIntegrationInSubFrames: true } })
      await win.loadURL(`${server.url}/page`)
      await win.webContents.executeJavaScript(`new Promise((resolve) => {
        const frame = document.createElement('iframe'); frame.srcdoc = 'x'; frame.onload = () => resolve(); document.body.append(frame)
      })`)
      const [frame] = await until(() => win.webContents.mainFrame.frames.length === 1 && win.webContents.mainFrame.frames)
      assert.equal(await frame.executeJavaScript('typeof require + typeof process'), 'undefinedundefined')
    })

    it('keeps a frame of a content security policy in touch', async () => {
      const win = windowWith(bridge)
      const [frame] = await load(win, { 'index.html': page(`<iframe src="${server.url}/csp"></iframe>`) })
      assert.equal(await inPreload(frame, '1 + 1'), 2)
      await assert.rejects(within(frame.executeJavaScript('1 + 1')), { message: /^Script not run/ })
    })
  })
})
