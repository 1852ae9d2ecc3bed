'use strict'

// Popular npm packages, unmodified, that have to do with windows and keys: on a screen, with real keys.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { until } = require('../support/events')
const { startPackageApp, usePackagesOnScreen } = require('../support/packages')

const timeout = 60_000
const count = (text, line) => text.split('\n').filter((found) => found === line).length

describe('npm packages with windows', () => {
  const screen = usePackagesOnScreen()

  const open = (t, name, options = {}) => startPackageApp(t, name, { ...options, env: { DISPLAY: screen.display.name, ...options.env } })

  it('electron-window-state: a window comes back where it was, and as it was', { timeout: 2 * timeout }, async (t) => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-kept-'))
    t.after(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
    const file = path.join(home, '.config/window-state-app/window-state.json')

    const run = async (act) => {
      const program = await open(t, 'window-state', { home, openInput: true })
      const lines = () => program.stdout.trim().split('\n').map((line) => JSON.parse(line))
      await program.output(/loaded/)
      const tell = async () => {
        const before = lines().length
        program.child.stdin.write('tell\n')
        await until(() => lines().length > before)
        return lines().at(-1)
      }
      await act({ loaded: lines()[0].loaded, tell, send: (text) => program.child.stdin.write(`${text}\n`) })
      program.child.stdin.write('quit\n')
      assert.deepEqual(await program.end(), { code: 0, signal: null })
    }

    const moved = { x: 130, y: 90, width: 432, height: 321 }
    await run(async ({ loaded, tell, send }) => {
      assert.deepEqual([loaded.width, loaded.height, loaded.x], [500, 400, undefined])
      send(`bounds ${Object.values(moved).join(' ')}`)
      await until(async () => (await tell()).bounds.width === moved.width)
    })
    const kept = JSON.parse(fs.readFileSync(file, 'utf8'))
    assert.deepEqual([kept.width, kept.height, kept.isMaximized], [moved.width, moved.height, false])
    assert.deepEqual(kept.displayBounds, { x: 0, y: 0, width: 1400, height: 1000 })

    await run(async ({ loaded, tell, send }) => {
      assert.deepEqual([loaded.x, loaded.y, loaded.width, loaded.height], [kept.x, kept.y, moved.width, moved.height])
      const { bounds } = await until(async () => {
        const told = await tell()
        return told.bounds.width === moved.width && told
      })
      assert.deepEqual([bounds.width, bounds.height], [moved.width, moved.height])
      send('maximize')
      await until(async () => (await tell()).maximized)
    })
    await run(async ({ loaded, tell }) => {
      assert.equal(loaded.isMaximized, true)
      await until(async () => (await tell()).maximized)
    })
  })

  it('electron-localshortcut: keys of a window and of all windows', { timeout }, async (t) => {
    const program = await open(t, 'localshortcut')
    await program.output('ready\n')
    const [first] = await screen.display.waitForWindows(/^first$/)
    const [second] = await screen.display.waitForWindows(/^second$/)
    const press = async (window, keys) => {
      await screen.display.raise(window.id)
      await screen.display.xdotool('key', keys)
    }
    const presses = [[first, 'ctrl+a'], [first, 'ctrl+shift+k'], [second, 'ctrl+shift+k'], [first, 'ctrl+slash'], [first, 'alt+Left'], [first, 'F7']]
    const expected = ['window', 'any', 'any', 'window', 'window', 'F7 false true']
    for (const [i, [window, keys]] of presses.entries()) {
      await press(window, keys)
      await until(() => program.stdout.trim().split('\n').length === i + 2, undefined, `${keys} counts\n${program.stdout}`)
      assert.equal(program.stdout.trim().split('\n').at(-1), expected[i], keys)
    }
    // No shortcut of the other window, none that was taken away, none with other modifiers.
    await press(second, 'ctrl+a')
    await press(first, 'F7')
    await press(first, 'ctrl+shift+a')
    await press(first, 'ctrl+shift+k')
    await until(() => count(program.stdout, 'any') === 3)
    assert.equal(program.stdout.trim().split('\n').length, presses.length + 2)
    await press(first, 'ctrl+q')
    assert.deepEqual(await program.end(), { code: 0, signal: null })
  })

  it('electron-debug: DevTools open by themselves, F12 closes and opens them, F5 reloads', { timeout }, async (t) => {
    const program = await open(t, 'debug', { args: ['show'] })
    await program.output('opened\n')
    const [window] = await screen.display.waitForWindows(/^debugged$/)
    const press = async (key) => {
      await screen.display.raise(window.id)
      await screen.display.xdotool('key', key)
    }
    // The window of DevTools takes the focus when it comes.
    const devTools = (count) => screen.display.waitForWindows(/(?:)/, 1 + count)
    await devTools(1)
    await press('F12')
    await until(() => count(program.stdout, 'closed') === 1)
    await devTools(0)
    await press('F12')
    await until(() => count(program.stdout, 'opened') === 2)
    await devTools(1)
    const loaded = count(program.stdout, 'loaded')
    await press('F5')
    await until(() => count(program.stdout, 'loaded') === loaded + 1)
    await press('ctrl+r')
    await until(() => count(program.stdout, 'loaded') === loaded + 2)
    await press('ctrl+shift+c')
    await until(() => count(program.stdout, 'inspecting') === 1)
    await press('ctrl+shift+i')
    await until(() => count(program.stdout, 'closed') === 2)
    await devTools(0)
    await press('ctrl+shift+c')
    await until(() => count(program.stdout, 'opened') === 3)
    assert.equal(program.stderr, '')
  })
})
