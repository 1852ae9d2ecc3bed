'use strict'

const { describe, it, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const { BrowserWindow } = require('electron')
const { once, until, within } = require('../support/events')
const { consoleLine, openPage, pageUrl, untilInPage } = require('../support/windows')

const kinds = [['with Node in the page', {}], ['with contextIsolation', { contextIsolation: true, nodeIntegration: false }]]

for (const [kind, preferences] of kinds) {
  describe(`BrowserWindowProxy (nativeWindowOpen: false) ${kind}`, () => {
    let win, childUrl
    const run = (code, window = win) => within(window.webContents.executeJavaScript(code))
    const open = async (args) => {
      const told = once(win.webContents, 'did-create-window')
      await run(`globalThis.child = window.open(${args}); 0`)
      const [window] = await told
      await until(() => window.webContents.getURL() !== '' && !window.webContents.isLoading())
      return window
    }
    beforeEach(async () => {
      childUrl = pageUrl('<!DOCTYPE html><title>child</title><body>c', 'child.html')
      win = await openPage('<!DOCTYPE html><title>opener</title>', { webPreferences: { ...preferences, nativeWindowOpen: false } })
    })

    it('is what window.open gives; the child is another process', async () => {
      const window = await open(`'${childUrl}', 'nm', 'width=300'`)
      assert.notEqual(window.webContents.getOSProcessId(), win.webContents.getOSProcessId())
      assert.equal(await run('child.constructor.name + child.closed'), 'BrowserWindowProxyfalse')
      assert.equal(window.webContents.getURL(), childUrl)
      assert.equal(window.getContentSize()[0], 300)
      assert.equal(await run('typeof child.document'), 'undefined')
    })

    it('is null when the app refuses', async () => {
      win.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
      assert.equal(await run(`window.open('${childUrl}')`), null)
    })

    it('postMessage, both ways', async () => {
      const window = await open(`'${childUrl}'`)
      const listen = "addEventListener('message', ({ data, origin, source }) => { globalThis.got = [JSON.stringify(data), origin, source === (globalThis.child || opener)].join() }); 0"
      await run(listen)
      await run(listen, window)
      await run("child.postMessage({ to: 'child' }, '*')")
      await untilInPage(window, "globalThis.got === '{\"to\":\"child\"},file://,true'")
      await run("opener.postMessage({ to: 'opener' }, 'file:///x')", window)
      await untilInPage(win, "globalThis.got === '{\"to\":\"opener\"},file://,true'")
    })

    it('postMessage reaches no other origin than the one that is meant', async () => {
      const window = await open(`'${childUrl}'`)
      await run("addEventListener('message', ({ data }) => { globalThis.got = data }); 0", window)
      await run("child.postMessage('not for you', 'https://example.com'); child.postMessage('for you', '*')")
      await untilInPage(window, "globalThis.got === 'for you'")
    })

    it('eval runs code in the child', async () => {
      const window = await open(`'${childUrl}'`)
      await run("child.eval('document.title = \"evaluated\"')")
      await until(() => window.webContents.getTitle() === 'evaluated')
    })

    it('location reads and navigates', async () => {
      const window = await open(`'${childUrl}'`)
      assert.equal(await run('child.location.href + String(child.location === child.location) + child.location.protocol'), `${childUrl}truefile:`)
      assert.equal(await run('String(child.location)'), childUrl)
      await run(`child.location = '${childUrl}?2'`)
      await until(() => window.webContents.getURL() === `${childUrl}?2`)
      await run("child.location.hash = 'part'")
      await until(() => window.webContents.getURL() === `${childUrl}?2#part`)
    })

    it('close() closes the window, and closed tells', async () => {
      const window = await open(`'${childUrl}'`)
      const closed = once(window, 'closed')
      await run('child.close()')
      await closed
      await untilInPage(win, 'child.closed')
    })

    it('closed tells of the user, too', async () => {
      const window = await open(`'${childUrl}'`)
      window.close()
      await untilInPage(win, 'child.closed')
    })

    it('print() that is not there says so in the console', async (t) => {
      await open(`'${childUrl}'`)
      const prototype = Object.getPrototypeOf(win.webContents)
      const { print } = prototype
      t.after(() => { prototype.print = print })
      prototype.print = () => { throw new Error('no printer') }
      const line = consoleLine(win, /no printer/)
      await run('child.print()')
      await line
    })

    it('focus() and blur() do no harm', async () => {
      await open(`'${childUrl}'`)
      assert.equal(await run('child.focus(); child.blur(); child.closed'), false)
    })

    it('a name stands for one window', async () => {
      const window = await open(`'${childUrl}', 'nm'`)
      assert.equal(await run(`window.open('${childUrl}?again', 'nm') === child`), true)
      await until(() => window.webContents.getURL() === `${childUrl}?again`)
      window.destroy()
      await untilInPage(win, 'child.closed')
      assert.equal(await run(`window.open('${childUrl}', 'nm') === child`), false)
    })

    it('noopener: null, and no opener', async () => {
      const window = await open(`'${childUrl}', '', 'noopener'`)
      assert.equal(await run('child === null'), true)
      assert.equal(await run('opener === null', window), true)
    })

    it('the child goes with its opener', async () => {
      const window = await open(`'${childUrl}'`)
      const closed = once(window, 'closed')
      win.destroy()
      await closed
    })

    it("'new-window' may give a window of the app's own", async () => {
      let window
      win.webContents.once('new-window', (event, url) => {
        event.preventDefault()
        window = event.newGuest = new BrowserWindow({ show: false })
        window.loadURL(url)
      })
      assert.equal(await run(`globalThis.child = window.open('${childUrl}'); child.constructor.name`), 'BrowserWindowProxy')
      await until(() => window.webContents.getURL() === childUrl && !window.webContents.isLoading())
      assert.equal(await run('child.location.href'), childUrl)
    })
  })
}

describe('BrowserWindowProxy', () => {
  it('a page without Node reaches no window that it has not opened', async () => {
    const win = await openPage(undefined, { webPreferences: { nodeIntegration: false, nativeWindowOpen: false } })
    const other = await openPage('<!DOCTYPE html><title>other</title>')
    const { id } = other.webContents
    for (const args of [[id, 'close', null], [id, 'eval', "document.title = 'taken'"], [0, 'close', null], [id, 'constructor', null], ['x'], []]) {
      win.webContents._onMessage(`j${JSON.stringify([0, true, 'guest-call', args])}`)
    }
    win.webContents._onMessage(`j${JSON.stringify([0, true, 'guest-post', [id, 'hello', '*']])}`)
    assert.equal(await within(win.webContents.executeJavaScript('1')), 1)
    assert.equal(other.isDestroyed(), false)
    assert.equal(await within(other.webContents.executeJavaScript('document.title')), 'other')
  })
})
