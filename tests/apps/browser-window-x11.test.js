'use strict'

// The specs of a window's events, which the headless platform passes, on X as well: with a window manager, and without.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { XDisplay } = require('../support/x-display')
const { run, projectFolder } = require('../support/program')
const { once } = require('../support/events')

const timeout = 110_000
// A window manager on a busy machine hands the keyboard around late: a run may see that, not every run.
const attempts = 3
const inTests = (...names) => path.join(projectFolder, 'tests', ...names)

describe('windows on X', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const runSpec = async (t) => {
    const args = [inTests('support', 'run-spec.js'), inTests('spec', 'browser-window-events.spec.js')]
    const failed = []
    for (let count = 0; count < attempts; count++) {
      const program = await run(t, args, { env: { DISPLAY: display.name }, timeout: 35_000 })
      if (program.child.exitCode === 0) return
      failed.push(program.stdout.split('\n').filter((line) => line.includes('not ok')).join('\n'))
    }
    assert.fail(failed.join('\n\n'))
  }

  it('behave as they do headless under a window manager', { timeout }, runSpec)

  it('and without one', { timeout }, async (t) => {
    const gone = once(display.manager, 'exit')
    display.manager.kill()
    await gone
    await runSpec(t)
  })
})
