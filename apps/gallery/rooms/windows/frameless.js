const { BrowserWindow } = require('electron')
const path = require('path')

module.exports = () => new Promise((resolve) => {
  const window = new BrowserWindow({ frame: false, width: 420, height: 240, show: false })
  window.loadFile(path.join(__dirname, 'frameless.html'))
  window.once('ready-to-show', () => window.show())
  window.once('closed', () => resolve('Closed'))
})
