'use strict'

// The runtime as a library: a program outside the tree, built against an installation.

const { describe, it, before } = require('node:test')
const assert = require('node:assert/strict')
const { execFileSync } = require('child_process')
const fs = require('fs')
const path = require('path')
const { run, appFolder, scratchFolder, projectFolder } = require('../support/program')

const timeout = 60_000
const cmake = process.env.CMAKE_COMMAND || 'cmake'
const buildDir = process.env.RUNTIME_BUILD_DIR || path.join(projectFolder, 'build/release')
const cleanEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'))

function command (...args) {
  try {
    execFileSync(cmake, args, { stdio: 'pipe', env: cleanEnv, encoding: 'utf8' })
  } catch (error) {
    throw new Error(`cmake ${args.join(' ')}\n${error.stdout}\n${error.stderr}`)
  }
}

describe('a program that embeds the runtime', () => {
  let folder
  before(() => {
    folder = scratchFolder('embedder')
    command('--install', buildDir, '--prefix', path.join(folder, 'first'))
    // An installation runs from wherever it is moved.
    fs.renameSync(path.join(folder, 'first'), path.join(folder, 'installed'))
    fs.cpSync(path.join(projectFolder, 'tests/fixtures/embedder'), path.join(folder, 'source'), { recursive: true })
    command('-S', path.join(folder, 'source'), '-B', path.join(folder, 'build'), '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${folder}/installed`)
    command('--build', path.join(folder, 'build'))
  }, { timeout: 180_000 })

  // Runs `embedder` on an app; answers also what its onError was told.
  async function embed (t, files) {
    const app = appFolder(t, files)
    const errors = path.join(app, 'errors.txt')
    const program = await run(t, [app, errors], { command: path.join(folder, 'build/embedder') })
    await program.noOrphans()
    return { code: program.result.code, stdout: program.stdout, stderr: program.stderr, errors: fs.readFileSync(errors, 'utf8'), app }
  }
  const kStart = '1 '
  const kLoad = '2 '
  const kException = '3 '

  it('runs an app folder', { timeout }, async (t) => {
    const result = await embed(t, {
      'package.json': '{"name": "embedded", "main": "main.js"}',
      'main.js': `
        const { app, BrowserWindow, ipcMain } = require('electron')
        app.whenReady().then(() => {
          new BrowserWindow({ show: false }).loadFile('page.html')
          ipcMain.on('hello', (event, text) => { console.log(text, app.getName()); app.exit(5) })
        })`,
      'page.html': "<script>require('electron').ipcRenderer.send('hello', 'from the page')</script>"
    })
    assert.deepEqual([result.code, result.stdout, result.stderr, result.errors], [5, 'from the page embedded\n', '', ''])
  })

  it('hears of an app that throws while it is loaded; nothing is printed behind its back', { timeout }, async (t) => {
    const result = await embed(t, { 'package.json': '{"main": "main.js"}', 'main.js': "throw new RangeError('bad start')" })
    assert.deepEqual([result.code, result.stdout, result.stderr], [1, '', ''])
    assert.ok(result.errors.startsWith(kLoad), result.errors)
    assert.match(result.errors, /RangeError: bad start\n {4}at /)
  })

  it('hears of a syntax error', { timeout }, async (t) => {
    const result = await embed(t, { 'package.json': '{"main": "main.js"}', 'main.js': '\nlet let = 1' })
    assert.deepEqual([result.code, result.stdout, result.stderr], [1, '', ''])
    assert.match(result.errors, /main\.js:2/)
    assert.match(result.errors, /SyntaxError/)
  })

  it('hears of an app that cannot be found', { timeout }, async (t) => {
    const result = await embed(t, { 'package.json': '{"main": "nope.js"}' })
    assert.deepEqual([result.code, result.stdout, result.stderr], [1, '', ''])
    assert.ok(result.errors.startsWith(kStart), result.errors)
    assert.match(result.errors, /Unable to find Electron app/)
  })

  it('hears of exceptions and rejections later on', { timeout }, async (t) => {
    const result = await embed(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': `
        const { app } = require('electron')
        app.whenReady().then(() => {
          setTimeout(() => { throw new RangeError('late') }, 5)
          setTimeout(() => { Promise.reject(new TypeError('rejected')) }, 10)
          setTimeout(() => app.exit(0), 50)
        })`
    })
    assert.deepEqual([result.code, result.stdout, result.stderr], [0, '', ''])
    assert.ok(result.errors.startsWith(kException), result.errors)
    assert.match(result.errors, /RangeError: late/)
    assert.match(result.errors, /TypeError: rejected/)
  })

  it('adds a native binding, which apps reach with process._linkedBinding', { timeout }, async (t) => {
    const app = appFolder(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': "console.log(process._linkedBinding('host_numbers').twice(21)); require('electron').app.exit(0)"
    })
    const program = await run(t, ['--headless', app], { command: path.join(folder, 'build/embedder_binding') })
    assert.deepEqual([program.result.code, program.stdout, program.stderr], [0, '42\n', ''])
  })

  it('the installed program runs an app, too', { timeout }, async (t) => {
    const app = appFolder(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': "const { app } = require('electron'); console.log(process.execPath); app.exit(0)"
    })
    const program = await run(t, ['--headless', app], { command: path.join(folder, 'installed/bin/runtime') })
    assert.deepEqual([program.result.code, program.stdout, program.stderr], [0, `${folder}/installed/bin/runtime\n`, ''])
  })
})
