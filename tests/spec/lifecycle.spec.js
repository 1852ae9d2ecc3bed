'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { appFolder, run, runtimeProgram, start } = require('../support/program')

// Each case runs an app of its own and compares what it logged, event by event, with what Electron logs.

const prelude = `
  const { app, BrowserWindow } = require('electron')
  const log = (...args) => process.stdout.write(args.join(' ') + '\\n')
  for (const name of ['will-finish-launching', 'ready', 'before-quit', 'will-quit']) app.on(name, () => log(name))
  app.on('quit', (event, code) => log('quit', code))
  process.on('exit', (code) => log('exit', code))
  process.on('beforeExit', () => log('beforeExit'))
  const open = async (name = 'win') => {
    const win = new BrowserWindow({ show: false })
    win.on('close', () => log(name, 'close'))
    win.on('closed', () => log(name, 'closed'))
    await win.loadURL('about:blank')
    return win
  }
  const running = (body) => app.whenReady().then(() => setTimeout(body, 20))
`

const args = (folder, ...more) => ['--no-sandbox', '--headless', folder, ...more]

/** What an app logs, line by line, and its exit code as the last item. */
async function logOf (t, code, options) {
  const program = await run(t, args(appFolder(t, { 'index.js': prelude + code })), options)
  await program.noOrphans()
  const lines = program.stdout.split('\n').slice(0, -1)
  const { code: exitCode, signal } = program.result
  return Object.assign([...lines, signal ?? exitCode], { stderr: program.stderr })
}

const launched = ['will-finish-launching', 'ready']
const ended = ['will-quit', 'exit 0', 'quit 0', 0]

/** A case: the code of the app, and the log that it must give. */
function logs (name, code, expected) {
  it(name, async (t) => {
    const log = await logOf(t, code)
    assert.deepEqual([...log], expected, log.stderr)
  })
}

describe('launching', () => {
  logs('what the main script leaves in the event loop comes before ready',
    `setTimeout(() => log('timeout'), 0)
     setImmediate(() => log('immediate'))
     Promise.resolve().then(() => log('microtask'))
     process.nextTick(() => log('tick'))
     app.whenReady().then(() => { log('whenReady', app.isReady()); app.quit() })
     log('end', app.isReady())`,
    ['end false', 'tick', 'microtask', 'timeout', 'immediate', ...launched, 'whenReady true', 'before-quit', ...ended])

  logs('a window before ready is refused',
    `try { new BrowserWindow() } catch (error) { log(error.name, error.message) }
     app.exit()`,
    ['Error Cannot create BrowserWindow before app is ready', 0])
})

describe('app.exit() and process.exit()', () => {
  for (const exit of ['app.exit(7)', 'process.exit(7)', 'process.reallyExit(7)']) {
    logs(`${exit} at the top level ends at once, without events`, `${exit}; log('after')`, [7])
    logs(`${exit} in the turn of ready, too`, `app.whenReady().then(() => { ${exit}; log('after') })`, [...launched, 7])
  }

  for (const exit of ['app.exit(7)', 'process.exit(7)']) {
    logs(`${exit} later closes the windows, and returns`,
      `app.whenReady().then(async () => { await open(); ${exit}; log('after') })`,
      [...launched, 'win closed', 'exit 7', 'quit 7', 'after', 7])
  }

  for (const [given, code] of [['', 0], ["'x'", 0], ['300', 44], ['-1', 255]]) {
    logs(`app.exit(${given}) is ${code} to the shell`, `app.exit(${given})`, [code])
  }

  logs('process.exitCode is ignored', 'process.exitCode = 5; running(() => app.quit())', [...launched, 'before-quit', ...ended])

  logs("process.exit() in a listener of process 'exit' wins",
    "process.on('exit', () => process.exit(9)); running(() => app.quit())",
    [...launched, 'before-quit', 'will-quit', 'exit 0', 'quit 0', 9])

  for (const event of ['before-quit', 'will-quit']) {
    logs(`app.exit() in ${event} wins`,
      `app.on('${event}', () => app.exit(3)); app.whenReady().then(() => app.quit())`,
      [...launched, 'before-quit', ...(event === 'will-quit' ? ['will-quit'] : []), 3])
  }

  logs('works in a page that is loading, and in a callback from it',
    `app.whenReady().then(() => {
       const win = new BrowserWindow({ show: false })
       win.webContents.once('did-start-loading', () => setImmediate(() => app.exit(6)))
       win.loadURL('data:text/html,x').catch(() => {})
     })`,
    [...launched, 'exit 6', 'quit 6', 6])
})

