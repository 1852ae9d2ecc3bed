'use strict'

const { warnOnce } = require('../report')
const { parseColor, white } = require('./color')

const isInt = (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31

// Taken here; `true` for what only other systems know, which Electron ignores on Linux as well.
const known = new Map([
  ...['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'maxWidth', 'maxHeight', 'center', 'useContentSize', 'resizable',
    'focusable', 'alwaysOnTop', 'fullscreen', 'fullscreenable', 'kiosk', 'title', 'icon', 'show', 'frame', 'parent', 'modal',
    'backgroundColor', 'transparent', 'type', 'titleBarStyle', 'paintWhenInitiallyHidden', 'webPreferences', 'webContents',
    'autoHideMenuBar', 'opacity', 'name', 'skipTaskbar', 'hasShadow', 'darkTheme'].map((name) => [name, false]),
  ...['movable', 'minimizable', 'maximizable', 'closable', 'acceptFirstMouse', 'disableAutoHideCursor',
    'enableLargerThanScreen', 'hiddenInMissionControl', 'roundedCorners', 'simpleFullscreen', 'tabbingIdentifier',
    'thickFrame', 'trafficLightPosition', 'vibrancy', 'visualEffectState', 'zoomToPageWidth', 'fullscreenWindowTitle',
    'backgroundMaterial', 'accentColor', 'titleBarOverlay'].map((name) => [name, true])
])

const windowTypes = new Set(['desktop', 'dock', 'toolbar', 'splash', 'notification', 'normal', 'utility', 'dialog', 'menu'])

function warnOfOthers (options) {
  for (const name of Object.keys(options)) {
    if (known.has(name) || options[name] === undefined) continue
    if (name === 'windowStatePersistence') {
      if (options[name]) warnOnce(`BrowserWindow option '${name}' is not supported and has no effect`)
    } else {
      warnOnce(`BrowserWindow option '${name}' is not known and has no effect`)
    }
  }
  if (options.type !== undefined && !windowTypes.has(options.type)) {
    warnOnce(`BrowserWindow option 'type: ${options.type}' is not supported and has no effect`)
  }
  if (options.opacity !== undefined && typeof options.opacity !== 'number') warnOnce("BrowserWindow option 'opacity' must be a number")
}

/** A size within its limits: a maximum below the minimum counts as the minimum. */
function withinLimits (size, minimum, maximum) {
  const upper = maximum > 0 ? Math.max(minimum, maximum) : Infinity
  return Math.max(1, minimum, Math.min(size, upper))
}

/**
 * BrowserWindow's constructor options as the window takes them. They never throw: what is of a wrong type counts as absent.
 * @param {unknown} options
 */
function readOptions (options) {
  const given = typeof options === 'object' && options !== null ? options : {}
  warnOfOthers(given)
  const int = (name, otherwise) => isInt(given[name]) ? given[name] : otherwise
  const bool = (name, otherwise) => given[name] === undefined ? otherwise : Boolean(given[name])
  const string = (name) => typeof given[name] === 'string' ? given[name] : undefined

  const minWidth = Math.max(0, int('minWidth', 0))
  const minHeight = Math.max(0, int('minHeight', 0))
  const maxWidth = Math.max(0, int('maxWidth', 0))
  const maxHeight = Math.max(0, int('maxHeight', 0))
  const transparent = bool('transparent', false)
  const color = string('backgroundColor')
  const background = color === undefined ? transparent ? { red: 0, green: 0, blue: 0, alpha: 0 } : white : parseColor(color)
  const fullscreenable = bool('fullscreenable', true)
  return {
    placed: isInt(given.x) && isInt(given.y),
    x: int('x', 0),
    y: int('y', 0),
    width: withinLimits(int('width', 800), minWidth, maxWidth),
    height: withinLimits(int('height', 600), minHeight, maxHeight),
    minWidth,
    minHeight,
    maxWidth: maxWidth && Math.max(minWidth, maxWidth),
    maxHeight: maxHeight && Math.max(minHeight, maxHeight),
    resizable: bool('resizable', true),
    focusable: bool('focusable', true),
    fullscreenable,
    alwaysOnTop: bool('alwaysOnTop', false),
    // Linux has no title bar that could be hidden alone. The other styles are for other systems.
    frame: bool('frame', true) && string('titleBarStyle') !== 'hidden',
    skipTaskbar: bool('skipTaskbar', false),
    darkTheme: bool('darkTheme', false),
    modal: bool('modal', false),
    transparent,
    background,
    // A window that is not transparent has nothing behind its page.
    alpha: transparent ? background.alpha : 255,
    paintWhenInitiallyHidden: bool('paintWhenInitiallyHidden', true),
    type: windowTypes.has(given.type) ? given.type : '',
    title: string('title'),
    show: bool('show', true),
    fullscreen: bool('fullscreen', false) || bool('kiosk', false),
    autoHideMenuBar: bool('autoHideMenuBar', false),
    useContentSize: bool('useContentSize', false),
    opacity: typeof given.opacity === 'number' ? given.opacity : 1,
    icon: given.icon,
    parent: given.parent,
    webContents: given.webContents,
    webPreferences: typeof given.webPreferences === 'object' && given.webPreferences !== null ? given.webPreferences : undefined
  }
}

module.exports = { readOptions }
