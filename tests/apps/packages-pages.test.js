'use strict'

// Popular npm packages, unmodified, that pages and preload scripts use, or that reach from pages to main.

const { describe, it, before } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { installPackages, startPackageApp } = require('../support/packages')
const { projectFolder } = require('../support/program')

const timeout = 60_000
const apps = path.join(projectFolder, 'tests/apps/packages')

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

function keptHome (t) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-kept-'))
  t.after(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  return home
}

async function run (t, name, options) {
  const program = await startPackageApp(t, name, { args: ['--headless'], ...options })
  assert.deepEqual(await program.end(), { code: 0, signal: null }, program.describe())
  return program
}

describe('npm packages in pages', () => {
  before(installPackages, { timeout: 300_000 })

  it('electron-store, electron-json-storage and electron-settings keep values on disk', { timeout: 2 * timeout }, async (t) => {
    const home = keptHome(t)
    const userData = path.join(home, '.config/storage-pages-app')
    const runOnce = async () => JSON.parse((await run(t, 'storage-pages', { home })).stdout)
    const kept = {
      store: { volume: 42, nested: { list: [1, 2, 3] } },
      storage: { a: [1, 'ä'] },
      settings: { color: { name: 'red', code: [255, 0, 0] }, sync: true }
    }
    const first = await runOnce()
    for (const name of ['page', 'preload']) {
      const { store, storage, settings, error } = first[name]
      assert.equal(error, undefined)
      assert.deepEqual(store, {
        before: {}, path: path.join(userData, `store-${name}.json`), refused: 'Config schema violation: `volume` must be <= 100', changes: [[42, null]], after: kept.store, size: 2, has: true
      })
      assert.deepEqual(readJson(store.path), kept.store)
      // Without remote, electron-json-storage must be told its folder.
      assert.equal(storage.default, name === 'page' ? path.join(userData, 'storage') : null)
      assert.deepEqual([storage.before, storage.after, storage.keys], [{}, kept.storage, [`${name}-one`]])
      assert.deepEqual(readJson(path.join(userData, 'storage', `${name}-one.json`)), kept.storage)
      assert.deepEqual(settings, { before: {}, after: kept.settings, file: path.join(userData, `settings-${name}.json`) })
      assert.deepEqual(readJson(settings.file), kept.settings)
    }
    const second = await runOnce()
    for (const name of ['page', 'preload']) {
      for (const kind of Object.keys(kept)) assert.deepEqual(second[name][kind].before, kept[kind], `${name} ${kind}`)
    }
  })

  it('electron-log writes what main and all kinds of pages log into one file', { timeout }, async (t) => {
    const home = keptHome(t)
    const program = await run(t, 'log', { home, env: { RUNTIME_DIALOGS: path.join(apps, 'unhandled/answers.js') } })
    const text = fs.readFileSync(path.join(home, '.config/log-app/logs/main.log'), 'utf8')
    const has = (line) => assert.match(text, line, program.describe() + text)
    has(/^\[info\] +before ready \{ nested: \{ list: \[ 1 \] \} \} \{ key: 1 \}$/m)
    has(/^\[debug\] \(main\) scoped$/m)
    // Of pages: by require, by the preload script that log.initialize gives its session, by the console.
    has(/^\[info\] +page with Node \{ a: 1 \}$/m)
    has(/^\[warn\] +\(page\) scoped in page$/m)
    has(/^\[warn\] +console of the page$/m)
    has(/^\[info\] +page sandboxed \{ list: \[ 1, 2 \] \}$/m)
    has(/^\[error\] +an error of sandboxed$/m)
    has(/^\[info\] +page preloaded \{ list: \[ 1, 2 \] \}$/m)
    // Errors that nobody catches.
    has(/^\[error\] +Unhandled Error: thrown in page$/m)
    has(/^\[error\] +Unhandled rejection TypeError: rejected in main$/m)
    has(/^\[error\] +Unhandled Error: thrown in main$/m)
    assert.ok(!/preload-error|Unable to load|ReferenceError/.test(text), text)
    assert.match(program.stdout + text, /error box A JavaScript error occurred in the browser process: Error: thrown in main/)
  })

  it('electron-unhandled shows errors of main and of pages, copies and reports them', { timeout }, async (t) => {
    const program = await run(t, 'unhandled', { env: { RUNTIME_DIALOGS: path.join(apps, 'unhandled/answers.js') }, args: ['--headless', 'early'] })
    const lines = program.stdout.trim().split('\n')
    const { reported, copied } = JSON.parse(lines.pop())
    const buttons = '[OK,Copy error,Report…]'
    assert.deepEqual(lines.sort(), [
      'error box unhandled-app encountered an error: Error: before ready',
      `box error From the page: Error: with a function ${buttons}`,
      `box error From the page: NonError: { ${buttons}`,
      `box error Told: RangeError: told by main ${buttons}`,
      `box error Unhandled Error: Error: thrown in main ${buttons}`,
      `box error Unhandled Error: Error: thrown in page ${buttons}`,
      `box error Unhandled Promise Rejection: TypeError: rejected in main ${buttons}`,
      `box error Unhandled Promise Rejection: TypeError: rejected in page ${buttons}`,
      'logged Error: before ready', 'logged Error: thrown in main', 'logged Error: thrown in page', 'logged Error: with a function',
      'logged NonError: {', 'logged RangeError: told by main', 'logged TypeError: rejected in main', 'logged TypeError: rejected in page'
    ].sort())
    assert.deepEqual(reported.sort(), ['rejected in page', 'thrown in page'])
    assert.match(copied, /^Told\nRangeError: told by main\n/)
  })
})
