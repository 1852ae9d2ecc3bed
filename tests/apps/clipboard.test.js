'use strict'

// The clipboard and the selection, shared with other programs of the display.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { execFile, spawn } = require('child_process')
const path = require('path')
const { promisify } = require('util')
const { until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/clipboard')

describe('clipboard on a screen', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const paste = async (selection, ...args) => (await promisify(execFile)('xclip', ['-o', '-selection', selection, ...args], { env: display.env, encoding: 'latin1', timeout: 15_000 })).stdout
  const copy = (selection, text, ...args) => new Promise((resolve, reject) => {
    const child = spawn('xclip', ['-i', '-selection', selection, ...args], { env: display.env, stdio: ['pipe', 'ignore', 'ignore'] })
    child.on('error', reject).on('exit', resolve)
    child.stdin.end(text)
  })

  it('gives other programs what the app wrote, and the app what they wrote', { timeout: 60_000 }, async (t) => {
    const program = start(t, [app], { env: { DISPLAY: display.name }, openInput: true })
    await program.output('"ready"\n')
    const lines = () => program.stdout.trim().split('\n')
    const call = async (...request) => {
      const before = lines().length
      program.child.stdin.write(`${JSON.stringify(request)}\n`)
      await until(() => lines().length > before)
      return JSON.parse(lines().at(-1))
    }

    await call('writeText', 'from the app äöü')
    await call('writeText', 'selected', 'selection')
    assert.equal(Buffer.from(await paste('clipboard'), 'latin1').toString(), 'from the app äöü')
    assert.equal(await paste('primary'), 'selected')
    await call('write', { text: 'plain', html: '<b>bold</b>' })
    assert.equal(await paste('clipboard', '-t', 'text/html'), '<b>bold</b>')

    await call('writeBookmark', 'Title', 'https://example.org/')
    const bookmark = Buffer.from(await paste('clipboard', '-t', 'text/x-moz-url'), 'latin1')
    assert.equal(bookmark.toString('utf16le').trim(), 'https://example.org/')
    await call('writeRTF', '{\\rtf1 a}')
    assert.equal(await paste('clipboard', '-t', 'text/rtf'), '{\\rtf1 a}')
    await call('clear')
    assert.deepEqual(await call('availableFormats'), [])

    await copy('clipboard', 'from another program 🙂')
    await copy('primary', 'selected elsewhere')
    assert.equal(await call('readText'), 'from another program 🙂')
    assert.equal(await call('readText', 'selection'), 'selected elsewhere')
    assert.deepEqual(await call('availableFormats'), ['text/plain'])
    assert.deepEqual(await call('availableFormats', 'selection'), ['text/plain'])
    for (const [type, data, formats, read] of [['text/html', '<i>x</i>', ['text/html'], ['readHTML']], ['text/uri-list', 'file:///a', ['text/uri-list'], ['read', 'text/uri-list']],
      ['application/x-own', 'own', [], ['read', 'application/x-own']]]) {
      await copy('clipboard', data, '-t', type)
      // The display tells the app of it in its own time.
      await until(() => call('has', type))
      assert.deepEqual([await call('availableFormats'), await call(...read)], [formats, data])
    }
    await call('clear', 'selection')
    assert.equal(await call('readText', 'selection'), '')
  })
})
