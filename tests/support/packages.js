'use strict'

const { execFile } = require('child_process')
const crypto = require('crypto')
const fs = require('fs')
const path = require('path')
const { promisify } = require('util')
const { after, before } = require('node:test')
const { start, projectFolder } = require('./program')
const { XDisplay } = require('./x-display')

// The npm packages of tests/packages, and apps that use them.

const source = path.join(projectFolder, 'tests/packages')
const folder = path.join(projectFolder, 'build/test-packages')
const files = ['package.json', 'package-lock.json', '.npmrc']
const LONGEST_MS = 300_000

async function install (into) {
  fs.mkdirSync(into, { recursive: true })
  for (const file of files) fs.copyFileSync(path.join(source, file), path.join(into, file))
  // What makes this process a plain Node is not for npm's.
  const env = { ...process.env }
  for (const name of ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_TEST_CONTEXT']) delete env[name]
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--omit=optional', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: into, env, timeout: LONGEST_MS })
}

/** Installs the packages unless they are there; answers the folder that has their node_modules. */
async function installPackages () {
  const digest = crypto.createHash('sha256').update(files.map((file) => fs.readFileSync(path.join(source, file))).join('\0')).digest('hex').slice(0, 16)
  const wanted = path.join(folder, digest)
  if (fs.existsSync(wanted)) return wanted
  // It appears whole or not at all, also when two tests install it at once.
  const own = path.join(folder, `new-${process.pid}`)
  fs.rmSync(own, { recursive: true, force: true })
  await install(own)
  try {
    fs.renameSync(own, wanted)
  } catch (error) {
    if (!fs.existsSync(wanted)) throw error
    fs.rmSync(own, { recursive: true, force: true })
  }
  for (const name of fs.readdirSync(folder)) {
    if (name !== digest && !name.startsWith('new-')) fs.rmSync(path.join(folder, name), { recursive: true, force: true })
  }
  return wanted
}

/**
 * Starts the app tests/apps/packages/NAME with the packages in its reach, disposed of when the test `t` ends.
 * @param {{args?: string[]}} [options] args: the app's own; the rest as for `start`
 */
async function startPackageApp (t, name, { args = [], ...options } = {}) {
  const installed = await installPackages()
  const app = fs.mkdtempSync(path.join(installed, `app-${name}-`))
  t.after(() => fs.rmSync(app, { recursive: true, force: true, maxRetries: 3 }))
  fs.cpSync(path.join(projectFolder, 'tests/apps/packages', name), app, { recursive: true })
  return Object.assign(start(t, [...args.filter((arg) => arg.startsWith('--')), app, ...args.filter((arg) => !arg.startsWith('--'))], options), { app })
}

/** To be called in a suite: its cases have the packages and a screen. @returns {{display: XDisplay}} once they run */
function usePackagesOnScreen () {
  const screen = { display: null }
  before(async () => {
    await installPackages()
    screen.display = await XDisplay.start()
  }, { timeout: LONGEST_MS })
  after(() => screen.display.stop())
  return screen
}

module.exports = { installPackages, startPackageApp, usePackagesOnScreen }
