'use strict'

// What apps of Electron's different years find in their pages, by what their package.json or the command line says.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { run, appFolder } = require('../support/program')

const timeout = 60_000
const offered = '19.1.9'

// Two windows, without and with a preload script; what each finds is one line of JSON. WINDOW is what webPreferences state.
const main = `
const { app, BrowserWindow, ipcMain } = require('electron')
const { fork } = require('child_process')
const path = require('path')
const stated = JSON.parse(process.env.STATED || '{}')

const inPage = \`({
  require: typeof require, process: typeof process,
  remote: typeof require === 'function' ? typeof require('electron').remote : null,
  isolated: typeof process === 'object' ? process.contextIsolated : null,
  sandboxed: typeof process === 'object' ? Boolean(process.sandboxed) : null,
  electron: typeof process === 'object' ? process.versions.electron : null,
  shared: typeof fromPreload,
  agent: navigator.userAgent.match(/Electron\\\\/(\\\\S+)/)[1]
})\`

async function look (preload) {
  const win = new BrowserWindow({ show: false, webPreferences: { ...(preload ? { preload } : {}), ...stated } })
  let told = null
  if (preload) ipcMain.once('preload', (event, values) => { told = values })
  await win.loadFile(path.join(__dirname, 'index.html'))
  return { page: await win.webContents.executeJavaScript(inPage), preload: told }
}

if (process.env.SANDBOX) app.enableSandbox()
app.on('window-all-closed', () => {})
app.whenReady().then(async () => {
  const [plain, withPreload] = [await look(), await look(path.join(__dirname, 'preload.js'))]
  const forked = await new Promise((resolve) => fork(path.join(__dirname, 'child.js')).once('message', resolve))
  console.log(JSON.stringify({
    main: process.versions.electron, atom: process.versions['atom-shell'], forked, reuse: app.allowRendererProcessReuse ?? null, plain, withPreload
  }))
  app.exit(0)
})
`

const preload = `
const electron = require('electron')
window.fromPreload = 1
const attempt = (action) => { try { return action() } catch (error) { return error.message } }
electron.ipcRenderer.send('preload', {
  isolated: process.contextIsolated, sandboxed: Boolean(process.sandboxed), remote: typeof electron.remote, electron: process.versions.electron,
  file: attempt(() => require('./beside'))
})
`

const files = (manifest) => ({
  'package.json': JSON.stringify({ name: 'compat', main: 'main.js', ...manifest }),
  'main.js': main,
  'preload.js': preload,
  'beside.js': "module.exports = 'ok'",
  'child.js': 'process.send(process.versions.electron)',
  'index.html': '<!DOCTYPE html><title>compat</title>'
})

async function look (t, manifest, { options = [], stated = {}, env = {} } = {}) {
  const program = await run(t, ['--headless', ...options, appFolder(t, files(manifest))], { env: { STATED: JSON.stringify(stated), ...env } })
  assert.equal(program.result.code, 0, program.describe())
  return JSON.parse(program.stdout.split('\n').find((line) => line.startsWith('{')))
}

const electron = (range) => ({ devDependencies: { electron: range } })

function assertVersion (found, version) {
  assert.deepEqual([found.main, found.atom, found.forked, found.plain.page.agent, found.withPreload.preload.electron],
    [version, version, version, version, version])
}

const pageWithNode = (version, remote) =>
  ({ require: 'function', process: 'object', remote, isolated: false, sandboxed: false, electron: version })
const pageWithoutNode = { require: 'undefined', process: 'undefined', remote: null, isolated: null, sandboxed: null, electron: null }

function assertPage (page, expected) {
  const { shared, agent, ...found } = page
  assert.deepEqual(found, expected)
}

