'use strict'

// Message boxes on a screen, answered with real keys.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { timeoutFactor } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/dialogs')
const timeout = 60_000

describe('dialog on a screen', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  /** Starts the app; `press` sends keys to its box. */
  const open = async (t, mode) => {
    const program = start(t, [app, mode], { env: { DISPLAY: display.name } })
    await program.output('"ready"\n')
    const [window] = await display.waitForWindows(/^box$/)
    const press = async (...keys) => {
      await display.raise(window.id)
      await display.xdotool('key', ...keys)
    }
    const result = async () => {
      await program.output('"end"\n')
      return JSON.parse(program.stdout.split('\n')[1])
    }
    return { program, window, press, result }
  }

  it('showMessageBox resolves to the button, the default one with Return', { timeout }, async (t) => {
    const { press, result, program } = await open(t, 'box')
    await press('Return')
    assert.deepEqual(await result(), { response: 0, checkboxChecked: true })
    assert.equal(program.stderr, '')
  })

  it('showMessageBox resolves to cancelId with Escape, and when the box is closed', { timeout }, async (t) => {
    const escaped = await open(t, 'box')
    await escaped.press('Escape')
    assert.equal((await escaped.result()).response, 1)
    escaped.program.killAll()
    await display.waitForWindows(/^box$/, 0)
    const closed = await open(t, 'box')
    await display.closeWindow(closed.window.id)
    assert.equal((await closed.result()).response, 1)
  })

  it('showMessageBox is closed by its signal, and with its window', { timeout }, async (t) => {
    for (const mode of ['signal', 'closing']) {
      const { result, program } = await open(t, mode)
      assert.deepEqual(await result(), { response: 1, checkboxChecked: false }, mode)
      await display.waitForWindows(/^box$/, 0)
      program.killAll()
      await display.waitForWindows(/^owner$/, 0)
    }
  })

  it('showMessageBoxSync returns the button', { timeout }, async (t) => {
    const { press, result } = await open(t, 'sync')
    await press('Tab', 'Tab', 'space')
    const response = await result()
    assert.ok(response > 0, `button ${response}`)
  })

  it('a signal to quit ends an app that waits in showMessageBoxSync', { timeout }, async (t) => {
    const { program } = await open(t, 'sync')
    program.kill('SIGTERM')
    // Sooner than a page is given up that does not answer whether it may be closed.
    assert.deepEqual(await program.end(5000 * timeoutFactor), { code: 0, signal: null })
    assert.equal(program.stdout.split('\n')[1], '1')
  })

  it('showErrorBox waits until it is closed', { timeout }, async (t) => {
    const { press, result } = await open(t, 'error')
    await press('Return')
    assert.equal(await result(), 'gone on')
  })
})
