const { BrowserView } = require('electron')
const path = require('path')

module.exports = (window) => {
  const [shown] = window.getBrowserViews()
  if (shown) { window.removeBrowserView(shown); return 'Taken away' }
  const view = new BrowserView()
  window.addBrowserView(view)
  const { width, height } = window.getContentBounds()
  view.setBounds({ x: 0, y: height - 240, width, height: 240 })
  view.setAutoResize({ width: true, vertical: true })
  return view.webContents.loadFile(path.join(__dirname, 'view.html')).then(() => 'There')
}
