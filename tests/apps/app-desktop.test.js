'use strict'

// What of app and powerMonitor needs a screen and a user.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/desktop')
const noBus = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }

describe('an app on a screen', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const open = async (t) => {
    const program = start(t, [app], { env: { DISPLAY: display.name, ...noBus }, openInput: true })
    await program.output('"ready"\n')
    const lines = () => program.stdout.trim().split('\n')
    const call = async (...request) => {
      const count = lines().length
      program.child.stdin.write(`${JSON.stringify(request)}\n`)
      await until(() => lines().length > count)
      return JSON.parse(lines().at(-1))
    }
    return { program, call }
  }

  it('showAboutPanel() shows a box with what setAboutPanelOptions() said, and closes with the app', { timeout: 60_000 }, async (t) => {
    const { program, call } = await open(t)
    await call('about')
    const [{ id }] = await display.waitForWindows(/^About Desk Top$/)
    const plain = await display.geometry(id)
    await display.closeWindow(id)
    await display.waitForWindows(/^About/, 0)
    await call('about', { applicationName: 'Another', applicationVersion: '1', copyright: '© nobody', authors: ['One', 'Two', 'Three'], website: 'https://example.com/' })
    const [{ id: other }] = await display.waitForWindows(/^About Another$/)
    assert.ok((await display.geometry(other)).height > plain.height)
    await call('about')
    await display.waitForWindows(/^About/, 1)
    program.child.stdin.write('["quit"]\n')
    assert.equal((await program.end()).code, 0)
  })

  it('powerMonitor knows how long the user has done nothing', { timeout: 60_000 }, async (t) => {
    const { call } = await open(t)
    await until(async () => (await call('idle', 1))[1] === 'idle')
    const [seconds] = await call('idle', 1)
    assert.ok(seconds >= 1 && seconds < 60, String(seconds))
    await display.xdotool('mousemove', 11, 12, 'mousemove', 13, 14)
    assert.deepEqual(await call('idle', 1), [0, 'active'])
  })
})
