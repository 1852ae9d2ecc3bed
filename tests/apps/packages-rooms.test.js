'use strict'

// Popular npm packages, unmodified, that bring schemes, downloads and menus.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const http = require('http')
const os = require('os')
const path = require('path')
const { until } = require('../support/events')
const { installPackages, startPackageApp, usePackagesOnScreen } = require('../support/packages')

const timeout = 60_000

/** Runs an app that prints one line of JSON and quits. */
async function run (t, name, args = [], options = {}) {
  const program = await startPackageApp(t, name, { args: ['--headless', ...args], ...options })
  assert.deepEqual(await program.end(50_000), { code: 0, signal: null }, program.describe())
  return { result: JSON.parse(program.stdout), stderr: program.stderr }
}

describe('electron-serve', () => {
  before(installPackages, { timeout: 300_000 })

  it('serves a built folder', { timeout }, async (t) => {
    const { result, stderr } = await run(t, 'serve')
    const page = {
      origin: 'app://-', secure: true, title: 'index', style: 'rgb(1, 2, 3)', picture: 30, module: 'value of a module', require: 'function'
    }
    assert.deepEqual(result.first, { url: 'app://-/?id=5', ...page })
    assert.deepEqual(result.data, { list: [1, 'ä'] })
    assert.deepEqual(result.request, [200, 'application/json', '{ "list": [1, "ä"] }\n'])
    // What is no file is index.html, so that the page's own routes work; what looks like one is missing.
    assert.deepEqual(result.route, { url: 'app://-/some/route', ...page })
    assert.equal(result.kept, 'yes')
    assert.equal(result.folder, 'folder')
    assert.equal(result.missing, 'ERR_FILE_NOT_FOUND')
    assert.notEqual(result.outside, 'serve-app')
    assert.deepEqual(result.other, ['other://own-host/', 'second'])
    assert.doesNotMatch(stderr, /Warning: protocol/)
  })
})

describe('electron-dl', () => {
  const size = 1 << 20
  const bytes = Buffer.alloc(size, 'bytes of a download ')
  let server
  let url
  before(async () => {
    await installPackages()
    server = http.createServer((request, response) => {
      const name = path.basename(request.url)
      if (name === 'page') {
        response.writeHead(200, { 'content-type': 'text/html' })
        response.end('<!DOCTYPE html><a href="/data.bin">download</a>')
        return
      }
      const type = name === 'typed' ? 'application/pdf' : 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, 'content-length': size, 'content-disposition': 'attachment' })
      if (name === 'slow.bin' || name === 'broken.bin') {
        response.write(bytes.subarray(0, size / 2))
        if (name === 'broken.bin') setTimeout(() => response.destroy(), 50)
      } else {
        response.end(bytes)
      }
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${server.address().port}`
  }, { timeout: 300_000 })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('downloads with progress, and tells what was cancelled or broke off', { timeout }, async (t) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-downloads-'))
    t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
    const { result } = await run(t, 'dl', [url, folder])
    const file = path.join(folder, 'data.bin')
    assert.deepEqual(result.first, {
      started: `${url}/data.bin`,
      completed: { fileName: 'data.bin', filename: 'data.bin', path: file, fileSize: size, mimeType: 'application/octet-stream', url: `${url}/data.bin` },
      savePath: file,
      state: 'completed',
      last: { percent: 1, transferredBytes: size, totalBytes: size }
    })
    assert.equal(result.second, path.join(folder, 'data (1).bin'))
    assert.equal(result.named, path.join(folder, 'own name.bin'))
    assert.equal(result.overwritten, file)
    assert.match(path.basename(result.typed), /^typed.*\.pdf$/)
    assert.equal(result.cancelled, true)
    assert.equal(result.broken, 'The download of broken.bin was interrupted')
    assert.deepEqual(result.files, ['by link.bin', 'data (1).bin', 'data.bin', 'own name.bin', path.basename(result.typed)].sort())
    for (const name of result.files) assert.ok(fs.readFileSync(path.join(folder, name)).equals(bytes), name)
  })
})

describe('electron-context-menu', () => {
  const screen = usePackagesOnScreen()

  const lines = (program, text) => program.stdout.split('\n').filter((line) => line.startsWith(text))

  it('opens a menu where the right button was pressed, and its items act', { timeout: 2 * timeout }, async (t) => {
    const program = await startPackageApp(t, 'context-menu', { openInput: true, env: { DISPLAY: screen.display.name } })
    await program.output('loaded\n')
    const [window] = await screen.display.waitForWindows(/^right button$/)
    const ask = async (text) => {
      const before = lines(program, text).length
      program.child.stdin.write(`${text}\n`)
      return (await until(() => lines(program, text).length > before && lines(program, text).at(-1), undefined, text))
    }
    const rightClick = async (x, y) => {
      const shown = lines(program, 'shown').length
      await screen.display.raise(window.id)
      await screen.display.xdotool('mousemove', '--window', window.id, x, y)
      await screen.display.xdotool('click', '3')
      await until(() => lines(program, 'shown').length > shown, undefined, 'the menu is shown')
    }
    // The key that an item's label marks, or the arrows to it.
    const choose = async (...keys) => {
      const closed = lines(program, 'closed').length
      for (const key of keys) await screen.display.xdotool('key', key)
      await until(() => lines(program, 'closed').length > closed, undefined, 'the menu is closed')
    }

    await rightClick(250, 300)
    await choose('Down', 'Return')
    await program.output('own item\n')

    await rightClick(40, 88)
    await choose('k') // Copy Link
    await until(async () => (await ask('clipboard')).startsWith('clipboard https://example.org/page '))

    program.child.stdin.write('select\n')
    await program.output('selected\n')
    await rightClick(40, 35)
    await choose('c') // Copy
    await until(async () => (await ask('clipboard')).startsWith('clipboard some words '))
    await rightClick(40, 35)
    await choose('t') // Cut
    await until(async () => (await ask('field')) === 'field ')
    await rightClick(40, 35)
    await choose('p') // Paste
    await until(async () => (await ask('field')) === 'field some words')

    await rightClick(40, 140)
    await choose('y') // Copy Image
    await until(async () => (await ask('clipboard')).endsWith('{"width":60,"height":40}'))

    await rightClick(250, 300)
    await choose('Escape')
    program.child.stdin.write('quit\n')
    assert.deepEqual(await program.end(), { code: 0, signal: null })
    assert.equal(program.stderr, '')
  })
})
