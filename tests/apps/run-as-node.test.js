'use strict'

// ELECTRON_RUN_AS_NODE: the program is Node, for child_process.fork() above all.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { run, appFolder } = require('../support/program')

const timeout = 60_000
const env = { ELECTRON_RUN_AS_NODE: '1' }

async function runNode (t, args, options = {}) {
  const program = await run(t, args, { env, ...options })
  return { code: program.result.code, stdout: program.stdout, stderr: program.stderr }
}

describe('ELECTRON_RUN_AS_NODE', () => {
  it('runs a script with its arguments, and tells by process.versions that it is the runtime', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'main.js': `
        console.log(JSON.stringify([process.argv.slice(2), process.execArgv, require.main === module, process.type,
          typeof process.versions.electron, process.versions.node === ${JSON.stringify(process.versions.node)}]))`
    })
    const { code, stdout, stderr } = await runNode(t, ['--no-warnings', `${folder}/main.js`, 'a', '--b'])
    assert.equal(stderr, '')
    assert.deepEqual(JSON.parse(stdout), [['a', '--b'], ['--no-warnings'], true, null, 'string', true])
    assert.equal(code, 0)
  })

  it("has no require('electron') of the main process", { timeout }, async (t) => {
    const { code, stderr } = await runNode(t, ['-e', "require('electron')"])
    assert.equal(code, 1)
    assert.match(stderr, /Cannot find module 'electron'/)
  })

  it('understands what node understands', { timeout }, async (t) => {
    assert.deepEqual(await runNode(t, ['-p', '6 * 7']), { code: 0, stdout: '42\n', stderr: '' })
    assert.deepEqual(await runNode(t, ['--version']), { code: 0, stdout: `${process.version}\n`, stderr: '' })
    assert.deepEqual(await runNode(t, ['-'], { input: 'console.log(1)' }), { code: 0, stdout: '1\n', stderr: '' })
    assert.deepEqual(await runNode(t, ['--input-type=module', '-e', 'console.log(await 2)']), { code: 0, stdout: '2\n', stderr: '' })
  })

  it('answers the exit codes of node', { timeout }, async (t) => {
    const exitOf = async (...args) => (await runNode(t, args)).code
    assert.equal(await exitOf('-e', 'process.exit(3)'), 3)
    assert.equal(await exitOf('-e', 'process.exitCode = 4'), 4)
    assert.equal(await exitOf('-e', 'throw 1'), 1)
    assert.equal(await exitOf('-e', 'Promise.reject(1)'), 1)
    assert.equal(await exitOf('/nowhere.js'), 1)
    assert.equal(await exitOf('--no-such-option'), 9)
  })

  it('an empty value counts', { timeout }, async (t) => {
    assert.equal((await runNode(t, ['-p', '1'], { env: { ELECTRON_RUN_AS_NODE: '' } })).stdout, '1\n')
  })

  it('has workers', { timeout }, async (t) => {
    const script = "new (require('worker_threads').Worker)('console.log(1)', { eval: true })"
    assert.deepEqual(await runNode(t, ['-e', script]), { code: 0, stdout: '1\n', stderr: '' })
  })

  it('is what child_process.fork() of an app starts', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': `
        const { app } = require('electron')
        const { fork } = require('child_process')
        app.whenReady().then(() => {
          const child = fork(__dirname + '/child.js', ['x'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
          child.on('message', (message) => {
            console.log(JSON.stringify(message))
            if (message.double) child.disconnect()
            else child.send({ n: 21 })
          })
          child.on('exit', (code) => app.exit(code + 10))
        })`,
      'child.js': `
        process.send({ argv: process.argv.slice(2), type: process.type, versions: typeof process.versions.electron })
        process.on('message', ({ n }) => process.send({ double: n * 2 }))`
    })
    const program = await run(t, ['--headless', folder])
    assert.equal(program.stdout, '{"argv":["x"],"versions":"string"}\n{"double":42}\n', program.describe())
    assert.equal(program.result.code, 10)
    await program.noOrphans()
  })
})
