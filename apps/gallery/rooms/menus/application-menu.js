const { Menu } = require('electron')

module.exports = (window, say) => {
  const click = (item) => say(`${item.label}: ${item.checked}`)
  const meal = [
    { label: 'With dessert', type: 'checkbox', checked: true, accelerator: 'Ctrl+D', click },
    { label: 'At noon', type: 'radio', checked: true, click },
    { label: 'In the evening', type: 'radio', click }
  ]
  window.setMenu(Menu.buildFromTemplate([
    { label: '&Meal', submenu: meal }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }
  ]))
  window.setMenuBarVisibility(true)
  return 'The menu bar is there'
}
