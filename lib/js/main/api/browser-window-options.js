'use strict'

/**
 * BrowserWindow's constructor options as the native window takes them.
 */
function readOptions (options) {
  const read = {}
  for (const name of ['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'maxWidth', 'maxHeight', 'resizable', 'movable',
    'minimizable', 'maximizable', 'closable', 'focusable', 'alwaysOnTop', 'skipTaskbar', 'frame', 'modal', 'transparent',
    'title', 'backgroundColor', 'center', 'useContentSize', 'parent']) {
    if (options[name] !== undefined && options[name] !== null) read[name] = options[name]
  }
  return read
}

module.exports = { readOptions }
