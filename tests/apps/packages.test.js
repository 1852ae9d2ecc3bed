'use strict'

// Popular npm packages, unmodified, in the main process.

const { describe, it, before } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { installPackages, startPackageApp } = require('../support/packages')

const timeout = 60_000

/** Runs an app that prints one line of JSON and quits; {result, userData}. */
async function run (t, name, options) {
  const program = await startPackageApp(t, name, { args: ['--headless'], ...options })
  assert.deepEqual(await program.end(), { code: 0, signal: null }, program.describe())
  return { result: JSON.parse(program.stdout), userData: path.join(program.home, '.config', `${name}-app`), stderr: program.stderr }
}

/** A home for several runs. */
function keptHome (t) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-kept-'))
  t.after(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  return home
}

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

describe('npm packages in the main process', () => {
  before(installPackages, { timeout: 300_000 })

  it('electron-store keeps values on disk, checks them, and encrypts', { timeout }, async (t) => {
    const home = keptHome(t)
    fs.mkdirSync(`${home}/bin`)
    fs.writeFileSync(`${home}/bin/xdg-open`, `#!/bin/sh\necho "$1" > '${home}/opened'\n`, { mode: 0o755 })
    const options = { home, env: { PATH: `${home}/bin:${process.env.PATH}` } }

    const { result, userData } = await run(t, 'store', options)
    const file = path.join(userData, 'config.json')
    const kept = { volume: 42, nested: { list: [1, 2, 3], more: true } }
    assert.equal(result.path, file)
    assert.deepEqual(result.before, { theme: 'light' })
    assert.deepEqual(result.changes, [[42, null]])
    assert.match(result.refused, /volume. must be <= 100/)
    assert.deepEqual(result.after, kept)
    assert.deepEqual(readJson(file), kept)
    assert.equal(fs.readFileSync(`${home}/opened`, 'utf8').trim(), file)
    assert.equal(result.editor, undefined)

    const secret = fs.readFileSync(path.join(userData, 'secret.json'))
    assert.ok(!secret.includes('hush'))

    const { result: second } = await run(t, 'store', options)
    assert.deepEqual(second.before, { theme: 'light', ...kept })
    assert.equal(second.secretBefore, 'hush')
  })

  it('electron-json-storage keeps values on disk', { timeout }, async (t) => {
    const home = keptHome(t)
    const { result, userData } = await run(t, 'json-storage', { home })
    assert.equal(result.path, path.join(userData, 'storage'))
    assert.deepEqual([result.had, result.before], [false, {}])
    assert.deepEqual(result.sync, { a: [1, 'ä'] })
    assert.deepEqual(result.keys, ['one', 'two'])
    assert.deepEqual(result.all, { one: { a: [1, 'ä'] }, two: { b: 2 } })
    assert.deepEqual(result.left, ['one'])
    assert.deepEqual(readJson(path.join(result.path, 'one.json')), { a: [1, 'ä'] })
    const { result: second } = await run(t, 'json-storage', { home })
    assert.deepEqual([second.had, second.before], [true, { a: [1, 'ä'] }])
  })

  it('electron-settings keeps values on disk', { timeout }, async (t) => {
    const home = keptHome(t)
    const { result, userData } = await run(t, 'settings', { home })
    const kept = { color: { code: { rgb: [255, 0, 0] } }, sync: 1 }
    assert.equal(result.file, path.join(userData, 'settings.json'))
    assert.deepEqual(result.before, {})
    assert.equal(result.nested, 255)
    assert.deepEqual(result.has, [true, false])
    assert.deepEqual(result.after, kept)
    assert.deepEqual(readJson(result.file), kept)
    const { result: second } = await run(t, 'settings', { home })
    assert.deepEqual(second.before, kept)
  })

  it('electron-is-dev: an app that is not packaged, unless ELECTRON_IS_DEV says otherwise', { timeout }, async (t) => {
    assert.equal((await run(t, 'is-dev')).result, true)
    assert.equal((await run(t, 'is-dev', { env: { ELECTRON_IS_DEV: '0' } })).result, false)
  })
})