describe('the level of an app', () => {
  it('4: Node and remote in the page, and a preload script in its world', { timeout }, async (t) => {
    const found = await look(t, electron('^4.2.0'))
    assertVersion(found, '4.2.0')
    assertPage(found.plain.page, pageWithNode('4.2.0', 'object'))
    assertPage(found.withPreload.page, pageWithNode('4.2.0', 'object'))
    assert.equal(found.withPreload.page.shared, 'number')
    assert.deepEqual(found.withPreload.preload, { isolated: false, sandboxed: false, remote: 'object', electron: '4.2.0', file: 'ok' })
    assert.equal(found.reuse, false)
  })

  it('9: no Node in the page; a preload script in its world, with Node and remote', { timeout }, async (t) => {
    const found = await look(t, electron('9.x'))
    assertVersion(found, '9.0.0')
    assertPage(found.plain.page, pageWithoutNode)
    assertPage(found.withPreload.page, pageWithoutNode)
    assert.equal(found.withPreload.page.shared, 'number')
    assert.deepEqual(found.withPreload.preload, { isolated: false, sandboxed: false, remote: 'object', electron: '9.0.0', file: 'ok' })
    assert.equal(found.reuse, true)
  })

  it('9 with nodeIntegration: Node and remote in the page', { timeout }, async (t) => {
    const found = await look(t, electron('~9.4.4'), { stated: { nodeIntegration: true } })
    assertPage(found.plain.page, pageWithNode('9.4.4', 'object'))
  })

  it('10 with nodeIntegration: no remote, unless enableRemoteModule is stated', { timeout }, async (t) => {
    const found = await look(t, electron('10.1.0'), { stated: { nodeIntegration: true } })
    assertPage(found.plain.page, pageWithNode('10.1.0', 'undefined'))
    assert.equal(found.withPreload.preload.remote, 'undefined')
    const enabled = await look(t, electron('10.1.0'), { stated: { nodeIntegration: true, enableRemoteModule: true } })
    assertPage(enabled.plain.page, pageWithNode('10.1.0', 'object'))
    assert.equal(enabled.withPreload.preload.remote, 'object')
  })

  it('12: the preload script is isolated, and has Node', { timeout }, async (t) => {
    const found = await look(t, { dependencies: { electron: '>=12 <14' } })
    assertVersion(found, '12.0.0')
    assertPage(found.plain.page, pageWithoutNode)
    assertPage(found.withPreload.page, pageWithoutNode)
    assert.equal(found.withPreload.page.shared, 'undefined')
    assert.deepEqual(found.withPreload.preload, { isolated: true, sandboxed: false, remote: 'undefined', electron: '12.0.0', file: 'ok' })
  })

  it('20 and later: the preload script is isolated and sandboxed', { timeout }, async (t) => {
    const found = await look(t, { engines: { electron: '^33.2.0' } })
    assertVersion(found, '33.2.0')
    assertPage(found.plain.page, pageWithoutNode)
    assertPage(found.withPreload.page, pageWithoutNode)
    assert.deepEqual(found.withPreload.preload, { isolated: true, sandboxed: true, remote: 'undefined', electron: '33.2.0', file: 'module not found: ./beside' })
    assert.equal(found.reuse, null)
  })

  it('20 with nodeIntegration and without isolation: Node in the page', { timeout }, async (t) => {
    const found = await look(t, electron('20'), { stated: { nodeIntegration: true, contextIsolation: false } })
    assertPage(found.plain.page, pageWithNode('20.0.0', 'undefined'))
  })

  it('app.enableSandbox() and --enable-sandbox are for all windows, whatever they state', { timeout }, async (t) => {
    const stated = { nodeIntegration: true, contextIsolation: false, sandbox: false }
    for (const how of [{ env: { SANDBOX: '1' } }, { options: ['--enable-sandbox'] }]) {
      const found = await look(t, electron('^12.0.0'), { stated, ...how })
      assertPage(found.plain.page, pageWithoutNode)
      assert.deepEqual(found.withPreload.preload, { isolated: false, sandboxed: true, remote: 'undefined', electron: '12.0.0', file: 'module not found: ./beside' })
    }
  })

  it('"latest" has the newest defaults', { timeout }, async (t) => {
    const found = await look(t, electron('latest'))
    assertVersion(found, offered)
    assertPage(found.plain.page, pageWithoutNode)
    assert.deepEqual(found.withPreload.preload, { isolated: true, sandboxed: true, remote: 'undefined', electron: offered, file: 'module not found: ./beside' })
  })

  it('none: a window without a preload script has Node, one with is isolated and sandboxed', { timeout }, async (t) => {
    const found = await look(t, {})
    assertVersion(found, offered)
    assertPage(found.plain.page, pageWithNode(offered, 'object'))
    assertPage(found.withPreload.page, pageWithoutNode)
    assert.deepEqual(found.withPreload.preload, { isolated: true, sandboxed: true, remote: 'undefined', electron: offered, file: 'module not found: ./beside' })
  })

  it('"runtime" in package.json overrides the range', { timeout }, async (t) => {
    const found = await look(t, { runtime: { electron: 4 }, ...electron('^33.0.0') })
    assertVersion(found, '4.0.0')
    assertPage(found.plain.page, pageWithNode('4.0.0', 'object'))
  })

  it('--compat overrides package.json', { timeout }, async (t) => {
    const found = await look(t, { runtime: { electron: 33 } }, { options: ['--compat=4.1.2'] })
    assertVersion(found, '4.1.2')
    assertPage(found.plain.page, pageWithNode('4.1.2', 'object'))
    const newer = await look(t, electron('^4.0.0'), { options: ['--compat=12'] })
    assertVersion(newer, '12.0.0')
    assertPage(newer.plain.page, pageWithoutNode)
  })
})

