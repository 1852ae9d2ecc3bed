const { Menu } = require('electron')

module.exports = (window, say) => new Promise((resolve) => {
  const click = (item) => say(`${item.label} was chosen`)
  const menu = Menu.buildFromTemplate([
    { label: 'Bread', click },
    { label: 'Cheese', click, submenu: [{ label: 'Young', click }, { label: 'Old', click }] },
    { type: 'separator' },
    { role: 'copy' },
    { label: 'Nothing', enabled: false }
  ])
  menu.popup({ window, callback: resolve })
})
