'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { app } = require('electron')
const { until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { appFolder, run, start } = require('../support/program')

// One app in several processes.

describe('the single instance lock', () => {
  const code = `
    const { app } = require('electron')
    const second = process.argv.includes('second')
    const { has } = { has: app.hasSingleInstanceLock() }
    const got = app.requestSingleInstanceLock(process.argv.includes('data') ? { a: [1, new Date(0)], u: undefined } : undefined)
    console.log('lock', has, got, app.hasSingleInstanceLock())
    app.on('second-instance', (event, argv, cwd, data, ...rest) => {
      const when = data && data.a[1] instanceof Date ? data.a[1].getTime() : null
      console.log('second', typeof event.preventDefault, JSON.stringify(argv.slice(-2)), cwd, JSON.stringify(data), when, rest.length, app.isReady())
    })
    if (!got) app.quit()
    process.stdin.on('data', () => { app.releaseSingleInstanceLock(); console.log('released', app.hasSingleInstanceLock()) })`
  const options = (home) => ({ home, cwd: '/usr' })
  const args = (folder, ...more) => ['--no-sandbox', '--headless', folder, ...more]

  it('is one process\'s, who hears of the others', async (t) => {
    const folder = appFolder(t, { 'index.js': code })
    const home = tempFolder('home')
    const first = start(t, args(folder), { home, openInput: true })
    await first.output('lock false true true\n')
    const second = await run(t, args(folder, 'second', 'data'), options(home))
    assert.equal(second.stdout, 'lock false false false\n')
    assert.equal(second.result.code, 0)
    await first.output('second function ["second","data"] /usr {"a":[1,"1970-01-01T00:00:00.000Z"]} 0 0 true\n')
    await run(t, args(folder, 'second', 'x y'), options(home))
    await first.output('second function ["second","x y"] /usr null null 0 true\n')
  })

  it('is what makeSingleInstance() of Electron 3 is about', async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app } = require('electron')
        const shouldQuit = app.makeSingleInstance((argv, workingDirectory) => console.log('second', argv.at(-1), workingDirectory))
        console.log('quit', shouldQuit)
        if (shouldQuit) app.quit()
        process.stdin.on('data', () => { app.releaseSingleInstance(); console.log('released', app.hasSingleInstanceLock()) })`
    })
    const home = tempFolder('home')
    const first = start(t, args(folder), { home, openInput: true })
    await first.output('quit false\n')
    assert.equal((await run(t, args(folder, 'x'), options(home))).stdout, 'quit true\n')
    await first.output('second x /usr\n')
    first.child.stdin.write('release')
    await first.output('released false\n')
    assert.throws(() => app.makeSingleInstance(), { name: 'TypeError' })
  })

  it('can be released, and is anybody\'s then', async (t) => {
    const folder = appFolder(t, { 'index.js': code })
    const home = tempFolder('home')
    const first = start(t, args(folder), { home, openInput: true })
    await first.output('lock false true true\n')
    first.child.stdin.write('release')
    await first.output('released false\n')
    const second = start(t, args(folder), { home, openInput: true })
    await second.output('lock false true true\n')
  })

  it('is free again after its holder was killed', async (t) => {
    const folder = appFolder(t, { 'index.js': code })
    const home = tempFolder('home')
    const first = start(t, args(folder), { home, openInput: true })
    await first.output('lock false true true\n')
    first.kill('SIGKILL')
    await first.exited
    const second = start(t, args(folder), { home, openInput: true })
    await second.output('lock false true true\n')
  })

  it('refuses data that cannot be cloned', () => {
    assert.throws(() => app.requestSingleInstanceLock({ f () {} }), { message: 'An object could not be cloned.' })
    assert.equal(app.hasSingleInstanceLock(), false)
  })
})

describe('relaunch()', () => {
  it('starts the app again when it has ended, with the arguments', async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app } = require('electron')
        const fs = require('fs')
        const file = ${JSON.stringify(path.join(tempFolder('relaunch'), 'log'))}
        if (process.argv.includes('--again')) {
          fs.writeFileSync(file + '.new', JSON.stringify([process.argv.slice(1), process.ppid !== Number(process.argv.at(-1)), process.cwd(), fs.readlinkSync('/proc/self/fd/1')]))
          fs.renameSync(file + '.new', file)
          app.exit()
        } else {
          console.log(file)
          console.log(app.relaunch({ args: [...process.argv.slice(1), '--again', String(process.pid)] }), app.relaunch({ execPath: '/bin/false', args: 5 }))
          app.exit(5)
        }`
    })
    const first = await run(t, ['--no-sandbox', '--headless', folder, 'arg'], { cwd: '/usr' })
    assert.equal(first.result.code, 5)
    const [file, answers] = first.stdout.split('\n')
    assert.equal(answers, 'true true')
    await until(() => fs.existsSync(file), 15_000, 'the relaunched app')
    assert.deepEqual(JSON.parse(fs.readFileSync(file, 'utf8')),
      [['--no-sandbox', '--headless', folder, 'arg', '--again', String(first.pid)], true, '/usr', '/dev/null'])
  })
})
