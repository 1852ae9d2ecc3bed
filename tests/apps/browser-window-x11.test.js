'use strict'

// The specs of a window's events, which the headless platform passes, on X as well: with a window manager, and without.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { XDisplay } = require('../support/x-display')
const { run, projectFolder } = require('../support/program')
const { once } = require('../support/events')

const timeout = 110_000
const inTests = (...names) => path.join(projectFolder, 'tests', ...names)

describe('windows on X', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const runSpec = async (t) => {
    const args = [inTests('support', 'run-spec.js'), inTests('spec', 'browser-window-events.spec.js')]
    const program = await run(t, args, { env: { DISPLAY: display.name }, timeout })
    assert.equal(program.child.exitCode, 0, program.stdout.split('\n').filter((line) => line.includes('not ok')).join('\n'))
  }

  it('behave as they do headless under a window manager', { timeout }, runSpec)

  it('and without one', { timeout }, async (t) => {
    const gone = once(display.manager, 'exit')
    display.manager.kill()
    await gone
    await runSpec(t)
  })
})
