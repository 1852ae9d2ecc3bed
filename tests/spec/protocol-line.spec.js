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

  // What the DevTools say to the page, as their own code says it.
  const sayInDevTools = (tools, method, params) => {
    const command = JSON.stringify({ id: 12345, method, params })
    return tools.executeJavaScript(`DevToolsHost.sendMessageToEmbedder(${JSON.stringify(JSON.stringify({ id: 0, method: 'dispatchProtocolMessage', params: [command] }))})`)
  }
  const isPrint = () => win.webContents.executeJavaScript("matchMedia('print').matches")
  const titleByLine = async () => (await within(line.send('Runtime.evaluate', { expression: 'document.title' }))).result.value
  const openDevTools = async () => {
    win.webContents.openDevTools({ mode: 'detach' })
    await within(once(win.webContents, 'devtools-opened'))
    return win.webContents.devToolsWebContents
  }

  it('goes on beside the DevTools, and with what it has set', async () => {
    const told = []
    const events = []
    const listener = { domain: 'Page', onEvent: (method) => events.push(method), onEnd: () => told.push('end'), onOpen: () => told.push('open') }
    await within(line.keep('test', [['Page.enable'], ['Emulation.setEmulatedMedia', { media: 'print' }]], listener))
    const pending = line.send('Runtime.evaluate', { expression: 'new Promise((resolve) => { globalThis.settle = resolve })', awaitPromise: true })
    const tools = await openDevTools()
    const nothing = { media: '', features: [{ name: 'prefers-color-scheme', value: '' }] }
    await sayInDevTools(tools, 'Emulation.setEmulatedMedia', nothing)
    await line.send('Runtime.evaluate', { expression: 'settle(7)' })
    assert.equal((await within(pending)).result.value, 7)
    assert.equal(await isPrint(), true)
    await sayInDevTools(tools, 'Emulation.setEmulatedMedia', { media: 'screen' })
    await until(async () => !await isPrint())
    await sayInDevTools(tools, 'Emulation.setEmulatedMedia', nothing)
    await until(isPrint)
    win.webContents.closeDevTools()
    await line.send('Runtime.evaluate', { expression: '1' })
    await until(isPrint)
    await loadPage(win, '<title>next</title>')
    await until(() => events.includes('Page.loadEventFired'))
    assert.deepEqual(told, ['open'])
  })

  it('keeps what it has set when the page gets another process, beside DevTools', async () => {
    await within(line.keep('test', [['Emulation.setEmulatedMedia', { media: 'print' }]]))
    await openDevTools()
    await within(win.loadURL('data:text/html,<title>elsewhere</title>'))
    await until(isPrint)
    assert.equal(await titleByLine(), 'elsewhere')
  })

  it('begins while the DevTools are open, which see nothing of it', async () => {
    const tools = await openDevTools()
    const lines = []
    tools.on('console-message', (event, level, text) => lines.push(text))
    await tools.executeJavaScript('{ const { dispatchMessage } = DevToolsAPI; globalThis.seen = []; DevToolsAPI.dispatchMessage = (message) => { seen.push(JSON.stringify(message)); dispatchMessage.call(DevToolsAPI, message) } }')
    await within(line.keep('test', [['Fetch.enable'], ['Emulation.setEmulatedMedia', { media: 'print' }]], { domain: 'Fetch', onEvent: (method, { requestId }) => line.send('Fetch.continueRequest', { requestId }) }))
    assert.equal(await titleByLine(), 'page')
    await until(isPrint)
    await loadPage(win, '<title>next</title>')
    assert.equal(await titleByLine(), 'next')
    assert.deepEqual((await tools.executeJavaScript('seen')).filter((text) => /Fetch|attachedToTarget/.test(text)), [])
    assert.deepEqual(lines.filter((text) => /"method"|"result"/.test(text)), [])
    win.webContents.closeDevTools()
    assert.equal(await titleByLine(), 'next')
  })

  it('begins while DevTools open, and while they close', async () => {
    line.keep('test', [])
    win.webContents.openDevTools({ mode: 'detach' })
    assert.equal(await titleByLine(), 'page')
    win.webContents.closeDevTools()
    const other = await openPage('<title>other</title>')
    other.webContents.openDevTools({ mode: 'detach' })
    other.webContents._protocol().keep('test', [])
    other.webContents.closeDevTools()
    assert.equal((await within(other.webContents._protocol().send('Runtime.evaluate', { expression: 'document.title' }))).result.value, 'other')
  })

  it('goes on beside DevTools in a page that the app gives', async () => {
    const view = await openPage('<title>given</title>')
    win.webContents.setDevToolsWebContents(view.webContents)
    await openDevTools()
    await within(line.keep('test', [['Emulation.setEmulatedMedia', { media: 'print' }]]))
    await until(isPrint)
    win.webContents.closeDevTools()
    await line.send('Runtime.evaluate', { expression: '1' })
    await until(isPrint)
    await openDevTools()
    await sayInDevTools(view.webContents, 'Emulation.setEmulatedMedia', { media: '' })
    assert.equal(await titleByLine(), 'page')
    assert.equal(await isPrint(), true)
  })

  it('reaches a page that has loaded nothing yet, and one that has crashed', async () => {
    const other = openWindow()
    const fresh = other.webContents._protocol()
    await within(fresh.keep('test', [['Emulation.setEmulatedMedia', { media: 'print' }]]))
    await loadPage(other)
    await until(() => other.webContents.executeJavaScript("matchMedia('print').matches"))
    win.webContents.forcefullyCrashRenderer()
    await within(once(win.webContents, 'render-process-gone'))
    const kept = line.keep('test', [['Emulation.setEmulatedMedia', { media: 'print' }]])
    await loadPage(win)
    await within(kept)
    await until(isPrint)
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
