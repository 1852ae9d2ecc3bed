'use strict'

// Once a page was loaded, a process waits for the next window. Nothing tells of it but that windows open faster.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const { app, BrowserWindow, session, webContents } = require('electron')
const { openPage, openWindow, pageUrl } = require('../support/windows')
const { once, until, within } = require('../support/events')

const { spareProcessId } = process._linkedBinding('electron_browser_web_contents')
const timeout = 60_000

const commandOf = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

function childrenByParent () {
  const children = new Map()
  for (const name of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'latin1')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      children.set(parent, [...children.get(parent) ?? [], Number(name)])
    } catch {}
  }
  return children
}

/** Processes that a zygote of this program has forked. */
function renderers () {
  const children = childrenByParent()
  const isZygote = (pid) => commandOf(pid).includes('--type=zygote')
  return (children.get(process.pid) ?? []).filter(isZygote).flatMap((zygote) => children.get(zygote) ?? [])
}

const pidOf = (win) => win.webContents.getOSProcessId()

/** The process that waits, once there is one. */
async function spare () {
  await until(() => renderers().includes(spareProcessId()))
  return spareProcessId()
}

/** Ends a process before the engine can hear of it. */
function killAtOnce (pid) {
  process.kill(pid, 'SIGKILL')
  const hasEnded = () => {
    try {
      return fs.readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ')
    } catch {
      return true
    }
  }
  const deadline = Date.now() + 5000
  while (!hasEnded() && Date.now() < deadline);
}

const ask = (win, script) => within(win.webContents.executeJavaScript(script))

describe('the spare process', () => {
  it('becomes that of the next window, and another takes its place', { timeout }, async () => {
    await openPage()
    const first = await spare()
    const win = await openPage('<title>second</title>')
    assert.equal(pidOf(win), first)
    assert.equal(win.getTitle(), 'second')
    const next = await spare()
    assert.notEqual(next, first)
    assert.equal(pidOf(await openPage()), next)
  })

  it('shows nowhere', { timeout }, async () => {
    const created = []
    const note = (event, contents) => created.push(contents)
    app.on('web-contents-created', note)
    const win = await openPage()
    const pid = await spare()
    app.removeListener('web-contents-created', note)
    assert.deepEqual(created, [win.webContents])
    assert.deepEqual(webContents.getAllWebContents(), [win.webContents])
    assert.deepEqual(BrowserWindow.getAllWindows(), [win])
    const metrics = app.getAppMetrics()
    assert.ok(metrics.some((entry) => entry.pid === pidOf(win)))
    assert.ok(!metrics.some((entry) => entry.pid === pid))
  })

  it('has no part in what a window is before it loads', { timeout }, async () => {
    await openPage()
    await spare()
    const { webContents: contents } = openWindow()
    assert.deepEqual([contents.getOSProcessId(), contents.getURL(), contents.getTitle(), contents.canGoBack(), contents.isLoading()], [0, '', '', false, false])
  })

  it('leaves no trace in the history', { timeout }, async () => {
    await openPage()
    const pid = await spare()
    const win = await openPage()
    assert.equal(pidOf(win), pid)
    assert.equal(win.webContents.canGoBack(), false)
    assert.equal(await ask(win, 'history.length'), 1)
  })

  it('serves a page with Node and one with a preload script and an isolated world', { timeout }, async () => {
    await openPage()
    let pid = await spare()
    const classic = await openPage('<title>x</title>', { webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false } })
    assert.equal(pidOf(classic), pid)
    assert.equal(await ask(classic, 'require("os").EOL + process.type'), '\nrenderer')
    pid = await spare()
    const isolated = await openPage('<title>x</title>', { webPreferences: { contextIsolation: true } })
    assert.equal(pidOf(isolated), pid)
    assert.equal(await ask(isolated, 'typeof require'), 'undefined')
  })

  for (const kind of ['file:', 'data:']) {
    it(`webPreferences hold from the first document on: ${kind}`, { timeout }, async () => {
      await openPage()
      const pid = await spare()
      const win = openWindow({ webPreferences: { javascript: false, defaultFontSize: 31 } })
      const html = '<title>still</title><script>document.title = "ran"</script>'
      await win.loadURL(kind === 'file:' ? pageUrl(html) : `data:text/html,${encodeURIComponent(html)}`)
      assert.equal(pidOf(win), pid)
      await until(() => win.webContents.getTitle() === 'still')
    })
  }

  it('is not for windows of other sessions', { timeout }, async () => {
    await openPage()
    const pid = await spare()
    const win = await openPage('<title>x</title>', { webPreferences: { session: session.fromPartition('spare-other') } })
    assert.notEqual(pidOf(win), pid)
    assert.equal(pidOf(await openPage()), pid)
  })

  it('is not for windows that a page opens', { timeout }, async () => {
    const opener = await openPage('<title>x</title>', { webPreferences: { nativeWindowOpen: true } })
    const pid = await spare()
    const created = once(app, 'browser-window-created')
    await ask(opener, `window.open('${pageUrl('<title>child</title>')}'); 0`)
    const [, child] = await created
    await until(() => child.getTitle() === 'child')
    assert.equal(pidOf(child), pidOf(opener))
    assert.ok(renderers().includes(pid))
  })

  for (const signal of ['SIGSEGV', 'SIGKILL']) {
    it(`${signal} of it disturbs nobody, and the next window has a process of its own`, { timeout }, async () => {
      const gone = []
      const first = await openPage()
      app.on('render-process-gone', () => gone.push('gone'))
      process.kill(await spare(), signal)
      await until(() => spareProcessId() === 0)
      const win = await openPage('<title>after</title>')
      assert.equal(await ask(win, 'document.title'), 'after')
      assert.equal(await ask(first, '1 + 1'), 2)
      app.removeAllListeners('render-process-gone')
      assert.deepEqual(gone, [])
      const next = await spare()
      assert.equal(pidOf(await openPage()), next)
    })
  }

  it('has the shim in every window, however often spare processes die and windows come and go', { timeout }, async () => {
    const webPreferences = { nodeIntegration: true, contextIsolation: false, sandbox: false }
    for (let i = 0; i < 5; i++) {
      const win = await openPage('<title>x</title>', { webPreferences })
      const pid = await spare()
      if (i % 2) killAtOnce(pid)
      const other = await openPage('<title>x</title>', { webPreferences })
      for (const each of [win, other]) assert.equal(await ask(each, 'typeof require'), 'function')
      win.destroy()
      other.destroy()
    }
  })
})
