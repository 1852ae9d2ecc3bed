'use strict'

const { recordOf } = require('./browser-window-record')

// What Electron has on Linux without an effect, and what only other systems have.

const nothing = () => {}
const always = (value) => () => value

const methods = {
  isMovable: [[], always(true)],
  setMovable: [['bool'], nothing],
  isMinimizable: [[], always(true)],
  setMinimizable: [['bool'], nothing],
  isMaximizable: [[], always(true)],
  setMaximizable: [['bool'], nothing],
  isClosable: [[], always(true)],
  setClosable: [['bool'], nothing],
  isDocumentEdited: [[], always(false)],
  setDocumentEdited: [['bool'], nothing],
  getRepresentedFilename: [[], always('')],
  setRepresentedFilename: [['string'], nothing],
  setContentProtection: [['bool'], nothing],
  isTabletMode: [[], always(false)],
  setSheetOffset: [['number'], nothing],
  setVibrancy: [['any?'], nothing],
  setBackgroundMaterial: [['string'], nothing],
  setTouchBar: [['any?'], nothing],
  setOverlayIcon: [['any', 'any'], nothing],
  setThumbarButtons: [['any?'], always(false)],
  previewFile: [['string', 'string?'], nothing],
  closeFilePreview: [[], nothing]
}

/** What the window hands to its page. */
const forwarded = [
  'getURL', 'loadURL', 'loadFile', 'reload', 'send', 'capturePage', 'openDevTools', 'closeDevTools', 'toggleDevTools',
  'isDevToolsOpened', 'isDevToolsFocused', 'inspectElement', 'inspectServiceWorker', 'inspectSharedWorker',
  'getBackgroundThrottling', 'setBackgroundThrottling', 'showDefinitionForSelection', 'print'
]

for (const name of forwarded) {
  methods[name] = [[], function (...args) {
    const { webContents } = recordOf(this)
    return webContents[name](...args)
  }]
}

methods.isWebViewFocused = [[], function () { return recordOf(this).focused }]

module.exports = { methods }
