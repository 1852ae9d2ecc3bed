'use strict'

module.exports = {
  partly: {
    'WebContents.context-menu': "in a text field selectionRect is the field's; of a frame of another origin only frame, frameURL and what the engine tells; menuSourceType is mouse or keyboard"
  },
  elsewhere: {
    'Menu.sendActionToFirstResponder': 'for macOS; absent, as in Electron on Linux',
    'MenuItem.toolTip': 'for macOS: kept, and not shown, as in Electron on Linux',
    'MenuItem.userAccelerator': 'for macOS: null, as in Electron on Linux'
  }
}
