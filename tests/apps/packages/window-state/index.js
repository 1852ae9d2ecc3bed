// electron-window-state: a window comes back where it was left.
const { app, BrowserWindow, screen } = require('electron')
const keepState = require('electron-window-state')

app.whenReady().then(async () => {
  const state = keepState({ defaultWidth: 500, defaultHeight: 400 })
  const { x, y, width, height, isMaximized, isFullScreen } = state
  const win = new BrowserWindow({ x, y, width, height, title: 'kept' })
  state.manage(win)
  console.log(JSON.stringify({ loaded: { x, y, width, height, isMaximized, isFullScreen }, display: screen.getPrimaryDisplay().bounds }))
  process.stdin.on('data', (text) => {
    for (const command of String(text).trim().split('\n')) act(command)
  })
  function act (command) {
    const [name, ...numbers] = command.split(' ')
    if (name === 'bounds') {
      const [x, y, width, height] = numbers.map(Number)
      win.setBounds({ x, y, width, height })
    }
    if (name === 'maximize') win.maximize()
    if (name === 'tell') console.log(JSON.stringify({ bounds: win.getBounds(), maximized: win.isMaximized() }))
    if (name === 'quit') app.quit()
  }
})