describe('app.quit()', () => {
  logs('before ready: everything at once, ready is still told',
    "app.quit(); log('after')",
    ['before-quit', 'will-quit', 'exit 0', 'quit 0', 'after', ...launched, 0])

  logs('without windows: everything inside the call',
    "app.whenReady().then(() => { app.quit(5); log('after') })",
    [...launched, 'before-quit', 'will-quit', 'exit 0', 'quit 0', 'after', 0])

  it('with windows: asks them all, closes them, then quits; no window-all-closed', async (t) => {
    const log = await logOf(t,
      `app.on('window-all-closed', () => log('window-all-closed'))
       app.whenReady().then(async () => { await open('a'); await open('b'); app.quit() })`)
    assert.deepEqual(log.slice(0, 3), [...launched, 'before-quit'])
    assert.deepEqual(log.slice(3, 7).sort(), ['a close', 'a closed', 'b close', 'b closed'])
    assert.deepEqual(log.slice(7), ended)
  })

  logs('before-quit can prevent it; a later one starts anew',
    `app.once('before-quit', (event) => { event.preventDefault(); setTimeout(() => app.quit(), 50) })
     app.whenReady().then(async () => { await open(); app.quit() })`,
    [...launched, 'before-quit', 'before-quit', 'win close', 'win closed', ...ended])

  logs('will-quit can prevent it when the windows are closed; a later one starts anew',
    `app.once('will-quit', (event) => { event.preventDefault(); log('windows', BrowserWindow.getAllWindows().length); setTimeout(() => app.quit(), 50) })
     app.whenReady().then(async () => { await open(); app.quit() })`,
    [...launched, 'before-quit', 'win close', 'win closed', 'will-quit', 'windows 0', 'before-quit', ...ended])

  logs('a window that refuses to close cancels it; closing that window later quits',
    `app.whenReady().then(async () => {
       const win = await open()
       win.once('close', (event) => { event.preventDefault(); setTimeout(() => win.close(), 50) })
       app.quit()
     })`,
    [...launched, 'before-quit', 'win close', 'win close', 'win closed', 'before-quit', ...ended])

  logs('twice is once', "running(() => { app.quit(); app.quit() })", [...launched, 'before-quit', ...ended])

  it('ends an ES module that still waits at its top level', async (t) => {
    const folder = appFolder(t, { 'package.json': '{"main": "main.mjs"}', 'main.mjs': "import { app } from 'electron'\napp.quit()\nawait app.whenReady()\n" })
    assert.equal((await run(t, args(folder))).result.code, 0)
  })
})

describe('window-all-closed', () => {
  logs('quits by default',
    'app.whenReady().then(async () => { (await open()).close() })',
    [...launched, 'win close', 'win closed', 'before-quit', ...ended])

  logs('does not where the app listens to it',
    `app.on('window-all-closed', (event) => { log('window-all-closed', typeof event.preventDefault); setTimeout(() => { log('alive'); app.quit() }, 100) })
     app.whenReady().then(async () => { (await open()).destroy(); log('after') })`,
    [...launched, 'win closed', 'window-all-closed function', 'after', 'alive', 'before-quit', ...ended])

  logs('nor where all its listeners were removed',
    `app.removeAllListeners('window-all-closed')
     app.whenReady().then(async () => { (await open()).destroy(); setTimeout(() => app.exit(4), 100) })`,
    [...launched, 'win closed', 'exit 4', 'quit 4', 4])
})

