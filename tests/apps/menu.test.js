'use strict'

// Menus on a screen, with a real mouse and real keys.

const { describe, it, before, after, afterEach, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/menu')

describe('menus', { timeout: 120_000 }, () => {
  let display
  let program
  let window
  const after1 = []
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())
  beforeEach(async () => {
    program = start({ after: (end) => after1.push(end) }, [app], { openInput: true, env: { DISPLAY: display.name } })
    await program.output('ready\n')
    ;[window] = await display.waitForWindows(/^with menu$/)
    await display.raise(window.id)
  })
  afterEach(async () => {
    program.child.stdin.write('quit\n')
    assert.deepEqual(await program.end(), { code: 0, signal: null }, program.describe())
    // A machine may have no watches left for the engine.
    assert.equal(program.stderr.replace(/^.*inotify_init.*\n/gm, ''), '')
    for (const end of after1.splice(0)) await end()
  })

  const send = (text) => program.child.stdin.write(`${text}\n`)
  const lines = () => program.stdout.trim().split('\n')
  const said = (line) => until(() => lines().includes(line), undefined, `${line}\n${program.stdout}`)
  const clickAt = async (x, y, button = 1) => {
    await display.xdotool('mousemove', '--window', window.id, x, y)
    await display.xdotool('click', button)
  }
  const press = (...keys) => display.xdotool('key', ...keys)

  it('the bar opens by a click, and its items by keys', async () => {
    await clickAt(15, 8)
    await press('Down', 'Down', 'Return')
    await said('With picture false with menu false')
  })

  it('a letter that a label marks chooses an item, in a submenu too', async () => {
    await clickAt(15, 8)
    await press('m', 'd')
    await said('&Deep false with menu false')
  })

  it('a checkbox turns', async () => {
    await clickAt(15, 8)
    await press('c')
    await said('&Checked false with menu false')
    await clickAt(15, 8)
    await press('c')
    await said('&Checked true with menu false')
  })

  it('Alt and a letter open a menu of the bar, and Alt alone gives it the keyboard', async () => {
    await press('alt+f')
    await until(() => lines().includes('File shown'))
    await press('Down', 'Return')
    await said('With picture false with menu false')
    await press('alt')
    await press('Down', 'Down', 'Return')
    await until(() => lines().filter((line) => line.startsWith('With picture')).length === 2)
    await press('alt')
    await press('Escape')
    await until(async () => {
      await press('x')
      send('field')
      return lines().some((line) => /^field .*x/.test(line))
    })
  })

  it('a bar that hides itself comes by Alt, and goes when it was used', async () => {
    const bar = async (shown) => {
      const before = lines().length
      send('bar')
      await until(() => lines().length > before)
      return lines().at(-1) === `bar ${shown}`
    }
    send('autoHide')
    await until(() => bar(false))
    await press('alt')
    await until(() => bar(true))
    await press('Escape')
    await until(() => bar(false))
    await press('alt+f')
    await until(() => lines().includes('File shown'))
    await press('m', 'd')
    await said('&Deep false with menu false')
    await until(() => bar(false))
  })

  it('a popup stands with the item that was asked for under the place', async () => {
    send('size')
    const line = await until(() => lines().find((line) => line.startsWith('size')))
    const bar = 400 - Number(/^size (\d+)/.exec(line)[1])
    send('under')
    await said('popup shown')
    await until(async () => {
      await clickAt(130, 100 + bar + 8)
      return lines().includes('popup closed')
    })
    await said('Two false with menu false')
  })

  it('an accelerator chooses its item, also when the bar is hidden', async () => {
    await press('ctrl+o')
    await said('&Open false with menu false')
    send('hide')
    const count = () => lines().filter((line) => line.startsWith('&Open')).length
    await until(async () => {
      await press('ctrl+o')
      return count() > 1
    })
    send('disable')
    send('size')
    await until(() => lines().some((line) => line.startsWith('size 400 ')), undefined, 'the page has all of the window')
    const before = count()
    await press('ctrl+o')
    send('popup')
    await said('popup shown')
    await press('Escape')
    await said('popup closed')
    assert.equal(count(), before)
  })

  it('a key that the page takes is not the menu\'s', async () => {
    await press('F7')
    await press('ctrl+o')
    await said('&Open false with menu false')
    assert.ok(!lines().some((line) => line.startsWith('With picture')))
  })

  it('the page is below the bar', async () => {
    send('size')
    const line = await until(() => lines().find((line) => line.startsWith('size')))
    const [, height, bounds] = /^size (\d+) (.*)$/.exec(line)
    assert.ok(Number(height) < 400 && Number(height) > 350)
    assert.equal(JSON.parse(bounds).height, Number(height))
  })

  it('a popup stands where it was asked for, and a click on an item chooses it', async () => {
    send('size')
    const line = await until(() => lines().find((line) => line.startsWith('size')))
    const bar = 400 - Number(/^size (\d+)/.exec(line)[1])
    send('popup')
    await said('popup shown')
    // The second item, below the first one.
    await until(async () => {
      await clickAt(130, 100 + bar + 35)
      return lines().includes('popup closed')
    })
    await said('Two false with menu false')
  })

  it('a click elsewhere closes a popup', async () => {
    send('popup')
    await said('popup shown')
    await clickAt(400, 350)
    await said('popup closed')
    assert.ok(!lines().some((line) => /^(One|Two)/.test(line)))
  })
})
