'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const { after, afterEach, before, beforeEach, describe, it } = require('node:test')
const { session } = require('electron')
const { done, nextItem, serveDownloads } = require('../support/downloads')
const { within } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow } = require('../support/windows')

describe('where downloads come from', () => {
  let server
  let origin
  let folder
  let win

  before(async () => {
    server = await serveDownloads()
    origin = server.origin
  })
  after(() => server.close())
  beforeEach(async () => {
    folder = tempFolder('downloads')
    win = await openPage()
  })
  afterEach(() => session.defaultSession.removeAllListeners('will-download'))

  it('getURLChain() tells of the redirects', async () => {
    const chain = [`${origin}/to-to-file.bin`, `${origin}/to-file.bin`, `${origin}/file.bin`]
    const follow = (link) => win.webContents.executeJavaScript(`document.body.innerHTML = '<a href="${link}">x</a><iframe></iframe>'; 1`)
    const ways = {
      'session.downloadURL': () => session.defaultSession.downloadURL(chain[0]),
      'webContents.downloadURL': () => win.webContents.downloadURL(chain[0]),
      loadURL: () => win.loadURL(chain[0]).catch(() => {}),
      'a link': () => follow(chain[0]).then(() => win.webContents.executeJavaScript("document.querySelector('a').click()")),
      'a frame': () => follow(chain[0]).then(() => win.webContents.executeJavaScript("document.querySelector('iframe').src = document.querySelector('a').href"))
    }
    for (const [way, act] of Object.entries(ways)) {
      const next = nextItem((item) => item.setSavePath(path.join(folder, 'file.bin')))
      act()
      const { item } = await within(next)
      assert.deepEqual([way, item.getURL(), item.getURLChain()], [way, chain[2], chain])
      assert.equal(await done(item), 'completed')
    }
  })

  it('getURLChain() keeps apart what is downloaded at once', async () => {
    const chains = new Map()
    const both = new Promise((resolve) => {
      session.defaultSession.on('will-download', (event, item) => {
        event.preventDefault()
        chains.set(item.getURL(), item.getURLChain())
        if (chains.size === 3) resolve()
      })
    })
    for (const name of ['to-file-1.bin', 'file-2.bin', 'to-to-file-3.bin']) win.webContents.downloadURL(`${origin}/${name}`)
    await within(both)
    assert.deepEqual(Object.fromEntries([...chains].map(([url, chain]) => [path.basename(url), chain.map((one) => path.basename(one))])), {
      'file-1.bin': ['to-file-1.bin', 'file-1.bin'], 'file-2.bin': ['file-2.bin'], 'file-3.bin': ['to-to-file-3.bin', 'to-file-3.bin', 'file-3.bin']
    })
  })

  it('hasUserGesture() tells whether the user was at it', async () => {
    win = openWindow({ show: true })
    await win.loadURL(`${origin}/page`)
    const { webContents } = win
    const click = (y) => { for (const type of ['mouseDown', 'mouseUp']) webContents.sendInputEvent({ type, x: 5, y, button: 'left', clickCount: 1 }) }
    const byScript = (id) => () => webContents.executeJavaScript(`document.getElementById('${id}').click()`)
    const gestureOf = async (act) => {
      const next = nextItem((item) => item.setSavePath(path.join(folder, 'file.bin')))
      act()
      const { item } = await within(next)
      await done(item)
      return item.hasUserGesture()
    }
    assert.equal(await gestureOf(byScript('link')), false)
    assert.equal(await gestureOf(byScript('file')), false)
    assert.equal(await gestureOf(() => click(75)), true)
    // That of the last click, which a navigation takes away.
    assert.equal(await gestureOf(byScript('file')), true)
    assert.equal(await gestureOf(() => webContents.downloadURL(`${origin}/file.bin`)), false)
    assert.equal(await gestureOf(() => click(25)), true)
    assert.equal(await gestureOf(byScript('file')), false)
    webContents.sendInputEvent({ type: 'keyDown', keyCode: 'A' })
    assert.equal(await gestureOf(byScript('link')), true)
    assert.equal(await gestureOf(() => click(125)), true)
  })
})
