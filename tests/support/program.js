'use strict'

const { spawn } = require('child_process')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { timeoutFactor, until } = require('./events')

// Starts the runtime as a user does. For app tests, which are plain Node programs.

const runtimeProgram = process.env.RUNTIME || process.execPath
const projectFolder = path.resolve(__dirname, '../..')

/** What a started program sees: a home of its own, and nothing of what makes this process a test. */
function cleanEnvironment (home, extra = {}) {
  const env = { ...process.env }
  for (const name of ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_TEST_CONTEXT', 'DISPLAY', 'WAYLAND_DISPLAY', 'QT_QPA_PLATFORM']) delete env[name]
  // Chromium's sandbox refuses to run as root.
  if (process.getuid() === 0) env.QTWEBENGINE_DISABLE_SANDBOX ??= '1'
  return {
    ...env,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_DATA_HOME: path.join(home, '.local/share'),
    // Without an address, whoever asks for the bus on a screen has one started, which nobody ends.
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    ...extra
  }
}

/** The live processes: [{pid, parent, session}]. */
function processes () {
  const found = []
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'latin1')
      const [state, parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state !== 'Z') found.push({ pid: Number(name), parent: Number(parent), session: Number(session) })
    } catch { /* it has just ended */ }
  }
  return found
}

/**
 * The program with id `root`, its descendants, and what else is in the session that it started. Chromium's sandbox makes
 * a session of its own, and a process whose parent ended has another one: neither sign alone would do.
 */
function processesOf (root) {
  const all = processes()
  const found = new Set([root])
  for (let size = 0; size !== found.size;) {
    size = found.size
    for (const { pid, parent, session } of all) {
      if (found.has(parent) || session === root) found.add(pid)
    }
  }
  return all.map(({ pid }) => pid).filter((pid) => found.has(pid))
}

class Program {
  stdout = ''
  stderr = ''
  result = null
  seen = new Set()

  /**
   * @param {string[]} args
   * @param {{command?: string, env?: object, cwd?: string, input?: string, openInput?: boolean, wrapper?: string[]}} [options]
   */
  constructor (args, { command = runtimeProgram, env = {}, cwd, input, openInput = false, wrapper = [], home } = {}) {
    this.home = home || fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-home-'))
    this.ownsHome = !home
    const [file, ...rest] = [...wrapper, command, ...args]
    this.child = spawn(file, rest, {
      cwd,
      env: cleanEnvironment(this.home, env),
      detached: true,
      stdio: [openInput || input !== undefined ? 'pipe' : 'ignore', 'pipe', 'pipe']
    })
    this.pid = this.child.pid
    this.child.stdout.setEncoding('utf8').on('data', (text) => { this.stdout += text })
    this.child.stderr.setEncoding('utf8').on('data', (text) => { this.stderr += text })
    if (input !== undefined) this.child.stdin.end(input)
    this.exited = new Promise((resolve) => {
      this.child.on('error', (error) => resolve({ code: null, signal: null, error }))
      this.child.on('close', (code, signal) => resolve({ code, signal }))
    }).then((result) => {
      this.result = result
      return result
    })
  }

  /** Waits for text on stdout. */
  async output (text, timeout = 15_000 * timeoutFactor) {
    await this.#textIn(() => this.stdout, text, timeout)
  }

  async errorOutput (text, timeout = 15_000 * timeoutFactor) {
    await this.#textIn(() => this.stderr, text, timeout)
  }

  async #textIn (read, text, timeout) {
    const has = () => typeof text === 'string' ? read().includes(text) : text.test(read())
    try {
      await until(() => has() || this.result, timeout)
    } catch { /* told below */ }
    if (!has()) throw new Error(`no ${text} in the output\n${this.describe()}`)
  }

  /** Waits for the end; a program that hangs is killed and is an error. */
  async end (timeout = 20_000 * timeoutFactor) {
    const late = setTimeout(() => {
      this.hung = true
      this.killAll()
    }, timeout)
    const result = await this.exited
    clearTimeout(late)
    if (this.hung) throw new Error(`still running after ${timeout} ms\n${this.describe()}`)
    return result
  }

  /** After the end: no process that it started is left. */
  async noOrphans (timeout = 5000 * timeoutFactor) {
    const isLeft = ({ pid }) => this.seen.has(pid) || pid === this.pid
    await until(() => !processes().some(isLeft) && processesOf(this.pid).length === 0, timeout, 'no process of the program is left')
  }

  children () {
    const found = processesOf(this.pid).filter((pid) => pid !== this.pid)
    for (const pid of found) this.seen.add(pid)
    return found
  }

  kill (signal) {
    process.kill(this.pid, signal)
  }

  killAll () {
    for (const pid of processesOf(this.pid)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch { /* it has just ended */ }
    }
  }

  /** For a test's `after`: ends what still runs. */
  async dispose () {
    this.killAll()
    await this.exited
    if (this.ownsHome) fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 3 })
  }

  describe () {
    return `result: ${JSON.stringify(this.result)}\nstdout:\n${this.stdout}\nstderr:\n${this.stderr}`
  }
}

/** Starts a program that is disposed of when the test `t` ends. */
function start (t, args, options) {
  const program = new Program(args, options)
  t.after(() => program.dispose())
  return program
}

/** Starts one and waits for its end. */
async function run (t, args, options = {}) {
  const program = start(t, args, options)
  await program.end(options.timeout)
  return program
}

/** A folder with `files` ({name: text}) that is deleted when the test `t` ends. */
function appFolder (t, files) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-app-')))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** A folder that is deleted when this process ends, however its tests went. */
function scratchFolder (name) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `runtime-${name}-`)))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

module.exports = { Program, start, run, appFolder, scratchFolder, runtimeProgram, projectFolder }