describe('signals', () => {
  const app = (code) => prelude + code + "\napp.whenReady().then(() => setTimeout(() => log('UP'), 20))"

  async function signalled (t, code, ...signals) {
    const program = start(t, args(appFolder(t, { 'index.js': app(code) })))
    await program.output('UP\n')
    for (const [signal, output] of signals) {
      program.kill(signal)
      if (output) await program.output(output)
    }
    const { code: exitCode, signal } = await program.end()
    await program.noOrphans()
    return [...program.stdout.split('UP\n')[1].split('\n').slice(0, -1), signal ?? exitCode]
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`${signal} quits with 0`, async (t) => {
      assert.deepEqual(await signalled(t, '', [signal]), ['before-quit', ...ended])
    })
  }

  it('before-quit can prevent it; the second of a kind ends the process', async (t) => {
    const log = await signalled(t, "app.on('before-quit', (event) => { event.preventDefault(); log('prevented') })",
      ['SIGTERM', 'prevented'], ['SIGTERM'])
    assert.deepEqual(log, ['before-quit', 'prevented', 'SIGTERM'])
  })

  it('the second ends a process whose JavaScript hangs', async (t) => {
    const log = await signalled(t, "app.on('before-quit', () => { for (;;); })", ['SIGTERM', 'before-quit'], ['SIGTERM'])
    assert.deepEqual(log, ['before-quit', 'SIGTERM'])
  })

  it('a listener of the app that was added after ready takes its place', async (t) => {
    const log = await signalled(t,
      "running(() => process.on('SIGINT', (...args) => { log('got', ...args); setTimeout(() => app.quit(), 20) }))", ['SIGINT'])
    assert.deepEqual(log, ['got SIGINT 2', 'before-quit', ...ended])
  })

  it('one that was added before ready does not', async (t) => {
    const log = await signalled(t, "process.on('SIGINT', () => log('got'))", ['SIGINT'])
    assert.deepEqual(log, ['before-quit', ...ended])
  })

  for (const signal of ['SIGINT', 'SIGTERM']) {
    it(`${signal} before ready ends the process`, async (t) => {
      const program = start(t, args(appFolder(t, { 'index.js': prelude + "log('UP'); for (;;);" })))
      await program.output('UP\n')
      program.kill(signal)
      assert.equal((await program.end()).signal, signal)
    })
  }
})

describe('errors', () => {
  it('a throw while the main script is loaded ends the app with 1', async (t) => {
    const log = await logOf(t, "throw new RangeError('boom')")
    assert.deepEqual([...log], [1])
    assert.match(log.stderr, /^App threw an error during load\nRangeError: boom\n {4}at /)
  })

  it('an app with an uncaughtException listener goes on after it, as in Electron', async (t) => {
    const log = await logOf(t, "process.on('uncaughtException', (error) => { log('caught', error.message); setTimeout(() => app.quit(), 100) })\nthrow new Error('boom')")
    assert.deepEqual([...log], ['caught boom', ...launched, 'before-quit', ...ended])
    assert.match(log.stderr, /^App threw an error during load\nError: boom/)
  })

  it('an uncaught exception is reported, and the app goes on', async (t) => {
    const log = await logOf(t, "running(() => { setTimeout(() => app.quit(), 100); throw new Error('boom') })")
    assert.deepEqual([...log], [...launched, 'before-quit', ...ended])
    assert.match(log.stderr, /^A JavaScript error occurred in the main process\nUncaught Exception:\nError: boom\n {4}at /)
  })

  it('so is what has no stack', async (t) => {
    const log = await logOf(t, "running(() => { setTimeout(() => app.quit(), 100); throw Object.create(null) })")
    assert.deepEqual([...log], [...launched, 'before-quit', ...ended])
    assert.match(log.stderr, /An object that has no text was thrown/)
  })

  it('a listener of an event that throws stops the later ones, not the event', async (t) => {
    const log = await logOf(t,
      `process.on('uncaughtException', (error, origin) => log(error.message, origin))
       app.on('before-quit', () => { throw new Error('in before-quit') })
       app.on('before-quit', () => log('not reached'))
       running(() => app.quit())`)
    assert.deepEqual([...log], [...launched, 'before-quit', 'in before-quit uncaughtException', ...ended])
  })

  it('an unhandled rejection is a warning', async (t) => {
    const log = await logOf(t, "running(() => { Promise.reject(new Error('rej')); setTimeout(() => app.quit(), 50) })")
    assert.deepEqual([...log], [...launched, 'before-quit', ...ended])
    assert.match(log.stderr, /^\(node:\d+\) UnhandledPromiseRejectionWarning: Error: rej\n/)
    assert.match(log.stderr, /To terminate the node process on unhandled promise rejection/)
  })

  logs("an unhandledRejection listener replaces it",
    "process.on('unhandledRejection', (error) => { log('got', error.message); app.quit() }); running(() => { Promise.reject(new Error('rej')) })",
    [...launched, 'got rej', 'before-quit', ...ended])
})

