'use strict'

// What a shell sees of the program: output, exit code, and that nothing is left running.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { start, run, appFolder } = require('../support/program')

const timeout = 60_000
const idle = "require('electron').app.on('window-all-closed', () => {})\n"
const mainOnly = (text) => ({ 'package.json': '{"name": "app", "main": "main.js"}', 'main.js': text })

async function runApp (t, files, options = {}) {
  const folder = appFolder(t, files)
  const program = await run(t, ['--headless', folder, ...(options.args || [])], options)
  program.folder = folder
  await program.noOrphans()
  return program
}

function assertEnded (program, code, signal = null) {
  assert.deepEqual({ code: program.result.code, signal: program.result.signal }, { code, signal }, program.describe())
}

describe('questions', () => {
  for (const option of ['-v', '--version']) {
    it(`${option} prints the version of Electron's API, without a display`, { timeout }, async (t) => {
      const program = await run(t, [option])
      assertEnded(program, 0)
      assert.match(program.stdout, /^v19\.\d+\.\d+\n$/)
      assert.equal(program.stderr, '')
    })
  }

  for (const option of ['-a', '--abi']) {
    it(`${option} prints the ABI of native addons`, { timeout }, async (t) => {
      const program = await run(t, [option])
      assertEnded(program, 0)
      assert.equal(program.stdout, `${process.versions.modules}\n`)
    })
  }

  for (const args of [['-h'], ['--help'], []]) {
    it(`${args[0] || 'no argument'} prints the help`, { timeout }, async (t) => {
      const program = await run(t, args)
      assertEnded(program, 0)
      assert.match(program.stdout, /^Usage: runtime \[options\] PATH/)
    })
  }
})

describe('errors before the app runs', () => {
  it('a path that does not exist', { timeout }, async (t) => {
    const program = await run(t, ['--headless', '/nowhere/app'])
    assertEnded(program, 1)
    assert.match(program.stderr, /Error launching app\nUnable to find Electron app at \/nowhere\/app\n/)
    assert.equal(program.stdout, '')
  })

  it('a folder without package.json and index.js', { timeout }, async (t) => {
    const program = await runApp(t, {})
    assertEnded(program, 1)
    assert.ok(program.stderr.includes(`Unable to find Electron app at ${program.folder}\n`), program.stderr)
  })

  it('a malformed package.json, with the position', { timeout }, async (t) => {
    const program = await runApp(t, { 'package.json': '{\n  "main": "main.js",\n  oops\n}' })
    assertEnded(program, 1)
    assert.ok(program.stderr.includes(`Unable to parse ${program.folder}/package.json`), program.stderr)
    assert.match(program.stderr, /line 3,? column 3/)
  })

  it('a main that does not exist', { timeout }, async (t) => {
    const program = await runApp(t, { 'package.json': '{"main": "nope.js"}' })
    assertEnded(program, 1)
    assert.ok(program.stderr.includes(`Cannot find module '${program.folder}/nope.js'. Please verify that the package.json has a valid "main" entry`), program.stderr)
  })

  it('an unknown option', { timeout }, async (t) => {
    const program = await run(t, ['-Z', '/nowhere'])
    assertEnded(program, 9)
    assert.match(program.stderr, /unknown option -Z/)
    assert.match(program.stderr, /--help/)
  })

  it('-r without a module', { timeout }, async (t) => {
    const program = await run(t, ['-r'])
    assertEnded(program, 1)
    assert.match(program.stderr, /Invalid Usage: --require \[file\]\n\n"file" is required/)
  })

  it('no display', { timeout }, async (t) => {
    const folder = appFolder(t, mainOnly(idle))
    const program = await run(t, [folder])
    assertEnded(program, 1)
    assert.match(program.stderr, /^No display: .*--headless/)
  })

  it('a display that does not answer', { timeout }, async (t) => {
    const folder = appFolder(t, mainOnly(idle))
    const program = await run(t, [folder], { env: { DISPLAY: ':4711' } })
    assertEnded(program, 1)
    assert.match(program.stderr, /display/)
  })

  it('root without --no-sandbox', { timeout, skip: process.getuid() !== 0 && 'not root' }, async (t) => {
    const folder = appFolder(t, mainOnly(idle))
    const program = await run(t, ['--headless', folder], { env: { QTWEBENGINE_DISABLE_SANDBOX: '' } })
    assertEnded(program, 1)
    assert.match(program.stderr, /--no-sandbox/)
  })
})

