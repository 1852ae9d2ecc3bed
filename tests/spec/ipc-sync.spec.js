'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { afterEach, beforeEach, describe, it } = require('node:test')
const { setTimeout: delay } = require('node:timers/promises')
const { ipcMain } = require('electron')
const { until } = require('../support/events')
const { openPage } = require('../support/windows')

// Each case is a page that waits for main: what may not happen is that it waits for ever.
describe('ipcRenderer.sendSync', () => {
  let win

  /** What sendSync gives in the page, as ['value', …] or ['error', message]. */
  const sendSync = (...args) => win.webContents.executeJavaScript(`
    (() => {
      try {
        return ['value', require('electron').ipcRenderer.sendSync(...${JSON.stringify(args)})]
      } catch (error) {
        return ['error', error.message]
      }
    })()`)

  const isFull = () => win.webContents.executeJavaScript('document.fullscreenElement !== null')
  const goFullScreen = () => {
    win.webContents.sendInputEvent({ type: 'mouseDown', x: 20, y: 20, button: 'left', clickCount: 1 })
    win.webContents.sendInputEvent({ type: 'mouseUp', x: 20, y: 20, button: 'left', clickCount: 1 })
    return until(isFull)
  }

  beforeEach(async () => {
    win = await openPage('<button onclick="document.documentElement.requestFullscreen()">full</button>', { show: true })
  })
  afterEach(() => {
    ipcMain.removeAllListeners('test')
  })

  it('gives the returnValue that a listener sets', async () => {
    ipcMain.on('test', (event, value) => { event.returnValue = { got: value } })
    assert.deepEqual(await sendSync('test', [1, 'é', null]), ['value', { got: [1, 'é', null] }])
  })

  it('gives values of more than the 10,240 characters that a dialog shows', async () => {
    ipcMain.on('test', (event, value) => { event.returnValue = value + value })
    const [, value] = await sendSync('test', 'x'.repeat(100_000))
    assert.equal(value.length, 200_000)
  })

  /** What the page gets for `value`: its class, its length, and what it holds. */
  const received = async (value) => {
    ipcMain.removeAllListeners('test')
    ipcMain.on('test', (event) => { event.returnValue = value })
    return win.webContents.executeJavaScript(`(() => {
      const value = require('electron').ipcRenderer.sendSync('test')
      const items = typeof value === 'string' ? Array.from({ length: value.length }, (_, i) => value.charCodeAt(i)) : [...value]
      return [typeof value === 'string' ? 'String' : value.constructor.name, items]
    })()`)
  }

  it('gives bytes and texts of any kind as they are, also in HTML fullscreen', async () => {
    const units = Array.from({ length: 256 }, (_, i) => [i, 0xd8 + i % 8, 0xff, 0xfe]).flat()
    const text = String.fromCharCode(0, 1, 0xfffe, 0xffff, 0x2028, 0xfeff, 0x20ac)
    const lone = `a${String.fromCharCode(0xd800)}b${String.fromCharCode(0xdfff)}`
    const codes = (string) => Array.from({ length: string.length }, (_, i) => string.charCodeAt(i))
    const check = async () => {
      for (const bytes of [[], [0], [1, 2], [255, 254, 253], units, [...units, 7]]) {
        assert.deepEqual(await received(new Uint8Array(bytes)), ['Uint8Array', bytes])
        assert.deepEqual((await received(Buffer.from(bytes)))[1], bytes)
      }
      for (const string of ['', 'null', 'pending', text]) assert.deepEqual(await received(string), ['String', codes(string)])
    }
    await check()
    assert.deepEqual(await received(lone), ['String', codes(lone)])
    await goFullScreen()
    await check()
  })

  it('takes bytes of any kind and length, also in HTML fullscreen', async () => {
    const check = async () => {
      for (const length of [0, 1, 1023, 1024, 1025, 100_001]) {
        const got = new Promise((resolve) => ipcMain.once('test', (event, bytes, list) => {
          event.returnValue = null
          resolve([bytes, list])
        }))
        await win.webContents.executeJavaScript(`{
          const bytes = Uint8Array.from({ length: ${length} }, (_, i) => i * 7 ^ i >> 3)
          require('electron').ipcRenderer.sendSync('test', bytes, [new Float64Array([1.5, ...new Array(200).fill(${length})])])
        }`)
        const [bytes, [floats]] = await got
        assert.deepEqual([...bytes], Array.from({ length }, (_, i) => (i * 7 ^ i >> 3) & 255))
        assert.deepEqual([...floats], [1.5, ...new Array(200).fill(length)])
      }
    }
    await check()
    await goFullScreen()
    await check()
  })

  it('gives undefined at once when there is no listener, and says so in main', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {})
    assert.deepEqual(await sendSync('test'), ['value', undefined])
    assert.match(warn.mock.calls[0].arguments[0], /called ipcRenderer\.sendSync\(\) with 'test' channel without listeners/)
  })

  it('gives undefined when the listener sets nothing', async () => {
    ipcMain.on('test', () => {})
    assert.deepEqual(await sendSync('test'), ['value', undefined])
  })

  it('gives undefined when the listener throws, which is an uncaught exception of main', async () => {
    // The test runner takes every uncaught exception for a failure.
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    try {
      const uncaught = once(process, 'uncaughtException')
      ipcMain.on('test', () => { throw new RangeError('thrown in main') })
      assert.deepEqual(await sendSync('test'), ['value', undefined])
      const [error] = await uncaught
      assert.equal(error.message, 'thrown in main')
    } finally {
      for (const listener of listeners) process.on('uncaughtException', listener)
    }
  })

  it('waits for a returnValue that is set later', async () => {
    ipcMain.on('test', (event) => { setTimeout(() => { event.returnValue = 'late' }, 50) })
    assert.deepEqual(await sendSync('test'), ['value', 'late'])
  })

  it('waits for an async listener', async () => {
    ipcMain.on('test', async (event) => {
      await delay(20)
      event.returnValue = 'awaited'
    })
    assert.deepEqual(await sendSync('test'), ['value', 'awaited'])
  })

  it('takes the first of two return values', async () => {
    ipcMain.on('test', (event) => {
      event.returnValue = 1
      event.returnValue = 2
    })
    assert.deepEqual(await sendSync('test'), ['value', 1])
  })

  it('throws at the listener when the value cannot be cloned, and waits for another', async () => {
    ipcMain.on('test', (event) => {
      assert.throws(() => { event.returnValue = () => {} }, { message: 'An object could not be cloned.' })
      event.returnValue = 'second'
    })
    assert.deepEqual(await sendSync('test'), ['value', 'second'])
  })

  it('throws in the page when an argument cannot be cloned', async () => {
    const text = await win.webContents.executeJavaScript(
      '(() => { try { require("electron").ipcRenderer.sendSync("test", () => {}) } catch (error) { return error.message } })()')
    assert.equal(text, 'An object could not be cloned.')
  })

  it('returns when its window is destroyed in the listener', async () => {
    ipcMain.on('test', (event) => {
      win.destroy()
      event.returnValue = 1
    })
    const closed = once(win, 'closed')
    sendSync('test').catch(() => {})
    await closed
    assert.equal(win.isDestroyed(), true)
  })

  it('returns when its window is closed in the listener, and the window closes after it', async () => {
    ipcMain.on('test', (event) => {
      win.close()
      event.returnValue = 1
    })
    const closed = once(win, 'closed')
    sendSync('test').catch(() => {})
    await closed
  })

  it('returns when the page is reloaded in the listener, and the page is reloaded after it', async () => {
    ipcMain.on('test', (event) => {
      win.reload()
      event.returnValue = 'before'
    })
    const loaded = once(win.webContents, 'did-finish-load')
    assert.deepEqual(await sendSync('test'), ['value', 'before'])
    await loaded
  })

  it('may be nested: a listener that makes another page ask', async () => {
    const other = await openPage()
    ipcMain.on('inner', (event) => { event.returnValue = 'inner' })
    ipcMain.on('test', async (event) => {
      event.returnValue = await other.webContents.executeJavaScript('require("electron").ipcRenderer.sendSync("inner")')
    })
    assert.deepEqual(await sendSync('test'), ['value', 'inner'])
    ipcMain.removeAllListeners('inner')
  })

  it('comes after what the page sent before', async () => {
    const order = []
    ipcMain.on('test', (event, value) => {
      order.push(value)
      event.returnValue = value
    })
    await win.webContents.executeJavaScript(`
      const { ipcRenderer } = require('electron')
      for (let i = 0; i < 300; i += 3) {
        ipcRenderer.send('test', i)
        ipcRenderer.sendSync('test', i + 1)
        ipcRenderer.send('test', i + 2)
      }
      ipcRenderer.sendSync('test', 300)`)
    assert.deepEqual(order, Array.from({ length: 301 }, (_, i) => i))
  })

  it('keeps the page in HTML fullscreen', async () => {
    ipcMain.on('test', (event, value) => { event.returnValue = value })
    await goFullScreen()
    assert.deepEqual(await sendSync('test', 'é \u2028 "quoted"'), ['value', 'é \u2028 "quoted"'])
    assert.equal(await isFull(), true)
  })

  for (const name of ['beforeunload', 'pagehide']) {
    it(`in ${name} still delivers the message, without an answer`, async () => {
      const values = []
      ipcMain.on('test', (event, ...args) => {
        values.push(args)
        event.returnValue = 'answer'
      })
      await win.webContents.executeJavaScript(`
        addEventListener('${name}', () => {
          const { ipcRenderer } = require('electron')
          const answer = ipcRenderer.sendSync('test', 'asked')
          ipcRenderer.send('test', 'answered', answer)
        })`)
      await win.loadURL(win.webContents.getURL() + '?next')
      await until(() => values.length === 2)
      assert.deepEqual(values, [['asked'], ['answered', undefined]])
    })
  }
})
