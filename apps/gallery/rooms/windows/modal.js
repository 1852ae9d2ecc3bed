const { BrowserWindow } = require('electron')
const path = require('path')

module.exports = (parent) => new Promise((resolve) => {
  const child = new BrowserWindow({
    parent, modal: true, width: 420, height: 240, show: false, autoHideMenuBar: true
  })
  child.loadFile(path.join(__dirname, 'modal.html'))
  child.once('ready-to-show', () => child.show())
  child.once('closed', () => resolve('Closed'))
})