describe('main scripts', () => {
  const runApp = async (t, files, ...more) => (await run(t, args(appFolder(t, files), ...more))).stdout

  it("import 'electron' works in an ES module, as does await at its top level", async (t) => {
    assert.equal(await runApp(t, {
      'package.json': '{"type": "module", "name": "esm", "main": "index.js"}',
      'index.js': `
        import electron, { app, BrowserWindow } from 'electron'
        import { app as again } from 'electron/main'
        import name from './part.cjs'
        await new Promise((resolve) => setTimeout(resolve, 20))
        console.log(electron.app === app, again === app, typeof BrowserWindow, name, app.isReady())
        app.on('ready', () => { console.log('ready'); app.exit() })`,
      'part.cjs': "module.exports = require('electron').app.name"
    }), 'true true function esm false\nready\n')
  })

  it("import('electron') works in CommonJS, also in a file that the main script requires", async (t) => {
    assert.equal(await runApp(t, {
      'index.js': "require('./part'); console.log(require.main === module)",
      'part.js': "const { app } = require('electron'); import('electron').then((module) => { console.log(module.app === app, module.default.app === app); app.exit() })"
    }), 'true\ntrue true\n')
  })

  for (const [kind, name, load] of [['CommonJS', 'index.js', "const { fork } = require('child_process'); const { app } = require('electron')"],
    ['an ES module', 'index.mjs', "import { fork } from 'node:child_process'; import { app } from 'electron'"]]) {
    it(`child_process.fork() in ${kind} runs plain Node, and child processes get no options of the runtime's`, async (t) => {
      assert.equal(await runApp(t, {
        'package.json': JSON.stringify({ main: name }),
        'child.js': 'process.send([process.argv.slice(2), process.type ?? null, process.env.X ?? null, process.execArgv])',
        [name]: `${load}
          const start = (...args) => new Promise((resolve) => fork(app.getAppPath() + '/child.js', ...args).on('message', resolve))
          const all = [start(), start(['a']), start(['a'], { env: { ...process.env, X: '1' } }), start({ env: { ...process.env, X: '2' } }), start(null, {})]
          Promise.all(all).then((messages) => { console.log(JSON.stringify(messages)); app.exit() })
          try { fork('x', 'y') } catch (error) { console.log(error.code) }`
      }), 'ERR_INVALID_ARG_TYPE\n' + JSON.stringify([[[], null, null, []], [['a'], null, null, []], [['a'], null, '1', []], [[], null, '2', []], [[], null, null, []]]) + '\n')
    })
  }

  it('a syntax error in an ES module says where it is', async (t) => {
    const program = await run(t, args(path.join(appFolder(t, { 'main.mjs': 'let x = ;' }), 'main.mjs')))
    assert.equal(program.result.code, 1)
    assert.match(program.stderr, /^App threw an error during load\nfile:\/\/\S+main\.mjs:1\nlet x = ;\n {8}\^\s+SyntaxError: Unexpected token ';'/)
  })

  it('an app packaged beside the executable needs no PATH, and all arguments are its own', async (t) => {
    const folder = appFolder(t, {
      'bin/resources/app/package.json': '{"name": "packed", "version": "3.1.0"}',
      'bin/resources/app/index.js': `
        const { app } = require('electron')
        console.log(JSON.stringify([app.isPackaged, process.defaultApp ?? null, process.argv.slice(1), app.name, app.getAppPath(), process.resourcesPath]))
        app.exit()`
    })
    const executable = path.join(folder, 'bin/packed')
    fs.copyFileSync(fs.realpathSync(runtimeProgram), executable)
    fs.symlinkSync(path.join(path.dirname(fs.realpathSync(runtimeProgram)), '../lib'), path.join(folder, 'lib'))
    const program = await run(t, ['--no-sandbox', '--headless', '-v', 'file'], { command: executable })
    assert.deepEqual(JSON.parse(program.stdout), [true, null, ['--no-sandbox', '--headless', '-v', 'file'], 'packed',
      path.join(folder, 'bin/resources/app'), path.join(folder, 'bin/resources')])
  })
})
