'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { BrowserWindow } = require('electron')
const { turn, until, within } = require('../support/events')
const { openPage, openWindow, pageUrl } = require('../support/windows')
const { startServer } = require('../support/http-server')

/** The same numbers for the same seed. */
function random (seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

describe('webContents under stress', () => {
  it('opens, loads, reloads, navigates, runs, crashes and closes in any order', { timeout: 120_000 }, async () => {
    const seed = Number(process.env.STRESS_SEED) || 20220519
    const next = random(seed)
    const pick = (list) => list[Math.floor(next() * list.length)]
    const server = await startServer()
    const url = pageUrl('<!DOCTYPE html><title>stress</title><body><script>setTimeout(() => { location.hash = "x" }, 5)</script>')
    const mine = new Set()
    const pending = new Set() // what each promise is of
    let count = 0
    const watch = (what, promise) => {
      const label = `${++count} ${what}`
      pending.add(label)
      Promise.resolve(promise).catch(() => {}).finally(() => pending.delete(label))
    }
    const living = () => [...mine].filter((win) => !win.isDestroyed())
    const on = (act) => () => {
      const win = pick(living())
      if (win && !win.webContents.isDestroyed()) act(win, win.webContents)
    }
    const open = () => {
      if (living().length >= 4) return
      const win = openWindow({ show: next() < 0.3, webPreferences: pick([{}, { contextIsolation: true, nodeIntegration: false }]) })
      mine.add(win)
      watch('open', win.loadURL(url))
    }
    const steps = [
      open, open,
      on((win) => {
        const to = pick([url, `${server.url}/a`, `${server.url}/redirect-2`, `${server.url}/hang`, `${server.url}/reset`, 'file:///nope.html', 'about:blank', 'foo://x', `${url}#y`])
        watch(to, win.loadURL(to))
      }),
      on((win, contents) => contents.reload()),
      on((win, contents) => contents.stop()),
      on((win, contents) => contents.goBack()),
      on((win, contents) => {
        const code = pick(['1', 'new Promise(() => {})', 'location = "#z"', 'throw new Error("x")', 'location.reload()', 'window.close()'])
        watch(code, contents.executeJavaScript(code))
      }),
      on((win, contents) => watch('insertCSS', contents.insertCSS('body { color: red }'))),
      on((win, contents) => contents.send('anything', 1)),
      on((win, contents) => watch('capturePage', contents.capturePage())),
      on((win, contents) => contents.sendInputEvent({ type: 'keyDown', keyCode: 'A' })),
      on((win, contents) => contents.forcefullyCrashRenderer()),
      on((win) => win.close()),
      on((win) => win.destroy()),
      on((win, contents) => { if (next() < 0.3) contents.toggleDevTools() }),
      on((win, contents) => contents.once(pick(['did-start-navigation', 'will-navigate', 'did-navigate', 'dom-ready', 'did-finish-load', 'did-stop-loading', 'render-process-gone']), () => { if (!win.isDestroyed() && next() < 0.5) win.destroy() })),
      on((win, contents) => watch('window.open', contents.executeJavaScript(`window.open('${url}'); 0`)))
    ]
    for (let step = 0; step < 200; step++) {
      pick(steps)()
      if (next() < 0.6) await turn()
      if (next() < 0.1) await new Promise((resolve) => setTimeout(resolve, 20))
      for (const win of BrowserWindow.getAllWindows()) {
        if (!mine.has(win) && next() < 0.3) win.destroy()
      }
    }
    for (const win of BrowserWindow.getAllWindows()) win.destroy()
    server.close()
    await until(() => pending.size === 0, 10_000).catch(() => {})
    assert.deepEqual([...pending], [], 'promises of pages that are gone')
    const win = await openPage('<title>alive</title>')
    assert.equal(await within(win.webContents.executeJavaScript('document.title')), 'alive')
    await until(() => BrowserWindow.getAllWindows().length === 1)
  })
})
