'use strict'

// An ordinary user runs an installed copy, with Chromium's sandbox.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { execFileSync } = require('child_process')
const fs = require('fs')
const path = require('path')
const { XDisplay, middle } = require('../support/x-display')
const { start, scratchFolder, projectFolder } = require('../support/program')

const timeout = 120_000
const asRoot = process.getuid() === 0
// Root becomes nobody; anybody else is an ordinary user already.
const wrapper = asRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []
const cleanEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'))

/** Why the kernel lets this user make no sandbox, or nothing. */
function refusal () {
  try {
    execFileSync(wrapper[0] || 'unshare', [...wrapper.slice(1), ...(asRoot ? ['unshare'] : []), '-U', 'true'], { stdio: 'pipe' })
    return ''
  } catch (error) {
    return `the kernel gives this user no user namespace: ${String(error.stderr).trim()}`
  }
}

const status = (pid, name) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
const namespace = (pid, kind) => fs.readlinkSync(`/proc/${pid}/ns/${kind}`)

// Tells the ids of the renderers; given with -r, so that the app itself stays as it is.
const probe = `
  require('electron').app.on('web-contents-created', (event, contents) => {
    contents.on('did-finish-load', () => console.log('renderer ' + contents.getOSProcessId()))
  })`

describe('an ordinary user', () => {
  let display
  let folder
  before(async () => {
    folder = scratchFolder('user')
    fs.chmodSync(folder, 0o755)
    execFileSync(process.env.CMAKE_COMMAND || 'cmake', ['--install', process.env.RUNTIME_BUILD_DIR || path.join(projectFolder, 'build/release'), '--prefix', path.join(folder, 'installed')],
      { stdio: 'pipe', env: cleanEnv })
    fs.cpSync(path.join(projectFolder, 'apps'), path.join(folder, 'apps'), { recursive: true })
    fs.writeFileSync(path.join(folder, 'probe.js'), probe)
    fs.mkdirSync(path.join(folder, 'home'), { mode: 0o700 })
    if (asRoot) fs.chownSync(path.join(folder, 'home'), 65534, 65534)
    display = await XDisplay.start()
  })
  after(() => display?.stop())

  it('runs hello-ipc in sandboxed renderers', { timeout, skip: refusal() || false }, async (t) => {
    const home = path.join(folder, 'home')
    const program = start(t, ['-r', path.join(folder, 'probe.js'), path.join(folder, 'apps/hello-ipc')], {
      command: path.join(folder, 'installed/bin/runtime'),
      wrapper,
      home,
      cwd: '/',
      env: { DISPLAY: display.name, XDG_RUNTIME_DIR: home, QTWEBENGINE_DISABLE_SANDBOX: '0' }
    })
    await program.output('world from renderer\n', 60_000)
    assert.equal(status(program.pid, 'Uid'), String(asRoot ? 65534 : process.getuid()))

    await program.output(/^renderer \d+$/m)
    const renderers = [...program.stdout.matchAll(/^renderer (\d+)$/gm)].map(([, pid]) => Number(pid))
    const children = program.children()
    for (const pid of renderers) {
      assert.ok(children.includes(pid), `${pid} is a process of the program`)
      assert.equal(status(pid, 'Seccomp'), '2', 'system calls are filtered')
      assert.equal(status(pid, 'NoNewPrivs'), '1')
      for (const kind of ['user', 'pid', 'net']) {
        assert.notEqual(namespace(pid, kind), namespace(program.pid, kind), `the ${kind} namespace is its own`)
      }
    }
    assert.equal(namespace(program.pid, 'user'), namespace('self', 'user'))

    const [{ id }] = await display.waitForWindows(/^Hello World IPC$/)
    const button = await display.look(id, (shot) => shot.buttons()[0])
    await display.click(id, ...middle(button))
    await program.output('hello from renderer\n')
    await display.closeWindow(id)
    assert.deepEqual(await program.end(), { code: 0, signal: null })
    await program.noOrphans()
    assert.equal(program.stderr, '')
  })
})
