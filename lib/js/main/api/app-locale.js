'use strict'

const binding = process._linkedBinding('electron_browser_app')
const commandLine = require('./command-line')
const lifecycle = require('../lifecycle')

// The languages of the user and of the engine.

const ENGINE_DEFAULT = 'en-US'

const systemLocale = () => binding.systemLocale() || ENGINE_DEFAULT

module.exports = {
  getLocale () {
    return lifecycle.state.ready ? commandLine.getSwitchValue('lang') || systemLocale() : ''
  },

  getLocaleCountryCode () {
    return lifecycle.state.ready ? binding.systemLocale().match(/-([A-Z]{2})\b/)?.[1] ?? '' : ''
  },

  getSystemLocale () {
    if (!lifecycle.state.ready) throw new Error('app.getSystemLocale() can only be called after app is ready')
    return systemLocale()
  },

  getPreferredSystemLanguages () {
    const languages = binding.preferredLanguages().filter((language) => language !== 'C')
    return languages.length > 0 ? languages : [ENGINE_DEFAULT]
  }
}
