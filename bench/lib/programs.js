'use strict'

// What is compared, and how each is started.

const { spawnSync } = require('child_process')
const fs = require('fs')
const path = require('path')

const root = path.join(__dirname, '..', '..')
const app = path.join(root, 'bench', 'app')
const noSandbox = process.getuid() === 0 ? ['--no-sandbox'] : []
const remotePackage = '@electron/remote@2.1.2'

function electronBinary (given) {
  const found = [given, path.join(given, 'electron')].find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile())
  if (!found) throw new Error(`--electron: there is no Electron at ${given}`)
  return path.resolve(found)
}

/** Electron has no `remote` of its own any more. @returns {string} the package's path, or '' with the reason said */
function fetchRemote (say) {
  const prefix = path.join(root, 'build', 'bench')
  const folder = path.join(prefix, 'node_modules', '@electron', 'remote')
  if (fs.existsSync(path.join(folder, 'package.json'))) return folder
  fs.mkdirSync(prefix, { recursive: true })
  const { status, error } = spawnSync('npm', ['install', '--prefix', prefix, '--no-save', '--ignore-scripts', '--legacy-peer-deps',
    '--no-audit', '--no-fund', '--silent', remotePackage], { stdio: 'ignore', timeout: 60_000, killSignal: 'SIGKILL' })
  if (status === 0 && fs.existsSync(path.join(folder, 'package.json'))) return folder
  say(`remote on Electron is left out: ${error?.code === 'ENOENT' ? 'there is no npm' : `npm could not install ${remotePackage}`}`)
  return ''
}

// The same program for another app, as a user has it who has two. On a runtime that all apps share only the app is another; an
// Electron comes with each app, so that its files are too.
function copyInto (home, folder, name) {
  const copy = path.join(home, name)
  if (!fs.existsSync(copy)) fs.cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

/**
 * @returns {{name: string, another: function(string), command: string[], env: object, hasBridge?: boolean}[]}
 */
function programs ({ electron, traced, build }, say) {
  const list = [
    {
      name: 'runtime',
      command: [path.join(build, 'bin', 'runtime'), ...noSandbox, app],
      env: {},
      another (home) {
        return { ...this, name: 'runtime, the other app', command: [...this.command.slice(0, -1), copyInto(home, app, 'app-2')] }
      }
    },
    {
      name: 'Qt',
      hasBridge: false,
      command: [path.join(build, 'bench', 'bench_qt'), path.join(app, 'page.html')],
      env: noSandbox.length ? { QTWEBENGINE_DISABLE_SANDBOX: '1' } : {},
      another () {
        return { ...this, name: 'Qt, the other app' }
      }
    }
  ]
  if (traced) {
    // The same, writing down every message: what --ipc-trace costs.
    const folder = path.join(root, 'build', 'bench')
    fs.mkdirSync(folder, { recursive: true })
    list.push({ ...list[0], name: 'traced', command: [list[0].command[0], ...noSandbox, `--ipc-trace=${path.join(folder, 'ipc-trace.json')}`, app] })
  }
  if (electron) {
    // Some builds take the app from an environment variable.
    const binary = electronBinary(electron)
    const env = { REFERENCE_APP: app, BENCH_REMOTE: fetchRemote(say) }
    list.push({
      name: 'Electron',
      command: [binary, ...noSandbox, app],
      env,
      another (home) {
        const copy = path.join(copyInto(home, path.dirname(binary), 'electron-2'), path.basename(binary))
        const otherApp = copyInto(home, app, 'app-2')
        return { ...this, name: 'Electron, the other app', command: [copy, ...noSandbox, otherApp], env: { ...env, REFERENCE_APP: otherApp } }
      }
    })
  }
  for (const { name, command } of list) if (!fs.existsSync(command[0])) throw new Error(`${name}: ${command[0]} is not there; scripts/bench builds it`)
  return list
}

module.exports = { programs }
