'use strict'

// The three example apps as a user has them before himself: on a screen, with a mouse.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { XDisplay, middle } = require('../support/x-display')
const { start, appFolder, projectFolder } = require('../support/program')
const { until } = require('../support/events')

const timeout = 60_000
const appPath = (name) => path.join(projectFolder, 'apps', name)
const lineCount = (text, line) => text.split('\n').filter((found) => found === line).length

describe('example apps', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const startApp = (t, app) => start(t, [app], { env: { DISPLAY: display.name } })
  const buttonsOf = (id, count) => display.look(id, (shot) => {
    const buttons = shot.buttons()
    return buttons.length === count && { shot, buttons }
  })

  it('hello-ipc greets by itself, and again at each click', { timeout }, async (t) => {
    const program = startApp(t, appPath('hello-ipc'))
    await program.output('world from renderer\n')
    const [{ id, pid }] = await display.waitForWindows(/^Hello World IPC$/)
    assert.equal(pid, program.pid)
    assert.equal(lineCount(program.stdout, 'hello from renderer'), 0)
    const { buttons: [button] } = await buttonsOf(id, 1)
    for (const clicks of [1, 2]) {
      await display.click(id, ...middle(button))
      await until(() => lineCount(program.stdout, 'hello from renderer') === clicks)
    }
    assert.equal(program.stdout, 'world from renderer\nhello from renderer\nhello from renderer\n')
  })

  it('hello-ipc shows its DevTools in a window of their own', { timeout }, async (t) => {
    const program = startApp(t, appPath('hello-ipc'))
    const [devTools] = await display.waitForWindows(/^(DevTools|Developer Tools)/)
    assert.equal(devTools.pid, program.pid)
    await display.look(devTools.id, (shot) => shot.colours() > 20)
    const [page] = await display.waitForWindows(/^Hello World IPC$/)
    assert.notEqual(page.id, devTools.id)
  })

  it('hello-ipc ends with its window, though DevTools are open', { timeout }, async (t) => {
    const program = startApp(t, appPath('hello-ipc'))
    await display.waitForWindows(/^(DevTools|Developer Tools)/)
    const [{ id }] = await display.waitForWindows(/^Hello World IPC$/)
    await program.output('world from renderer\n')
    await display.closeWindow(id)
    assert.deepEqual(await program.end(), { code: 0, signal: null })
    await program.noOrphans()
  })

  it('sync answers each click on both sides', { timeout }, async (t) => {
    const program = startApp(t, appPath('sync'))
    const [{ id }] = await display.waitForWindows(/^Hello World IPC$/)
    const { buttons: [button] } = await buttonsOf(id, 1)
    for (const clicks of [1, 2, 3]) {
      await display.click(id, ...middle(button))
      await until(() => lineCount(program.stdout, 'world from renderer') === clicks)
    }
    await display.closeWindow(id)
    assert.deepEqual(await program.end(), { code: 0, signal: null })
    await program.noOrphans()
  })

  it('remote opens a window at each click on "new window", and ends at "quit"', { timeout }, async (t) => {
    const program = startApp(t, appPath('remote'))
    const [first] = await display.waitForWindows(/^Remote$/)
    const { buttons: [newWindow] } = await buttonsOf(first.id, 2)
    await display.click(first.id, ...middle(newWindow))
    const two = await display.waitForWindows(/^Remote$/, 2)
    const second = two.find((window) => window.id !== first.id)
    // What a page made can do the same.
    const { buttons: [again, quit] } = await buttonsOf(second.id, 2)
    await display.click(second.id, ...middle(again))
    await display.waitForWindows(/^Remote$/, 3)
    await display.click(second.id, ...middle(quit))
    assert.deepEqual(await program.end(), { code: 0, signal: null })
    await program.noOrphans()
    assert.equal(program.stderr, '')
  })

  it('a window shows its page: the button, and the text on it', { timeout }, async (t) => {
    startApp(t, appPath('sync'))
    const [{ id }] = await display.waitForWindows(/^Hello World IPC$/)
    const { shot, buttons: [button] } = await buttonsOf(id, 1)
    assert.ok(shot.colours() > 5, 'the window is blank')
    assert.ok(button.x < 20 && button.y < 60, `the button is at ${JSON.stringify(button)}`)
    assert.ok(shot.darkPixels(button) > 30, 'there is no text on the button')
    await display.closeWindow(id)
    await display.waitForWindows(/^Hello World IPC$/, 0)

    // The same page with its text made invisible: the same button without dark pixels.
    const files = Object.fromEntries(fs.readdirSync(appPath('sync')).map((name) => [name, fs.readFileSync(path.join(appPath('sync'), name), 'utf8')]))
    files['index.html'] = files['index.html'].replace('<head>', '<head><style>button { color: transparent }</style>')
    startApp(t, appFolder(t, files))
    const [hidden] = await display.waitForWindows(/^Hello World IPC$/)
    const without = await buttonsOf(hidden.id, 1)
    assert.deepEqual(without.buttons, [button])
    assert.equal(without.shot.darkPixels(button), 0)
  })
})
