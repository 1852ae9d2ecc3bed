'use strict'

const assert = require('node:assert/strict')
const childProcess = require('node:child_process')
const { before, describe, it } = require('node:test')
const { ipcMain } = require('electron')
const { until } = require('../support/events')
const { openNodePage } = require('../support/node-page')
const { loadPage, openPage } = require('../support/windows')

// `child_process` in a page does what it does in the main process: each case runs in both.

describe('child_process in a page', () => {
  let same
  let inPage

  before(async () => {
    ({ same, inPage } = await openNodePage())
  })

  it('has what Node\'s has', async () => {
    const ours = await inPage(() => Object.keys(require('child_process')))
    assert.deepEqual(Object.keys(childProcess).filter((name) => !ours.includes(name)), ['_forkChild'])
  })

  it('spawn has stdin, stdout and stderr as streams', () => same(async () => {
    const { spawn } = require('child_process')
    const { once } = require('events')
    const child = spawn('sh', ['-c', 'cat; echo problem >&2; exit 3'])
    const log = []
    child.on('spawn', () => log.push('spawn'))
    child.on('exit', (code, signal) => log.push(['exit', code, signal]))
    const [out, err] = [[], []]
    child.stdout.on('data', (chunk) => out.push(chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk) => err.push(chunk))
    child.stdin.write('some ')
    child.stdin.end('text')
    log.push(['close', ...await once(child, 'close')])
    return [log, Buffer.concat(out).toString(), err.join(''), typeof child.pid, child.exitCode, child.signalCode, child.killed, child.spawnfile, child.spawnargs,
      child.stdio.length, child instanceof require('child_process').ChildProcess]
  }))

  it('passes megabytes both ways', () => same(async () => {
    const { spawn } = require('child_process')
    const { createHash, randomBytes } = require('crypto')
    const child = spawn('cat')
    const bytes = Buffer.concat([Buffer.alloc(1500000, 'abc'), Buffer.alloc(500000, 'de')])
    child.stdin.end(bytes)
    const chunks = []
    for await (const chunk of child.stdout) chunks.push(chunk)
    return [Buffer.concat(chunks).equals(bytes), typeof createHash, typeof randomBytes]
  }))

  it('keeps the output of a process that ends before anybody reads', async () => {
    assert.equal(await inPage(async () => {
      const child = require('child_process').spawn('echo', ['early'])
      await new Promise((resolve) => child.once('exit', resolve))
      let text = ''
      child.stdout.on('data', (chunk) => { text += chunk })
      await new Promise((resolve) => child.once('close', resolve))
      return text
    }), 'early\n')
  })

  it('options: cwd, env, shell, stdio', () => same(async (folder) => {
    const { spawnSync } = require('child_process')
    const run = (...args) => {
      const { stdout, stderr, status, signal } = spawnSync(...args)
      return [`${stdout}`, `${stderr}`, status, signal]
    }
    return [run('pwd', { cwd: folder }), run('sh', ['-c', 'echo $A'], { env: { A: 'b' } }), run('echo $((1+2)); exit 4', { shell: true }),
      run('cat', { input: 'typed' }), run('cat', { input: Buffer.from('bytes') }), spawnSync('echo', ['x'], { stdio: 'ignore' }).stdout,
      spawnSync('echo', ['x'], { encoding: 'utf8' }).output, run('sh', ['-c', 'echo x >&3'], { stdio: ['pipe', 'pipe', 'pipe', 'ignore'] }), run('sh', ['-c', 'kill -9 $$'])]
  }))

  it('kill ends it', () => same(async () => {
    const { spawn } = require('child_process')
    const { once } = require('events')
    const child = spawn('sleep', ['60'])
    const killed = child.kill('SIGTERM')
    const [code, signal] = await once(child, 'exit')
    const aborted = new AbortController()
    const other = spawn('sleep', ['60'], { signal: aborted.signal })
    const failure = once(other, 'error')
    aborted.abort()
    return [killed, code, signal, child.killed, child.signalCode, (await failure)[0].name]
  }))

  it('fails as Node fails', () => same(async () => {
    const { spawn, spawnSync, execFile } = require('child_process')
    const { once } = require('events')
    const told = ({ name, message, code, errno, syscall, path, spawnargs }) => ({ name, message, code, errno, syscall, path, spawnargs })
    const thrown = (act) => {
      try {
        return act()
      } catch (error) {
        return [error.name, error.code, error.message]
      }
    }
    const [error] = await once(spawn('/no/such/program', ['x']), 'error')
    const sync = spawnSync('/no/such/program', ['x'])
    const viaExecFile = await new Promise((resolve) => execFile('/no/such/program', ['a'], (error, ...output) => resolve([told(error), error.cmd, output])))
    return [told(error), told(sync.error), sync.status, sync.stdout, sync.pid, viaExecFile, thrown(() => spawn('')), thrown(() => spawn()), thrown(() => spawn('x', 5)),
      thrown(() => spawn('x', { stdio: 'nonsense' }))]
  }))

  it('exec and execFile give all output at once', () => same(async () => {
    const { exec, execFile } = require('child_process')
    const { promisify } = require('util')
    const run = (method, ...args) => new Promise((resolve) => method(...args, (error, ...output) =>
      resolve([error && { message: error.message, code: error.code, killed: error.killed, signal: error.signal, cmd: error.cmd }, ...output])))
    return [await run(exec, 'echo out; echo err >&2'), await run(exec, 'echo out; exit 5'), await run(execFile, 'echo', ['a b']),
      await run(execFile, 'echo', ['x'], { encoding: 'buffer' }), await run(exec, 'echo "$V"', { env: { V: 'v' } }),
      await run(exec, 'yes', { maxBuffer: 10 }).then(([error, stdout]) => [error.code, stdout]),
      await run(exec, 'sleep 60', { timeout: 50 }), await promisify(exec)('echo promised'), await promisify(execFile)('false').catch(({ code, stdout }) => [code, stdout])]
  }))

  it('execSync and execFileSync give the output, or throw', () => same(() => {
    const { execSync, execFileSync } = require('child_process')
    const thrown = (act) => {
      try {
        return act()
      } catch ({ message, status, signal, stdout, stderr, code }) {
        return { message, status, signal, stdout, stderr, code }
      }
    }
    return [execSync('echo hi'), execSync('echo hi', { encoding: 'utf8' }), execFileSync('echo', ['a', 'b']).toString(), execSync('cat', { input: 'in' }).toString(),
      thrown(() => execSync('echo out; exit 7', { stdio: 'pipe' })), thrown(() => execFileSync('/no/such/program')),
      thrown(() => execSync('sleep 60', { timeout: 50, stdio: 'pipe' })).code, thrown(() => execSync('yes', { maxBuffer: 100, stdio: 'pipe' })).code]
  }))

  it('fork exchanges messages', () => same(async (folder) => {
    const { fork } = require('child_process')
    const { once } = require('events')
    require('fs').writeFileSync(`${folder}/child.js`, 'process.on("message", (message) => process.send({ echo: message, args: process.argv.slice(2) }, () => process.disconnect()))')
    const child = fork(`${folder}/child.js`, ['one', 'two'])
    const sent = child.send({ list: [1, 'two', null] })
    const [message] = await once(child, 'message')
    const log = [sent, message]
    child.on('disconnect', () => log.push(['disconnect', child.connected]))
    log.push(['exit', ...await once(child, 'exit')])
    return log
  }))

  it('a page that waits for a process does not hold up main', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    await inPage(() => require('child_process').execSync('sleep 0.5').length)
    clearInterval(timer)
    assert.ok(turns >= 3, `${turns} turns`)
  })

  it('the pipes of a process break when the document ends', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const pid = await own.webContents.executeJavaScript("globalThis.child = require('child_process').spawn('cat'); child.pid")
    process.kill(pid, 0)
    await loadPage(own)
    await until(() => {
      try {
        process.kill(pid, 0)
        return false
      } catch {
        return true
      }
    })
  })

  it('a window may be destroyed while its page waits for a process', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const started = new Promise((resolve) => ipcMain.once('waits', resolve))
    own.webContents.executeJavaScript("require('electron').ipcRenderer.send('waits'); require('child_process').execSync('sleep 2')").catch(() => {})
    await started
    own.destroy()
    assert.equal(await inPage(() => `${require('child_process').execSync('echo other')}`), 'other\n')
  })
})
