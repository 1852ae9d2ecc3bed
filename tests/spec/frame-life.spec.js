'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { once, until } = require('../support/events')
const { bridge, inPreload, load, oneFrame, page, windowWith } = require('../support/frames')

describe('a frame that goes', () => {
  const loadOne = async () => {
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    return { win, frame }
  }

  it('makes event.senderFrame null, and reply and late answers reach nobody', async () => {
    const win = windowWith(bridge)
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('one.html') })
    const [frame] = await load(win, oneFrame)
    const [event] = await hello
    await win.webContents.executeJavaScript('document.querySelector("iframe").remove(), 1')
    await until(() => frame.isDestroyed())
    assert.equal(event.senderFrame, null)
    event.reply('ask', 1, '1')
  })

  it('ends a synchronous call whose listener destroys the window', async () => {
    const win = windowWith(`
      const { ipcRenderer } = require('electron')
      if (!process.isMainFrame) ipcRenderer.sendSync('destroy')
    `)
    ipcMain.once('destroy', (event) => {
      win.destroy()
      event.returnValue = 1
    })
    const closed = once(win, 'closed')
    load(win, oneFrame).catch(() => {})
    await closed
  })

  it('takes its messages with it when it is removed in the middle', async () => {
    const { win, frame } = await loadOne()
    for (let i = 0; i < 20; i++) frame.send('ask', i, '1')
    await win.webContents.executeJavaScript('document.querySelector("iframe").remove(), 1')
    await until(() => frame.isDestroyed())
    frame.send('ask', 1, '1')
    assert.deepEqual(win.webContents.mainFrame.frames, [])
  })

  it('stays the same frame when it navigates, and the old document hears nothing', async () => {
    const { win, frame } = await loadOne()
    const hello = once(ipcMain, 'hello', { filter: (event, url) => url.endsWith('#again') })
    win.webContents.executeJavaScript('frames[0].location.replace("one.html?2#again"), 1')
    const [event] = await hello
    assert.equal(event.senderFrame, frame)
    assert.equal(await inPreload(frame, 'location.search'), '?2')
  })

  it('goes when the page navigates', async () => {
    const { win, frame } = await loadOne()
    await load(win, oneFrame)
    assert.equal(frame.isDestroyed(), true)
    const [next] = win.webContents.mainFrame.frames
    assert.match(await inPreload(next, 'location.pathname'), /one\.html$/)
    assert.notEqual(next, frame)
  })
})

// The last: after a crash the engine may leave out the injection into a frame of another page.
describe('a frame whose process dies', () => {
  it('is destroyed', async () => {
    const win = windowWith(bridge)
    const [frame] = await load(win, oneFrame)
    const gone = once(win.webContents, 'render-process-gone')
    win.webContents.forcefullyCrashRenderer()
    await gone
    assert.equal(frame.isDestroyed(), true)
    await assert.rejects(frame.executeJavaScript('1'), { message: 'Render frame was disposed before WebFrameMain could be accessed' })
  })
})
