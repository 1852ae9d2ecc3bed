'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { app, BrowserWindow, ipcMain } = require('electron')
const { once, record, turn, until } = require('../support/events')
const { loadPage, openPage, openWindow, untilInPage } = require('../support/windows')

const watch = (win, log = []) => {
  record(log, win, ['close', 'closed', 'unresponsive'])
  record(log, win.webContents, ['will-prevent-unload', 'destroyed'], 'page ')
  return log
}

const refusing = '<script>onbeforeunload = (event) => { event.preventDefault(); event.returnValue = "x"; return "x" }</script>'

describe('win.close()', () => {
  it('emits close at once, then destroys the page, then the window', async () => {
    const win = await openPage()
    const log = watch(win)
    const { webContents } = win
    webContents.on('destroyed', () => log.push(win.isDestroyed(), BrowserWindow.getAllWindows().includes(win)))
    win.on('closed', () => log.push(win.isDestroyed(), BrowserWindow.getAllWindows().includes(win), webContents.isDestroyed()))
    win.close()
    assert.deepEqual([log, win.isDestroyed()], [['close'], false])
    await once(win, 'closed')
    assert.deepEqual(log, ['close', 'page destroyed', false, true, 'closed', true, false, true])
  })

  it('works for a window without a page, and is not told twice', async () => {
    const win = openWindow()
    const log = watch(win)
    win.close()
    win.close()
    await once(win, 'closed')
    await turn()
    assert.deepEqual(log, ['close', 'close', 'page destroyed', 'closed'])
  })

  it('is refused by a listener', async () => {
    const win = await openPage()
    win.once('close', (event) => {
      event.preventDefault()
      assert.equal(event.defaultPrevented, true)
    })
    win.close()
    await turn()
    assert.equal(win.isDestroyed(), false)
    const closed = once(win, 'closed')
    win.close()
    await closed
  })

  it('is refused by beforeunload, unless will-prevent-unload is prevented', async () => {
    const win = await openPage(refusing)
    const log = watch(win)
    win.close()
    await once(win.webContents, 'will-prevent-unload')
    await turn()
    assert.deepEqual([log, win.isDestroyed()], [['close', 'page will-prevent-unload'], false])
    win.webContents.on('will-prevent-unload', (event) => event.preventDefault())
    win.close()
    await once(win, 'closed')
    assert.deepEqual(log.slice(2), ['close', 'page will-prevent-unload', 'page destroyed', 'closed'])
  })

  it('lets the page send on unload', async () => {
    const win = await openPage('<script>addEventListener("unload", () => require("electron").ipcRenderer.send("bye"))</script>')
    const bye = once(ipcMain, 'bye')
    win.close()
    await bye
  })

  it('destroy() inside close is fine', async () => {
    const win = await openPage()
    const log = watch(win)
    win.on('close', () => win.destroy())
    const gone = once(win.webContents, 'destroyed')
    win.close()
    assert.deepEqual([log, win.isDestroyed()], [['close', 'closed'], true])
    await gone
    assert.deepEqual(log, ['close', 'closed', 'page destroyed'])
  })

  it('close() inside close, closed and destroyed does no harm', async () => {
    const win = await openPage()
    let count = 0
    win.on('close', () => { if (count++ < 3) win.close() })
    win.webContents.on('destroyed', () => win.close())
    const closed = once(win, 'closed')
    win.on('closed', () => assert.throws(() => win.close(), { message: 'Object has been destroyed' }))
    win.close()
    await closed
    assert.equal(count > 1, true)
  })

  it('works while the page loads', async () => {
    const server = require('node:http').createServer(() => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    for (const started of [false, true]) {
      const win = openWindow()
      const loading = win.loadURL(`http://127.0.0.1:${server.address().port}/`)
      loading.catch(() => {})
      if (started) await once(server, 'connection', { timeout: 3000 }).catch(() => {})
      const closed = once(win, 'closed')
      win.close()
      await closed
      await assert.rejects(loading, { code: 'ERR_FAILED' })
    }
    server.close()
    server.closeAllConnections?.()
  })

  it('works when the page has crashed', async () => {
    const win = await openPage()
    const gone = once(win.webContents, 'render-process-gone')
    process.kill(win.webContents.getOSProcessId(), 'SIGSEGV')
    await gone
    const closed = once(win, 'closed')
    win.close()
    await closed
  })

  it('works while the page waits in sendSync', async () => {
    const win = await openPage()
    const asked = once(ipcMain, 'never')
    win.webContents.executeJavaScript("require('electron').ipcRenderer.sendSync('never')").catch(() => {})
    const [event] = await asked
    const closed = once(win, 'closed')
    win.close()
    await turn()
    event.returnValue = 1
    await closed
  })

  it('works in the listener that a page waits for', async () => {
    for (const how of ['close', 'destroy']) {
      const win = await openPage()
      const closed = once(win, 'closed')
      ipcMain.once('end', (event) => {
        BrowserWindow.fromWebContents(event.sender)[how]()
        event.returnValue = 1
      })
      win.webContents.executeJavaScript("require('electron').ipcRenderer.sendSync('end')").catch(() => {})
      await closed
    }
  })

  it('works in a listener of the page\'s own message and in a handler', async () => {
    const win = await openPage()
    const closed = once(win, 'closed')
    ipcMain.handleOnce('end', (event) => BrowserWindow.fromWebContents(event.sender).destroy())
    win.webContents.executeJavaScript("require('electron').ipcRenderer.invoke('end')").catch(() => {})
    await closed
  })

  it('works when the page crashes instead of answering', async () => {
    const win = await openPage('<script>onbeforeunload = () => { for (;;); }</script>')
    const pid = win.webContents.getOSProcessId()
    const closed = once(win, 'closed')
    win.close()
    await new Promise((resolve) => setTimeout(resolve, 300))
    process.kill(pid, 'SIGSEGV')
    await closed
  })

  it('closes a page that never answers, within a bounded time', { timeout: 30_000 }, async () => {
    const win = await openPage(`${refusing}<script>setTimeout(() => { for (;;); }, 100)</script>`)
    const log = watch(win)
    await new Promise((resolve) => setTimeout(resolve, 400))
    win.close()
    await once(win, 'closed', { timeout: 25_000 })
    assert.deepEqual(log.filter((name) => name !== 'unresponsive'), ['close', 'page destroyed', 'closed'])
  })
})

describe('win.destroy()', () => {
  it('emits closed at once and asks nobody', async () => {
    const win = await openPage(refusing)
    const log = watch(win)
    const gone = once(win.webContents, 'destroyed')
    win.destroy()
    assert.deepEqual(log, ['closed'])
    await gone
    assert.deepEqual(log, ['closed', 'page destroyed'])
  })

  it('rejects the load that it ends', async () => {
    const win = openWindow()
    const loading = win.loadURL('data:text/html,x')
    win.destroy()
    await assert.rejects(loading, { code: 'ERR_FAILED' })
  })

  it('takes the children along', () => {
    const parent = openWindow()
    const child = openWindow({ parent })
    const log = record(record([], parent, ['close', 'closed'], 'parent '), child, ['close', 'closed'], 'child ')
    parent.destroy()
    assert.deepEqual(log, ['child closed', 'parent closed'])
  })

  it('tells app with the last window', () => {
    for (const win of BrowserWindow.getAllWindows()) win.destroy()
    const win = openWindow()
    let told = 0
    const listener = () => { told++ }
    app.on('window-all-closed', listener)
    win.destroy()
    app.removeListener('window-all-closed', listener)
    assert.equal(told, 1)
  })
})

describe('window.close() of a page', () => {
  it('closes its window', async () => {
    const win = await openPage()
    const log = watch(win)
    const closed = once(win, 'closed')
    win.webContents.executeJavaScript('window.close()').catch(() => {})
    await closed
    assert.deepEqual(log, ['close', 'page destroyed', 'closed'])
  })

  it('closes it whatever the page has visited', async () => {
    const win = await openPage()
    await win.loadURL('data:text/html,second')
    const closed = once(win, 'closed')
    win.webContents.executeJavaScript('window.close()').catch(() => {})
    await closed
  })

  it('can be refused, and works the next time', async () => {
    const win = await openPage()
    win.once('close', (event) => event.preventDefault())
    const asked = once(win, 'close')
    win.webContents.executeJavaScript('window.close()').catch(() => {})
    await asked
    await turn()
    assert.equal(win.isDestroyed(), false)
    await untilInPage(win, 'true')
    const closed = once(win, 'closed')
    win.close()
    await closed
  })
})

describe('500 calls in any order', () => {
  // Numbers that are the same on every run.
  const random = (seed) => () => {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32
    return seed / 2 ** 32
  }

  it('over 5 windows crash nothing', { timeout: 120_000 }, async () => {
    const next = random(Number(process.env.SEED) || 20)
    const pick = (list) => list[Math.floor(next() * list.length)]
    const int = () => Math.floor(next() * 900) - 100
    const slots = Array(5).fill(null)
    const file = await loadPage(openWindow())
    const calls = [
      (win) => win.show(), (win) => win.showInactive(), (win) => win.hide(), (win) => win.focus(), (win) => win.blur(),
      (win) => win.minimize(), (win) => win.maximize(), (win) => win.unmaximize(), (win) => win.restore(),
      (win) => win.setFullScreen(next() < 0.5), (win) => win.setKiosk(next() < 0.5), (win) => win.setResizable(next() < 0.5),
      (win) => win.setBounds({ x: int(), y: int(), width: int(), height: int() }), (win) => win.setSize(int(), int()),
      (win) => win.setPosition(int(), int()), (win) => win.center(), (win) => win.setMinimumSize(int(), int()),
      (win) => win.setMaximumSize(int(), int()), (win) => win.setAlwaysOnTop(next() < 0.5), (win) => win.setFocusable(next() < 0.5),
      (win) => win.setEnabled(next() < 0.5), (win) => win.setOpacity(next()), (win) => win.setIgnoreMouseEvents(next() < 0.3),
      (win) => win.setParentWindow(pick(slots.filter((other) => other && !other.isDestroyed()))), (win) => win.setParentWindow(null),
      (win) => win.moveTop(), (win) => win.moveAbove(pick(slots.filter((other) => other && other !== win && !other.isDestroyed())).getMediaSourceId()),
      (win) => { win.loadFile(file).catch(() => {}) }, (win) => { win.loadURL('about:blank').catch(() => {}) }, (win) => win.reload(),
      (win) => win.setTitle(String(next())), (win) => win.setBackgroundColor('#123456'), (win) => win.setShape([{ x: 0, y: 0, width: 50, height: 50 }]),
      (win) => win.setShape([]), (win) => win.flashFrame(true), (win) => { win.webContents.executeJavaScript('window.close()').catch(() => {}) },
      (win) => { win.webContents.executeJavaScript('document.title = Math.random()').catch(() => {}) },
      (win) => win.close(), (win) => win.destroy(), (win) => win.webContents.stop(),
      (win) => [win.getBounds(), win.getNormalBounds(), win.isVisible(), win.isFocused(), win.getChildWindows(), win.getMinimumSize()]
    ]
    for (let count = 0; count < 500; count++) {
      const slot = Math.floor(next() * slots.length)
      if (!slots[slot] || slots[slot].isDestroyed()) {
        const parent = next() < 0.3 ? pick(slots) : undefined
        slots[slot] = openWindow({
          show: next() < 0.5, modal: next() < 0.3, frame: next() < 0.7, fullscreen: next() < 0.1, transparent: next() < 0.1,
          parent: parent && !parent.isDestroyed() ? parent : undefined
        })
      }
      try {
        pick(calls)(slots[slot])
      } catch (error) {
        // No second window to stack above, or to be the child of.
        if (!/undefined|Must pass|Invalid media source/.test(error.message)) throw error
      }
      if (next() < 0.4) await turn()
      if (next() < 0.05) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    for (const win of slots) win?.destroy()
    const left = openWindow()
    await loadPage(left)
    assert.equal(await left.webContents.executeJavaScript('1 + 1'), 2)
    await until(() => BrowserWindow.getAllWindows().every((win) => !win.isDestroyed()))
  })
})
