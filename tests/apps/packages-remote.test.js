'use strict'

// @electron/remote, unmodified. What it answers is what it answers in Electron 33.

const { describe, it, before } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { installPackages, startPackageApp } = require('../support/packages')
const { projectFolder } = require('../support/program')

const timeout = 60_000
const answers = path.join(projectFolder, 'tests/apps/packages/remote/answers.js')

const failedCall = (what, method, error) => ({
  name: 'Error',
  message: `Could not call remote method '${method}'. Check that the method signature is correct. Underlying error: ${what}: ${error}Underlying stack: ${what}: ${error}`,
  cause: error
})

const expected = {
  currentWindow: ['remote', [420, 310], true, true, 'BrowserWindow'],
  builtins: ['remote-app', 'function', true, 'function'],
  process: ['browser', false],
  global: [42, true, 0, 'bytes', true],
  require: ['browser', 'a/b'],
  window: [[222, 111], 'made by the page', 42, 2, true, true, 1],
  class: ['me', 2012, true, false, true],
  listener: [[3], [4], 0],
  callback: [1, 'two', { three: [3] }, null, null],
  returningCallback: ['same', 'same', 'same'],
  promises: ['value', 42],
  rejection: { name: 'RangeError', message: 'too far' },
  exception: failedCall('Error', 'throwing', 'thrown in main'),
  wrongArgument: failedCall('TypeError', 'deposit', 'amount must be a number'),
  missingModule: { name: 'Error', message: "Cannot find module './nowhere'" },
  values: ['[object Uint8Array]', '[object Date]', '[object Array]', '[object Null]', '[object Undefined]', '[object Function]', ['a', 'b']],
  dialog: [{ response: 1, checkboxChecked: true }, 2, null],
  clipboard: 'by remote',
  image: { width: 1, height: 1 },
  webContents: ['changed by the page', true, false, 1]
}

describe('@electron/remote', () => {
  before(installPackages, { timeout: 300_000 })

  const run = async (t, ...args) => {
    const program = await startPackageApp(t, 'remote', { args: ['--headless', ...args], env: { RUNTIME_DIALOGS: answers } })
    assert.deepEqual(await program.end(), { code: 0, signal: null }, program.describe())
    return { result: JSON.parse(program.stdout), stderr: program.stderr }
  }

  for (const [where, args] of [['in a page with Node', []], ['in a preload script of an isolated page', ['preload']]]) {
    it(`${where}`, { timeout }, async (t) => {
      const { result, stderr } = await run(t, ...args)
      for (const [name, value] of Object.entries(expected)) assert.deepEqual(result[name], value, name)
      assert.deepEqual(Object.keys(result), Object.keys(expected))
      assert.equal(stderr, 'box Title: Content\n')
    })
  }

  it('is for pages that it is enabled for', { timeout }, async (t) => {
    const { result } = await run(t, 'not-enabled')
    for (const name of Object.keys(expected)) assert.match(result[name].message, /^@electron\/remote is disabled for this WebContents/, name)
  })

  it('lets go of what a page held that loads anew, crashes or is closed', { timeout }, async (t) => {
    const { result } = await run(t, 'release')
    assert.deepEqual(result, { first: 1, second: 1, crashed: 0, third: 1, closed: 0 })
  })
})