describe('errors of the app', () => {
  const loadError = /App threw an error during load\n/

  it('a syntax error, with its place', { timeout }, async (t) => {
    const program = await runApp(t, mainOnly('\nlet let = 1\n'))
    assertEnded(program, 1)
    assert.match(program.stderr, loadError)
    assert.ok(program.stderr.includes(`${program.folder}/main.js:2`), program.stderr)
    assert.match(program.stderr, /SyntaxError: /)
  })

  it('a throw while the main script is loaded, with the stack', { timeout }, async (t) => {
    const program = await runApp(t, mainOnly("\nthrow new RangeError('too early')\n"))
    assertEnded(program, 1)
    assert.match(program.stderr, loadError)
    assert.match(program.stderr, /RangeError: too early\n {4}at /)
    assert.ok(program.stderr.includes(`${program.folder}/main.js:2:7`), program.stderr)
  })

  it('a throw of an ESM main', { timeout }, async (t) => {
    const program = await runApp(t, { 'package.json': '{"main": "main.mjs"}', 'main.mjs': "throw new RangeError('too early')\n" })
    assertEnded(program, 1)
    assert.match(program.stderr, /App threw an error during load\nRangeError: too early\n/)
  })

  it('a module that the main script cannot find', { timeout }, async (t) => {
    const program = await runApp(t, mainOnly("require('no-such-module')"))
    assertEnded(program, 1)
    assert.match(program.stderr, /Cannot find module 'no-such-module'/)
  })

  it('a preload module that cannot be found', { timeout }, async (t) => {
    const folder = appFolder(t, mainOnly(idle))
    const program = await run(t, ['--headless', '-r', './no-such-module', folder])
    assertEnded(program, 1)
    assert.match(program.stderr, /Cannot find module '.\/no-such-module'/)
  })

  for (const [what, thrown, text] of [['an Error', "new Error('late')", /Error: late\n {4}at /], ['a string', "'late'", /late/], ['undefined', 'undefined', /undefined/]]) {
    it(`${what} thrown after ready is reported and the app goes on`, { timeout }, async (t) => {
      const program = await runApp(t, mainOnly(`
        const { app } = require('electron')
        app.whenReady().then(() => {
          setTimeout(() => { throw ${thrown} }, 10)
          setTimeout(() => { console.log('goes on'); app.exit(3) }, 50)
        })`))
      assertEnded(program, 3)
      assert.equal(program.stdout, 'goes on\n')
      assert.match(program.stderr, /A JavaScript error occurred in the main process\nUncaught Exception:\n/)
      assert.match(program.stderr, text)
    })
  }

  it('an unhandled rejection is reported and the app goes on', { timeout }, async (t) => {
    const program = await runApp(t, mainOnly(`
      const { app } = require('electron')
      app.whenReady().then(() => {
        Promise.reject(new TypeError('nobody cares'))
        setTimeout(() => { console.log('goes on'); app.exit(0) }, 50)
      })`))
    assertEnded(program, 0)
    assert.equal(program.stdout, 'goes on\n')
    assert.match(program.stderr, /TypeError: nobody cares\n {4}at /)
  })

  it("the app's own uncaughtException listener replaces the report", { timeout }, async (t) => {
    const program = await runApp(t, mainOnly(`
      const { app } = require('electron')
      process.on('uncaughtException', (error, origin) => { console.log(error.message, origin); app.exit(4) })
      app.whenReady().then(() => setTimeout(() => { throw new Error('mine') }, 10))`))
    assertEnded(program, 4)
    assert.equal(program.stdout, 'mine uncaughtException\n')
    assert.equal(program.stderr, '')
  })
})

