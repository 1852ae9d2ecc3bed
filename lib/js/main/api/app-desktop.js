'use strict'

const binding = process._linkedBinding('electron_browser_app')
const { checkStrings } = require('../arguments')

// What the user's desktop knows about the app: its .desktop file, the protocols it opens, its about box.

const TIMEOUT_MS = 5000

let desktopName = ''
let aboutPanel = {}

function ask (program, ...args) {
  const { spawnSync } = require('child_process')
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: TIMEOUT_MS, stdio: ['ignore', 'pipe', 'ignore'] })
  return { ok: status === 0, text: (stdout ?? '').trim() }
}

module.exports = {
  setDesktopName (...args) {
    checkStrings(args, 1)
    desktopName = args[0]
    binding.setDesktopName(desktopName.replace(/\.desktop$/, ''))
  },

  isDefaultProtocolClient (...args) {
    checkStrings(args, 1)
    return Boolean(desktopName && args[0]) && ask('xdg-settings', 'check', 'default-url-scheme-handler', args[0], desktopName).text === 'yes'
  },

  setAsDefaultProtocolClient (...args) {
    checkStrings(args, 1)
    return Boolean(desktopName && args[0]) && ask('xdg-settings', 'set', 'default-url-scheme-handler', args[0], desktopName).ok
  },

  // As in Electron, Linux has no way to do this.
  removeAsDefaultProtocolClient (...args) {
    checkStrings(args, 1)
    return false
  },

  getApplicationNameForProtocol (...args) {
    checkStrings(args, 1)
    const scheme = args[0].match(/^([a-z][a-z0-9+.-]*):/i)?.[1]
    return scheme ? ask('xdg-mime', 'query', 'default', `x-scheme-handler/${scheme}`).text : ''
  },

  setAboutPanelOptions (options) {
    aboutPanel = typeof options === 'object' && options !== null ? { ...options } : {}
  },

  showAboutPanel () {
    const { applicationName = this.name, applicationVersion = this.getVersion(), copyright, authors, website } = aboutPanel
    const lines = [applicationVersion, copyright, Array.isArray(authors) ? authors.join('\n') : undefined, website]
    binding.showInformationBox(String(applicationName), String(applicationName), lines.filter((line) => line !== undefined).map(String).join('\n'))
  }
}
