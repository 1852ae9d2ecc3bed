'use strict'

// Global shortcuts on a screen: another program has the keyboard.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { execFile } = require('child_process')
const path = require('path')
const { promisify } = require('util')
const { until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const exec = promisify(execFile)
const app = path.join(__dirname, 'fixtures/global-shortcut')

class Driven {
  constructor (program) {
    this.program = program
  }

  static async start (t, display, ...args) {
    const program = start(t, [app, ...args], { openInput: true, env: { DISPLAY: display.name } })
    await program.output('\nready\n')
    return new Driven(program)
  }

  get lines () { return this.program.stdout.trim().split('\n') }
  count (line) { return this.lines.filter((found) => found === line).length }

  /** Sends a command, and waits for its answer: the next line. */
  async ask (...words) {
    const before = this.lines.length
    this.program.child.stdin.write(`${words.join(' ')}\n`)
    await until(() => this.lines.length > before, undefined, `${words.join(' ')}\n${this.program.describe()}`)
    return this.lines[before]
  }

  async end () {
    this.program.child.stdin.write('quit\n')
    assert.deepEqual(await this.program.end(), { code: 0, signal: null }, this.program.describe())
  }
}

describe('globalShortcut', { timeout: 120_000 }, () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const press = (...keys) => display.xdotool('key', ...keys)
  const layout = (...names) => exec('setxkbmap', names, { env: display.env })
  /** Presses a key until the shortcut is told. */
  const fires = async (driven, accelerator, key) => {
    const line = `pressed ${accelerator}`
    const before = driven.count(line)
    await press(key)
    await until(() => driven.count(line) > before, undefined, `${accelerator} by ${key}\n${driven.program.describe()}`)
  }

  it('cannot be used before the app is ready', async (t) => {
    const driven = await Driven.start(t, display)
    const text = 'early Error: globalShortcut cannot be used before the app is ready'
    assert.deepEqual(driven.lines.slice(0, 5), [text, text, text, text, 'early false'])
    await driven.end()
  })

  it('comes while another program has the keyboard, which does not get the key', async (t) => {
    const driven = await Driven.start(t, display)
    const other = await Driven.start(t, display, 'other')
    const [window] = await display.waitForWindows(/^other$/)
    await display.raise(window.id)
    const accelerators = ['CommandOrControl+Shift+K', 'Alt+F9', 'Super+J', 'MediaPlayPause', 'VolumeMute', 'num5', 'Ctrl+!', 'Ctrl+Plus', 'Ctrl+Space', 'Ctrl+PrintScreen']
    for (const accelerator of accelerators) assert.equal(await driven.ask('register', accelerator), `${accelerator} true`)
    const keys = ['ctrl+shift+k', 'alt+F9', 'super+j', 'XF86AudioPlay', 'XF86AudioMute', 'KP_5', 'ctrl+exclam', 'ctrl+plus', 'ctrl+space', 'ctrl+Print']
    for (const [index, key] of keys.entries()) await fires(driven, accelerators[index], key)
    await press('x')
    await until(() => other.lines.includes('key x'))
    // Modifiers, NumLock among them for the number, do come.
    const got = other.lines.filter((line) => line.startsWith('key ') && !/^key (Control|Alt|Shift|Super|Meta|NumLock)/.test(line))
    assert.deepEqual(got, ['key x'])
    await other.end()
    await driven.end()
  })

  it('does not care for CapsLock and NumLock, but for other modifiers', async (t) => {
    const driven = await Driven.start(t, display)
    await driven.ask('register', 'Ctrl+G')
    for (const lock of ['Caps_Lock', 'Num_Lock']) {
      await press(lock)
      await fires(driven, 'Ctrl+G', 'ctrl+g')
    }
    for (const lock of ['Num_Lock', 'Caps_Lock']) await press(lock)
    const before = driven.count('pressed Ctrl+G')
    await press('ctrl+alt+g', 'g')
    await fires(driven, 'Ctrl+G', 'ctrl+g')
    assert.equal(driven.count('pressed Ctrl+G'), before + 1)
    await driven.end()
  })

  it('follows the layout of the keyboard', async (t) => {
    const driven = await Driven.start(t, display)
    await driven.ask('register', 'Ctrl+Z')
    await fires(driven, 'Ctrl+Z', 'ctrl+z')
    await layout('de')
    try {
      // Where a US keyboard has Y.
      const line = 'pressed Ctrl+Z'
      const before = driven.count(line)
      await until(async () => {
        await display.xdotool('key', 'ctrl+29')
        return driven.count(line) > before
      })
      await layout('ru')
      const inRussian = driven.count(line)
      await until(async () => {
        await display.xdotool('key', 'ctrl+52')
        return driven.count(line) > inRussian
      })
    } finally {
      await layout('us')
    }
    await driven.end()
  })

  it('is for one program at a time, until it lets go or ends', async (t) => {
    const first = await Driven.start(t, display)
    const second = await Driven.start(t, display)
    assert.equal(await first.ask('register', 'Ctrl+F8'), 'Ctrl+F8 true')
    assert.equal(await first.ask('register', 'control+f8'), 'control+f8 false')
    assert.equal(await second.ask('register', 'Ctrl+F8'), 'Ctrl+F8 false')
    assert.equal(await second.ask('registered', 'Ctrl+F8'), 'Ctrl+F8 false')
    assert.equal(await second.ask('registerAll', 'Ctrl+F7', 'Ctrl+F8'), 'all false')
    assert.equal(await second.ask('registered', 'Ctrl+F7'), 'Ctrl+F7 false')
    await first.ask('unregister', 'Ctrl+F8')
    assert.equal(await second.ask('registerAll', 'Ctrl+F7', 'Ctrl+F8'), 'all true')
    await press('ctrl+F7')
    await until(() => second.count('pressed one') === 1)
    await second.ask('unregisterAll')
    assert.equal(await first.ask('register', 'Ctrl+F7'), 'Ctrl+F7 true')
    await first.end()
    assert.equal(await second.ask('register', 'Ctrl+F7'), 'Ctrl+F7 true')
    await second.end()
  })

  it('what a callback throws is an uncaught exception', async (t) => {
    const driven = await Driven.start(t, display)
    assert.equal(await driven.ask('fail'), 'failing true')
    await press('ctrl+alt+e')
    await until(() => driven.program.stderr.includes('thrown by the shortcut'))
    await driven.end()
  })
})
