'use strict'

// Each window is a process of its own, and what happens to one does not matter to the others.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { openPage, loadPage } = require('../support/windows')
const { once, until, within } = require('../support/events')

const pageOf = (n) => `<!DOCTYPE html><title>page ${n}</title><script>let n = ${n}</script>`
const openPages = (count) => Promise.all(Array.from({ length: count }, (_, n) => openPage(pageOf(n))))
const ask = (win, script) => within(win.webContents.executeJavaScript(script))

function isAlive (pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('renderer processes', () => {
  it('8 windows have 8 processes', { timeout: 60_000 }, async () => {
    const windows = await openPages(8)
    const pids = windows.map((win) => win.webContents.getOSProcessId())
    assert.equal(new Set(pids).size, 8)
    assert.ok(!pids.includes(0) && !pids.includes(process.pid))
    for (const pid of pids) assert.ok(isAlive(pid))
  })

  for (const [signal, details] of [['SIGSEGV', { reason: 'crashed', exitCode: 11 }], ['SIGKILL', { reason: 'killed', exitCode: 9 }]]) {
    it(`${signal} of one gives render-process-gone to that window alone`, { timeout: 60_000 }, async () => {
      const windows = await openPages(8)
      const gone = []
      windows.forEach((win, n) => win.webContents.on('render-process-gone', (event, { reason, exitCode }) => gone.push([n, { reason, exitCode }])))
      const victim = windows[3].webContents
      process.kill(victim.getOSProcessId(), signal)
      await until(() => gone.length > 0)
      const others = windows.filter((win) => win.webContents !== victim)
      assert.deepEqual(await Promise.all(others.map((win) => ask(win, 'n'))), [0, 1, 2, 4, 5, 6, 7])
      assert.deepEqual(gone, [[3, details]])
      assert.equal(victim.isCrashed(), true)
      assert.equal(victim.getOSProcessId(), 0)
      assert.equal(windows[3].isDestroyed(), false)
      for (const win of others) assert.equal(win.webContents.isCrashed(), false)
    })
  }

  it('a page that crashed can be loaded again', { timeout: 60_000 }, async () => {
    const win = await openPage(pageOf(1))
    const before = win.webContents.getOSProcessId()
    const gone = once(win.webContents, 'render-process-gone')
    process.kill(before, 'SIGSEGV')
    await gone
    await loadPage(win, pageOf(2))
    assert.equal(win.webContents.isCrashed(), false)
    assert.notEqual(win.webContents.getOSProcessId(), before)
    assert.equal(await ask(win, 'n'), 2)
  })

  it('a page that never returns stops no other page and not main', { timeout: 60_000 }, async () => {
    const [stuck, other] = await openPages(2)
    stuck.webContents.executeJavaScript('for (;;);').catch(() => {})
    assert.equal(await ask(other, 'n + 1'), 2)
    process.kill(stuck.webContents.getOSProcessId(), 'SIGKILL')
    await once(stuck.webContents, 'render-process-gone')
  })

  it('the process of a window ends with it', { timeout: 60_000 }, async () => {
    const [first, second] = await openPages(2)
    const pid = first.webContents.getOSProcessId()
    first.destroy()
    await until(() => !isAlive(pid))
    assert.equal(await ask(second, 'n'), 1)
  })
})
