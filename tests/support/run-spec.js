'use strict'

// runtime --headless tests/support/run-spec.js FILE...
//
// Runs node:test spec files inside the runtime's main process, once the app is ready: a spec's require('electron') is the
// real one. Prints node:test's report to stdout; the exit code is 0 only when every case of every file has run and none
// has failed.

const fs = require('fs')
const os = require('os')
const path = require('path')
const v8 = require('v8')
const vm = require('vm')
const nodeTest = require('node:test')
const { app, BrowserWindow, Menu, protocol } = require('electron')
const { removeLeftovers } = require('./temp-folder')

const { timeoutFactor } = require('./events')

const caseTimeout = 20_000 * timeoutFactor
const fileTimeout = 150_000 * timeoutFactor

const files = process.argv.slice(2).filter((arg) => arg.endsWith('.js')).filter((arg) => path.resolve(arg) !== __filename)
const counts = { registered: 0, finished: 0 }

if (!global.gc) {
  v8.setFlagsFromString('--expose-gc')
  global.gc = vm.runInNewContext('gc')
}

// For specs of `protocol`: privileges must be given before the app is ready.
protocol.registerSchemesAsPrivileged([
  { scheme: 'spec-app', privileges: { standard: true, secure: true, corsEnabled: true, supportFetchAPI: true, allowServiceWorkers: true } }
])

// A window's content is as large as the window.
Menu.setApplicationMenu(null)

// Pages have a gc() as well.
app.commandLine.appendSwitch('js-flags', '--expose-gc')

removeLeftovers()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `runtime-spec-${process.pid}-`))
process.env.SPEC_FOLDER = folder
app.setPath('userData', path.join(folder, 'user-data'))
app.setPath('downloads', path.join(folder, 'downloads'))
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))

// Cases close their windows; that must not end the run. `quit` is for the cases that replace the app.
app.on('window-all-closed', () => {})

/** Gives every case a deadline of its own (a suite's would be for all its cases together), and counts them. */
function withDeadline (define) {
  const wrapped = (name, options, body) => {
    if (typeof options === 'function') [options, body] = [{}, options]
    options = { timeout: caseTimeout, ...options }
    if (typeof body === 'function' && !options.skip) counts.registered++
    return define(name, options, body)
  }
  return Object.assign(wrapped, {
    skip: (name, options, body) => define.skip(name, options, body),
    only: wrapped,
    todo: (name, options, body) => {
      if (typeof options === 'function') [options, body] = [{}, options]
      return wrapped(name, { ...options, todo: true }, body)
    }
  })
}
nodeTest.it = withDeadline(nodeTest.it)
nodeTest.test = nodeTest.it

/** Windows that a case opens are closed after it; those that a `before` hook opened live as long as their file. */
function closeWindowsBetweenCases () {
  let kept = []
  nodeTest.beforeEach(() => { kept = BrowserWindow.getAllWindows() })
  nodeTest.afterEach(() => {
    counts.finished++
    closeWindows(kept)
  })
}

function closeWindows (kept = []) {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!kept.includes(window)) window.destroy()
  }
}

/** Defines one file's cases as a suite; resolves when its last case has ended. */
function defineFile (file) {
  return new Promise((resolve) => {
    nodeTest.describe(path.basename(file, '.spec.js'), { timeout: fileTimeout }, () => {
      nodeTest.after(() => {
        closeWindows()
        global.gc()
        resolve()
      })
      closeWindowsBetweenCases()
      require(path.resolve(file))
    })
  })
}

/** node:test closes its report when the event loop runs dry, which never happens in a main process. */
async function finishReport () {
  await new Promise((resolve) => setImmediate(resolve))
  process.emit('beforeExit', 0)
  // The report goes through streams of its own into stdout: it is whole when nothing is added any more.
  for (let quiet = 0, seen = -1; quiet < 5;) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    quiet = process.stdout.bytesWritten === seen ? quiet + 1 : 0
    seen = process.stdout.bytesWritten
  }
  await new Promise((resolve) => process.stdout.write('', resolve))
}

function fail (reason) {
  process.stderr.write(`run-spec: ${reason}\n`)
  process.exitCode = 1
}

async function run () {
  if (files.length === 0) return fail('no spec file given')
  const ended = files.map(defineFile)
  const deadline = new Promise((resolve) => setTimeout(resolve, fileTimeout * files.length + 5000, 'late'))
  if (await Promise.race([Promise.all(ended), deadline]) === 'late') fail('a spec file never ended')
  await finishReport()
  if (counts.registered === 0) fail('there was no case to run')
  if (counts.finished < counts.registered) {
    fail(`${counts.registered - counts.finished} of ${counts.registered} cases never ran`)
  }
}

app.whenReady().then(run).catch((error) => fail(error.stack)).then(() => app.exit(process.exitCode || 0))
