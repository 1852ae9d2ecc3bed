'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { checkArguments } = require('../argument-error')
const { checkStrings } = require('../arguments')

// What the user's desktop knows about the app: its .desktop file, the protocols it opens, its about box.

const TIMEOUT_MS = 5000

// In pixels.
const FILE_ICON_SIZES = { small: 16, normal: 32, large: 48 }

let desktopName = ''
let aboutPanel = {}

function ask (program, ...args) {
  const { spawnSync } = require('child_process')
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: TIMEOUT_MS, stdio: ['ignore', 'pipe', 'ignore'] })
  return { ok: status === 0, text: (stdout ?? '').trim() }
}

const SCHEME = /^[a-z][a-z0-9+.-]*$/i

const typeOf = (scheme) => `x-scheme-handler/${scheme}`

/** The name of the .desktop file of the application that opens a scheme; empty when there is none. */
const handlerOf = (scheme) => ask('xdg-mime', 'query', 'default', typeOf(scheme)).text

module.exports = {
  setDesktopName (...args) {
    checkStrings(args, 1)
    desktopName = args[0]
    binding.setDesktopName(desktopName.replace(/\.desktop$/, ''))
  },

  isDefaultProtocolClient (...args) {
    checkStrings(args, 1)
    return Boolean(desktopName) && SCHEME.test(args[0]) && handlerOf(args[0]) === desktopName
  },

  /** For an app whose .desktop file is installed. xdg-settings does the same, but fails outside of the big desktops. */
  setAsDefaultProtocolClient (...args) {
    checkStrings(args, 1)
    const [scheme] = args
    const isInstalled = require('./app-desktop-entry').desktopEntry(desktopName) !== undefined
    return isInstalled && SCHEME.test(scheme) && ask('xdg-mime', 'default', desktopName, typeOf(scheme)).ok && handlerOf(scheme) === desktopName
  },

  // As in Electron, Linux has no way to do this.
  removeAsDefaultProtocolClient (...args) {
    checkStrings(args, 1)
    return false
  },

  getApplicationNameForProtocol (...args) {
    checkStrings(args, 1)
    const [scheme, ...rest] = args[0].split(':')
    return rest.length > 0 && SCHEME.test(scheme) ? handlerOf(scheme) : ''
  },

  async getApplicationInfoForProtocol (...args) {
    const { applicationOf, desktopEntry } = require('./app-desktop-entry')
    const found = desktopEntry(this.getApplicationNameForProtocol(...args))
    if (!found) throw new Error('There is no application for this protocol')
    return applicationOf(found)
  },

  setAboutPanelOptions (...args) {
    checkArguments(args, 'object')
    aboutPanel = { ...args[0] }
  },

  /** Without a screen there is none. */
  showAboutPanel () {
    const { applicationName = this.name, applicationVersion = this.getVersion(), copyright, credits, authors, website, iconPath } = aboutPanel
    const text = (value) => value === undefined || value === null ? '' : String(value)
    const lines = [applicationVersion, copyright, credits, Array.isArray(authors) ? authors.join('\n') : ''].map(text).filter(Boolean)
    binding.showAboutBox(text(applicationName), lines.join('\n\n'), text(website), text(iconPath))
  },

  /** As the icon theme has it, by the file's type. */
  async getFileIcon (...args) {
    checkArguments(args, 'string')
    const size = FILE_ICON_SIZES[args[1]?.size] ?? FILE_ICON_SIZES.normal
    const image = require('./native-image').createFromBuffer(Buffer.from(binding.readFileIcon(args[0], size)))
    if (image.isEmpty()) throw new Error('Failed to get file icon.')
    return image
  }
}
