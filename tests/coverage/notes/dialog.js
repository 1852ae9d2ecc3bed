'use strict'

module.exports = {
  partly: {},
  elsewhere: {
    'dialog.showCertificateTrustDialog': 'throws, and says so: Electron has it on macOS and Windows only',
    'Notification.action': 'never emitted, as in Electron on Linux',
    'Notification.failed': 'emitted with the reason when nobody shows it',
    'Notification.reply': 'never emitted, as in Electron on Linux',
    'Tray.double-click': 'emitted after the second click, in trays of X11',
    'Tray.getBounds': 'known in trays of X11; empty elsewhere',
    'Tray.popUpContextMenu': 'opens the menu at the mouse',
    'Tray.right-click': 'emitted in trays of X11 where there is no context menu'
  }
}
