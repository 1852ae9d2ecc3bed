'use strict'

const { EventEmitter } = require('events')
const binding = process._linkedBinding('electron_browser_native_theme')
const { conversionError } = require('../argument-error')
const { onChanged, settings } = require('./desktop-settings')
const { emitEvent } = require('../event')
const colorScheme = require('../web-contents/color-scheme')

const SOURCES = new Set(['system', 'light', 'dark'])

let source = 'system'
/** What was told last; undefined before anybody has asked the desktop. */
let dark

const isDark = () => source === 'system' ? settings().prefersDark() : source === 'dark'

/** Tells pages, menus and the app when it is dark now, or no longer. */
function update () {
  const before = dark
  dark = isDark()
  if (dark === before) return
  const ofEngine = binding.presetDark(dark)
  colorScheme.setAll(require('./web-contents').WebContents.getAllWebContents(), dark === ofEngine ? '' : dark ? 'dark' : 'light')
  binding.useDarkPalette(dark)
  if (before !== undefined) setImmediate(() => emitEvent(nativeTheme, 'updated'))
}

/** From the first use on pages follow the desktop. */
function look () {
  if (dark === undefined) update()
  return dark
}

/**
 * Light and dark, of the desktop or as the app wants it. Without any use of this module pages have what Qt's palette was when
 * the engine was started.
 */
class NativeTheme extends EventEmitter {}

const nativeTheme = new NativeTheme()

const properties = {
  shouldUseDarkColors: { get: look },
  themeSource: {
    get: () => source,
    set (value) {
      if (!SOURCES.has(value)) throw conversionError(0, value)
      look()
      source = value
      update()
    }
  },
  // No Linux desktop has these for Electron.
  shouldUseHighContrastColors: { get: () => false },
  shouldUseInvertedColorScheme: { get: () => false },
  inForcedColorsMode: { get: () => false },
  prefersReducedTransparency: { get: () => false }
}

for (const [name, accessors] of Object.entries(properties)) Object.defineProperty(nativeTheme, name, { ...accessors, enumerable: true, configurable: true })

nativeTheme.on('newListener', (event) => { if (event === 'updated') look() })
onChanged((key) => { if (key === 'color-scheme' && dark !== undefined) update() })

module.exports = nativeTheme
