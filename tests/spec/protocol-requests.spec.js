'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { afterEach, describe, it } = require('node:test')
const { protocol } = require('electron')
const { once, until, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { page, releaseSchemes, scheme, url } = require('../support/own-schemes')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

// What goes along with a request of a page of the app, and with its answer.
describe('protocol: requests and responses', () => {
  releaseSchemes()
  afterEach(() => protocol.unregisterProtocol(scheme))

  const inPage = ({ webContents }, script) => webContents.executeJavaScript(script)

  /** A page of the scheme; anything else under it is answered by `answer`, a handler of protocol.handle. */
  const open = async (answer, options) => {
    protocol.handle(scheme, (request) => new URL(request.url).pathname === '/page'
      ? new Response(page('own'), { headers: { 'content-type': 'text/html' } })
      : answer(request))
    const win = openWindow(options)
    await win.loadURL(url('page'))
    return win
  }
  const echo = async (request) => Response.json
    ? new Response(JSON.stringify([request.method, request.headers.get('content-type'), await request.text()]))
    : null

  it('a page of the network sends no body by the ways of the app\'s pages, and leaves nothing behind', async () => {
    const server = await startServer()
    const asked = []
    protocol.handle(scheme, async (request) => {
      asked.push([request.method, await request.text(), [...request.headers.keys()].filter((name) => name.startsWith('x-runtime-'))])
      return new Response('')
    })
    try {
      const win = openWindow()
      await win.loadURL(`${server.url}/page`)
      const send = (headers) => inPage(win, `new Promise((resolve) => {
        const xhr = new XMLHttpRequest()
        xhr.open('POST', ${JSON.stringify(url('x'))})
        for (const [name, value] of ${JSON.stringify(headers)}) xhr.setRequestHeader(name, value)
        xhr.onloadend = () => resolve(0)
        xhr.send()
      })`)
      await send([['X-Runtime-Form', 'application/json'], ['X-Runtime-Body', 'e30=']])
      await send([['X-Runtime-Script', '1'], ['X-Runtime-Body', 'e30=']])
      await send([['X-Runtime-Part', 'name']])
      assert.deepEqual(asked, [['POST', '', []], ['POST', '', []], ['POST', '', []]])
    } finally {
      server.close()
    }
  })

  it('a part without a body, and a body whose parts are not all there, are no concern of main\'s', async () => {
    let asked = 0
    const win = await open(() => { asked++; return new Response('') })
    const send = (headers) => inPage(win, `new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.open('POST', '/x')
      for (const [name, value] of ${JSON.stringify(headers)}) xhr.setRequestHeader(name, value)
      xhr.onload = () => resolve('answered')
      xhr.onerror = () => resolve('failed')
      xhr.send()
    })`)
    assert.equal(await send([['X-Runtime-Part', 'name']]), 'answered')
    assert.equal(await send([['X-Runtime-Body', 'parts:name:5']]), 'failed')
    assert.equal(asked, 0)
  })

  for (const contextIsolation of [false, true]) {
    describe(`with contextIsolation: ${contextIsolation}`, () => {
      const preferences = { webPreferences: { contextIsolation } }

      it('handle is given the body of what fetch sends', async () => {
        const win = await open(echo, preferences)
        const send = (init) => inPage(win, `fetch('/x', ${init}).then((response) => response.json())`)
        assert.deepEqual(await send("{ method: 'POST', body: 'tëxt' }"), ['POST', 'text/plain;charset=UTF-8', 'tëxt'])
        assert.deepEqual(await send("{ method: 'PUT', body: JSON.stringify({ a: 1 }), headers: { 'content-type': 'application/json' } }"), ['PUT', 'application/json', '{"a":1}'])
        assert.deepEqual(await send("{ method: 'POST', body: new URLSearchParams({ a: 'b c' }) }"), ['POST', 'application/x-www-form-urlencoded;charset=UTF-8', 'a=b+c'])
        assert.deepEqual(await send("{ method: 'POST', body: new Blob(['blob'], { type: 'text/x' }) }"), ['POST', 'text/x', 'blob'])
        const [, type, form] = await send("{ method: 'POST', body: (() => { const form = new FormData(); form.set('name', 'value'); form.set('file', new File(['content'], 'f.txt')); return form })() }")
        assert.match(type, /^multipart\/form-data; boundary=/)
        assert.match(form, /name="name"\r\n\r\nvalue[^]*filename="f.txt"[^]*content/)
      })

      it('and of what XMLHttpRequest sends, synchronously too', async () => {
        const win = await open(echo, preferences)
        const send = (body, isAsync = true) => inPage(win, `new Promise((resolve) => {
          const xhr = new XMLHttpRequest()
          xhr.open('POST', '/x', ${isAsync})
          xhr.onloadend = () => resolve(JSON.parse(xhr.responseText))
          xhr.send(${body})
        })`)
        assert.deepEqual(await send("'text'"), ['POST', 'text/plain;charset=UTF-8', 'text'])
        assert.deepEqual(await send('new Uint8Array([65, 66]).buffer'), ['POST', null, 'AB'])
        assert.deepEqual(await send("new Blob(['b'])"), ['POST', null, 'b'])
        assert.deepEqual(await send("'at once'", false), ['POST', 'text/plain;charset=UTF-8', 'at once'])
      })

      it('scripts see status, statusText and headers as they were answered', async () => {
        const win = await open((request) => new Response('made', { status: 418, headers: [['X-Own', 'MiXed'], ['ETag', '"AbC"'], ['content-type', 'application/json']] }), preferences)
        assert.deepEqual(await inPage(win, `fetch('/x').then(async (response) => [response.status, response.ok, response.headers.get('x-own'), response.headers.get('etag'), response.headers.get('content-type'), await response.text()])`),
          [418, false, 'MiXed', '"AbC"', 'application/json', 'made'])
        assert.deepEqual(await inPage(win, `new Promise((resolve) => {
          const xhr = new XMLHttpRequest()
          xhr.open('GET', '/x')
          xhr.onloadend = () => resolve([xhr.status, xhr.statusText, xhr.getResponseHeader('X-OWN'), xhr.getResponseHeader('none'), xhr.getAllResponseHeaders().includes('etag: "AbC"'), xhr.getAllResponseHeaders().includes('runtime')])
          xhr.send()
        })`), [418, "I'm a Teapot", 'MiXed', null, true, false])
      })
    })
  }

  it('an empty answer of 404 or 204 is one, to scripts', async () => {
    const win = await open((request) => new Response(null, { status: Number(new URL(request.url).pathname.slice(1)) }))
    for (const status of [404, 204, 500]) assert.deepEqual(await inPage(win, `fetch('/${status}').then(async (response) => [response.status, await response.text()])`), [status, ''])
  })

  it('register…Protocol is given uploadData, and answers with statusCode and headers', async () => {
    let seen
    protocol.registerStringProtocol(scheme, (request, callback) => {
      if (request.url === url('page')) return callback(page('own'))
      seen = request
      callback({ statusCode: 201, headers: { 'X-Own': ['one', 'two'] }, data: 'done', mimeType: 'text/plain' })
    })
    const win = openWindow()
    await win.loadURL(url('page'))
    assert.deepEqual(await inPage(win, "fetch('/x', { method: 'POST', body: 'body' }).then(async (response) => [response.status, response.headers.get('x-own'), await response.text()])"), [201, 'one, two', 'done'])
    assert.equal(seen.uploadData.length, 1)
    assert.deepEqual([seen.uploadData[0].type, String(seen.uploadData[0].bytes)], ['rawData', 'body'])
    assert.deepEqual(Object.keys(seen.headers).filter((name) => /runtime/i.test(name)), [])
  })

  for (const contextIsolation of [false, true]) {
    it(`a form sends its body, with contextIsolation: ${contextIsolation}`, async () => {
      const seen = []
      const win = await open(async (request) => {
        seen.push([request.method, request.headers.get('content-type'), await request.text()])
        return new Response(page('posted'), { headers: { 'content-type': 'text/html' } })
      }, { webPreferences: { contextIsolation } })
      const submit = async (form, how) => {
        await win.loadURL(url('page'))
        const navigated = once(win.webContents, 'did-finish-load')
        inPage(win, `document.body.innerHTML = ${JSON.stringify(form)}; ${how}`)
        await navigated
        assert.equal(win.getTitle(), 'posted')
        return seen.at(-1)
      }
      const fields = '<input name="a" value="b &amp; ü"><button name="pressed" value="yes">send</button></form>'
      assert.deepEqual(await submit(`<form method="post" action="/form">${fields}`, "document.querySelector('button').click()"), ['POST', 'application/x-www-form-urlencoded', 'a=b+%26+%C3%BC&pressed=yes'])
      assert.deepEqual(await submit(`<form method="post" action="/form">${fields}`, "document.querySelector('form').submit()"), ['POST', 'application/x-www-form-urlencoded', 'a=b+%26+%C3%BC'])
      const [method, type, text] = await submit(`<form method="post" action="/form" enctype="multipart/form-data">${fields}`, "document.querySelector('form').requestSubmit()")
      assert.equal(method, 'POST')
      assert.match(type, /^multipart\/form-data; boundary=/)
      assert.match(text, /name="a"\r\n\r\nb & ü/)
      assert.deepEqual((await submit(`<form action="/form">${fields}`, "document.querySelector('form').submit()")).slice(0, 1), ['GET'])
    })
  }

  it('bodies of many megabytes arrive whole', async () => {
    const win = await open(async (request) => {
      const bytes = Buffer.from(await request.arrayBuffer())
      return new Response(`${bytes.length} ${bytes.every((byte, i) => byte === i % 251)}`)
    })
    assert.equal(await inPage(win, `fetch('/x', { method: 'POST', body: Uint8Array.from({ length: 5 << 20 }, (none, i) => i % 251) }).then((response) => response.text())`), `${5 << 20} true`)
  })

  it('a handler\'s headers cannot make others of a response', async () => {
    protocol.registerStringProtocol(scheme, (request, callback) => callback(request.url === url('page')
      ? page('own')
      : { data: 'x', mimeType: 'text/plain', headers: { 'X-Own': 'a\r\nX-Injected: b', 'Cache-Control': 'no-store\nX-Other: c' } }))
    const win = openWindow()
    await win.loadURL(url('page'))
    assert.deepEqual(await inPage(win, "fetch('/x').then((response) => [response.headers.get('x-own'), response.headers.get('x-injected'), response.headers.get('x-other')])"),
      ['a X-Injected: b', null, null])
  })

  it('a document\'s Content-Security-Policy holds', async () => {
    const html = '<!DOCTYPE html><title>before</title><script>document.title = "ran"</script>'
    let policy
    protocol.registerStringProtocol(scheme, (request, callback) => callback({ data: html, mimeType: 'text/html', headers: policy ? { 'Content-Security-Policy': policy } : {} }))
    const win = openWindow()
    await win.loadURL(url('open'))
    assert.equal(win.getTitle(), 'ran')
    policy = "default-src 'self'; script-src 'none'"
    await win.loadURL(url('closed'))
    assert.equal(win.getTitle(), 'before')
  })

  it('abort() in the page ends a request, before and after it is answered', async () => {
    let cancelled = 0
    const win = await open((request) => new Response(new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65536)),
      cancel: () => { cancelled++ }
    })))
    assert.equal(await inPage(win, `new Promise((resolve) => {
      const controller = new AbortController()
      fetch('/endless', { signal: controller.signal }).then(async (response) => { const reader = response.body.getReader(); for (;;) await reader.read() }).catch((error) => resolve(error.name))
      setTimeout(() => controller.abort(), 50)
    })`), 'AbortError')
    await until(() => cancelled === 1)
    assert.equal(await inPage(win, `new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.open('POST', '/x')
      xhr.onabort = () => resolve('abort')
      xhr.send(new Blob(['x'.repeat(1 << 22)]))
      xhr.abort()
      setTimeout(resolve, 100, 'quiet')
    })`).then((text) => ['abort', 'quiet'].includes(text)), true)
  })

  it('hundreds of requests in parallel are all answered', async () => {
    const win = await open(async (request) => new Response(await request.text()))
    assert.equal(await inPage(win, `Promise.all(Array.from({ length: 300 }, (none, i) => fetch('/x', { method: 'POST', body: String(i) }).then((response) => response.text())))
      .then((texts) => texts.every((text, i) => text === String(i)))`), true)
  })

  it('media are sought in: parts of a file, and of what handle answers with 206', async () => {
    const wave = Buffer.alloc(44 + 8000 * 60)
    wave.write('RIFF')
    wave.writeUInt32LE(wave.length - 8, 4)
    wave.write('WAVEfmt ', 8)
    for (const [value, offset, size] of [[16, 16, 4], [1, 20, 2], [1, 22, 2], [8000, 24, 4], [8000, 28, 4], [1, 32, 2], [8, 34, 2], [wave.length - 44, 40, 4]]) wave.writeUIntLE(value, offset, size)
    wave.write('data', 36)
    const file = path.join(tempFolder('media'), 'sound.wav')
    fs.writeFileSync(file, wave)
    const seek = (win, name) => inPage(win, `new Promise((resolve, reject) => {
      const audio = new Audio('/${name}')
      audio.onloadedmetadata = () => { audio.currentTime = 45 }
      audio.onseeked = () => resolve([Math.round(audio.duration), audio.currentTime])
      audio.onerror = () => reject(new Error(audio.error.message))
    })`)
    const ranges = []
    const win = await open((request) => {
      const range = request.headers.get('range')
      ranges.push(range)
      const start = Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0)
      const headers = { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'content-length': String(wave.length - start), 'content-range': `bytes ${start}-${wave.length - 1}/${wave.length}` }
      return new Response(wave.subarray(start), { status: 206, headers })
    })
    assert.deepEqual(await seek(win, 'sound'), [60, 45])
    assert.match(ranges[0], /^bytes=0-/)
    protocol.unregisterProtocol(scheme)
    protocol.registerFileProtocol(scheme, (request, callback) => callback({ path: file }))
    assert.deepEqual(await seek(win, 'file.wav'), [60, 45])
  })

  describe('streams', () => {
    it('an endless one to a page that does not read stays small', async () => {
      let produced = 0
      let cancelled = false
      const win = await open(() => new Response(new ReadableStream({
        pull (controller) {
          produced += 65536
          controller.enqueue(new Uint8Array(65536))
        },
        cancel () { cancelled = true }
      }), { headers: { 'content-type': 'video/webm' } }))
      const before = process.memoryUsage().rss
      // A media element reads ahead what it needs, and stops.
      await inPage(win, "const video = document.createElement('video'); video.preload = 'metadata'; video.src = '/video'; document.body.append(video)")
      await until(() => produced > 0)
      const stopped = await until(async () => {
        const seen = produced
        await new Promise((resolve) => setTimeout(resolve, 150))
        return seen === produced || cancelled ? Math.max(1, produced) : 0
      })
      assert.ok(stopped < 200 << 20, `${stopped >> 20} MB were produced`)
      assert.ok(process.memoryUsage().rss - before < 300 << 20)
      win.destroy()
    })

    for (const contextIsolation of [false, true]) {
      it(`fetch() reads one while it is made, with contextIsolation: ${contextIsolation}`, async () => {
        let producer
        const win = await open(() => new Response(new ReadableStream({ start (controller) { producer = controller } }), { status: 202, headers: { 'content-type': 'application/octet-stream' } }), { webPreferences: { contextIsolation } })
        const first = inPage(win, "fetch('/x').then(async (response) => { globalThis.reader = response.body.getReader(); return [response.status, [...(await reader.read()).value]] })")
        await until(() => producer)
        producer.enqueue(Uint8Array.of(0, 127, 128, 255))
        assert.deepEqual(await within(first), [202, [0, 127, 128, 255]])
        const next = inPage(win, 'reader.read().then(({ value }) => new TextDecoder().decode(value))')
        producer.enqueue(Buffer.from('tëxt'))
        assert.equal(await within(next), 'tëxt')
        producer.close()
        assert.equal(await inPage(win, 'reader.read().then(({ done }) => done)'), true)
      })
    }

    it('one of a hundred megabytes passes through', async () => {
      const size = 100 << 20
      let sent = 0
      let most = 0
      let start = 0
      const win = await open(() => new Response(new ReadableStream({
        pull (controller) {
          if (sent >= size) return controller.close()
          sent += 262144
          if (sent % (16 << 20) === 0) {
            global.gc()
            start ||= process.memoryUsage().rss
            most = Math.max(most, process.memoryUsage().rss - start)
          }
          controller.enqueue(new Uint8Array(262144))
        }
      }), { headers: { 'content-length': String(size) } }))
      const length = await within(inPage(win, "fetch('/large').then((response) => response.arrayBuffer()).then((buffer) => buffer.byteLength)"))
      assert.equal(length, size)
      assert.ok(most < 60 << 20, `${most >> 20} MB in main`)
    })

    it('a page that goes in the middle ends its producer', async () => {
      let cancelled = false
      const win = await open(() => new Response(new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65536)),
        cancel () { cancelled = true }
      })))
      inPage(win, "fetch('/endless').then((response) => response.text())").catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 50))
      const gone = once(win, 'closed')
      win.destroy()
      await gone
      await until(() => cancelled)
    })
  })
})
