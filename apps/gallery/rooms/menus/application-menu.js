const { Menu } = require('electron')

module.exports = (window, say) => {
  const click = (item) => say(`${item.label}: ${item.checked}`)
  window.setMenu(Menu.buildFromTemplate([
    { label: '&Meal', submenu: [
      { label: 'With dessert', type: 'checkbox', checked: true, accelerator: 'CmdOrCtrl+D', click },
      { label: 'At noon', type: 'radio', checked: true, click },
      { label: 'In the evening', type: 'radio', click }
    ] },
    { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }
  ]))
  window.setMenuBarVisibility(true)
  return 'The menu bar is there'
}
