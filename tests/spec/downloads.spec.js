'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, afterEach, before, beforeEach, describe, it } = require('node:test')
const { app, session } = require('electron')
const { bytes, done, nextItem, serveDownloads, size } = require('../support/downloads')
const { once, until, within } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow } = require('../support/windows')

describe('downloads', () => {
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
    server.breaks = Infinity
    win = await openPage()
  })
  afterEach(() => {
    session.defaultSession.removeAllListeners('will-download')
    server.finishAll()
  })

  const download = async (name, act) => {
    const next = nextItem((item, event) => {
      item.setSavePath(path.join(folder, name))
      act?.(item, event)
    })
    win.webContents.downloadURL(`${origin}/${name}`)
    const { item } = await within(next)
    return item
  }

  it('webContents.downloadURL saves a file where will-download says', async () => {
    const item = await download('file.bin')
    const [event, state] = await once(item, 'done')
    assert.equal(state, 'completed')
    assert.equal(typeof event.preventDefault, 'function')
    assert.deepEqual(fs.readFileSync(path.join(folder, 'file.bin')), bytes)
  })

  it('will-download comes with an event, the item and the page', async () => {
    const next = nextItem((item) => item.setSavePath(path.join(folder, 'x')))
    win.webContents.downloadURL(`${origin}/file.bin`)
    const { event, item, contents } = await within(next)
    assert.equal(event.sender, session.defaultSession)
    assert.equal(contents, win.webContents)
    await done(item)
  })

  it('tell what they are', async () => {
    const begin = Date.now() / 1000
    const item = await download('file.bin', (item) => {
      assert.equal(item.getState(), 'progressing')
      assert.equal(item.getTotalBytes(), size)
      assert.equal(item.savePath, path.join(folder, 'file.bin'))
    })
    assert.equal(item.getURL(), `${origin}/file.bin`)
    assert.deepEqual(item.getURLChain(), [`${origin}/file.bin`])
    assert.equal(item.getFilename(), 'file.bin')
    assert.equal(item.getMimeType(), 'application/x-test')
    assert.equal(item.hasUserGesture(), false)
    await done(item)
    assert.equal(item.getTotalBytes(), size)
    assert.equal(item.getReceivedBytes(), size)
    assert.equal(item.getPercentComplete(), 100)
    assert.equal(item.getState(), 'completed')
    assert.ok(item.getStartTime() >= begin - 1 && item.getEndTime() >= item.getStartTime())
    assert.equal(item.getSavePath(), path.join(folder, 'file.bin'))
  })

  it('tell of their progress', async () => {
    const item = await download('slow.bin')
    const [, state] = await once(item, 'updated', { filter: () => item.getReceivedBytes() > 0 })
    assert.equal(state, 'progressing')
    await until(() => item.getReceivedBytes() === size / 2)
    assert.equal(item.getPercentComplete(), 50)
    server.finishAll()
    assert.equal(await done(item), 'completed')
  })

  it('that the page starts by a link come to will-download as well', async () => {
    const next = nextItem((item) => item.setSavePath(path.join(folder, 'file.bin')))
    await win.webContents.executeJavaScript(`document.body.innerHTML = '<a href="${origin}/file.bin">x</a>'; document.querySelector('a').click()`)
    const { item, contents } = await within(next)
    assert.equal(contents, win.webContents)
    assert.equal(await done(item), 'completed')
  })

  it('of pages that are closed at that moment never name one that is gone', async () => {
    const found = []
    session.defaultSession.on('will-download', (event, item, contents) => {
      found.push(contents?.isDestroyed() ?? 'none')
      event.preventDefault()
    })
    for (let i = 0; i < 12; i++) {
      const page = await openPage()
      await assert.rejects(page.loadURL(`${origin}/file.bin`), { code: 'ERR_FAILED' })
      page.destroy()
    }
    session.defaultSession.removeAllListeners('will-download')
    assert.equal(await done(await download('file.bin')), 'completed')
    assert.ok(!found.includes(true))
  })

  it('session.downloadURL downloads without a page', async () => {
    const next = nextItem((item) => item.setSavePath(path.join(folder, 'file.bin')))
    session.defaultSession.downloadURL(`${origin}/file.bin`)
    const { item, contents } = await within(next)
    assert.equal(contents, null)
    assert.equal(await done(item), 'completed')
  })

  it('of a page that never loaded anything work', async () => {
    win = openWindow()
    assert.equal(await done(await download('file.bin')), 'completed')
  })

  it('event.preventDefault() forbids one', async () => {
    const where = path.join(folder, 'file.bin')
    let item
    let end
    const { event } = await within(Promise.all([nextItem((given, event) => {
      item = given
      end = done(item)
      item.setSavePath(where)
      event.preventDefault()
    }), win.webContents.downloadURL(`${origin}/file.bin`)]).then(([next]) => next))
    assert.equal(event.defaultPrevented, true)
    assert.equal(await within(end), 'cancelled')
    // The next one is through: nothing of the first was.
    assert.equal(await done(await download('file2.bin')), 'completed')
    assert.deepEqual(fs.readdirSync(folder), ['file2.bin'])
    assert.equal(item.isPaused(), false)
  })

  it('cancel() ends one, and leaves no file', async () => {
    const item = await download('slow.bin')
    await until(() => item.getReceivedBytes() > 0)
    const end = done(item)
    item.cancel()
    assert.equal(await end, 'cancelled')
    assert.equal(item.getState(), 'cancelled')
    await until(() => fs.readdirSync(folder).length === 0)
    item.cancel()
    item.pause()
    item.resume()
    assert.equal(item.canResume(), false)
  })

  it('cancel() in will-download is a cancelled download', async () => {
    let end
    await download('file.bin', (item) => {
      end = done(item)
      item.cancel()
    })
    assert.equal(await within(end), 'cancelled')
    assert.deepEqual(fs.readdirSync(folder), [])
  })

  it('pause() and resume()', async () => {
    const item = await download('slow.bin')
    await until(() => item.getReceivedBytes() > 0)
    item.pause()
    await until(() => item.isPaused())
    assert.equal(item.canResume(), true)
    item.resume()
    await until(() => !item.isPaused())
    server.finishAll()
    assert.equal(await done(item), 'completed')
  })

  it('that break off again and again are interrupted', async () => {
    let asked = 0
    session.defaultSession.on('will-download', () => asked++)
    const item = await download('broken.bin')
    assert.equal(await done(item), 'interrupted')
    assert.equal(item.getState(), 'interrupted')
    // The engine tried it anew; that is the same download.
    assert.equal(asked, 1)
  })

  it('that break off and then go on are the same download', async () => {
    server.breaks = 1
    const item = await download('broken.bin')
    assert.equal(await done(item), 'completed')
    assert.deepEqual(fs.readFileSync(path.join(folder, 'broken.bin')), bytes)
  })

  it('without a save path go to the downloads folder, under a free name', async () => {
    session.defaultSession.setDownloadPath(folder)
    for (const name of ['file.bin', 'file (1).bin']) {
      const next = nextItem()
      win.webContents.downloadURL(`${origin}/file.bin`)
      const { item } = await within(next)
      assert.equal(await done(item), 'completed')
      assert.equal(item.getSavePath(), path.join(folder, name))
    }
    session.defaultSession.setDownloadPath(app.getPath('downloads'))
    assert.deepEqual(fs.readdirSync(folder).sort(), ['file (1).bin', 'file.bin'])
  })

  it('setSaveDialogOptions keeps what it is given', async () => {
    const item = await download('file.bin', (item) => item.setSaveDialogOptions({ title: 'Save', defaultPath: '/tmp/x' }))
    assert.deepEqual(item.getSaveDialogOptions(), { title: 'Save', defaultPath: '/tmp/x' })
    await done(item)
  })

  it('go on when the window is closed meanwhile', async () => {
    const item = await download('slow.bin')
    await until(() => item.getReceivedBytes() > 0)
    win.destroy()
    server.finishAll()
    assert.equal(await done(item), 'completed')
  })

  it('a listener that destroys the window does no harm', async () => {
    const item = await download('file.bin', () => win.destroy())
    assert.match(await done(item), /completed|cancelled/)
  })

  it('belong to their session', async () => {
    const other = session.fromPartition('downloads-spec')
    let wrong = 0
    session.defaultSession.on('will-download', () => wrong++)
    win = openWindow({ webPreferences: { partition: 'downloads-spec' } })
    const next = nextItem((item) => item.setSavePath(path.join(folder, 'file.bin')), other)
    win.webContents.downloadURL(`${origin}/file.bin`)
    const { item } = await within(next)
    assert.equal(await done(item), 'completed')
    assert.equal(wrong, 0)
  })

  it('that send nothing for long come to will-download nevertheless', async () => {
    const item = await download('silent.bin')
    assert.equal(item.getReceivedBytes(), 0)
    const end = done(item)
    item.cancel()
    assert.equal(await end, 'cancelled')
  })

  it('that cannot be saved are interrupted', async () => {
    fs.writeFileSync(path.join(folder, 'file'), '')
    const item = await download('file.bin', (item) => item.setSavePath(path.join(folder, 'file/below/a/file.bin')))
    assert.equal(await done(item), 'interrupted')
    assert.equal(item.getState(), 'interrupted')
  })

  it('make the folder that they go to, and leave nothing elsewhere', async () => {
    const where = path.join(folder, 'a/new/folder/file.bin')
    const item = await download('file.bin', (item) => item.setSavePath(where))
    assert.equal(await done(item), 'completed')
    assert.deepEqual(fs.readFileSync(where), bytes)
    await until(() => fs.readdirSync(path.join(app.getPath('userData'), 'Partial Downloads')).length === 0)
  })

  it('refuse what is no URL', () => {
    assert.throws(() => win.webContents.downloadURL(), TypeError)
    assert.throws(() => win.webContents.downloadURL(5), TypeError)
    session.defaultSession.downloadURL('no url')
  })
})
