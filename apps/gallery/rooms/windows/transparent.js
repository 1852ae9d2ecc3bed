const { BrowserWindow } = require('electron')
const path = require('path')

module.exports = () => new Promise((resolve) => {
  const window = new BrowserWindow({
    transparent: true, frame: false, width: 240, height: 240, alwaysOnTop: true
  })
  window.loadFile(path.join(__dirname, 'transparent.html'))
  window.once('closed', () => resolve('Closed'))
})
