const { Menu, Tray } = require('electron')
const path = require('path')

let tray = null

module.exports = (window, say) => {
  if (tray) {
    tray.destroy()
    tray = null
    return 'The icon is gone'
  }
  tray = new Tray(path.join(__dirname, '../../icon.png'))
  tray.setToolTip('Gallery')
  tray.setContextMenu(Menu.buildFromTemplate([
    { label: 'Show Gallery', click: () => window.show() },
    { role: 'quit' }
  ]))
  tray.on('click', () => say('Clicked'))
  return 'The icon is there'
}
