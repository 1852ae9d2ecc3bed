'use strict'

const assert = require('node:assert/strict')
const { afterEach, before, describe, it } = require('node:test')
const { setTimeout: delay } = require('node:timers/promises')
const { BrowserWindow, ipcMain } = require('electron')
const { once, until, within } = require('../support/events')
const { filesOf, load, oneFrame, windowWith } = require('../support/frames')
const { preloadFile } = require('../support/preload')
const { openPage, openWindow, pageUrl } = require('../support/windows')

/** What `call` gives in the page, as ['value', …] or [name, code, …]. */
const attempt = (call) => `(() => {
  const { ipcRenderer } = require('electron')
  try {
    return ['value', ${call}]
  } catch (error) {
    return [error.name, error.code, error.channel, error.milliseconds ?? error.awaited, error instanceof Error]
  }
})()`

const ask = (win, call) => within(win.webContents.executeJavaScript(attempt(call)))

describe('ipcRenderer.sendSyncWithTimeout', () => {
  let win
  let held = []

  before(async () => { win = await openPage() })
  afterEach(() => {
    ipcMain.removeAllListeners('test')
    held = []
  })

  it('gives the value of a listener that is in time', async () => {
    ipcMain.on('test', (event, ...args) => { event.returnValue = args })
    assert.deepEqual(await ask(win, "ipcRenderer.sendSyncWithTimeout(5000, 'test', 1, 'two')"), ['value', [1, 'two']])
    ipcMain.removeAllListeners('test')
    ipcMain.on('test', (event) => { setTimeout(() => { event.returnValue = 'late' }, 30) })
    assert.deepEqual(await ask(win, "ipcRenderer.sendSyncWithTimeout(5000, 'test')"), ['value', 'late'])
  })

  it('throws a named error when the answer is late', async () => {
    ipcMain.on('test', (event) => { held.push(event) })
    const begin = Date.now()
    assert.deepEqual(await ask(win, "ipcRenderer.sendSyncWithTimeout(60, 'test')"), ['SendSyncTimeoutError', 'ERR_IPC_SYNC_TIMEOUT', 'test', 60, true])
    assert.ok(Date.now() - begin >= 60)
  })

  it('names the page\'s code in the stack', async () => {
    ipcMain.on('test', (event) => { held.push(event) })
    const stack = await within(win.webContents.executeJavaScript(`(function inThePage () {
      try { require('electron').ipcRenderer.sendSyncWithTimeout(1, 'test') } catch (error) { return error.stack }
    })()`))
    assert.match(stack, /^SendSyncTimeoutError: ipcRenderer\.sendSync\('test'\) was not answered within 1 ms\n {4}at inThePage /)
  })

  it('drops an answer that comes too late: the next call gets its own', async () => {
    ipcMain.on('test', (event, n) => {
      if (n === 2) held[0].returnValue = 'of the first'
      if (n === 1) held.push(event)
      else setTimeout(() => { event.returnValue = `of ${n}` }, 20)
    })
    await ask(win, "ipcRenderer.sendSyncWithTimeout(20, 'test', 1)")
    assert.deepEqual(await ask(win, "ipcRenderer.sendSync('test', 2)"), ['value', 'of 2'])
    held[0].returnValue = 'once more'
    assert.deepEqual(await ask(win, "ipcRenderer.sendSync('test', 3)"), ['value', 'of 3'])
  })

  it('checks its arguments', async () => {
    for (const first of ['undefined', "'1'", 'NaN', '-1']) {
      assert.equal((await ask(win, `ipcRenderer.sendSyncWithTimeout(${first}, 'test')`))[0], 'TypeError', first)
    }
    assert.equal((await ask(win, 'ipcRenderer.sendSyncWithTimeout(1)'))[0], 'TypeError')
  })

  it('is what sendSync does where webPreferences has a sendSyncTimeout', async () => {
    const limited = await openPage(undefined, { webPreferences: { sendSyncTimeout: 40 } })
    ipcMain.on('test', (event) => { held.push(event) })
    assert.deepEqual(await ask(limited, "ipcRenderer.sendSync('test')"), ['SendSyncTimeoutError', 'ERR_IPC_SYNC_TIMEOUT', 'test', 40, true])
    ipcMain.removeAllListeners('test')
    ipcMain.on('test', (event) => { event.returnValue = 1 })
    assert.deepEqual(await ask(limited, "ipcRenderer.sendSync('test')"), ['value', 1])
  })

  it('works in frames within a page', async () => {
    const framed = windowWith('globalThis.ipc = require("electron").ipcRenderer', { contextIsolation: false })
    const [frame] = await load(framed, oneFrame)
    ipcMain.on('test', (event) => { held.push(event) })
    const text = await within(frame.executeJavaScript("(() => { try { ipc.sendSyncWithTimeout(30, 'test') } catch (error) { return error.code } })()"))
    assert.equal(text, 'ERR_IPC_SYNC_TIMEOUT')
  })
})

