// electron-localshortcut: keys that count while a window has the focus.
const { app, BrowserWindow } = require('electron')
const localShortcut = require('electron-localshortcut')

app.whenReady().then(async () => {
  const win = new BrowserWindow({ width: 400, height: 300, title: 'first' })
  await win.loadURL('data:text/html,<title>first</title><input autofocus>')
  const tell = (name) => () => console.log(name)
  localShortcut.register('Ctrl+Shift+K', tell('any'))
  localShortcut.register(win, ['Ctrl+A', 'Ctrl+/', 'Alt+Left'], tell('window'))
  localShortcut.register(win, 'F7', () => {
    localShortcut.unregister(win, 'F7')
    console.log(`F7 ${localShortcut.isRegistered(win, 'F7')} ${localShortcut.isRegistered(win, 'Ctrl+A')}`)
  })
  localShortcut.register(win, 'Ctrl+Q', () => app.quit())
  const second = new BrowserWindow({ width: 300, height: 200, x: 700, y: 100 })
  await second.loadURL('data:text/html,<title>second</title>')
  console.log('ready')
})
