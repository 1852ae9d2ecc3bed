'use strict'

const { describe, it, before, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { BrowserWindow, webContents } = require('electron')
const { once, until, within } = require('../support/events')
const { loadPage, openPage, openWindow, pageUrl, untilInPage } = require('../support/windows')
const { startServer } = require('../support/http-server')
const { tempFolder } = require('../support/temp-folder')

const childHtml = '<!DOCTYPE html><title>child</title><body>c'
const modern = { contextIsolation: true, nodeIntegration: false }

/** Electron's `window.open` as the app's main process sees it. */
async function open (win, args) {
  const told = once(win.webContents, 'did-create-window')
  await within(win.webContents.executeJavaScript(`globalThis.child = window.open(${args}); 0`))
  const [window, details] = await told
  return { window, details, contents: window.webContents }
}

const loaded = (contents) => until(() => contents.getURL() !== '' && !contents.isLoading())

describe('features of window.open', () => {
  let win, childUrl
  before(async () => {
    childUrl = pageUrl(childHtml, 'child.html')
    win = openWindow({ webPreferences: modern })
    win.webContents.setWindowOpenHandler(() => ({ action: 'allow', overrideBrowserWindowOptions: { show: false } }))
    await loadPage(win)
  })

  const cases = [
    ['width=1.5,height=abc, left = 5 , top=7;foo,bar=0', 'new-window', { width: 1, height: 600, left: 5, top: 7, x: 5, y: 7, bar: false }],
    ['center=no fullscreen=0', 'new-window', { center: 'no fullscreen' }],
    ['alwaysOnTop=1,minWidth=100,title=hi,backgroundColor=#fff,x=3,y=4', 'new-window', { alwaysOnTop: true, minWidth: 100, title: 'hi', backgroundColor: '#fff', x: 3, y: 4 }],
    ['Width=300,innerWidth=250', 'new-window', { Width: '300', innerWidth: '250', width: 800 }],
    ['popup', 'new-window', { popup: true }],
    ['popup=no,width=200', 'foreground-tab', { popup: false, width: 200 }],
    ['noopener', 'foreground-tab', { noopener: true }],
    ['resizable,scrollbars=yes,menubar=no,toolbar,location=0,status', 'new-window', { resizable: true, scrollbars: true, menubar: false, toolbar: true, location: false, status: true }],
    ['location,toolbar,menubar,scrollbars,status', 'foreground-tab', { location: true }]
  ]
  for (const [features, disposition, expected] of cases) {
    it(`${features}: ${disposition}`, async () => {
      const { details } = await open(win, `'${childUrl}', '', '${features}'`)
      assert.equal(details.disposition, disposition)
      for (const [name, value] of Object.entries(expected)) assert.equal(details.options[name], value, name)
    })
  }

  it('cannot give the child more than its opener has', async () => {
    const { contents, details } = await open(win, `'${childUrl}', '', 'nodeIntegration=yes,contextIsolation=no,webviewTag=yes,sandbox=0,preload=/x.js'`)
    assert.deepEqual([details.options.webPreferences.nodeIntegration, details.options.webPreferences.contextIsolation], [false, true])
    const preferences = contents.getLastWebPreferences()
    assert.deepEqual([preferences.nodeIntegration, preferences.contextIsolation, preferences.preload], [false, true, undefined])
  })

  it('noopener and noreferrer: null for the page, no opener for the child', async () => {
    for (const feature of ['noopener', 'noreferrer']) {
      const { contents } = await open(win, `'${childUrl}', '', '${feature}'`)
      assert.equal(await within(win.webContents.executeJavaScript('child === null')), true)
      assert.equal(contents.opener, null)
      await loaded(contents)
      assert.equal(await within(contents.executeJavaScript('opener === null')), true)
    }
    const { contents } = await open(win, `'${childUrl}'`)
    assert.equal(contents.opener, win.webContents.mainFrame)
  })
})

describe('the windows that a page opens', () => {
  let win, childUrl
  const run = (code, window = win) => within(window.webContents.executeJavaScript(code))
  before(() => { childUrl = pageUrl(childHtml, 'child.html') })

  describe('and their preferences', () => {
    const preloadFile = (source) => {
      const file = path.join(tempFolder('preload'), 'preload.js')
      fs.writeFileSync(file, source)
      return file
    }

    it('where the opener has a preload script, are not the opener\'s', async () => {
      const preload = preloadFile('')
      win = await openPage(undefined, { webPreferences: { preload, nodeIntegration: true, contextIsolation: false, sandbox: false } })
      const { contents } = await open(win, `'${childUrl}'`)
      const { nodeIntegration, contextIsolation, preload: own } = contents.getLastWebPreferences()
      assert.deepEqual([nodeIntegration, contextIsolation, own], [false, true, undefined])
      await loaded(contents)
      assert.equal(await within(contents.executeJavaScript('typeof require')), 'undefined')
    })

    it('are those that the handler gives, its preload script included', async () => {
      const preload = preloadFile('globalThis.fromPreload = typeof require')
      win = await openPage(undefined, { webPreferences: modern })
      win.webContents.setWindowOpenHandler(() => ({
        action: 'allow', overrideBrowserWindowOptions: { show: false, webPreferences: { preload, contextIsolation: false, nodeIntegration: true, sandbox: false } }
      }))
      const { contents } = await open(win, `'${childUrl}'`)
      await loaded(contents)
      assert.equal(await within(contents.executeJavaScript('fromPreload + typeof require')), 'functionfunction')
    })

    it('where the opener is of the early years, are the opener\'s', async () => {
      win = await openPage(undefined, { frame: false, webPreferences: { nodeIntegration: true, contextIsolation: false, zoomFactor: 1.5 } })
      const { contents, details } = await open(win, `'${childUrl}'`)
      assert.equal(details.options.frame, false)
      assert.equal(contents.getLastWebPreferences().zoomFactor, 1.5)
      await loaded(contents)
      assert.equal(await within(contents.executeJavaScript('typeof require')), 'function')
    })
  })

  describe('natively', () => {
    beforeEach(async () => { win = await openPage(undefined, { webPreferences: modern }) })

    it('are reached by their opener and reach it', async () => {
      const { window } = await open(win, `'${childUrl}'`)
      await loaded(window.webContents)
      assert.equal(await run('child.document.title + (child.opener === window)'), 'childtrue')
      assert.equal(await run('opener.document.title', window), 'page')
      await run("addEventListener('message', ({ data, source }) => { document.title = data + (source === child) }); 0")
      await run("opener.postMessage('hello', '*')", window)
      await untilInPage(win, "document.title === 'hellotrue'")
    })

    it('are used again by their name, without asking', async () => {
      const asked = []
      win.webContents.setWindowOpenHandler(({ frameName }) => {
        asked.push(frameName)
        return { action: 'allow' }
      })
      const { window } = await open(win, `'${childUrl}', 'nm'`)
      await loaded(window.webContents)
      assert.equal(await run(`window.open('${childUrl}?2', 'nm') === child`), true)
      await until(() => window.webContents.getURL() === `${childUrl}?2`)
      assert.deepEqual(asked, ['nm'])
      await run('child.close()')
      await until(() => window.isDestroyed())
      await untilInPage(win, 'child.closed')
      await open(win, `'${childUrl}', 'nm'`)
      assert.deepEqual(asked, ['nm', 'nm'])
    })

    it('close their BrowserWindow by window.close(), and the opener\'s by opener.close()', async () => {
      const { window } = await open(win, `'${childUrl}'`)
      await loaded(window.webContents)
      const closed = once(window, 'closed')
      window.webContents.executeJavaScript('window.close()').catch(() => {})
      await closed
      const second = await open(win, `'${childUrl}'`)
      await loaded(second.contents)
      const both = [once(win, 'closed'), once(second.window, 'closed')]
      second.contents.executeJavaScript('opener.close()').catch(() => {})
      await Promise.all(both)
    })

    it('go with their opener unless they outlive it', async () => {
      win.webContents.setWindowOpenHandler(({ frameName }) => ({ action: 'allow', outlivesOpener: frameName === 'stays' }))
      const goes = await open(win, `'${childUrl}', 'goes'`)
      const stays = await open(win, `'${childUrl}', 'stays'`)
      await loaded(stays.contents)
      const closed = once(goes.window, 'closed')
      win.destroy()
      await closed
      assert.equal(stays.window.isDestroyed(), false)
      assert.equal(stays.contents.opener, null)
      assert.equal(await within(stays.contents.executeJavaScript('document.title')), 'child')
    })

    it('more than ten of them warn of nothing', async () => {
      const warnings = []
      const onWarning = ({ name }) => warnings.push(name)
      process.on('warning', onWarning)
      win.webContents.setWindowOpenHandler(() => ({ action: 'allow', overrideBrowserWindowOptions: { show: false } }))
      for (let i = 0; i < 12; i++) await open(win, "'about:blank'")
      process.removeListener('warning', onWarning)
      assert.deepEqual(warnings, [])
    })

    it('an opener that navigates leaves them alone', async () => {
      const { window } = await open(win, `'${childUrl}'`)
      await loaded(window.webContents)
      await loadPage(win)
      assert.equal(window.isDestroyed(), false)
      assert.equal(window.webContents.opener, win.webContents.mainFrame)
    })

    it('what is not a URL throws, and nobody is asked', async () => {
      win.webContents.setWindowOpenHandler(() => assert.fail('asked'))
      assert.equal(await run("try { window.open('http://[bad') } catch (error) { error.name }"), 'SyntaxError')
    })

    it('createWindow makes the window around the page that it is given', async () => {
      let given, made
      win.webContents.setWindowOpenHandler(() => ({
        action: 'allow',
        createWindow: (options) => {
          given = options
          made = new BrowserWindow({ ...options, show: false })
          return made.webContents
        }
      }))
      await run(`globalThis.child = window.open('${childUrl}', 'x', 'width=300'); 0`)
      assert.equal(given.width, 300)
      assert.equal(given.webContents, made.webContents)
      await loaded(made.webContents)
      assert.equal(await run('child.document.title'), 'child')
      const closed = once(made, 'closed')
      win.destroy()
      await closed
    })

    it('createWindow that answers with something else is an error of the app', async () => {
      const errors = []
      process.setUncaughtExceptionCaptureCallback((error) => errors.push(error.message))
      win.webContents.setWindowOpenHandler(({ frameName }) => ({
        action: 'allow',
        createWindow: () => {
          if (frameName === 'throws') throw new Error('mine')
          return 5
        }
      }))
      const before = webContents.getAllWebContents().length
      await run(`window.open('${childUrl}', 'a'); window.open('${childUrl}', 'throws'); 0`)
      await until(() => errors.length === 2)
      process.setUncaughtExceptionCaptureCallback(null)
      assert.deepEqual(errors, ['Invalid webContents. Created window should be connected to webContents passed with options object.', 'mine'])
      assert.equal(webContents.getAllWebContents().length, before + 2)
      for (const contents of webContents.getAllWebContents()) if (!contents.getOwnerBrowserWindow()) contents.destroy()
    })

    it('open windows themselves, and their own handler is asked', async () => {
      const { contents } = await open(win, `'${childUrl}'`)
      await loaded(contents)
      win.webContents.setWindowOpenHandler(() => assert.fail('the opener is asked'))
      const asked = []
      contents.setWindowOpenHandler(({ frameName, features }) => {
        asked.push(`${frameName} ${features}`)
        return { action: frameName === 'no' ? 'deny' : 'allow' }
      })
      assert.equal(await within(contents.executeJavaScript("window.open('about:blank', 'no', 'width=100')")), null)
      const told = once(contents, 'did-create-window')
      assert.equal(await within(contents.executeJavaScript(`window.open('${childUrl}', 'yes', 'width=100') !== null`)), true)
      const [grandchild] = await told
      await loaded(grandchild.webContents)
      assert.deepEqual(asked, ['no width=100', 'yes width=100'])
      assert.equal(await within(grandchild.webContents.executeJavaScript('document.title + opener.opener.document.title')), 'childpage')
    })

    it('work when frames have come and gone in their opener', async () => {
      for (let i = 0; i < 3; i++) {
        await run(`new Promise((resolve) => {
          const frame = document.createElement('iframe')
          frame.src = '${childUrl}'
          frame.onload = () => { frame.remove(); resolve() }
          document.body.append(frame)
        })`)
        const { window, contents } = await open(win, `'${childUrl}?${i}'`)
        await loaded(contents)
        assert.equal(await within(contents.executeJavaScript('document.title')), 'child')
        window.destroy()
      }
    })

    it('work like the first after others were destroyed', async () => {
      for (let i = 0; i < 5; i++) {
        const { window, contents } = await open(win, `'${childUrl}?${i}'`)
        await loaded(contents)
        assert.equal(await within(contents.executeJavaScript('document.title')), 'child')
        window.destroy()
      }
    })

    it('windows that are destroyed while they come up do no harm', async () => {
      let destroyed = 0
      win.webContents.on('did-create-window', (window) => {
        window.destroy()
        destroyed++
      })
      for (let i = 0; i < 6; i++) await run(`window.open('${childUrl}?${i}'); 0`)
      await until(() => destroyed === 6)
      win.webContents.removeAllListeners('did-create-window')
      const { contents } = await open(win, `'${childUrl}'`)
      await loaded(contents)
      assert.equal(await within(contents.executeJavaScript('document.title')), 'child')
    })
  })

  it('about:blank has Node where the opener has it', async () => {
    win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const told = once(win.webContents, 'did-create-window')
    assert.equal(await run(`
      globalThis.child = window.open('about:blank')
      child.document.write('<script>globalThis.written = typeof require + typeof process + typeof Buffer + (global === window)</' + 'script>')
      child.written`), 'functionobjectfunctiontrue')
    await told
  })

  it('are told of the page that opened them', async (t) => {
    const server = await startServer()
    t.after(() => server.close())
    win = openWindow({ webPreferences: modern })
    const asked = []
    win.webContents.setWindowOpenHandler(({ referrer }) => {
      asked.push(referrer)
      return { action: 'allow' }
    })
    await win.loadURL(`${server.url}/opener?x=1#part`)
    const policy = 'strict-origin-when-cross-origin'
    await open(win, `'${server.url}/child'`)
    await open(win, `'${server.url.replace('127.0.0.1', 'localhost')}/child'`)
    await open(win, `'${server.url}/child', '', 'noreferrer'`)
    assert.deepEqual(asked, [
      { url: `${server.url}/opener?x=1`, policy }, { url: `${server.url}/`, policy }, { url: '', policy: 'no-referrer' }
    ])
  })
})

describe("'new-window'", () => {
  let win, childUrl
  beforeEach(async () => {
    childUrl = pageUrl(childHtml, 'child.html')
    win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false } })
  })

  it('gives the new window\'s page to a window of the app\'s', async () => {
    let window
    win.webContents.once('new-window', (event, url, frameName, disposition, options) => {
      event.preventDefault()
      window = event.newGuest = new BrowserWindow({ webContents: options.webContents, show: false })
    })
    const created = []
    win.webContents.on('did-create-window', () => created.push(1))
    assert.equal(await within(win.webContents.executeJavaScript(`globalThis.child = window.open('${childUrl}', 'nm', 'width=200'); String(child)`)), '[object Window]')
    await loaded(window.webContents)
    assert.equal(await within(win.webContents.executeJavaScript('child.document.title')), 'child')
    assert.deepEqual(created, [])
  })

  it('its options are those of the window', async () => {
    let given
    win.webContents.once('new-window', (event, url, frameName, disposition, options, additionalFeatures, referrer) => {
      given = { url, frameName, disposition, width: options.width, additionalFeatures, referrer }
      Object.assign(options, { title: 'of the app', show: false })
    })
    const { window } = await open(win, `'${childUrl}', 'nm', 'width=321'`)
    assert.deepEqual(given, {
      url: childUrl, frameName: 'nm', disposition: 'new-window', width: 321, additionalFeatures: [], referrer: { url: '', policy: 'strict-origin-when-cross-origin' }
    })
    assert.deepEqual([window.getTitle(), window.isVisible()], ['of the app', false])
  })

  it('prevented without a guest leaves nothing behind', async () => {
    const before = webContents.getAllWebContents().length
    win.webContents.once('new-window', (event, url, frameName, disposition, options) => {
      event.preventDefault()
      assert.ok(options.webContents)
    })
    assert.equal(await within(win.webContents.executeJavaScript(`String(window.open('${childUrl}'))`)), 'null')
    assert.equal(webContents.getAllWebContents().length, before)
  })
})