describe('exit codes', () => {
  const withWindow = (statement) => mainOnly(`
    const { app, BrowserWindow } = require('electron')
    app.whenReady().then(() => {
      const win = new BrowserWindow()
      win.loadURL('data:text/html,page')
      win.webContents.once('did-finish-load', () => { ${statement} })
    })`)

  for (const statement of ['process.exit(7)', 'app.exit(7)']) {
    it(`${statement} at the top level`, { timeout }, async (t) => {
      assertEnded(await runApp(t, mainOnly(`const { app } = require('electron'); ${statement}`)), 7)
    })
    it(`${statement} with a loaded window`, { timeout }, async (t) => {
      const program = await runApp(t, withWindow(statement))
      assertEnded(program, 7)
      assert.equal(program.stderr, '')
    })
  }

  it('app.quit() and closing the last window end with 0', { timeout }, async (t) => {
    assertEnded(await runApp(t, withWindow('app.quit()')), 0)
    assertEnded(await runApp(t, withWindow('win.close()')), 0)
    assertEnded(await runApp(t, withWindow('win.destroy()')), 0)
  })

  it("process.exit() emits process 'exit' at once", { timeout }, async (t) => {
    const program = await runApp(t, mainOnly(`
      require('electron').app.whenReady().then(() => setTimeout(() => {
        process.on('exit', (code) => console.log('exit', code))
        process.exit(5)
      }, 10))`))
    assertEnded(program, 5)
    assert.equal(program.stdout, 'exit 5\n')
  })

  it('process.abort() ends by SIGABRT', { timeout }, async (t) => {
    assertEnded(await runApp(t, mainOnly("require('electron').app.whenReady().then(() => process.abort())")), null, 'SIGABRT')
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`${signal} quits as a user does, with 0`, { timeout }, async (t) => {
      const folder = appFolder(t, mainOnly(`
        const { app, BrowserWindow } = require('electron')
        for (const name of ['before-quit', 'will-quit', 'quit']) app.on(name, () => console.log(name))
        app.whenReady().then(() => {
          const win = new BrowserWindow()
          win.on('close', () => console.log('close'))
          win.loadURL('data:text/html,page')
          win.webContents.once('did-finish-load', () => console.log('up'))
        })`))
      const program = start(t, ['--headless', folder])
      await program.output('up\n')
      program.kill(signal)
      await program.end()
      assertEnded(program, 0)
      assert.equal(program.stdout, 'up\nbefore-quit\nclose\nwill-quit\nquit\n')
      await program.noOrphans()
    })
  }

  it('Ctrl-C in a terminal, which all its processes get, quits all the same', { timeout }, async (t) => {
    const folder = appFolder(t, withWindow("win.webContents.on('render-process-gone', () => console.log('gone')); app.on('quit', (event, code) => console.log('quit', code)); console.log('up')"))
    const program = start(t, ['--headless', folder])
    await program.output('up\n')
    process.kill(-program.pid, 'SIGINT')
    await program.end()
    assertEnded(program, 0)
    assert.equal(program.stdout, 'up\nquit 0\n')
    await program.noOrphans()
  })

  it('a reader that goes away does not end the app', { timeout }, async (t) => {
    const folder = appFolder(t, withWindow(`
      console.log('up')
      process.stdin.once('data', () => {
        for (let i = 0; i < 100; i++) console.log('nobody reads this')
        setTimeout(() => app.exit(6), 50)
      })`))
    const program = start(t, ['--headless', folder], { openInput: true })
    await program.output('up\n')
    program.child.stdout.destroy()
    program.child.stdin.write('go\n')
    await program.end()
    assertEnded(program, 6)
  })

  it('SIGKILL leaves no process behind', { timeout }, async (t) => {
    const folder = appFolder(t, withWindow("console.log('up')"))
    const program = start(t, ['--headless', folder])
    await program.output('up\n')
    assert.ok(program.children().length > 0)
    program.kill('SIGKILL')
    await program.end()
    await program.noOrphans()
  })

  it('an app without windows lives until it is ended', { timeout }, async (t) => {
    const folder = appFolder(t, mainOnly("require('electron').app.whenReady().then(() => { console.log('up'); setTimeout(() => console.log('later'), 300) })"))
    const program = start(t, ['--headless', folder])
    await program.output('later\n')
    assert.equal(program.result, null)
    program.kill('SIGTERM')
    await program.end()
    assertEnded(program, 0)
  })
})

