'use strict'

const path = require('path')
const { session } = require('electron')
const { once } = require('./events')
const { serve } = require('./net-server')

const size = 300_000
const bytes = Buffer.alloc(size, 'content ')

/**
 * A server of downloads, each of `bytes`: /file… is sent at once; /slow… in two halves, the second by finishAll(); /broken… ends in
 * the middle for `breaks` times, /silent… never begins. /to-NAME is a redirect to /NAME, and /page has links, 50 pixels high each.
 */
async function serveDownloads () {
  const held = new Set() // responses that wait to be ended
  const page = `<!DOCTYPE html><body style="margin: 0"><a id=link href="file.bin" style="display: block; height: 50px">x</a>
    <a id=file download href="file.bin" style="display: block; height: 50px">x</a>
    <a id=blank target=_blank href="file.bin" style="display: block; height: 50px">x</a>`
  const downloads = {
    breaks: Infinity,
    finishAll () {
      for (const response of held) response.end(bytes.subarray(size / 2))
      held.clear()
    }
  }
  const send = (name, response) => {
    if (name.startsWith('file') || (name.startsWith('broken') && downloads.breaks-- <= 0)) response.end(bytes)
    else if (name.startsWith('silent')) response.flushHeaders()
    else {
      response.write(bytes.subarray(0, size / 2))
      if (name.startsWith('broken')) setTimeout(() => response.destroy(), 50)
      else held.add(response)
    }
  }
  const server = await serve({
    '/page': (request, response) => response.end(page),
    '*': (request, response) => {
      const name = path.basename(request.url)
      if (name.startsWith('to-')) {
        response.writeHead(302, { location: name.slice(3) }).end()
        return
      }
      response.writeHead(200, {
        'content-type': 'application/x-test', 'content-length': size, 'content-disposition': `attachment; filename="${name}"`
      })
      send(name, response)
    }
  })
  return Object.assign(downloads, { origin: server.url(''), close: server.close })
}

/** The item of the next download, and what 'will-download' was given; `act` is called in the listener. */
const nextItem = (act = () => {}, ses = session.defaultSession) => new Promise((resolve) => {
  ses.once('will-download', (event, item, contents) => {
    act(item, event)
    resolve({ event, item, contents })
  })
})

/** The state in which it ends. */
const done = async (item) => (await once(item, 'done'))[1]

module.exports = { bytes, done, nextItem, serveDownloads, size }
