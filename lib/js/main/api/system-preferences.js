'use strict'

const { EventEmitter } = require('events')
const { onChanged, settings } = require('./desktop-settings')
const { emitEvent } = require('../event')

/** What Electron has of it on Linux. The desktop is asked when the app asks. */
class SystemPreferences extends EventEmitter {
  getAnimationSettings () {
    const animates = settings().animates()
    return { shouldRenderRichAnimation: animates, scrollAnimationsEnabledBySystem: animates, prefersReducedMotion: !animates }
  }

  /** As RRGGBBAA. */
  getAccentColor () {
    return settings().accentColor()
  }

  // Up to Electron 22 these were everywhere, and are nativeTheme's since.
  isDarkMode () {
    return require('./native-theme').shouldUseDarkColors
  }

  isHighContrastColorScheme () {
    return false
  }

  isInvertedColorScheme () {
    return false
  }
}

const systemPreferences = new SystemPreferences()

systemPreferences.on('newListener', (event) => { if (event === 'accent-color-changed') settings().accentColor() })
onChanged((key) => { if (key === 'accent-color') emitEvent(systemPreferences, 'accent-color-changed', settings().accentColor()) })

module.exports = systemPreferences
