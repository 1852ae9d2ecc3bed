'use strict'

const { after, before, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { once, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { consoleLine, openWindow } = require('../support/windows')

describe("a session's permission handlers", () => {
  let server
  let count = 0
  let own
  let win
  before(async () => { server = await startServer() })
  after(() => server.close())
  beforeEach(() => { own = session.fromPartition(`permissions ${++count}`) })

  const open = async () => {
    win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(`${server.url}/page`)
  }
  const inPage = (script) => within(win.webContents.executeJavaScript(script, true))
  const stateOf = (name) => inPage(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)
  const ask = () => inPage('Notification.requestPermission()')

  it('are functions or null', () => {
    for (const name of ['setPermissionRequestHandler', 'setPermissionCheckHandler']) {
      assert.throws(() => own[name](), { name: 'TypeError', message: 'Insufficient number of arguments.' })
      assert.throws(() => own[name](5), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' })
      assert.equal(own[name](null), undefined)
    }
  })

  it('without them everything is granted', async () => {
    await open()
    assert.equal(await inPage('Notification.permission'), 'granted')
    assert.equal(await ask(), 'granted')
    assert.equal(await stateOf('geolocation'), 'granted')
    assert.equal(await stateOf('clipboard-read'), 'granted')
  })

  it('setPermissionRequestHandler decides, and is told who asks for what', async () => {
    const told = []
    own.setPermissionRequestHandler((contents, permission, callback, details) => {
      told.push([contents, permission, details])
      callback(false)
    })
    await open()
    const message = inPage('new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve("position"), ({ code }) => resolve(code)))')
    assert.equal(await message, 1)
    assert.equal(told.length, 1)
    assert.equal(told[0][0], win.webContents)
    assert.deepEqual(told[0].slice(1), ['geolocation', { requestingUrl: `${server.url}/page`, isMainFrame: true }])
  })

  it('a frame of another origin is not told of as the page', async () => {
    const told = []
    own.setPermissionRequestHandler((contents, permission, callback, details) => {
      told.push(details)
      callback(false)
    })
    await open()
    const other = server.url.replace('127.0.0.1', 'localhost')
    await inPage(`{ const frame = document.createElement('iframe'); frame.allow = 'geolocation'; frame.src = '${other}/frame'; document.body.append(frame) } 0`)
    await until(() => win.webContents.mainFrame.frames[0]?.url === `${other}/frame`)
    await win.webContents.mainFrame.frames[0].executeJavaScript('navigator.geolocation.getCurrentPosition(() => {}, () => {}); 0')
    await until(() => told.length > 0)
    assert.deepEqual(told, [{ requestingUrl: `${other}/`, isMainFrame: false }])
  })

  it('a page that goes somewhere may not read the clipboard in that one\'s name before', async () => {
    const other = server.url.replace('127.0.0.1', 'localhost')
    const asked = []
    own.setPermissionCheckHandler((contents, permission, origin) => {
      if (permission === 'clipboard-read') asked.push(origin)
      return permission !== 'clipboard-read' || origin === `${other}/`
    })
    await open()
    const mayPaste = () => inPage('document.execCommand("paste")')
    assert.equal(await mayPaste(), false)
    asked.length = 0
    const pasted = []
    for (const path of ['/true', '/false']) server.requests.on(path, () => pasted.push(path))
    await inPage(`setInterval(() => fetch('/' + document.execCommand('paste')), 50); location.href = '${other}/hang'; 0`)
    await until(() => asked.includes(`${other}/`))
    pasted.length = 0
    await until(() => pasted.length > 3)
    assert.ok(!pasted.includes('/true'))
    await win.loadURL(`${other}/page`)
    assert.equal(await mayPaste(), true)
  })

  it('the request handler may answer later, and once', async () => {
    own.setPermissionRequestHandler((contents, permission, callback) => {
      setTimeout(() => {
        callback(false)
        callback(true)
      }, 20)
    })
    own.setPermissionCheckHandler(() => false)
    await open()
    assert.equal(await ask(), 'denied')
  })

  it("'fullscreen' is asked for", async () => {
    const asked = []
    let answer = false
    own.setPermissionRequestHandler((contents, permission, callback) => {
      asked.push(permission)
      callback(answer)
    })
    await open()
    win.show()
    await inPage('document.body.style.height = "300px"; document.body.onclick = () => document.body.requestFullscreen(); 0')
    await inPage('document.onfullscreenchange = () => console.log(document.fullscreenElement ? "in" : "out"); 0')
    let entered = 0
    win.webContents.on('enter-html-full-screen', () => entered++)
    const click = () => {
      for (const type of ['mouseDown', 'mouseUp']) win.webContents.sendInputEvent({ type, x: 50, y: 50, button: 'left', clickCount: 1 })
    }
    await Promise.all([consoleLine(win, 'out'), click()])
    assert.equal(entered, 0)
    answer = true
    await Promise.all([once(win.webContents, 'enter-html-full-screen'), consoleLine(win, 'in'), click()])
    assert.deepEqual(asked, ['fullscreen', 'fullscreen'])
  })

  it("'pointerLock' is asked for", async () => {
    const asked = []
    own.setPermissionRequestHandler((contents, permission, callback) => {
      asked.push(permission)
      callback(false)
    })
    await open()
    win.show()
    assert.equal(await inPage(`new Promise((resolve) => {
      document.addEventListener('pointerlockerror', () => resolve('refused'))
      document.addEventListener('pointerlockchange', () => resolve('locked'))
      document.body.requestPointerLock()
    })`), 'refused')
    assert.deepEqual(asked, ['pointerLock'])
  })

  it("'openExternal' is asked for, for links that no page shows", async () => {
    const asked = []
    own.setPermissionRequestHandler((contents, permission, callback, details) => {
      asked.push([permission, details.externalURL, details.isMainFrame])
      callback(false)
    })
    await open()
    const gone = []
    win.webContents.on('will-navigate', (event, url) => {
      gone.push(url)
      if (url === 'tel:5') event.preventDefault()
    })
    await inPage('location.href = "mailto:a@example.org"; 0')
    await until(() => asked.length === 1)
    await inPage('location.href = "tel:5"; 0')
    await until(() => gone.length === 2)
    assert.deepEqual(asked, [['openExternal', 'mailto:a@example.org', true]])
    assert.equal(win.webContents.getURL(), `${server.url}/page`)
    await until(() => !win.webContents.isLoading())
  })

  it('setPermissionCheckHandler answers what pages read of their permissions', async () => {
    const told = []
    own.setPermissionCheckHandler((contents, permission, origin, details) => {
      told.push([permission, origin, details.requestingUrl])
      return permission === 'geolocation'
    })
    await open()
    assert.equal(await inPage('Notification.permission'), 'denied')
    assert.equal(await stateOf('notifications'), 'denied')
    assert.equal(await stateOf('geolocation'), 'granted')
    assert.notEqual(await stateOf('clipboard-read'), 'granted')
    assert.ok(told.some(([permission, origin]) => permission === 'notifications' && origin === `${server.url}/`))
    own.setPermissionCheckHandler(null)
    await win.loadURL(`${server.url}/page`)
    assert.equal(await inPage('Notification.permission'), 'granted')
  })

  it('a handler that destroys the page does no harm', async () => {
    own.setPermissionRequestHandler((contents, permission, callback) => {
      win.destroy()
      callback(true)
    })
    await open()
    win.webContents.executeJavaScript('navigator.geolocation.getCurrentPosition(() => {})').catch(() => {})
    await once(win, 'closed')
    await open()
  })
})
