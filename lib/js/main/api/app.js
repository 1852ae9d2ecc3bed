'use strict'

const { EventEmitter } = require('events')
const os = require('os')
const path = require('path')
const binding = process._linkedBinding('electron_browser_app')
const commandLine = require('./command-line')
const lifecycle = require('../lifecycle')

const { launch } = binding

class App extends EventEmitter {
  #manifest = {}
  #name = ''
  #paths = new Map()
  #ready = null
  #resolveReady = null

  constructor () {
    super()
    this.commandLine = commandLine
    this.#ready = new Promise((resolve) => { this.#resolveReady = resolve })
  }

  _setManifest (manifest) {
    this.#manifest = manifest
    this.#name = manifest.productName || manifest.name || path.basename(launch.main || '', path.extname(launch.main || '')) || 'runtime'
  }

  _setReady () {
    this.#resolveReady()
  }

  isReady () {
    return lifecycle.state.ready
  }

  whenReady () {
    return this.#ready
  }

  quit () {
    lifecycle.quit()
  }

  exit (exitCode = 0) {
    lifecycle.exit(exitCode)
  }

  getName () {
    return this.#name
  }

  setName (name) {
    this.#name = String(name)
  }

  get name () {
    return this.getName()
  }

  set name (name) {
    this.setName(name)
  }

  getVersion () {
    return this.#manifest.version || process.versions.runtime
  }

  getAppPath () {
    return launch.appPath
  }

  get isPackaged () {
    return Boolean(launch.packaged)
  }

  getPath (name) {
    const known = this.#paths.get(name)
    if (known) return known
    const home = os.homedir()
    const config = process.env.XDG_CONFIG_HOME || path.join(home, '.config')
    switch (name) {
      case 'home': return home
      case 'appData': return config
      case 'userData': return path.join(this.getPath('appData'), this.#name)
      case 'sessionData': return this.getPath('userData')
      case 'temp': return os.tmpdir()
      case 'exe': return process.execPath
      case 'module': return process.execPath
      case 'cache': return process.env.XDG_CACHE_HOME || path.join(home, '.cache')
      case 'logs': return path.join(this.getPath('userData'), 'logs')
      case 'crashDumps': return path.join(this.getPath('userData'), 'Crashpad')
      default: {
        const found = binding.standardPath(String(name))
        if (found) return found
        throw new Error(`Failed to get '${name}' path`)
      }
    }
  }

  setPath (name, value) {
    if (!path.isAbsolute(value)) throw new Error('Path must be absolute')
    this.#paths.set(name, value)
  }
}

module.exports = new App()
