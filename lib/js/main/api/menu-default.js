'use strict'

/** The menu that an app has that sets none: Electron's, with its links to Electron's documentation. */
function create () {
  const { Menu } = require('./menu')
  const app = require('./app')
  const open = (url) => () => { require('./shell').openExternal(url) }
  const help = [
    { label: 'Learn More', click: open('https://electronjs.org') },
    { label: 'Documentation', click: open(`https://github.com/electron/electron/tree/v${process.versions.electron}/docs#readme`) },
    { label: 'Community Discussions', click: open('https://discord.gg/electronjs') },
    { label: 'Search Issues', click: open('https://github.com/electron/electron/issues') }
  ]
  return Menu.buildFromTemplate([
    { role: 'fileMenu' }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }, { role: 'help', submenu: app.isPackaged ? [] : help }
  ])
}

module.exports = { create }