describe('--version', () => {
  const version = async (t, ...args) => {
    const program = await run(t, args)
    assert.equal(program.result.code, 0, program.describe())
    return program.stdout
  }

  it('is the version that --compat names', { timeout }, async (t) => {
    assert.equal(await version(t, '--version', '--compat=4'), 'v4.0.0\n')
    assert.equal(await version(t, '--compat=9.4.4', '-v'), 'v9.4.4\n')
  })

  it('with an app is the version that the app sees', { timeout }, async (t) => {
    assert.equal(await version(t, '--version', appFolder(t, files(electron('^9.4.0')))), 'v9.4.0\n')
    assert.equal(await version(t, '--version', '--compat=4', appFolder(t, files(electron('^9.4.0')))), 'v4.0.0\n')
    assert.equal(await version(t, '--version', appFolder(t, files({}))), `v${offered}\n`)
  })

  it('of an app that is not there is an error', { timeout }, async (t) => {
    const program = await run(t, ['--version', '/nowhere/app'])
    assert.equal(program.result.code, 1)
    assert.match(program.stderr, /Unable to find Electron app at \/nowhere\/app\n/)
    assert.equal(program.stdout, '')
  })
})

describe('a wrong level', () => {
  for (const option of ['--compat=abc', '--compat=', '--compat', '--compat=^9']) {
    it(`${option} is an error that says what is right`, { timeout }, async (t) => {
      const program = await run(t, ['--headless', option, appFolder(t, files({}))])
      assert.equal(program.result.code, 9)
      assert.match(program.stderr, /^--compat=N needs a version of Electron, such as --compat=9/)
    })
  }

  it('in package.json is an error that shows it', { timeout }, async (t) => {
    const folder = appFolder(t, files({ runtime: { electron: 'x' } }))
    const program = await run(t, ['--headless', folder])
    assert.equal(program.result.code, 1)
    assert.ok(program.stderr.includes(`Unable to use ${folder}/package.json`), program.stderr)
    assert.match(program.stderr, /"runtime": {"electron": …} must be a version of Electron, such as 9 or "9\.4\.4", and not "x"/)
  })

  it('of a dependency counts as no version', { timeout }, async (t) => {
    assert.equal((await look(t, electron('file:../electron'))).main, offered)
  })
})