describe('a sendSync that waits for itself', () => {
  let win

  const isDeadlock = ([name, code, channel, awaited], what) =>
    assert.deepEqual([name, code, channel, awaited.includes(what)], ['SendSyncDeadlockError', 'ERR_IPC_DEADLOCK', 'test', true])

  before(async () => { win = await openPage('<iframe srcdoc="frame"></iframe>') })
  afterEach(() => {
    ipcMain.removeAllListeners('test')
    ipcMain.removeAllListeners('other')
    delete global.told
  })

  const listeners = {
    'webContents.executeJavaScript': async (event) => { event.returnValue = await event.sender.executeJavaScript('1') },
    'webContents.executeJavaScriptInIsolatedWorld': async ({ sender }) => sender.executeJavaScriptInIsolatedWorld(7, [{ code: '1' }]),
    'webContents.insertCSS': ({ sender }) => sender.insertCSS('b {}'),
    'frame.executeJavaScript': ({ sender }) => sender.mainFrame.frames[0].executeJavaScript('1'),
    'webContents.loadURL': ({ sender }) => sender.loadURL(pageUrl('<title>other</title><iframe srcdoc="frame"></iframe>'))
  }
  for (const [name, wait] of Object.entries(listeners)) {
    it(`throws when the listener awaits ${name} of its page`, async () => {
      let hasGoneOn = false
      ipcMain.on('test', async (event) => {
        event.returnValue = await wait(event)
        hasGoneOn = true
      })
      // The page may be about to be left: then a script tells nobody.
      win.webContents.executeJavaScript(`require('electron').ipcRenderer.send('told', ...${attempt("ipcRenderer.sendSync('test')")})`).catch(() => {})
      const [, ...told] = await once(ipcMain, 'told')
      // A script that this case itself has started is open as well.
      isDeadlock(told, name === 'webContents.insertCSS' ? 'webContents.' : name)
      await until(() => hasGoneOn)
    })
  }

  it('throws while the page is being loaded, too', async () => {
    const preload = preloadFile(`globalThis.told = ${attempt("ipcRenderer.sendSync('test')")}`)
    ipcMain.on('test', async (event) => { event.returnValue = await event.sender.executeJavaScript('1').catch(() => {}) })
    const loaded = await openPage(undefined, { webPreferences: { preload, contextIsolation: false, nodeIntegration: true } })
    isDeadlock(await within(loaded.webContents.executeJavaScript('told')), 'webContents.executeJavaScript')
  })

  it('throws when two pages wait for each other', async () => {
    const other = await openPage()
    ipcMain.on('test', async (event) => { event.returnValue = await other.webContents.executeJavaScript(attempt("ipcRenderer.sendSync('other')")).catch(() => {}) })
    ipcMain.on('other', async (event) => { event.returnValue = await win.webContents.executeJavaScript('1').catch(() => {}) })
    const [kind, ...rest] = await ask(win, "ipcRenderer.sendSync('test')")
    // The one or the other is told.
    if (kind === 'value') assert.equal(rest[0][0], 'SendSyncDeadlockError')
    else assert.equal(kind, 'SendSyncDeadlockError')
  })

  const innocent = {
    'starts a script, and answers by itself': (event) => {
      event.sender.executeJavaScript('1')
      setTimeout(() => { event.returnValue = 'answer' }, 150)
    },
    'waits for a script for no more than some time': async (event) => {
      await Promise.race([event.sender.executeJavaScript('1'), delay(150)])
      event.returnValue = 'answer'
    },
    'awaits a script of another page': async (event) => {
      const other = BrowserWindow.getAllWindows().find(({ id }) => id !== win.id) ?? await openPage()
      event.sender.executeJavaScript('1')
      await delay(100)
      await other.webContents.executeJavaScript('new Promise((resolve) => setTimeout(resolve, 50))')
      event.returnValue = 'answer'
    },
    'has given the event to somebody else': (event) => {
      global.told = event
      const script = event.sender.executeJavaScript('1')
      script.then(() => { event.returnValue = 'too late' }, () => {})
      setTimeout(() => { global.told.returnValue = 'answer' }, 150)
    }
  }
  for (const [what, listener] of Object.entries(innocent)) {
    it(`waits where its listener ${what}`, async () => {
      ipcMain.on('test', listener)
      assert.deepEqual(await ask(win, "ipcRenderer.sendSync('test')"), ['value', 'answer'])
    })
  }

  it('goes on with undefined where the listener is done without an answer, and its script runs', async () => {
    let value
    ipcMain.on('test', (event) => { event.sender.executeJavaScript('40 + 2').then((result) => { value = result }) })
    assert.deepEqual(await ask(win, "ipcRenderer.sendSync('test')"), ['value', undefined])
    await until(() => value === 42)
  })

  it('ends with its window', async () => {
    const gone = openWindow()
    await gone.loadURL(pageUrl('<title>gone</title>'))
    ipcMain.on('test', async (event) => {
      setTimeout(() => gone.destroy(), 20)
      event.returnValue = await Promise.race([event.sender.executeJavaScript('1'), delay(5000)]).catch(() => 'gone')
    })
    const closed = once(gone, 'closed')
    gone.webContents.executeJavaScript(attempt("ipcRenderer.sendSync('test')")).catch(() => {})
    await closed
  })
})
