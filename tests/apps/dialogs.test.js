'use strict'

// Dialogs on a screen, answered with real keys and clicks.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { timeoutFactor } = require('../support/events')
const { appFolder, start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/dialogs')
const timeout = 60_000

describe('dialog on a screen', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  /** Starts the app; `press` sends keys to its box. */
  const open = async (t, mode, options = {}) => {
    const program = start(t, [app, mode, JSON.stringify(options)], { env: { DISPLAY: display.name } })
    await program.output('"ready"\n')
    const [window] = await display.waitForWindows(/^box$/)
    const press = async (...keys) => {
      await display.raise(window.id)
      await display.xdotool('key', ...keys)
    }
    const result = async (line = 1) => {
      await program.output('"end"\n')
      return JSON.parse(program.stdout.split('\n')[line])
    }
    const type = (text) => display.xdotool('type', '--delay', 30, '--', text)
    // Below its rows, when they are there.
    const clickList = async () => {
      const { width, height } = await display.geometry(window.id)
      const names = { x: Math.round(width * 0.2), y: Math.round(height * 0.2), width: Math.round(width * 0.3), height: Math.round(height * 0.3) }
      await display.look(window.id, (shot) => shot.darkPixels(names) > 60)
      await display.click(window.id, width * 0.6, height * 0.65)
    }
    return { program, window, press, type, clickList, result }
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

  it('showMessageBox leaves no listener behind', { timeout }, async (t) => {
    const { press, result } = await open(t, 'listeners')
    await press('Return')
    assert.equal(await result(), 0)
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

  const someFiles = (t) => appFolder(t, { 'a.txt': 'a', 'b.txt': 'b', 'c.png': 'c', '.secret': 's' })
  const text = [{ name: 'Text', extensions: ['txt'] }, { name: 'All', extensions: ['*'] }]

  it('showOpenDialog resolves to the file that was chosen', { timeout }, async (t) => {
    const folder = someFiles(t)
    const { press, type, result } = await open(t, 'open', { defaultPath: folder, filters: text })
    await press('ctrl+a')
    await type('b.txt')
    await press('Return')
    assert.deepEqual(await result(), { canceled: false, filePaths: [path.join(folder, 'b.txt')] })
  })

  it('showOpenDialog is modal to its window, and canceled by Escape or with its window', { timeout }, async (t) => {
    const escaped = await open(t, 'open')
    const [owner] = await display.windows(/^owner$/)
    assert.equal(Number(/WM_TRANSIENT_FOR\(WINDOW\): window id # (0x[0-9a-f]+)/.exec(await display.property(escaped.window.id, 'WM_TRANSIENT_FOR'))?.[1]), Number(owner.id))
    await escaped.press('Escape')
    assert.deepEqual(await escaped.result(), { canceled: true, filePaths: [] })
    escaped.program.killAll()
    await display.waitForWindows(/^box$/, 0)
    const closing = await open(t, 'openClosing')
    assert.deepEqual(await closing.result(), { canceled: true, filePaths: [] })
    await display.waitForWindows(/^box$/, 0)
  })

  it('showOpenDialog shows what its filter lets through; multiSelections gives several, showHiddenFiles all', { timeout }, async (t) => {
    const folder = someFiles(t)
    const several = await open(t, 'openAlone', { defaultPath: folder, filters: text, properties: ['openFile', 'multiSelections'] })
    await several.clickList()
    await several.press('ctrl+a', 'alt+o')
    assert.deepEqual((await several.result()).filePaths.sort(), [path.join(folder, 'a.txt'), path.join(folder, 'b.txt')])
    several.program.killAll()
    await display.waitForWindows(/^box$/, 0)
    const hidden = await open(t, 'openAlone', { defaultPath: folder, properties: ['openFile', 'multiSelections', 'showHiddenFiles'] })
    await hidden.clickList()
    await hidden.press('ctrl+a', 'alt+o')
    assert.deepEqual((await hidden.result()).filePaths.sort(), ['.secret', 'a.txt', 'b.txt', 'c.png'].map((name) => path.join(folder, name)))
  })

  it('showOpenDialogSync with openDirectory returns folders', { timeout }, async (t) => {
    const folder = appFolder(t, { 'sub/d.txt': 'd' })
    const { press, type, result } = await open(t, 'openSync', { defaultPath: folder, properties: ['openDirectory', 'openFile'] })
    await press('ctrl+a')
    await type('sub')
    await press('Return')
    assert.deepEqual(await result(), [path.join(folder, 'sub')])
  })

  it('showSaveDialog begins with defaultPath and leaves the name as it is', { timeout }, async (t) => {
    const folder = someFiles(t)
    const { press, type, result } = await open(t, 'save', { defaultPath: path.join(folder, 'first'), filters: text, buttonLabel: 'Keep' })
    await press('End')
    await type('-draft')
    await press('Return')
    assert.deepEqual(await result(), { canceled: false, filePath: path.join(folder, 'first-draft') })
  })

  it('showSaveDialogSync overwrites unasked, unless showOverwriteConfirmation is wished', { timeout }, async (t) => {
    const folder = someFiles(t)
    const defaultPath = path.join(folder, 'a.txt')
    const unasked = await open(t, 'saveSync', { defaultPath })
    await unasked.press('Return')
    assert.equal(await unasked.result(), defaultPath)
    unasked.program.killAll()
    await display.waitForWindows(/^box$/, 0)
    const asked = await open(t, 'saveSync', { defaultPath, properties: ['showOverwriteConfirmation'] })
    await asked.press('Return')
    const boxes = await display.waitForWindows(/^box$/, 2)
    await display.raise(boxes.find(({ id }) => id !== asked.window.id).id)
    await display.xdotool('key', 'alt+r')
    assert.equal(await asked.result(), defaultPath)
    assert.equal(fs.readFileSync(defaultPath, 'utf8'), 'a')
  })

  it('a signal to quit ends an app that waits in showOpenDialogSync', { timeout }, async (t) => {
    const { program } = await open(t, 'openSync')
    program.kill('SIGTERM')
    assert.deepEqual(await program.end(5000 * timeoutFactor), { code: 0, signal: null })
    assert.equal(program.stdout.split('\n')[1], 'null')
  })

  const openInput = async (t, options) => {
    const program = start(t, [app, 'input', JSON.stringify(options)], { env: { DISPLAY: display.name } })
    await program.output('"loaded"\n')
    const [{ id: owner }] = await display.windows(/^owner$/)
    await display.click(owner, 40, 50)
    await program.output('{"beats":3}\n')
    return program
  }

  it('a click on <input type=file> opens the dialog', { timeout }, async (t) => {
    const program = await openInput(t, {})
    const [{ id }] = await display.waitForWindows(/^Open/)
    await display.raise(id)
    await display.xdotool('key', 'ctrl+a')
    await display.xdotool('type', '--delay', 30, path.join(someFiles(t), 'b.txt'))
    await display.xdotool('key', 'Return')
    await program.output('"b.txt"\n')
  })

  it('the dialog of <input type=file> goes with its window', { timeout }, async (t) => {
    const program = await openInput(t, { destroy: true })
    await program.output('"end"\n')
    await display.waitForWindows(/^Open/, 0)
    program.kill('SIGTERM')
    assert.deepEqual(await program.end(), { code: 0, signal: null })
  })

  it('the dialog of webContents.print goes with its window, and the job is canceled', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app, BrowserWindow } = require('electron')
        app.on('window-all-closed', () => {})
        app.whenReady().then(async () => {
          const win = new BrowserWindow()
          await win.loadURL('data:text/html,page')
          win.webContents.print({}, (...args) => { console.log(JSON.stringify(args)); app.quit() })
          process.stdin.once('data', () => win.destroy())
        })`
    })
    const program = start(t, [folder], { env: { DISPLAY: display.name }, openInput: true })
    await display.waitForWindows(/^Print$/)
    program.child.stdin.write('go')
    await program.end()
    assert.equal(program.stdout, '[false,"Print job canceled"]\n')
    await display.waitForWindows(/^Print$/, 0)
  })

  it('a download without a save path asks where it goes; closing the dialog cancels it', { timeout }, async (t) => {
    const folder = appFolder(t, {})
    const saved = await open(t, 'download', { folder })
    await saved.press('Return')
    assert.deepEqual(await saved.result(2), ['completed', path.join(folder, 'from the web.bin')])
    assert.equal(fs.readFileSync(path.join(folder, 'from the web.bin'), 'utf8'), 'all of it')
    saved.program.killAll()
    await display.waitForWindows(/^box$/, 0)
    const closed = await open(t, 'download', { folder })
    await closed.press('Escape')
    assert.deepEqual(await closed.result(2), ['cancelled', ''])
  })
})
