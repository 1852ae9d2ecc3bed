const { contextBridge, ipcRenderer } = require('electron')
const fs = require('fs')
const path = require('path')
const { title } = require('./lib/format')

window.leaked = 'only in this world'

const inFolder = (name) => path.join(__dirname, path.basename(name))

contextBridge.exposeInMainWorld('files', {
  names: fs.readdirSync(__dirname).filter((name) => /\.(html|js)$/.test(name)).sort(),
  read: (name) => {
    ipcRenderer.send('opened', name)
    return { title: title(name), lines: fs.readFileSync(inFolder(name), 'utf8').split('\n') }
  },
  size: async (name) => (await fs.promises.stat(inFolder(name))).size,
  each: (callback) => fs.readdirSync(__dirname).map((name, index) => callback(name, index)),
  onAnnounce: (callback) => { ipcRenderer.on('announce', (event, news) => callback(news)) },
  onChecked: (callback) => { ipcRenderer.on('checked', (event, kinds) => callback(kinds)) }
})

window.addEventListener('DOMContentLoaded', () => {
  for (const type of ['chrome', 'node', 'electron']) {
    document.getElementById(`${type}-version`).innerText = process.versions[type]
  }
})