describe('process.argv', () => {
  const printing = mainOnly(`
    const { app } = require('electron')
    const { commandLine } = app
    console.log(JSON.stringify({
      argv: process.argv.slice(1), execArgv: process.execArgv, preloaded: global.preloaded,
      flag: commandLine.hasSwitch('flag'), value: commandLine.getSwitchValue('value'), after: commandLine.hasSwitch('after'),
      main: require.main === module, appPath: app.getAppPath(), defaultApp: process.defaultApp, packaged: app.isPackaged,
      exe: process.argv[0] === process.execPath
    }))
    app.exit(0)`)
  const answerOf = (program) => {
    assertEnded(program, 0)
    return JSON.parse(program.stdout)
  }

  it('holds what the shell passed', { timeout }, async (t) => {
    const folder = appFolder(t, printing)
    const args = ['--headless', '--value=before', folder, 'x', '--flag', '-y', '--', '--after']
    const answer = answerOf(await run(t, args))
    assert.deepEqual(answer.argv, args)
    assert.equal(answer.exe, true)
    assert.deepEqual([answer.flag, answer.value, answer.after], [true, 'before', false])
    assert.equal(answer.main, true)
    assert.equal(answer.appPath, folder)
    assert.equal(answer.defaultApp, true)
    assert.equal(answer.packaged, false)
  })

  it('-r loads modules before the main script, in order', { timeout }, async (t) => {
    const folder = appFolder(t, { ...printing, 'one.js': "global.preloaded = ['one']", 'two.js': "global.preloaded.push('two')" })
    const answer = answerOf(await run(t, ['--headless', '-r', './one', '--require', './two', '.'], { cwd: folder }))
    assert.deepEqual(answer.preloaded, ['one', 'two'])
    assert.equal(answer.appPath, folder)
  })

  it('a script is an app, too', { timeout }, async (t) => {
    const folder = appFolder(t, printing)
    const answer = answerOf(await run(t, ['--headless', path.join(folder, 'main.js'), 'x']))
    assert.equal(answer.argv.at(-1), 'x')
    assert.equal(answer.appPath, folder)
  })

  it('--inspect lets a debugger attach', { timeout }, async (t) => {
    const folder = appFolder(t, mainOnly("require('electron').app.whenReady().then(() => console.log('up'))"))
    const program = start(t, ['--headless', '--inspect=0', folder])
    await program.output('up\n')
    await program.errorOutput(/Debugger listening on ws:\/\/127\.0\.0\.1:\d+\//)
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(program.stderr)
    const list = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
    assert.equal(list.length, 1)
    program.kill('SIGTERM')
    assertEnded((await program.end(), program), 0)
  })

  it('a page is an app, shown in a default window that ends it', { timeout }, async (t) => {
    const folder = appFolder(t, { 'page.html': '<title>A page</title><script>setTimeout(() => window.close(), 300)</script>' })
    const program = await run(t, ['--headless', path.join(folder, 'page.html')])
    assertEnded(program, 0)
    await program.noOrphans()
  })
})
