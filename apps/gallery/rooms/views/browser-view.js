const { BrowserView } = require('electron')
const path = require('path')

module.exports = (window) => {
  const [shown] = window.getBrowserViews()
  if (shown) { window.removeBrowserView(shown); return 'Taken away' }
  const view = new BrowserView()
  window.addBrowserView(view)
  const { width, height } = window.getContentBounds()
  view.setBounds({ x: Math.round(width / 2), y: 0, width: Math.round(width / 2), height })
  view.setAutoResize({ width: true, height: true, horizontal: true })
  return view.webContents.loadFile(path.join(__dirname, 'view.html')).then(() => 'There')
}
