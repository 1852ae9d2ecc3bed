'use strict'

const fs = require('fs')
const os = require('os')
const path = require('path')
const { checkStrings } = require('../arguments')
const { conversionError } = require('../argument-error')
const commandLine = require('./command-line')

// app.getPath, app.setPath and app.setAppLogsPath.

/** A folder of the user's as xdg-user-dirs has it configured, or undefined. */
function xdgUserFolder (name, config, home) {
  let text = ''
  try {
    text = fs.readFileSync(path.join(config, 'user-dirs.dirs'), 'utf8')
  } catch {}
  const value = text.match(new RegExp(`^\\s*XDG_${name}_DIR\\s*=\\s*"(.*)"`, 'm'))?.[1].replace(/\\(.)/g, '$1')
  if (value?.startsWith('$HOME')) return path.join(home, value.slice('$HOME'.length))
  return value?.startsWith('/') ? value : undefined
}

const userFolder = (name, fallback) => (get) => {
  const home = get('home')
  return xdgUserFolder(name, process.env.XDG_CONFIG_HOME || path.join(home, '.config'), home) ?? path.join(home, fallback)
}

// name → what it is when nobody set it; `get` gives another path, `appName` the app's name.
const DEFAULTS = {
  home: () => os.homedir(),
  appData: (get) => process.env.XDG_CONFIG_HOME || path.join(get('home'), '.config'),
  userData: (get, appName) => {
    const chosen = commandLine.getSwitchValue('user-data-dir')
    return chosen ? path.resolve(chosen) : path.join(get('appData'), appName)
  },
  sessionData: (get) => get('userData'),
  temp: () => os.tmpdir(),
  exe: () => process.execPath,
  module: () => process.execPath,
  desktop: userFolder('DESKTOP', 'Desktop'),
  documents: userFolder('DOCUMENTS', ''),
  downloads: userFolder('DOWNLOAD', ''),
  music: userFolder('MUSIC', 'Music'),
  pictures: userFolder('PICTURES', 'Pictures'),
  videos: userFolder('VIDEOS', 'Videos'),
  logs: (get) => path.join(get('userData'), 'logs'),
  crashDumps: (get) => path.join(get('userData'), 'Crashpad'),
  cache: (get) => process.env.XDG_CACHE_HOME || path.join(get('home'), '.cache'),
  userCache: (get, appName) => path.join(get('cache'), appName)
}

class AppPaths {
  #getName
  #chosen = new Map()
  // What was read stays what it is, also when the app's name changes afterwards; setting any path forgets it.
  #read = new Map()

  constructor (getName) {
    this.#getName = getName
  }

  #lookUp (name) {
    let found = this.#chosen.get(name) ?? this.#read.get(name)
    if (found === undefined) {
      found = DEFAULTS[name]((other) => this.#lookUp(other), this.#getName())
      this.#read.set(name, found)
    }
    return found
  }

  getPath (...args) {
    checkStrings(args, 1)
    const [name] = args
    if (!Object.hasOwn(DEFAULTS, name)) throw new Error(`Failed to get '${name}' path`)
    return this.#lookUp(name)
  }

  setPath (...args) {
    checkStrings(args, 2)
    const [name, value] = args
    if (!path.isAbsolute(value)) throw new Error('Path must be absolute')
    if (!Object.hasOwn(DEFAULTS, name)) throw new Error('Failed to set path')
    this.#read.clear()
    this.#chosen.set(name, value)
  }

  setAppLogsPath (value) {
    if (value === undefined || value === null) {
      this.setPath('logs', path.join(this.#lookUp('userData'), 'logs'))
      return
    }
    if (typeof value !== 'string') throw conversionError(0, value)
    this.setPath('logs', value)
  }
}

module.exports = { AppPaths }
