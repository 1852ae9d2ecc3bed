'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { after, before, describe, it } = require('node:test')
const { webContents, webFrameMain } = require('electron')
const { once, record, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

const page = (frames) => `<!DOCTYPE html><title>page</title><body>${frames}`

const files = {
  'index.html': page('<iframe name=one src="one.html"></iframe><iframe name=two src="two.html"></iframe>'),
  'one.html': page('<script>var inOne = 1</script><iframe name=inner src="inner.html"></iframe>'),
  'two.html': page('two'),
  'inner.html': page('inner')
}

/** Loads index.html. @returns {{win, contents, main: WebFrameMain, url: (name: string) => string}} */
async function open (changed = {}, options = {}) {
  const folder = tempFolder('frames')
  for (const [name, text] of Object.entries({ ...files, ...changed })) fs.writeFileSync(path.join(folder, name), text)
  const win = openWindow({ webPreferences: { contextIsolation: true, nodeIntegration: false, ...options } })
  await win.loadFile(path.join(folder, 'index.html'))
  const { webContents: contents } = win
  return { win, contents, main: contents.mainFrame, url: (name) => pathToFileURL(path.join(folder, name)).href }
}

const named = (main, name) => main.framesInSubtree.find((frame) => frame.name === name)
const inPage = (contents, code) => contents.executeJavaScript(`${code}, 1`)

const disposed = { message: 'Render frame was disposed before WebFrameMain could be accessed' }

for (const contextIsolation of [true, false]) {
  describe(`the frames of a page, contextIsolation ${contextIsolation}`, () => {
    it('are a tree: frames, parent, top, framesInSubtree', async () => {
      const { main, url } = await open({}, { contextIsolation })
      assert.deepEqual(main.frames.map(({ name }) => name), ['one', 'two'])
      assert.deepEqual(main.framesInSubtree.map(({ url }) => url), [main.url, url('one.html'), url('inner.html'), url('two.html')])
      const [one] = main.frames
      assert.equal(one.frames[0], named(main, 'inner'))
      assert.equal(one.frames[0].parent, one)
      assert.equal(one.frames[0].top, main)
      assert.equal(one.parent, main)
      assert.equal(main.parent, null)
      assert.equal(main.top, main)
    })

    it('run scripts in their main world', async () => {
      const { main } = await open({}, { contextIsolation })
      const one = named(main, 'one')
      assert.equal(await one.executeJavaScript('inOne'), 1)
      assert.deepEqual(await one.executeJavaScript('var fromMain = 3; ({ a: [fromMain], m: new Map([[1, 2]]) })'), { a: [3], m: new Map([[1, 2]]) })
      assert.equal(await one.executeJavaScript('new Promise((resolve) => setTimeout(resolve, 1, fromMain + 1))'), 4)
      assert.equal(await named(main, 'inner').executeJavaScript('typeof inOne'), 'undefined')
      assert.equal(await one.executeJavaScript('let a = 1; if (a) { a = 2 }'), undefined)
    })

    it('tell the errors of scripts', async () => {
      const { main } = await open({}, { contextIsolation })
      const one = named(main, 'one')
      await assert.rejects(one.executeJavaScript('throw new TypeError("bad")'), { name: 'TypeError', message: 'bad' })
      await assert.rejects(one.executeJavaScript('Promise.reject(new RangeError("late"))'), { name: 'RangeError', message: 'late' })
      await assert.rejects(one.executeJavaScript('((('), { name: 'SyntaxError' })
      await assert.rejects(one.executeJavaScript('(() => {})'), { message: 'An object could not be cloned.' })
      await assert.rejects(one.executeJavaScript(), { name: 'TypeError', message: 'Insufficient number of arguments.' })
      assert.equal(await one.executeJavaScript('1'), 1)
    })
  })
}

describe('a WebFrameMain', () => {
  it('has ids of its own, and origin, detached, visibilityState and osProcessId', async () => {
    const { main, contents } = await open()
    const all = main.framesInSubtree
    assert.equal(new Set(all.map(({ routingId }) => routingId)).size, 4)
    assert.equal(new Set(all.map(({ frameTreeNodeId }) => frameTreeNodeId)).size, 4)
    const [one] = main.frames
    assert.deepEqual([one.processId, one.osProcessId], [main.processId, contents.getOSProcessId()])
    assert.deepEqual([one.origin, one.detached, one.isDestroyed(), one.visibilityState], ['file://', false, false, main.visibilityState])
    assert.equal(one.constructor.name, 'WebFrameMain')
  })

  it('is found by webFrameMain.fromId and webContents.fromFrame', async () => {
    const { main, contents } = await open()
    for (const frame of main.framesInSubtree) {
      assert.equal(webFrameMain.fromId(frame.processId, frame.routingId), frame)
      assert.equal(webContents.fromFrame(frame), contents)
    }
    assert.equal(webFrameMain.fromId(main.processId, 99999), undefined)
    assert.equal(webFrameMain.fromId(99999, 1), undefined)
    assert.throws(() => webFrameMain.fromId(), { name: 'TypeError', message: 'Insufficient number of arguments.' })
    assert.throws(() => webFrameMain.fromId('x', 1), { message: 'Error processing argument at index 0, conversion failure from x' })
  })

  it('is there for empty, srcdoc, data: and sandboxed frames', async () => {
    const { main } = await open({
      'index.html': page(`<iframe name=empty></iframe><iframe name=blank src="about:blank"></iframe><iframe name=srcdoc srcdoc="x"></iframe>
        <iframe name=data src="data:text/html,x"></iframe><iframe name=sandboxed sandbox="allow-scripts" src="two.html"></iframe>`)
    })
    await until(() => main.frames.every(({ url }) => url !== ''))
    assert.deepEqual(main.frames.map(({ name }) => name), ['empty', 'blank', 'srcdoc', 'data', 'sandboxed'])
    assert.deepEqual(main.frames.slice(0, 4).map(({ url }) => url), ['about:blank', 'about:blank', 'about:srcdoc', 'data:text/html,x'])
    assert.deepEqual(main.frames.map(({ origin }) => origin), ['file://', 'file://', 'file://', 'null', 'null'])
    for (const frame of main.frames) assert.equal(await within(frame.executeJavaScript('location.href')), frame.url)
  })

  it('is there for a frame that a script adds, and not for one that it removes', async () => {
    const { main, contents } = await open()
    const created = once(contents, 'frame-created')
    await inPage(contents, 'document.body.append(Object.assign(document.createElement("iframe"), { name: "added" }))')
    const [, { frame }] = await created
    assert.equal(main.frames[2], frame)
    assert.equal(await frame.executeJavaScript('window.name'), 'added')
    await inPage(contents, 'document.querySelector("[name=one]").remove()')
    await until(() => main.frames.length === 2)
    assert.deepEqual(main.frames.map(({ name }) => name), ['two', 'added'])
    await inPage(contents, 'document.querySelectorAll("iframe").forEach((frame) => frame.remove())')
    await until(() => main.frames.length === 0)
  })

  it('throws once its frame is gone', async () => {
    const { main, contents } = await open()
    const [one] = main.frames
    const [inner] = one.frames
    const { frameTreeNodeId } = one
    await inPage(contents, 'document.querySelector("[name=one]").remove()')
    await until(() => one.isDestroyed() && inner.isDestroyed())
    for (const name of ['url', 'name', 'origin', 'parent', 'top', 'frames', 'routingId', 'processId', 'osProcessId', 'visibilityState']) {
      assert.throws(() => one[name], disposed, name)
    }
    assert.throws(() => one.reload(), disposed)
    await assert.rejects(one.executeJavaScript('1'), disposed)
    one.send('x')
    assert.deepEqual([one.detached, one.frameTreeNodeId], [true, frameTreeNodeId])
  })

  it('loads its document again with reload()', async () => {
    const { main } = await open()
    const one = named(main, 'one')
    await one.executeJavaScript('var before = 1')
    const ready = once(one, 'dom-ready')
    assert.equal(one.reload(), true)
    await ready
    assert.equal(await one.executeJavaScript('typeof before'), 'undefined')
    assert.equal(named(main, 'one'), one)
  })

  it('emits dom-ready, the main frame as well', async () => {
    const { win, main, contents } = await open()
    const [one] = main.frames
    const log = record(record([], main, ['dom-ready'], 'frame '), contents, ['dom-ready'])
    const ready = once(one, 'dom-ready')
    await inPage(contents, 'frames[0].location.reload()')
    await ready
    assert.deepEqual(log, [])
    win.reload()
    await once(contents, 'dom-ready')
    assert.deepEqual(log, ['frame dom-ready', 'dom-ready'])
  })

  it('stays the same when its frame navigates', async () => {
    const { main, contents, url } = await open()
    const [one] = main.frames
    const { routingId } = one
    const navigated = once(contents, 'did-frame-navigate')
    await inPage(contents, 'frames[0].location.href = "two.html"')
    const [, newUrl, code, text, isMainFrame, processId, frameRoutingId] = await navigated
    assert.deepEqual([newUrl, code, text, isMainFrame, processId, frameRoutingId], [url('two.html'), 200, 'OK', false, main.processId, routingId])
    assert.equal(main.frames[0], one)
    assert.deepEqual([one.url, one.frames], [url('two.html'), []])
  })

  it('rejects a script whose document goes, and waits for none that is gone', async () => {
    const { main, contents } = await open()
    const [one] = main.frames
    const never = one.executeJavaScript('new Promise(() => {})')
    await one.executeJavaScript('1')
    await inPage(contents, 'document.querySelector("[name=one]").remove()')
    await assert.rejects(within(never), disposed)
  })
})

describe('events of frames within a page', () => {
  it('are frame-created, did-frame-navigate, did-frame-finish-load with isMainFrame false', async () => {
    const log = []
    const win = openWindow({ webPreferences: { contextIsolation: true, nodeIntegration: false } })
    const contents = win.webContents
    contents.on('frame-created', (event, { frame }) => log.push(`created ${frame.parent ? 'sub' : 'main'}`))
    contents.on('did-frame-navigate', (event, url, code, text, isMainFrame) => log.push(`navigated ${isMainFrame}`))
    contents.on('did-frame-finish-load', (event, isMainFrame) => log.push(`finished ${isMainFrame}`))
    const folder = tempFolder('frames')
    for (const [name, text] of Object.entries({ ...files, 'index.html': page('<iframe src="two.html"></iframe>') })) fs.writeFileSync(path.join(folder, name), text)
    const finished = once(contents, 'did-frame-finish-load', { filter: (event, isMainFrame) => !isMainFrame })
    await win.loadFile(path.join(folder, 'index.html'))
    await finished
    assert.deepEqual(log.filter((line) => /sub|false/.test(line)), ['created sub', 'navigated false', 'finished false'])
  })

  it('are frame-created for the main frame, before its first load', () => {
    const { webContents: contents } = openWindow()
    const log = record([], contents, ['frame-created', 'did-start-loading'])
    contents.on('frame-created', (event, { frame }) => log.push(frame === contents.mainFrame))
    contents.loadURL('about:blank')
    assert.deepEqual(log, ['frame-created', true, 'did-start-loading'])
  })

  it('are did-navigate-in-page for the fragment and for history, with isMainFrame false', async () => {
    const { main, contents, url } = await open()
    const [one] = main.frames
    for (const [code, wanted] of [['location.hash = "x"', '#x'], ['history.pushState(1, "", "?p")', '?p'], ['history.replaceState(1, "", "?r")', '?r']]) {
      const moved = once(contents, 'did-navigate-in-page')
      one.executeJavaScript(`${code}, 1`)
      const [, newUrl, isMainFrame, processId, routingId] = await moved
      assert.deepEqual([newUrl, isMainFrame, processId, routingId], [url('one.html') + wanted, false, one.processId, one.routingId])
      assert.equal(one.url, newUrl)
    }
  })
})

describe('frames of another origin', () => {
  let server
  before(async () => { server = await startServer() })
  after(() => server.close())

  for (const contextIsolation of [true, false]) {
    it(`are in the tree and run scripts, contextIsolation ${contextIsolation}`, async () => {
      const { main } = await open({ 'index.html': page(`<iframe name=other src="${server.url}/other"></iframe>`) }, { contextIsolation })
      const [other] = main.frames
      assert.deepEqual([other.url, other.origin, other.name], [`${server.url}/other`, server.url, 'other'])
      assert.equal(await other.executeJavaScript('document.title'), '/other')
    })
  }

  it('with a content security policy reject scripts by name', async () => {
    const { main } = await open({ 'index.html': page(`<iframe src="${server.url}/csp"></iframe>`) })
    await assert.rejects(within(main.frames[0].executeJavaScript('1')), { message: /^Script not run: the frame does not allow it/ })
  })
})
