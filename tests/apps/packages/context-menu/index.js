// electron-context-menu: what the right button opens.
const { app, BrowserWindow, clipboard, Menu } = require('electron')
const contextMenu = require('electron-context-menu')

contextMenu({
  showSaveImageAs: true,
  showCopyImageAddress: true,
  showInspectElement: true,
  prepend: (actions, params) => [{ label: `Own item for ${params.mediaType}`, click: () => console.log('own item') }],
  onShow: () => console.log('shown'),
  onClose: () => console.log('closed')
})

// The page is all of the window.
Menu.setApplicationMenu(null)

app.whenReady().then(async () => {
  const win = new BrowserWindow({ width: 500, height: 400 })
  win.webContents.on('context-menu', (event, params) => console.log(`menu ${params.x} ${params.y} ${params.mediaType} ${params.isEditable} ${params.selectionText}`))
  await win.loadFile('index.html')
  console.log('loaded')
  process.stdin.setEncoding('utf8').on('data', async (text) => {
    if (text.startsWith('clipboard')) console.log(`clipboard ${clipboard.readText()} ${JSON.stringify(clipboard.readImage().getSize())}`)
    if (text.startsWith('select')) {
      await win.webContents.executeJavaScript('field.focus(); field.select()')
      console.log('selected')
    }
    if (text.startsWith('field')) console.log(`field ${await win.webContents.executeJavaScript('field.value')}`)
    if (text.startsWith('quit')) app.quit()
  })
})
