'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, afterEach, before, beforeEach, describe, it } = require('node:test')
const { session } = require('electron')
const { bytes, done, nextItem, size } = require('../support/downloads')
const { once, within } = require('../support/events')
const { serve } = require('../support/net-server')
const { tempFolder } = require('../support/temp-folder')

describe('downloads that an earlier run began', () => {
  let server
  let origin
  let folder
  let asked

  before(async () => {
    server = await serve({
      '*': ({ url, headers }, response) => {
        asked.push([headers.range, headers['if-range']])
        const [, from] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? []
        if (url === '/part' && from) response.writeHead(206, { 'content-range': `bytes ${from}-${size - 1}/${size}` }).end(bytes.subarray(Number(from)))
        else if (url === '/gone') response.writeHead(404).end()
        else response.writeHead(200, { 'content-length': size }).end(bytes)
      }
    })
    origin = server.url('')
  })
  after(() => server.close())
  beforeEach(() => {
    asked = []
    folder = tempFolder('downloads')
  })
  afterEach(() => session.defaultSession.removeAllListeners('will-download'))

  const interrupted = async (name, act) => {
    const file = path.join(folder, 'part.bin')
    fs.writeFileSync(file, bytes.subarray(0, 1000))
    const next = nextItem(act)
    session.defaultSession.createInterruptedDownload({
      path: file, urlChain: [`${origin}/first`, `${origin}/${name}`], mimeType: 'application/x-test', offset: 1000, length: size,
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
    assert.deepEqual([item.getURL(), item.getURLChain()], [`${origin}/part`, [`${origin}/first`, `${origin}/part`]])
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
