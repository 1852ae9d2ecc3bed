const {app, BrowserWindow} = require('electron')
let win = null

app.on('ready', () => {
  win = new BrowserWindow()
  win.on('closed', () => {
    win = null
  })
  win.loadURL(`file://${__dirname}/index.html`)
})
