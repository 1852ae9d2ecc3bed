'use strict'

const { afterEach, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { once, until, within } = require('../support/events')
const { loadPage, openPage, openWindow } = require('../support/windows')

describe('a page\'s protocol line', () => {
  let win, line
  beforeEach(async () => {
    win = await openPage()
    line = win.webContents._protocol()
  })
  afterEach(() => win.destroy())

  it('answers commands, and hands on the events of the domains that are asked for', async () => {
    const events = []
    await within(line.keep('test', [['Page.enable']], { domain: 'Page', onEvent: (method) => events.push(method) }))
    const { result } = await within(line.send('Runtime.evaluate', { expression: 'document.title + "é\u{1f600}"' }))
    assert.deepEqual(result, { type: 'string', value: 'pageé\u{1f600}' })
    await loadPage(win)
    await until(() => events.includes('Page.loadEventFired'))
    assert.ok(events.every((method) => method.startsWith('Page.')))
  })

  it('rejects a command with the engine\'s words, and goes on', async () => {
    line.keep('test', [])
    await assert.rejects(within(line.send('Page.noSuchThing')), { message: "'Page.noSuchThing' wasn't found", code: -32601 })
    assert.equal((await line.send('Runtime.evaluate', { expression: '1' })).result.value, 1)
  })

  it('takes an answer of many MB', async () => {
    line.keep('test', [])
    const { result } = await within(line.send('Runtime.evaluate', { expression: '"x".repeat(3e6) + "end"' }))
    assert.equal(result.value.length, 3e6 + 3)
    assert.ok(result.value.endsWith('end'))
  })

  it('stays open while somebody needs it, and rejects what is asked when it ends', async () => {
    line.keep('one', [])
    line.keep('other', [])
    line.drop('one')
    assert.equal((await within(line.send('Runtime.evaluate', { expression: '2' }))).result.value, 2)
    const never = assert.rejects(line.send('Runtime.evaluate', { expression: 'new Promise(() => {})', awaitPromise: true }), { message: 'The connection to the page has ended' })
    line.drop('other')
    await within(never)
    assert.equal(line.isOpen, false)
    await assert.rejects(line.send('Runtime.evaluate', { expression: '3' }), { message: 'The connection to the page has ended' })
  })

  it('gives way to the DevTools, and is back with what was set after them', async () => {
    const told = []
    await within(line.keep('test', [['Emulation.setEmulatedMedia', { media: 'print' }]], { onEnd: () => told.push('end'), onOpen: () => told.push('open') }))
    const isPrint = () => win.webContents.executeJavaScript("matchMedia('print').matches")
    await until(isPrint)
    win.webContents.openDevTools({ mode: 'detach' })
    await within(once(win.webContents, 'devtools-opened'))
    await until(async () => !await isPrint())
    win.webContents.closeDevTools()
    await until(isPrint)
    assert.deepEqual(told, ['open', 'end', 'open'])
  })

  it('serves the next process of a page, and ends with the page', async () => {
    await within(line.keep('test', []))
    const gone = once(win.webContents, 'render-process-gone')
    win.webContents.forcefullyCrashRenderer()
    await within(gone)
    await loadPage(win, '<title>again</title>')
    assert.equal((await within(line.send('Runtime.evaluate', { expression: 'document.title' }))).result.value, 'again')
    const never = assert.rejects(line.send('Runtime.evaluate', { expression: 'new Promise(() => {})', awaitPromise: true }))
    win.destroy()
    await within(never)
  })

  it('answers in windows made after a crash', async () => {
    for (let i = 0; i < 8; i++) {
      const crashed = openWindow()
      crashed.webContents._protocol().keep('test', [])
      await loadPage(crashed)
      const gone = once(crashed.webContents, 'render-process-gone')
      crashed.webContents.forcefullyCrashRenderer()
      await within(gone)
      await loadPage(crashed)
      crashed.destroy()
      const next = openWindow()
      next.webContents._protocol().keep('test', [])
      await loadPage(next, '<title>next</title>')
      const { result } = await within(next.webContents._protocol().send('Runtime.evaluate', { expression: 'document.title' }))
      assert.equal(result.value, 'next')
      next.destroy()
    }
  })
})
