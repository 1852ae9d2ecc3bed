'use strict'

module.exports = {
  elsewhere: {
    'Menu.sendActionToFirstResponder': 'for macOS; absent, as in Electron on Linux',
    'MenuItem.toolTip': 'for macOS: kept, and not shown, as in Electron on Linux',
    'MenuItem.userAccelerator': 'for macOS: null, as in Electron on Linux'
  }
}
