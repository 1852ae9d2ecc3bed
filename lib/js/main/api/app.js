'use strict'

const { EventEmitter } = require('events')
const path = require('path')
const binding = process._linkedBinding('electron_browser_app')
const { checkStrings } = require('../arguments')
const { conversionError } = require('../argument-error')
const { refuse, refuseEvents } = require('../refuse')
const lifecycle = require('../lifecycle')
const { getAppMetrics } = require('./app-metrics')
const { AppPaths } = require('./app-paths')
const { relaunch } = require('./app-relaunch')
const { SingleInstanceLock } = require('./app-single-instance')

const { launch } = binding

const DEFAULT_NAME = 'Electron'

// The executable's name as it is delivered; an app that is packaged with it gives it another.
const UNPACKAGED = new Set(['electron', 'runtime'])

const MACHINES = { x64: 'x86_64', arm64: 'aarch64', ia32: 'i686' }

class App extends EventEmitter {
  #name = DEFAULT_NAME
  #version = process.versions.electron
  #appPath = launch.appPath
  #userAgent = ''
  #paths = new AppPaths(() => this.#name)
  #lock = new SingleInstanceLock(this)
  #ready = null
  #resolveReady = null

  constructor () {
    super()
    this.commandLine = require('./command-line')
    this.#ready = new Promise((resolve) => { this.#resolveReady = resolve })
  }

  _setManifest ({ productName, name, version, desktopName }) {
    const given = [productName, name].find((text) => typeof text === 'string' && text)
    if (given) this.#name = given
    if (typeof version === 'string' && version) this.#version = version
    this.setDesktopName(typeof desktopName === 'string' && desktopName ? desktopName : `${this.#name}.desktop`)
  }

  _setReady () {
    this.#resolveReady()
  }

  isReady () { return lifecycle.state.ready }
  whenReady () { return this.#ready }
  quit () { lifecycle.quit() }
  getName () { return this.#name }

  setName (...args) {
    checkStrings(args, 1)
    this.#name = args[0] || DEFAULT_NAME
  }

  get name () { return this.#name }
  set name (name) { this.setName(name) }

  getVersion () { return this.#version }

  setVersion (...args) {
    checkStrings(args, 1)
    this.#version = args[0]
  }

  getAppPath () { return this.#appPath }

  setAppPath (...args) {
    checkStrings(args, 1)
    this.#appPath = args[0]
  }

  getPath (...args) { return this.#paths.getPath(...args) }
  setPath (...args) { this.#paths.setPath(...args) }
  setAppLogsPath (value) { this.#paths.setAppLogsPath(value) }

  getAppMetrics () { return getAppMetrics() }
  relaunch (options) { return relaunch(options) }

  requestSingleInstanceLock (additionalData) { return this.#lock.request(additionalData) }
  hasSingleInstanceLock () { return this.#lock.has() }
  releaseSingleInstanceLock () { this.#lock.release() }

  /** Electron up to 3. @returns {boolean} whether this process should quit, because there is another */
  makeSingleInstance (callback) {
    if (typeof callback !== 'function') throw conversionError(0, callback)
    if (!this.requestSingleInstanceLock()) return true
    this.on('second-instance', (event, argv, workingDirectory) => callback(argv, workingDirectory))
    return false
  }

  /** Electron up to 3. */
  releaseSingleInstance () { this.releaseSingleInstanceLock() }

  focus () {
    const { BrowserWindow } = require('../electron')
    BrowserWindow.getAllWindows().find((window) => window.isVisible())?.focus()
  }

  get userAgentFallback () {
    if (this.#userAgent) return this.#userAgent
    const product = this.#name === DEFAULT_NAME ? '' : `${this.#name.replace(/\s/g, '')}/${this.#version} `
    const { chrome, electron } = process.versions
    return `Mozilla/5.0 (X11; Linux ${MACHINES[process.arch] ?? process.arch}) AppleWebKit/537.36 (KHTML, like Gecko) ` +
      `${product}Chrome/${chrome} Electron/${electron} Safari/537.36`
  }

  set userAgentFallback (value) {
    this.#userAgent = String(value)
    binding.setUserAgent(this.userAgentFallback)
  }
}

// process.exit is this very function.
Object.defineProperty(App.prototype, 'exit', { value: lifecycle.exit, writable: true, configurable: true })

const isPackaged = !UNPACKAGED.has(path.basename(process.execPath).toLowerCase())
const accessibility = require('./app-accessibility')
const gpu = require('./app-gpu')
const stubs = require('./app-stubs')

for (const part of [require('./app-locale'), require('./app-desktop'), accessibility.methods, gpu.methods, stubs.methods]) {
  for (const [name, value] of Object.entries(part)) {
    Object.defineProperty(App.prototype, name, { value, writable: true, configurable: true })
  }
}

const refusals = require('../refusals/app')
refuse(App.prototype, 'app', refusals)
refuseEvents(App.prototype, 'app', refusals.events)

const app = new App()
app.on('newListener', (event) => {
  accessibility.onListener(event)
  gpu.onListener(event)
})

// As in Electron, the properties are the object's own.
const accessors = {
  ...accessibility.accessors,
  ...stubs.accessors,
  isPackaged: { get: () => isPackaged },
  name: Object.getOwnPropertyDescriptor(App.prototype, 'name'),
  userAgentFallback: Object.getOwnPropertyDescriptor(App.prototype, 'userAgentFallback')
}
for (const [name, { get, set }] of Object.entries(accessors)) {
  Object.defineProperty(app, name, { get, set, enumerable: true, configurable: true })
}

module.exports = app
