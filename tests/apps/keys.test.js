'use strict'

// 'before-input-event' of real keys.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/keys')

const keys = [
  ['a', ['a', 'KeyA', 0, '']],
  ['shift+a', ['Shift', 'ShiftLeft', 1, 'shift'], ['A', 'KeyA', 0, 'shift']],
  ['ctrl+a', ['Control', 'ControlLeft', 1, 'control'], ['a', 'KeyA', 0, 'control']],
  ['shift+1', ['Shift', 'ShiftLeft', 1, 'shift'], ['!', 'Digit1', 0, 'shift']],
  ['ctrl+slash', ['Control', 'ControlLeft', 1, 'control'], ['/', 'Slash', 0, 'control']],
  ['alt+Left', ['Alt', 'AltLeft', 1, 'alt'], ['ArrowLeft', 'ArrowLeft', 0, 'alt']],
  ['F5', ['F5', 'F5', 0, '']],
  ['Return', ['Enter', 'Enter', 0, '']],
  ['KP_Enter', ['Enter', 'NumpadEnter', 3, '']],
  ['space', [' ', 'Space', 0, '']],
  ['BackSpace', ['Backspace', 'Backspace', 0, '']],
  ['shift+Tab', ['Shift', 'ShiftLeft', 1, 'shift'], ['Tab', 'Tab', 0, 'shift']]
]

describe("'before-input-event'", () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  it("names real keys as the DOM does: what they are and where", { timeout: 60_000 }, async (t) => {
    const program = start(t, [app], { env: { DISPLAY: display.name } })
    await program.output('ready\n')
    const [window] = await display.waitForWindows(/^keys$/)
    await display.raise(window.id)
    const lines = () => program.stdout.trim().split('\n').slice(1).map((line) => JSON.parse(line))
    for (const [name, ...expected] of keys) {
      const before = lines().length
      await display.xdotool('key', name)
      await until(() => lines().length >= before + expected.length, undefined, `${name}\n${program.stdout}`)
      assert.deepEqual(lines().slice(before), expected.map((event) => [...event, false]), name)
    }
  })
})
