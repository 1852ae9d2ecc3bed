'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const { after, afterEach, before, beforeEach, describe, it } = require('node:test')
const { app, session } = require('electron')
const { once, until, within } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow } = require('../support/windows')

describe('downloads', () => {
  const size = 300_000
  const bytes = Buffer.alloc(size, 'content ')
  let server
  let origin
  let folder
  let win
  let breaks // how often /broken.bin breaks off
  const held = new Set() // responses that wait to be ended

  // /file.bin is sent at once; /slow.bin in two halves, the second by finishAll(); /broken.bin ends in the middle, /silent.bin never begins.
  before(async () => {
    server = http.createServer((request, response) => {
      const name = path.basename(request.url)
      if (name === 'page') {
        response.end(`<!DOCTYPE html><body style="margin: 0"><a id=link href="file.bin" style="display: block; height: 50px">x</a>
          <a id=file download href="file.bin" style="display: block; height: 50px">x</a>
          <a id=blank target=_blank href="file.bin" style="display: block; height: 50px">x</a>`)
        return
      }
      if (name.startsWith('to-')) {
        response.writeHead(302, { location: name.slice(3) })
        response.end()
        return
      }
      response.writeHead(200, {
        'content-type': 'application/x-test', 'content-length': size, 'content-disposition': `attachment; filename="${name}"`
      })
      if (name.startsWith('file') || (name.startsWith('broken') && breaks-- <= 0)) {
        response.end(bytes)
        return
      }
      if (name.startsWith('silent')) {
        response.flushHeaders()
        return
      }
      response.write(bytes.subarray(0, size / 2))
      if (name.startsWith('broken')) setTimeout(() => response.destroy(), 50)
      else held.add(response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${server.address().port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const finishAll = () => {
    for (const response of held) response.end(bytes.subarray(size / 2))
    held.clear()
  }

  beforeEach(async () => {
    folder = tempFolder('downloads')
    breaks = Infinity
    win = await openPage()
  })
  afterEach(() => {
    session.defaultSession.removeAllListeners('will-download')
    finishAll()
  })

  /** The item of the next download, and what 'will-download' was given; `act` is called in the listener. */
  const nextItem = (act = () => {}, ses = session.defaultSession) => new Promise((resolve) => {
    ses.once('will-download', (event, item, contents) => {
      act(item, event)
      resolve({ event, item, contents })
    })
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
  const done = async (item) => (await once(item, 'done'))[1]

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
    finishAll()
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
    finishAll()
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
    breaks = 1
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
    finishAll()
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

  describe('that an earlier run began', () => {
    let rest
    let partOrigin
    let asked
    before(async () => {
      rest = http.createServer((request, response) => {
        asked.push([request.headers.range, request.headers['if-range']])
        const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
        if (request.url === '/part' && from) {
          response.writeHead(206, { 'content-range': `bytes ${from}-${size - 1}/${size}` })
          response.end(bytes.subarray(Number(from)))
        } else if (request.url === '/gone') {
          response.writeHead(404)
          response.end()
        } else {
          response.writeHead(200, { 'content-length': size })
          response.end(bytes)
        }
      }).listen(0, '127.0.0.1')
      await once(rest, 'listening')
      partOrigin = `http://127.0.0.1:${rest.address().port}`
    })
    after(() => {
      rest.closeAllConnections()
      rest.close()
    })
    beforeEach(() => { asked = [] })

    const interrupted = async (name, act) => {
      const file = path.join(folder, 'part.bin')
      fs.writeFileSync(file, bytes.subarray(0, 1000))
      const next = nextItem(act)
      session.defaultSession.createInterruptedDownload({
        path: file, urlChain: [`${partOrigin}/first`, `${partOrigin}/${name}`], mimeType: 'application/x-test', offset: 1000, length: size,
        lastModified: 'Sun, 22 Nov 2026 22:53:55 GMT', eTag: '"tag"', startTime: 1000.5
      })
      return { file, ...await within(next) }
    }

    it('are told of as interrupted, with what the app knows', async () => {
      const { file, item, contents } = await interrupted('part')
      assert.equal(contents, null)
      assert.deepEqual([item.getState(), item.canResume(), item.isPaused()], ['interrupted', true, false])
      assert.deepEqual([item.getReceivedBytes(), item.getTotalBytes(), item.getStartTime()], [1000, size, 1000.5])
      assert.deepEqual([item.getSavePath(), item.getFilename(), item.getMimeType()], [file, 'part.bin', 'application/x-test'])
      assert.deepEqual([item.getURL(), item.getURLChain()], [`${partOrigin}/part`, [`${partOrigin}/first`, `${partOrigin}/part`]])
      assert.deepEqual([item.getETag(), item.getLastModifiedTime(), item.getContentDisposition()], ['"tag"', 'Sun, 22 Nov 2026 22:53:55 GMT', ''])
      item.cancel()
    })

    it('go on with the rest when they are resumed', async () => {
      const { file, item } = await interrupted('part')
      item.resume()
      assert.equal(await done(item), 'completed')
      assert.deepEqual(asked, [['bytes=1000-', '"tag"']])
      assert.deepEqual(fs.readFileSync(file), bytes)
    })

    it('begin anew where the server has no parts', async () => {
      const { file, item } = await interrupted('whole')
      item.resume()
      assert.equal(await done(item), 'completed')
      assert.deepEqual(fs.readFileSync(file), bytes)
    })

    it('are interrupted again when that fails', async () => {
      const { item } = await interrupted('gone')
      const [, state] = await Promise.all([once(item, 'updated', { filter: (event, state) => state === 'interrupted' }), item.resume()]).then(([args]) => args)
      assert.equal(state, 'interrupted')
      assert.equal(item.canResume(), true)
      const end = done(item)
      item.cancel()
      assert.equal(await end, 'cancelled')
    })

    it('need a path, URLs, a length, and an offset within it', () => {
      const { defaultSession } = session
      const options = { path: '/tmp/x', urlChain: ['http://127.0.0.1/'], offset: 0, length: 10 }
      assert.throws(() => defaultSession.createInterruptedDownload(), { message: 'Insufficient number of arguments.' })
      for (const wrong of [{ path: '' }, { urlChain: [] }, { length: 0 }]) {
        assert.throws(() => defaultSession.createInterruptedDownload({ ...options, ...wrong }), { message: 'Must pass non-empty path, urlChain and length.' })
      }
      assert.throws(() => defaultSession.createInterruptedDownload({ ...options, offset: 10 }), { message: 'Must pass an offset value less than length.' })
    })
  })
})
