'use strict'

// alert() and confirm() of a page, on a screen.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/page-dialogs')
const count = (text, line) => text.split('\n').filter((found) => found === line).length

describe('dialogs of a page', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  for (const isolation of ['', '--isolated']) it(`stop that page until they are answered, and no other ${isolation}`, { timeout: 60_000 }, async (t) => {
    const program = start(t, [app, isolation], { env: { DISPLAY: display.name } })
    const goesOn = async () => {
      const before = count(program.stdout, 'tick')
      await until(() => count(program.stdout, 'tick') > before + 5)
    }
    // The dialog is a third window; it has the title of its page's one.
    const dialog = async () => {
      const [first, second] = await display.waitForWindows(/^asking$/, 2)
      return first.id > second.id ? first.id : second.id
    }
    const press = async (key) => {
      await display.raise(await dialog())
      await display.xdotool('key', key)
    }

    await program.output('alerting\n')
    await dialog()
    await goesOn()
    assert.equal(count(program.stdout, 'alerted'), 0)
    await press('Return')
    await program.output('alerted\n')
    await press('Return')
    await program.output('confirmed true\n')
    await goesOn()
    await press('Escape')
    await program.output('confirmed false\n')
    assert.equal(program.stderr, '')
  })

  it('go with the window that they belong to', { timeout: 60_000 }, async (t) => {
    const program = start(t, [app], { env: { DISPLAY: display.name } })
    await program.output('alerting\n')
    await display.waitForWindows(/^asking$/, 2)
    const [ticking] = await display.waitForWindows(/^ticking$/)
    process.kill(program.pid, 'SIGTERM')
    assert.deepEqual(await program.end(), { code: 0, signal: null })
    await program.noOrphans()
    assert.ok(ticking)
  })
})