describe('what apps of Electron 4 rely on', () => {
  const app = {
    'package.json': '{"main": "main.js"}',
    'main.js': `
      const { app, BrowserWindow, dialog, ipcMain } = require('electron')
      const print = (...values) => console.log(JSON.stringify(values))
      process.on('uncaughtException', (error) => {
        print(error.message)
        app.exit(0)
      })
      app.on('ready', () => {
        const win = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true } })
        ipcMain.on('page', (event, ...args) => {
          print(...args)
          event.sender.send('main', { answer: 1, action () {} })
        })
        ipcMain.on('back', (event, value) => {
          print(value)
          const box = { message: 'Ready?', buttons: ['Yes', 'No'], cancelId: 1 }
          print(dialog.showMessageBox(win, box))
          print(dialog.showMessageBox(win, box, (index, checked) => {
            print(index, checked)
            win.webContents.executeJavaScript('6 * 7', (result) => { throw new Error('called with ' + result) })
          }) ?? null)
        })
        win.loadURL('file://' + __dirname + '/index.html')
      })`,
    'index.html': `<script>
      const { ipcRenderer } = require('electron')
      ipcRenderer.on('main', (event, value) => ipcRenderer.send('back', value))
      try {
        ipcRenderer.send('page', { a: 1, f () {} }, [() => {}], document.body, () => {})
      } catch (error) {
        ipcRenderer.send('page', error.message)
        ipcRenderer.send('back', 'nothing')
      }
    </script>`
  }
  const printed = async (t, level) => (await run(t, ['--headless', `--compat=${level}`, appFolder(t, app)])).stdout.split('\n').filter(Boolean).map(JSON.parse)

  it('4: messages leave out what cannot be cloned, dialogs answer at once or by callback', { timeout }, async (t) => {
    assert.deepEqual(await printed(t, 4), [[{ a: 1 }, [null], null, null], [{ answer: 1 }], [1], [null], [1, false], ['called with 42']])
  })

  it('6: dialogs answer by a promise, and by callback', { timeout }, async (t) => {
    assert.deepEqual(await printed(t, 6), [[{ a: 1 }, [null], null, null], [{ answer: 1 }], [{}], [{}], [1, false], ['called with 42']])
  })

  it('4 and 6: file dialogs give their callback the paths, or nothing', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'package.json': '{"main": "main.js"}',
      'answers.js': `
        exports.showOpenDialog = ({ title }) => title === 'close' ? [] : ['/a', '/b']
        exports.showSaveDialog = ({ title }) => title === 'close' ? '' : '/c'`,
      'main.js': `
        const { app, dialog } = require('electron')
        const print = (...values) => console.log(JSON.stringify(values))
        app.on('ready', () => {
          print(dialog.showOpenDialog({}), dialog.showSaveDialog({}), dialog.showOpenDialog({ title: 'close' }) ?? null)
          dialog.showOpenDialog({}, (...answer) => print(...answer))
          dialog.showOpenDialog({ title: 'close' }, (...answer) => print('closed', ...answer))
          dialog.showSaveDialog(null, {}, (...answer) => print(...answer))
          dialog.showSaveDialog({ title: 'close' }, (...answer) => {
            print('closed', ...answer)
            app.quit()
          })
        })`
    })
    const lines = async (level) => (await run(t, ['--headless', `--compat=${level}`, folder], { env: { RUNTIME_DIALOGS: path.join(folder, 'answers.js') } })).stdout
      .split('\n').filter(Boolean).map(JSON.parse)
    const told = [[['/a', '/b']], ['closed', null], ['/c'], ['closed', null]]
    assert.deepEqual(await lines(4), [[['/a', '/b'], '/c', null], ...told])
    assert.deepEqual(await lines(6), [[{}, {}, {}], ...told])
  })

  it('8: messages are refused', { timeout }, async (t) => {
    assert.deepEqual((await printed(t, 8)).slice(0, 1), [['An object could not be cloned.']])
  })
})

describe('contextBridge', () => {
  const app = {
    'package.json': JSON.stringify({ main: 'main.js' }),
    'preload.js': `
      const { contextBridge } = require('electron')
      try {
        contextBridge.exposeInMainWorld('api', { f: () => 'exposed' })
        window.ran = contextBridge.executeInMainWorld({ func: (a) => a + 1, args: [1] })
      } catch (error) {
        window.text = error.message
      }`,
    'main.js': `
      const { app, BrowserWindow } = require('electron')
      app.whenReady().then(async () => {
        for (const stated of [{}, { contextIsolation: false }]) {
          const win = new BrowserWindow({ show: false, webPreferences: { preload: __dirname + '/preload.js', ...stated } })
          await win.loadURL('data:text/html,page')
          console.log(await win.webContents.executeJavaScript('window.api ? api.f() + window.ran : window.text'))
        }
        app.exit(0)
      })`
  }

  it('is there where the app has no isolation by default only; where it turns it off the error says so', { timeout }, async (t) => {
    assert.equal((await run(t, ['--headless', '--compat=9', appFolder(t, app)])).stdout,
      'exposed2\ncontextBridge API can only be used when contextIsolation is enabled\n')
  })
})

describe("the event 'new-window'", () => {
  const opening = (manifest) => ({
    'package.json': JSON.stringify({ main: 'main.js', ...manifest }),
    'main.js': `
      const { app, BrowserWindow } = require('electron')
      app.whenReady().then(async () => {
        const win = new BrowserWindow({ show: false })
        win.webContents.on('new-window', (event, url) => { event.preventDefault(); console.log('new-window', url); app.exit(0) })
        win.webContents.on('did-create-window', (child, { url }) => { console.log('did-create-window', url); app.exit(0) })
        await win.loadURL('data:text/html,page')
        win.webContents.executeJavaScript('window.open("about:blank#x"); 1', true)
      })`
  })

  it('is emitted up to 21, and no longer from 22 on', { timeout }, async (t) => {
    assert.equal((await run(t, ['--headless', appFolder(t, opening(electron('^21.0.0')))])).stdout, 'new-window about:blank#x\n')
    assert.equal((await run(t, ['--headless', appFolder(t, opening(electron('^22.0.0')))])).stdout, 'did-create-window about:blank#x\n')
  })
})
